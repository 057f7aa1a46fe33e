import { DomainError } from '../../../../plugins/errors/domain-error.ts'
import { INT4_MAX } from '../../../../plugins/int4.ts'
import type { Place, StockChange } from '../../../stock/inventory/inventory-service.ts'
import type { Operation } from '../../../stock/operations/operation.ts'
import type { NewReceipt } from '../../../stock/receipts/receipt-service.ts'
import { pieces } from '../proposing/proposal.ts'
import { finishScan } from './finish-scan.ts'
import { numberToRemember } from './number-to-remember.ts'
import { type ActionTools, address, type Outcome } from './outcome.ts'
import { refuseScan } from './refusals.ts'
import { withRememberedNumber } from './remembered-number-effect.ts'
import {
  type BagFacts,
  bagFacts,
  bookedBefore,
  demandConfirmed,
  partOf,
  placeOf,
  quantityOf,
  type ScanStep,
} from './scan-step.ts'

/** Where a bag comes from, and what it costs. */
export function receiptOf(
  { order }: ScanStep,
  facts: BagFacts,
  { historyId, sellerId }: { historyId: number; sellerId: number | null },
): NewReceipt {
  const { unitPrice, currency } = order
  const { orderNumber, otherNumbers, orderLine, partNumbers } = facts
  return { historyId, sellerId, orderNumber, otherNumbers, orderLine, partNumbers, unitPrice, currency }
}

/** A price needs a currency, and the other way round. @throws DomainError 409. */
export function demandWholePrice({ order: { action, unitPrice, currency } }: ScanStep): void {
  if ((unitPrice === null) === (currency === null)) return
  throw refuseScan(action, unitPrice === null ? 'the currency has no unit_price' : 'the unit_price has no currency')
}

/** The seller of the bag; null when it is not known, or is none of the inventory. */
export function sellerOf({ known }: ScanStep): number | null {
  return known.sellerIds[0] ?? known.matches[0]?.seller_id ?? null
}

/** What comes into a location. */
interface Pieces {
  key: string
  place: Place
  qty: number
  facts: BagFacts
  operation: Operation
  isReceipt: boolean
}

/** Adds pieces to the stock. @throws DomainError 404; 409 for more pieces than a location holds. */
export async function addPieces(
  { order }: ScanStep,
  { inventory }: ActionTools,
  { key, place, qty, facts, operation, isReceipt }: Pieces,
): Promise<StockChange> {
  try {
    return await inventory.add(key, place, qty, { operation, isReceipt, lot: facts.lot, dateCode: facts.dateCode })
  } catch (error) {
    // The quantity is one that the request may have; it is the location that is full.
    if (error instanceof DomainError && error.statusCode === 400) {
      throw refuseScan(order.action, `a location holds at most ${INT4_MAX} pieces of a part`)
    }
    throw error
  }
}

/**
 * Puts the pieces of a bag into a location, with what is known of where they came from.
 *
 * @param part a part that was just made; else the one that order or code name.
 * @throws DomainError 404 and 409.
 */
export async function bringIn(
  step: ScanStep,
  { inventory }: ActionTools,
  part: string | null = null,
): Promise<Outcome> {
  const { order } = step
  demandWholePrice(step)
  const { key, match } = part === null ? partOf(step) : { key: part, match: null }
  const place: Place = placeOf(step, match)
  const qty = quantityOf(step)
  if (part === null) demandConfirmed(step, bookedBefore(step))
  const facts = bagFacts(step)
  const number = numberToRemember(step, key)
  const operation = withRememberedNumber(step.operation, key, number)
  // A bag that names no order may be of one that a file receives later.
  const isBag = step.known.reading.kind === 'distributor_bag'
  const isReceipt = isBag || order.action === 'receive' || facts.orderNumber !== null || order.unitPrice !== null
  const { historyId } = await addPieces(step, { inventory }, { key, place, qty, facts, operation, isReceipt })
  const receipts = isReceipt ? [receiptOf(step, facts, { historyId, sellerId: sellerOf(step) })] : []
  const booked = await finishScan(step, { partKey: key, isBag: true, receipts, filled: { ...place, qty }, number })
  const verb = order.action === 'receive' ? 'Received' : order.action === 'create' ? 'Made the part and put' : 'Put'
  const done = `${verb} ${pieces(qty)} of ${key} into ${address(place)}`
  return { done, qty, place, difference: null, booked, next: null }
}
