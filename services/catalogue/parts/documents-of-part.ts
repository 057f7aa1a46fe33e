import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import type { TargetSet } from '../../documents/documents/attachment-writer.ts'
import { LOCK_DOCUMENTS } from './statements.ts'

/** Locks the set of documents of the part with this key, or rejects with DomainError 404. */
export function documentsOfPart(key: string): TargetSet {
  return async (unit) => {
    const [part] = await unit.query(LOCK_DOCUMENTS, [key])
    if (!part) throw recordNotFound('Part', key)
    return part.setId
  }
}
