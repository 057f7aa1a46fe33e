import { DomainError } from '../../../plugins/errors/domain-error.ts'

/** 409: somebody has changed a record since it was read. `newerVersion('Import 7', 3)` names the version that it has now. */
export function newerVersion(record: string, version: number): DomainError {
  return new DomainError(
    409,
    'RESOURCE_CONFLICT',
    `${record} was changed since: read it again, its version is ${version} now`,
    'The record has a newer version',
  )
}
