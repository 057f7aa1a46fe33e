import { type Static, type TSchema, Type } from 'typebox'
import { INT4_MAX } from '../plugins/int4.ts'

/** A moment in ISO 8601, in UTC with `Z` and milliseconds. */
export const Timestamp = Type.String({ format: 'date-time' })

/** An integer that a PostgreSQL `int` column can hold. */
export function Int32(options: { minimum?: number; description?: string } = {}) {
  return Type.Integer({ minimum: -INT4_MAX, maximum: INT4_MAX, ...options })
}

/** The same shape, or null. */
export function Nullable<T extends TSchema>(schema: T) {
  // The validator takes a list of values by the letter: null has to be one of them.
  const values = 'enum' in schema && Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {}
  return Type.Unsafe<Static<T> | null>({ ...schema, ...values, nullable: true })
}

/** One of a closed set of words. */
export function OneOf<const T extends readonly [string, ...string[]]>(
  values: T,
  options: { title?: string; default?: T[number] } = {},
) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options })
}

/**
 * Text whose meaning the route checks itself, since its refusals have words that clients know; the document shows what
 * it takes.
 *
 * @param shown what the route accepts, as a schema.
 */
export function Parsed(shown: TSchema) {
  return Type.String({ 'x-shown-as': shown })
}

/** The longest text that people write into one field. */
const MAX_LONG_TEXT = 50_000
/** What is taken out of a text before it is validated: control characters, and signs that turn its direction. */
const TAKEN_OUT = '\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069'
/** Some character that people see. U+0000, which no text of a request may have, is left out of it. */
const FILLED = `^[^\\u0000]*[^\\s${TAKEN_OUT}][^\\u0000]*$`
const MISSING = 'Missing required field'
const NOT_BLANK = { minLength: 1, pattern: FILLED, 'x-hint': 'must not be blank' }

/** Text with at least one visible character. */
export function FilledText(maxLength: number, options: { description?: string } = {}) {
  return Type.String({ ...NOT_BLANK, maxLength, ...options })
}

/** Text of a column of the catalogue that is never empty: clients know the words of the refusal of a blank one. */
export function RequiredColumn(maxLength: number, options: { description?: string; 'x-null-refusal'?: string } = {}) {
  return Type.String({ ...NOT_BLANK, maxLength, 'x-refusal': MISSING, ...options })
}

/** A description, which may have many lines. */
export function LongText(options: { description?: string } = {}) {
  return Type.String({ maxLength: MAX_LONG_TEXT, ...options })
}

/** The description of a part, which is never empty. */
export function RequiredLongText() {
  return RequiredColumn(MAX_LONG_TEXT, { 'x-null-refusal': MISSING })
}

/** A remark of some lines. */
export function Note() {
  return Type.String({ maxLength: 10_000 })
}

/** Words that a part is found by. */
export function Tags() {
  return Type.Array(Type.String({ maxLength: 100 }), { maxItems: 100 })
}
