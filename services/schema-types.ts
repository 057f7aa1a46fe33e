import { type Static, type TSchema, Type } from 'typebox'

const INT4_MAX = 2_147_483_647

/** A moment in ISO 8601, in UTC with `Z` and milliseconds. */
export const Timestamp = Type.String({ format: 'date-time' })

/** An integer that a PostgreSQL `int` column can hold. */
export function Int32(options: { minimum?: number; description?: string } = {}) {
  return Type.Integer({ minimum: -INT4_MAX, maximum: INT4_MAX, ...options })
}

/** The same shape, or null. */
export function Nullable<T extends TSchema>(schema: T) {
  return Type.Unsafe<Static<T> | null>({ ...schema, nullable: true })
}

/** One of a closed set of words. */
export function OneOf<const T extends readonly [string, ...string[]]>(
  values: T,
  options: { title?: string; default?: T[number] } = {},
) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options })
}
