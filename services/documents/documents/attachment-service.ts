import type { Database } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { toAttachment, toListItem } from './attachment-addresses.ts'
import { announceOwner, assertInSet, assertSet, lockSet, setCover } from './attachment-lock.ts'
import { Attachment } from './entities.ts'
import type { AttachmentDto, AttachmentListItem, AttachmentSetDto, CoverDto } from './schemas.ts'
import {
  ATTACHMENT,
  ATTACHMENT_SET,
  COVER_OF_SET,
  DELETE_ATTACHMENT,
  OLDEST_OTHER_IMAGE,
  SET_EXISTS,
} from './statements.ts'

/** Reads, renames and deletes the documents of parts and kits, and sets their covers; `AttachmentWriter` adds documents. */
export class AttachmentService {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
  }

  /** @throws DomainError 404 for an unknown set. */
  async getSet(setId: number): Promise<AttachmentSetDto> {
    const [row] = await this.#db.query(ATTACHMENT_SET, [setId])
    if (!row) throw recordNotFound('AttachmentSet', setId)
    return { ...row, attachments: row.attachments.map(toListItem) }
  }

  /** The attachments of a set in the order in which they were added. @throws DomainError 404 for an unknown set. */
  async list(setId: number): Promise<AttachmentListItem[]> {
    return (await this.getSet(setId)).attachments
  }

  /** @throws DomainError 404 for an unknown set. */
  async assertSetExists(setId: number): Promise<void> {
    const sets = await this.#db.query(SET_EXISTS, [setId])
    if (sets.length === 0) throw recordNotFound('AttachmentSet', setId)
  }

  /** @throws DomainError 404 for an unknown attachment, 409 for one of another set. */
  async get(setId: number, attachmentId: number): Promise<AttachmentDto> {
    const attachment = await this.read(attachmentId)
    assertSet(attachment.attachment_set_id, setId, attachmentId)
    return attachment
  }

  /** @throws DomainError 404 for an unknown attachment. */
  async read(attachmentId: number): Promise<AttachmentDto> {
    const [row] = await this.#db.query(ATTACHMENT, [attachmentId])
    if (!row) throw recordNotFound('Attachment', attachmentId)
    return toAttachment(row)
  }

  /**
   * Gives an attachment another title; null leaves it as it is. With its set locked, a part that is deleted meanwhile is
   * kept with the new title, or the attachment is not found.
   *
   * @throws DomainError 404 for an unknown attachment, 409 for one of another set.
   */
  async rename(setId: number, attachmentId: number, title: string | null): Promise<AttachmentDto> {
    return this.#db.transaction(async (unit) => {
      await assertInSet(unit, setId, attachmentId)
      if (title !== null) {
        await lockSet(unit, setId)
        const attachment = await unit.em.findOne(Attachment, { id: attachmentId })
        if (!attachment) throw recordNotFound('Attachment', attachmentId)
        attachment.title = title
        await unit.em.flush()
        await announceOwner(unit, setId)
      }
      return this.read(attachmentId)
    })
  }

  /**
   * Deletes an attachment. If it was the cover, the oldest other image of the set becomes the cover. Its stored content
   * stays, since other attachments may share it.
   *
   * @throws DomainError 404 for an unknown attachment, 409 for one of another set.
   */
  async delete(setId: number, attachmentId: number): Promise<void> {
    await this.#db.transaction(async (unit) => {
      await assertInSet(unit, setId, attachmentId)
      const { coverId } = await lockSet(unit, setId)
      if (coverId === attachmentId) {
        const [next] = await unit.query(OLDEST_OTHER_IMAGE, [setId, attachmentId])
        await setCover(unit, setId, next?.id ?? null)
      }
      const deleted = await unit.query(DELETE_ATTACHMENT, [attachmentId])
      if (deleted.length === 0) throw recordNotFound('Attachment', attachmentId)
      await announceOwner(unit, setId)
    })
  }

  /** @throws DomainError 404 for an unknown set. */
  async getCover(setId: number): Promise<CoverDto> {
    const [cover] = await this.#db.query(COVER_OF_SET, [setId])
    if (!cover) throw recordNotFound('AttachmentSet', setId)
    return cover
  }

  /**
   * Makes an attachment of the set, of whatever type, its cover; null takes the cover away.
   *
   * @throws DomainError 404 for an unknown set or attachment, 409 for an attachment of another set.
   */
  async setCover(setId: number, attachmentId: number | null): Promise<CoverDto> {
    return this.#db.transaction(async (unit) => {
      await lockSet(unit, setId)
      if (attachmentId !== null) await assertInSet(unit, setId, attachmentId)
      await setCover(unit, setId, attachmentId)
      await announceOwner(unit, setId)
      return this.getCover(setId)
    })
  }
}
