import type { RowOf } from '../../../../plugins/database/statement.ts'
import type { InventoryService, Place } from '../../../stock/inventory/inventory-service.ts'
import type { ScanProposal } from '../schemas.ts'
import type { ScanStep } from './scan-step.ts'
import type { BOOK } from './statements.ts'

/** What an action has done. */
export interface Outcome {
  /** In words, for people. */
  done: string
  qty: number
  place: Place
  difference: number | null
  booked: RowOf<typeof BOOK.plain>
  next: ScanProposal | null
}

/** What actions work with. */
export interface ActionTools {
  inventory: Pick<InventoryService, 'add' | 'remove' | 'suggestionRule'>
}

/** How one kind of action is done. */
export type Act = (step: ScanStep, tools: ActionTools) => Promise<Outcome>

export function address({ boxNo, locNo }: Place): string {
  return `${boxNo}-${locNo}`
}
