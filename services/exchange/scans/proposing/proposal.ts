import type { ScanProposal } from '../schemas.ts'

/** What a client does at the moment, so that a code is understood as it is meant. */
export interface ScanContext {
  boxNo: number | null
  locNo: number | null
  pickListId: number | null
  shoppingListId: number | null
}

/** What is to be done next with a code, and what speaks against it. */
export interface Proposed {
  proposal: ScanProposal | null
  warnings: string[]
}

/** A proposal with all of its fields. */
export function proposal(
  action: ScanProposal['action'],
  reason: string,
  fields: Partial<Omit<ScanProposal, 'action' | 'reason'>> = {},
): ScanProposal {
  return {
    action,
    part_key: null,
    box_no: null,
    loc_no: null,
    qty: null,
    shopping_list_line_id: null,
    pick_list_line_id: null,
    ...fields,
    reason,
  }
}

/** `1 piece`, `2 pieces`. */
export function pieces(count: number): string {
  return count === 1 ? '1 piece' : `${count} pieces`
}
