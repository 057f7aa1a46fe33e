import { DomainError, invalidOperation } from '../../../../plugins/errors/domain-error.ts'
import type { ScanAction } from './scan-action.ts'

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
