import { DomainError, invalidOperation } from '../../../../plugins/errors/domain-error.ts'
import type { ScanAction, ScanOrder } from './scan-action.ts'

const WORDS: Readonly<Record<ScanAction, string>> = {
  put_away: 'put the bag away',
  take: 'take pieces',
  count: 'count the pile',
  receive: 'receive the bag',
  pick: 'pick the line',
  create: 'create the part',
}

/** 409: `refuseScan('take', 'it holds no quantity')` says "Cannot take pieces because it holds no quantity". */
export function refuseScan(action: ScanAction, cause: string): DomainError {
  return invalidOperation(WORDS[action], cause)
}

/** Actions by which pieces come in. */
export const BRINGS_IN: readonly ScanAction[] = ['put_away', 'receive', 'create']

/** Sees that an order says nothing that its action would leave out in silence. @throws DomainError 409. */
export function demandFitting({ action, shoppingListLineId, pickListLineId, unitPrice }: ScanOrder): void {
  if (shoppingListLineId !== null && action !== 'receive') {
    throw refuseScan(action, 'shopping_list_line_id is only for receive: leave it out, or receive the bag')
  }
  if (pickListLineId !== null && action !== 'pick') {
    throw refuseScan(action, 'pick_list_line_id is only for pick: leave it out, or pick the line')
  }
  if (unitPrice !== null && !BRINGS_IN.includes(action)) {
    throw refuseScan(action, 'unit_price is only for what comes in: leave it out')
  }
}

/** 409 for what is done only by somebody who has agreed to it. @param reasons sentences for people. */
export function confirmationRequired(reasons: readonly string[]): DomainError {
  return new DomainError(
    409,
    'CONFIRMATION_REQUIRED',
    reasons.join('. '),
    'Send the request again with "confirm": true, under another idempotency key, if it is meant so',
    { reasons },
  )
}
