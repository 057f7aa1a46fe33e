import type { PartFields } from '../../../catalogue/parts/part-service.ts'

/** What can be done with a code. */
export const SCAN_ACTIONS = ['put_away', 'take', 'count', 'receive', 'pick', 'create'] as const
export type ScanAction = (typeof SCAN_ACTIONS)[number]

/** What somebody wants to be done with a code. Null where they leave it to the code, or to the inventory. */
export interface ScanOrder {
  code: string
  action: ScanAction
  partKey: string | null
  boxNo: number | null
  locNo: number | null
  qty: number | null
  /** The part to be made. */
  create: (PartFields & { description: string }) | null
  lot: string | null
  dateCode: string | null
  orderNumber: string | null
  /** A decimal number, together with the currency. */
  unitPrice: string | null
  currency: string | null
  rememberNumber: boolean
  shoppingListLineId: number | null
  pickListLineId: number | null
  /** Whether they have agreed to what needs it. */
  confirm: boolean
  note: string | null
}
