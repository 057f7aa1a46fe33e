import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { invalidOperation, recordNotFound } from '../../../plugins/errors/domain-error.ts'

/**
 * Locks a set against everything else that adds, removes or covers its attachments.
 *
 * @returns the id of its cover.
 * @throws DomainError 404 for an unknown set.
 */
export async function lockSet(unit: UnitOfWork, setId: number): Promise<{ coverId: number | null }> {
  const [set] = await unit.query<{ coverId: number | null }>(
    'select cover_attachment_id as "coverId" from attachment_sets where id = $1 for update',
    [setId],
  )
  if (!set) throw recordNotFound('AttachmentSet', setId)
  return set
}

/** @throws DomainError 404 for an unknown attachment, 409 for one of another set. */
export async function assertInSet(unit: UnitOfWork, setId: number, attachmentId: number): Promise<void> {
  const [attachment] = await unit.query<{ setId: number }>(
    'select attachment_set_id as "setId" from attachments where id = $1',
    [attachmentId],
  )
  if (!attachment) throw recordNotFound('Attachment', attachmentId)
  assertSet(attachment.setId, setId, attachmentId)
}

/** @throws DomainError 409 when an attachment belongs to another set than it was asked for in. */
export function assertSet(actual: number, expected: number, attachmentId: number): void {
  if (actual === expected) return
  throw invalidOperation('get attachment', `attachment ${attachmentId} does not belong to set ${expected}`)
}

export async function setCover(unit: UnitOfWork, setId: number, attachmentId: number | null): Promise<void> {
  await unit.query(
    'update attachment_sets set cover_attachment_id = $2 where id = $1 and cover_attachment_id is distinct from $2',
    [setId, attachmentId],
  )
}
