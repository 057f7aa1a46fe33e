import { StorageError } from '../../../plugins/blob-storage/blob-store.ts'
import { DomainError } from '../../../plugins/errors/domain-error.ts'

/** The answer 503 to a failure of the storage; any other error as it is. */
export function storageUnavailable(error: unknown): unknown {
  if (!(error instanceof StorageError)) return error
  const answer = new DomainError(503, 'STORAGE_UNAVAILABLE', 'The file storage is not available', 'Try again later')
  answer.cause = error
  return answer
}
