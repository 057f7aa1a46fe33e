import { countKnownHeaders } from '../columns/known-headers.ts'
import { FileError } from '../failure.ts'
import { HEADER_ROWS } from '../limits.ts'
import { splitRecords } from './split-records.ts'

/** In the order that decides between equals. */
export const DELIMITERS = ['\t', ';', ',', '|'] as const

const SAMPLE = 262_144
const DECLARED = /^sep=(.)(?:\r\n|\r|\n)/

/** A file may name its delimiter in its first line. @returns the delimiter and the text below that line. */
export function declaredDelimiter(text: string): { delimiter: string; rest: string } | null {
  const match = DECLARED.exec(text)
  if (match?.[1] === undefined) return null
  return { delimiter: match[1], rest: text.slice(match[0].length) }
}

interface Candidate {
  delimiter: string
  /** Known headers of the row that has most. */
  headers: number
  /** How many records have the count of cells that is most frequent. */
  alike: number
  isTable: boolean
}

/**
 * The delimiter of a text: the one that makes the best header row, else the one that gives most of the first records
 * the same count of cells.
 *
 * @returns null when none makes a table.
 */
export function findDelimiter(text: string): string | null {
  const sample = text.slice(0, SAMPLE)
  const [best] = DELIMITERS.map((delimiter) => tryDelimiter(sample, delimiter))
    .filter(({ isTable }) => isTable)
    .sort((a, b) => b.headers - a.headers || b.alike - a.alike)
  return best?.delimiter ?? null
}

function tryDelimiter(sample: string, delimiter: string): Candidate {
  const counts = new Map<number, number>()
  let headers = 0
  let records = 0
  for (const { cells } of recordsOf(sample, delimiter)) {
    if (cells.every((cell) => cell.trim() === '')) continue
    records++
    counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
    headers = Math.max(headers, countKnownHeaders(cells))
  }
  const [width = 1, alike = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
  const hasHeader = headers >= 2
  const isTable = hasHeader || (width > 1 && alike * 2 > records)
  return { delimiter, headers: hasHeader ? headers : 0, alike: width > 1 ? alike : 0, isTable }
}

/** The first records; what a cut quote leaves is no reason to refuse here. */
function recordsOf(sample: string, delimiter: string): { cells: string[] }[] {
  try {
    return splitRecords(sample, delimiter, { to: HEADER_ROWS })
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return sample.split(/\r\n|\r|\n/, HEADER_ROWS).map((line) => ({ cells: line.split(delimiter) }))
  }
}
