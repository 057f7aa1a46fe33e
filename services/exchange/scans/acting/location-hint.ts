import type { Database } from '../../../../plugins/database/database.ts'
import { DomainError } from '../../../../plugins/errors/domain-error.ts'
import { BOX_USAGE } from '../../../stock/boxes/statements.ts'
import type { Place } from '../../../stock/inventory/inventory-service.ts'
import type { CodeReading } from '../reading/code-reading.ts'
import type { ScanOrder } from './scan-action.ts'

/** The place that an order names, else the label that was scanned; null for none. */
function namedPlace({ boxNo, locNo }: ScanOrder, { own }: CodeReading): Place | null {
  if (boxNo !== null && locNo !== null) return { boxNo, locNo }
  return own?.kind === 'own_location' ? { boxNo: own.boxNo, locNo: own.locNo } : null
}

/**
 * What a scan is refused with. Where the location does not exist, it says which ones the box has, as the address on a label does.
 *
 * @param error what has stopped the scan; answered as it is in all other cases.
 */
export async function withLocations(
  db: Pick<Database, 'query'>,
  { order, reading }: { order: ScanOrder; reading: CodeReading },
  error: unknown,
): Promise<unknown> {
  const place = namedPlace(order, reading)
  if (!(error instanceof DomainError) || error.statusCode !== 404 || place === null) return error
  const { boxNo, locNo } = place
  // What was refused stays the answer, also where the box cannot be looked up any more.
  const boxes = await db.query(BOX_USAGE, [boxNo]).catch(() => null)
  if (boxes === null) return error
  const [usage] = boxes
  if (usage !== undefined && locNo <= usage.total_locations) return error
  const hint = usage ? `Box ${boxNo} has the locations 1 to ${usage.total_locations}` : `There is no box ${boxNo}`
  return new DomainError(404, error.code, `Location ${boxNo}-${locNo} was not found`, hint)
}
