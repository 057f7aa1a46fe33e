import type { CodeField } from './code-reading.ts'

/** What people ought to know of a scanner that changes the case. */
export const SMALL_LETTERS = 'The code was sent in small letters; it is read in capitals'

/** Whether a text was sent in small letters alone, as by a keyboard in another state. */
export function isSmall(text: string): boolean {
  return !/[A-Z]/.test(text) && /[a-z]/.test(text)
}

/** The fields with their values in capitals. */
export function inCapitals(fields: readonly CodeField[]): CodeField[] {
  return fields.map((field) => ({ ...field, value: field.value.toUpperCase() }))
}
