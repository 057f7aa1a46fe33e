import type { OwnData } from '../../own-format/records.ts'
import type { CodeReading } from '../../scans/reading/code-reading.ts'
import { keptCode } from '../../scans/reading/kept-code.ts'
import { readCode } from '../../scans/reading/read-code.ts'

/** A code of a part, as a file has it. */
interface CodeOfFile {
  text: string
  reading: CodeReading
  /** As scans look for it; null where it says nothing of its part. */
  kept: string | null
}

/** By what a part is known that is no number of a seller or a maker. */
export function codesOf({ codes = [] }: Pick<OwnData<'parts'>, 'codes'>): CodeOfFile[] {
  return codes.map(({ code }) => {
    const reading = readCode(code)
    return { text: code, reading, kept: keptCode(reading) }
  })
}
