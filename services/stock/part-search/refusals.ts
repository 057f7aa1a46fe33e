import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { PART_SEARCH_REJECTED_TOTAL } from './metrics.ts'

/** Why a search is refused with status 400. */
export type RefusalReason = 'query' | 'filter' | 'parameter' | 'cursor'

function invalidParameter(field: string, message: string): DomainError {
  return new DomainError(400, 'VALIDATION_FAILED', `${field}: ${message}`, 'The request is not valid', {
    field,
    errors: [{ field, message }],
  })
}

/** 400 that names the parameter and what to mend. It is counted. */
export function refuseSearch(reason: RefusalReason, field: string, message: string): DomainError {
  PART_SEARCH_REJECTED_TOTAL.inc({ reason })
  return invalidParameter(field, message)
}

/** 503 for a search that takes too long. */
export function tooBroad(isCounted: boolean): DomainError {
  if (isCounted) PART_SEARCH_REJECTED_TOTAL.inc({ reason: 'too_broad' })
  return new DomainError(
    503,
    'SEARCH_TOO_BROAD',
    'The search took too long; add a word or a filter',
    'Try again with a query that says more',
    {},
    { retryAfterSeconds: 1 },
  )
}

/** The same for searches of the service itself, which are not counted. */
export function refuseUncounted(_reason: RefusalReason, field: string, message: string): DomainError {
  return invalidParameter(field, message)
}

/** 400 for suggestions, which are counted by themselves. */
export function refuseSuggestions(field: string, message: string): DomainError {
  return invalidParameter(field, message)
}

/** Counts a search that was refused before it was read. */
export function countRefusedParameter(): void {
  PART_SEARCH_REJECTED_TOTAL.inc({ reason: 'parameter' })
}
