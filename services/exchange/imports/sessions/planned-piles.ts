import type { PileAddress } from '../../../stock/inventory/change-piles.ts'
import type { Plan } from '../planning/plan.ts'
import type { PlannedImport } from '../planning/plan-import.ts'

/** A pile that a plan changes, with the pieces that it had when that was made. */
export interface PlannedPile extends PileAddress {
  qty: number
}

/** The piles that a plan changes, of parts and boxes that are there. */
export function knownPiles({ stock }: Plan): PileAddress[] {
  return stock.flatMap(({ part, box, locNo }) => (part > 0 && box > 0 ? [{ partId: part, boxNo: box, locNo }] : []))
}

/** The same with the pieces that each of them has. */
export function withPieces(piles: readonly PileAddress[], stock: PlannedImport['presentStock']): PlannedPile[] {
  return piles.map((pile) => ({ ...pile, qty: stock.get(`${pile.partId} ${pile.boxNo}-${pile.locNo}`) ?? 0 }))
}
