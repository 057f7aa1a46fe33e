import { Type } from 'typebox'
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

/** As many keys as an address holds beside everything else. */
const MOST_KEYS = 1000

/** Some parts, such as those that a person has selected. */
export const PartKeys = Type.Optional(
  Type.String({
    pattern: `^[A-Z]{4}(?:,[A-Z]{4}){0,${MOST_KEYS - 1}}$`,
    'x-hint': `must be keys of parts, separated by commas, at most ${MOST_KEYS}, such as ABCD,EFGH`,
    maxLength: MOST_KEYS * 5 - 1,
    description: `Only the parts with these keys, separated by commas, at most ${MOST_KEYS}; an unknown one is 404`,
  }),
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
