import type { CodeField } from './code-reading.ts'
import { IDENTIFIER_NAMES, UNKNOWN } from './identifiers.ts'

/** Digits and one letter; zeros in front do not count. */
const IDENTIFIED = /^(\d*)([A-Za-z])/

/** Reads a field of an identifier and a value. One without an identifier is kept as it stands. */
export function readField(text: string): CodeField {
  const [start, digits = '', letter = ''] = IDENTIFIED.exec(text) ?? []
  if (start === undefined) return { identifier: '', name: UNKNOWN, value: text }
  const identifier = `${digits.replace(/^0+/, '')}${letter.toUpperCase()}`
  return { identifier, name: IDENTIFIER_NAMES[identifier] ?? UNKNOWN, value: text.slice(start.length).trim() }
}

/** Whether the identifier of a field is known. */
export function isKnown({ name }: CodeField): boolean {
  return name !== UNKNOWN
}

/** The value of the first of these identifiers that has one. */
export function firstValue(fields: readonly CodeField[], ...identifiers: string[]): string | null {
  for (const wanted of identifiers) {
    const found = fields.find(({ identifier, value }) => identifier === wanted && value !== '')
    if (found) return found.value
  }
  return null
}

/** Whether some field has the identifier, with a value or without. */
export function hasField(fields: readonly CodeField[], ...identifiers: string[]): boolean {
  return fields.some(({ identifier }) => identifiers.includes(identifier))
}
