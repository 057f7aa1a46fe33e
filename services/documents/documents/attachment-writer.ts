import { Counter } from 'prom-client'
import type { Database, UnitOfWork } from '../../../plugins/database/database.ts'
import { recordNotFound } from '../../../plugins/errors/domain-error.ts'
import { lockSet, setCover } from './attachment-lock.ts'
import type { AttachmentService } from './attachment-service.ts'
import { type ContentStore, holdContents } from './content-store.ts'
import { Attachment } from './entities.ts'
import type { TypedFile } from './file-rules.ts'
import { safeFilename } from './safe-filename.ts'
import type { AttachmentDto, AttachmentType } from './schemas.ts'

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
   * Adds what a URL led to. An image becomes the cover of a set that has none.
   *
   * @param content the file, or the preview of a page, or null where there is nothing to store.
   * @throws DomainError 404 for an unknown set, 409 when the file cannot be stored.
   */
  async addFromUrl(
    setId: number,
    { title, url, type, content }: { title: string; url: string; type: AttachmentType; content: TypedFile | null },
  ): Promise<AttachmentDto> {
    return this.#add(setId, 'url', { type, title, url, filename: null, content })
  }

  /**
   * Copies an attachment to the documents of a part; both share what is stored.
   *
   * @param asCover whether the copy becomes the cover of the part.
   * @throws DomainError 404 for an unknown attachment, else for an unknown part.
   */
  async copy(attachmentId: number, partKey: string, asCover: boolean): Promise<AttachmentDto> {
    return this.#db.transaction(async (unit) => {
      await holdContents(unit)
      await this.#attachments.read(attachmentId)
      const [part] = await unit.query<{ setId: number }>(
        `select s.id as "setId" from parts p join attachment_sets s on s.id = p.attachment_set_id where p.key = $1
            for update of s`,
        [partKey],
      )
      if (!part) throw recordNotFound('Part', partKey)
      const [copied] = await unit.query<{ id: number; type: AttachmentType }>(
        `insert into attachments
           (attachment_set_id, attachment_type, title, s3_key, url, filename, content_type, file_size)
         select $2, attachment_type, title, s3_key, url, filename, content_type, file_size
           from attachments where id = $1
         returning id, attachment_type as type`,
        [attachmentId, part.setId],
      )
      // It has been deleted since.
      if (!copied) throw recordNotFound('Attachment', attachmentId)
      if (asCover) await setCover(unit, part.setId, copied.id)
      unit.afterCommit(() => ATTACHMENTS_CREATED_TOTAL.inc({ source: 'copy', type: copied.type }))
      return this.#attachments.read(copied.id)
    })
  }

  /**
   * The row comes first and the content after it, within one unit of work: a content that cannot be stored leaves no
   * row, and one whose row is not committed is swept one day.
   */
  async #add(setId: number, source: 'upload' | 'url', attachment: NewAttachment): Promise<AttachmentDto> {
    const { type, content } = attachment
    return this.#db.transaction(async (unit) => {
      await holdContents(unit)
      const { coverId } = await lockSet(unit, setId)
      const id = await this.#insert(unit, setId, attachment)
      if (type === 'image' && coverId === null) await setCover(unit, setId, id)
      if (content) await this.#contents.store(content)
      unit.afterCommit(() => ATTACHMENTS_CREATED_TOTAL.inc({ source, type }))
      return this.#attachments.read(id)
    })
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
