import type { CodeField } from './code-reading.ts'
import { type ApplicationIdentifier, applicationIdentifierAt } from './gs1-identifiers.ts'
import { UNKNOWN } from './identifiers.ts'

/** Characters that values of GS1 do not have: what stands there has separated fields, whatever the scanner made of it. */
const SEPARATORS = /[^!"%-?A-Z_a-z]+/
const VALUE = /^[!"%-?A-Z_a-z]+$/
const BRACKETED = /\((\d{2,4})\)/

/** The fields of a code of GS1, and whether some of them run into each other. */
export interface Gs1Fields {
  fields: CodeField[]
  isRunTogether: boolean
}

function fits(value: string, { least, most, isNumeric }: ApplicationIdentifier): boolean {
  return value.length >= least && value.length <= most && (isNumeric ? /^\d+$/ : VALUE).test(value)
}

/** Fields as scanners send them: those of a fixed length run on, others end at a separator. */
export function splitRaw(text: string): Gs1Fields {
  const parts = text.split(SEPARATORS).map(splitRun)
  return {
    fields: parts.flatMap(({ fields }) => fields),
    isRunTogether: parts.some(({ isRunTogether }) => isRunTogether),
  }
}

function splitRun(run: string): Gs1Fields {
  const fields: CodeField[] = []
  let at = 0
  while (at < run.length) {
    const found = applicationIdentifierAt(run, at)
    const start = at + (found?.identifier.length ?? 0)
    const isFixed = found?.of.least === found?.of.most
    const value = run.slice(start, isFixed ? start + (found?.of.most ?? 0) : undefined)
    if (found === null || !fits(value, found.of)) {
      fields.push({ identifier: '', name: UNKNOWN, value: run.slice(at) })
      return { fields, isRunTogether: found !== null }
    }
    fields.push({ identifier: found.identifier, name: found.of.name, value })
    at = start + value.length
  }
  return { fields, isRunTogether: false }
}

/** Fields as people read them, with their identifiers in brackets. @returns null where one of them cannot be read. */
export function splitBracketed(text: string): Gs1Fields | null {
  const [front = '', ...rest] = text.split(BRACKETED)
  if (front !== '') return null
  const fields: CodeField[] = []
  for (let at = 0; at < rest.length; at += 2) {
    const [identifier = '', typed = ''] = rest.slice(at, at + 2)
    const found = applicationIdentifierAt(identifier, 0)
    const last = fields.at(-1)
    if (found?.identifier === identifier) {
      const value = found.of.isNumeric ? typed.replaceAll(/\s/g, '') : typed.split(SEPARATORS).join(' ').trim()
      if (!fits(value, found.of)) return null
      fields.push({ identifier, name: found.of.name, value })
    } else if (last !== undefined) {
      // Values may have brackets, too.
      last.value += `(${identifier})${typed.trim()}`
    } else return null
  }
  return { fields, isRunTogether: false }
}
