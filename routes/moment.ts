import { type TSchema, Type } from 'typebox'
import { RequestValidationError } from '../plugins/errors/validation-error.ts'
import { Parsed } from '../services/schema-types.ts'

/** A moment, as a date or with its time; a time without a zone is in UTC. */
export function Moment(description: string) {
  const shown: TSchema = Type.String({ format: 'date-time', description })
  return Type.Optional(Parsed(shown))
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)([Zz]|[+-]\d{2}:\d{2})?)?$/
/** A zone can move a moment out of the years that the database knows by these names; nothing happened out there. */
const FIRST = Date.parse('0001-01-01T00:00:00.000Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

/** @returns the moment in ISO 8601, or null. @throws RequestValidationError for what is no moment. */
export function parseMoment(field: string, text: string | undefined): string | null {
  if (text === undefined) return null
  const [, day, time = '00:00', zone = 'Z'] = MOMENT.exec(text) ?? []
  const moment = new Date(`${day}T${time}${zone.toUpperCase()}`).getTime()
  // A day that its month does not have would be read as one of the next month.
  const isDay = day !== undefined && new Date(`${day}T00:00Z`).toJSON()?.startsWith(day)
  if (!isDay || Number.isNaN(moment)) {
    throw new RequestValidationError([
      { field, message: 'must be a date, such as 2026-11-26, or a time, such as 2026-11-26T08:30:00Z' },
    ])
  }
  return new Date(Math.min(Math.max(moment, FIRST), LAST)).toISOString()
}
