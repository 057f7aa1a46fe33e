import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { PLACES_OF_PART } from './stock-statements.ts'

/** How many places the text of the error names; `details` has all of them. */
const PLACES_IN_TEXT = 5

function describe(partKey: string, places: readonly RowOf<typeof PLACES_OF_PART>[]): string {
  if (places.length === 0) return `${partKey} is in stock nowhere`
  const shown = places.slice(0, PLACES_IN_TEXT).map(({ box_no, loc_no, qty }) => `${box_no}-${loc_no} (${qty})`)
  const more = places.length > shown.length ? ` and ${places.length - shown.length} more places` : ''
  return `${partKey} lies at ${shown.join(', ')}${more}`
}

/**
 * A refusal for pieces that are not where they are to be taken from. It says where the part lies now, for people in its
 * text and for programs in `details.places`.
 *
 * @param problem what is missing, as the beginning of the text.
 * @returns an error with status 409.
 */
export async function stockElsewhere(unit: UnitOfWork, partKey: string, problem: string): Promise<DomainError> {
  const places = await unit.query(PLACES_OF_PART, [partKey])
  return new DomainError(
    409,
    'INSUFFICIENT_QUANTITY',
    `${problem}; ${describe(partKey, places)}`,
    'The stock is not where the pick list expects it; plan the line anew or change its quantity',
    { places },
  )
}
