import { DomainError } from '../../../plugins/errors/domain-error.ts'

/** 409: somebody else has changed the content. The words are those that clients know. */
export function staleContent(id: number): DomainError {
  return new DomainError(
    409,
    'RESOURCE_CONFLICT',
    `Kit content ${id} already exists in a newer version`,
    'The record has a newer version',
  )
}
