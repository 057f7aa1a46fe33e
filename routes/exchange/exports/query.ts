import { type TSchema, Type } from 'typebox'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import type { Format } from '../../../services/exchange/exports/metrics.ts'
import { PART_COLUMNS } from '../../../services/exchange/exports/tables/parts.ts'
import { OneOf, Parsed } from '../../../services/schema-types.ts'

/** Which format, the first by default. */
export function FormatQuery<const F extends readonly [Format, ...Format[]]>(formats: F) {
  return Type.Optional(OneOf<F>(formats, { default: formats[0] }))
}

/** Whether CSV begins with a byte order mark. */
export const Bom = Type.Optional(
  Type.Boolean({ default: true, description: 'Whether CSV begins with a byte order mark, which Excel needs' }),
)

const NAMES = PART_COLUMNS.map(({ name }) => name)
const ONE = `(?:${NAMES.join('|')})`

export const Columns = Type.Optional(
  Parsed(
    Type.String({
      pattern: `^${ONE}(?:,${ONE})*$`,
      maxLength: 1000,
      description: `Which columns, in this order, separated by commas: ${NAMES.join(', ')}`,
    }),
  ),
)

/** Every column comes once. @throws RequestValidationError for a name that no column has. */
export function parseColumns(text: string | undefined): string[] | null {
  if (text === undefined) return null
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !NAMES.includes(name))
  if (unknown !== undefined) {
    throw new RequestValidationError([
      { field: 'columns', message: `has the unknown column "${unknown}"; there are ${NAMES.join(', ')}` },
    ])
  }
  return [...new Set(names)]
}

/** A moment, as a date or with its time; a time without a zone is in UTC. */
export function Moment(description: string) {
  const shown: TSchema = Type.String({ format: 'date-time', description })
  return Type.Optional(Parsed(shown))
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)([Zz]|[+-]\d{2}:\d{2})?)?$/

/** @returns the moment in ISO 8601, or null. @throws RequestValidationError for what is no moment. */
export function parseMoment(field: string, text: string | undefined): string | null {
  if (text === undefined) return null
  const [, day, time = '00:00', zone = 'Z'] = MOMENT.exec(text) ?? []
  const moment = new Date(`${day}T${time}${zone.toUpperCase()}`)
  // A day that its month does not have would be read as one of the next month.
  const isDay = day !== undefined && new Date(`${day}T00:00Z`).toJSON()?.startsWith(day)
  if (!isDay || Number.isNaN(moment.getTime()) || moment.getUTCFullYear() < 1 || moment.getUTCFullYear() > 9999) {
    throw new RequestValidationError([
      { field, message: 'must be a date, such as 2026-11-26, or a time, such as 2026-11-26T08:30:00Z' },
    ])
  }
  return moment.toISOString()
}
