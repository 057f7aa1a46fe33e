import { Counter } from 'prom-client'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { announceOwner, lockSet, setCover } from './attachment-lock.ts'
import type { AttachmentService } from './attachment-service.ts'
import { lockOutSweeps } from './content-lock.ts'
import type { ContentStore } from './content-store.ts'
import { Attachment } from './entities.ts'
import type { TypedFile } from './file-rules.ts'
import { safeFilename } from './safe-filename.ts'
import type { AttachmentDto, AttachmentType } from './schemas.ts'
import { COPY_ATTACHMENT } from './statements.ts'

export const ATTACHMENTS_CREATED_TOTAL = new Counter({
  name: 'attachments_created_total',
  help: 'Attachments created',
  labelNames: ['source', 'type'] as const,
})

interface NewAttachment {
  type: AttachmentType
  title: string
  url: string | null
  filename: string | null
  content: TypedFile | null
}

/** What is found at a URL: `content` is the file, or the picture of a page, or null where there is nothing to store. */
export interface UrlAttachment {
  title: string
  url: string
  type: AttachmentType
  content: TypedFile | null
}

/** Locks the set that something gets its documents in. @returns its id. */
export type TargetSet = (unit: UnitOfWork) => Promise<number>

/** What a stored file is as an attachment: an image, or a document. */
export function attachmentTypeOf(contentType: string): AttachmentType {
  return contentType.startsWith('image/') ? 'image' : 'pdf'
}

/** Adds documents to sets. */
export class AttachmentWriter {
  readonly #db: Database
  readonly #contents: ContentStore
  readonly #attachments: AttachmentService

  constructor(db: Database, contents: ContentStore, attachments: AttachmentService) {
    this.#db = db
    this.#contents = contents
    this.#attachments = attachments
  }

  /**
   * Adds an uploaded file. The first image of a set that has no cover becomes its cover.
   *
   * @param filename as the client names it.
   * @throws DomainError 404 for an unknown set, 409 when the file cannot be stored.
   */
  async addUpload(setId: number, title: string, filename: string, content: TypedFile): Promise<AttachmentDto> {
    const type = attachmentTypeOf(content.contentType)
    return this.#add(setId, 'upload', { type, title, url: null, filename: safeFilename(filename), content })
  }

  /**
   * Adds what is found at a URL. An image becomes the cover of a set that has none.
   *
   * @throws DomainError 404 for an unknown set, 409 when the file cannot be stored.
   */
  async addFromUrl(setId: number, attachment: UrlAttachment): Promise<AttachmentDto> {
    return this.#add(setId, 'url', { ...attachment, filename: null })
  }

  /**
   * The same within a unit of work of `ContentStore.storeThenWrite`, which has stored the content.
   *
   * @throws DomainError 404 for an unknown set.
   */
  async addStoredFromUrl(unit: UnitOfWork, setId: number, attachment: UrlAttachment): Promise<AttachmentDto> {
    return this.#write(unit, setId, 'url', { ...attachment, filename: null })
  }

  /**
   * Copies an attachment to another set; both share what is stored.
   *
   * @param asCover whether the copy becomes the cover of the set.
   * @throws DomainError 404 for an unknown attachment; else what `target` throws.
   */
  async copy(attachmentId: number, target: TargetSet, asCover: boolean): Promise<AttachmentDto> {
    return this.#db.transaction(async (unit) => {
      await lockOutSweeps(unit)
      await this.#attachments.read(attachmentId)
      const setId = await target(unit)
      const [copied] = await unit.query(COPY_ATTACHMENT, [attachmentId, setId])
      // Another request has deleted it since it was read.
      if (!copied) throw recordNotFound('Attachment', attachmentId)
      if (asCover) await setCover(unit, setId, copied.id)
      await announceOwner(unit, setId)
      unit.afterCommit(() => ATTACHMENTS_CREATED_TOTAL.inc({ source: 'copy', type: copied.type }))
      return this.#attachments.read(copied.id)
    })
  }

  /** Stores the content first, then writes the row: a later sweep removes a content whose row is not committed. */
  async #add(setId: number, source: 'upload' | 'url', attachment: NewAttachment): Promise<AttachmentDto> {
    // Nothing is stored for an unknown set. The set is checked again, and locked, when the row is written.
    await this.#attachments.assertSetExists(setId)
    const contents = attachment.content ? [attachment.content] : []
    return this.#contents.storeThenWrite(contents, (unit) => this.#write(unit, setId, source, attachment))
  }

  async #write(
    unit: UnitOfWork,
    setId: number,
    source: 'upload' | 'url',
    attachment: NewAttachment,
  ): Promise<AttachmentDto> {
    const { type } = attachment
    const { coverId } = await lockSet(unit, setId)
    const id = await this.#insert(unit, setId, attachment)
    if (type === 'image' && coverId === null) await setCover(unit, setId, id)
    await announceOwner(unit, setId)
    unit.afterCommit(() => ATTACHMENTS_CREATED_TOTAL.inc({ source, type }))
    return this.#attachments.read(id)
  }

  async #insert({ em }: UnitOfWork, setId: number, attachment: NewAttachment): Promise<number> {
    const { type, title, url, filename, content } = attachment
    const row = em.create(Attachment, {
      attachmentSetId: setId,
      attachmentType: type,
      title,
      url,
      filename,
      s3Key: content && this.#contents.keyOf(content),
      contentType: content?.contentType ?? null,
      fileSize: content?.file.size ?? null,
    })
    await em.flush()
    return row.id
  }
}
