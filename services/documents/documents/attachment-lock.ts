import type { UnitOfWork } from '../../../plugins/database/database.ts'
import type { RowOf } from '../../../plugins/database/statement.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { LOCK_SET, OWNER_OF_SET, SET_COVER, SET_OF_ATTACHMENT } from './statements.ts'

/**
 * Locks a set against everything else that adds, removes or covers its attachments.
 *
 * @returns the id of its cover.
 * @throws DomainError 404 for an unknown set.
 */
export async function lockSet(unit: UnitOfWork, setId: number): Promise<RowOf<typeof LOCK_SET>> {
  const [set] = await unit.query(LOCK_SET, [setId])
  if (!set) throw recordNotFound('AttachmentSet', setId)
  return set
}

/** @throws DomainError 404 for an unknown attachment, 409 for one of another set. */
export async function assertInSet(unit: UnitOfWork, setId: number, attachmentId: number): Promise<void> {
  const [attachment] = await unit.query(SET_OF_ATTACHMENT, [attachmentId])
  if (!attachment) throw recordNotFound('Attachment', attachmentId)
  assertSet(attachment.setId, setId, attachmentId)
}

/** @throws DomainError 409 when an attachment belongs to another set than it was asked for in. */
export function assertSet(actual: number, expected: number, attachmentId: number): void {
  if (actual === expected) return
  throw invalidOperation('get attachment', `attachment ${attachmentId} does not belong to set ${expected}`)
}

/** Has the part or kit announced as changed that a set belongs to. */
export async function announceOwner(unit: UnitOfWork, setId: number): Promise<void> {
  unit.announce(...(await unit.query(OWNER_OF_SET, [setId])))
}

/** Makes an attachment the cover of a locked set; null takes the cover away. */
export async function setCover(unit: UnitOfWork, setId: number, attachmentId: number | null): Promise<void> {
  await unit.query(SET_COVER, [setId, attachmentId])
}
