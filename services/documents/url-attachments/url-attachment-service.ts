import { DomainError, invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { OutboundError } from '../../../plugins/outbound/outbound-error.ts'
import type { AttachmentService } from '../documents/attachment-service.ts'
import type { AttachmentWriter } from '../documents/attachment-writer.ts'
import type { FileRules, TypedFile } from '../documents/file-rules.ts'
import type { AttachmentDto, UrlPreviewDto } from '../documents/schemas.ts'
import type { DetectedType, ReadUrl, UrlReader } from '../url-reader/url-reader.ts'
import { previewImageOf } from './shown-at.ts'
import { storableDocument } from './storable-document.ts'

const KINDS: Readonly<Record<NonNullable<DetectedType>, string>> = { url: 'webpage', image: 'image', pdf: 'pdf' }

export interface UrlAttachmentOptions {
  reader: UrlReader
  rules: FileRules
  attachments: AttachmentService
  writer: AttachmentWriter
}

/** Attaches documents by their URLs, and shows previews of them. */
export class UrlAttachmentService {
  readonly #options: UrlAttachmentOptions

  constructor(options: UrlAttachmentOptions) {
    this.#options = options
  }

  /**
   * Attaches the content of a URL: an image or a PDF as a file, a page with its preview picture, if it has one.
   *
   * @throws DomainError 404 for an unknown set; 409 when the content cannot be stored.
   */
  async attach(setId: number, title: string, url: string): Promise<AttachmentDto> {
    const { attachments, reader, rules, writer } = this.#options
    // Nothing is downloaded for an unknown set. It is checked again, with a lock, when the attachment is written.
    await attachments.assertSetExists(setId)
    const read = await reader.read(url).catch((error) => {
      if (!(error instanceof OutboundError)) throw error
      const cause = `failed to process URL: ${error.message}`
      const refusal = invalidOperation('create URL attachment', cause, { passes: true })
      refusal.cause = error
      throw refusal
    })
    try {
      return await writer.addFromUrl(setId, { title, url, ...(await storableDocument(read, rules)) })
    } finally {
      await read.dispose()
    }
  }

  /** Describes the content of a URL, and whether it can be attached. Nothing is stored. @throws OutboundError. */
  async preview(url: string): Promise<UrlPreviewDto> {
    const read = await this.#options.reader.read(url)
    try {
      const { title, detectedType, previewImage } = read
      const hasImage = previewImage !== null || detectedType === 'image'
      return {
        title,
        image_url: hasImage ? previewImageOf(url) : null,
        original_url: url,
        content_type: detectedType === null ? 'other' : KINDS[detectedType],
        refusal: await this.#refusalOf(read),
      }
    } finally {
      await read.dispose()
    }
  }

  /**
   * The picture of a URL: its content, if that is an image, or the preview picture of a page.
   *
   * @returns null when there is none; else a file that the caller disposes of.
   * @throws OutboundError.
   */
  async previewImage(url: string): Promise<TypedFile | null> {
    const read = await this.#options.reader.read(url)
    const picture = read.detectedType === 'image' ? read.content : read.previewImage
    if (picture === null) await read.dispose()
    else if (picture !== read.content) await read.content.file.dispose()
    return picture
  }

  /** The message with which attaching would be refused; null when it would succeed. */
  async #refusalOf(read: ReadUrl): Promise<string | null> {
    try {
      await storableDocument(read, this.#options.rules)
      return null
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      return error.statusCode === 409 ? error.message : null
    }
  }
}
