import { invalidOperation } from '../../plugins/errors/domain-error.ts'
import { OutboundError } from '../../plugins/outbound/outbound-error.ts'
import type { AttachmentService } from '../documents/attachment-service.ts'
import { type AttachmentWriter, attachmentTypeOf } from '../documents/attachment-writer.ts'
import type { FileRules, TypedFile } from '../documents/file-rules.ts'
import type { AttachmentDto, UrlPreviewDto } from '../documents/schemas.ts'
import type { ReadUrl, UrlReader } from '../url-reader/url-reader.ts'

export interface UrlAttachmentOptions {
  reader: UrlReader
  rules: FileRules
  attachments: AttachmentService
  writer: AttachmentWriter
}

const PREVIEW_IMAGE_PATH = '/api/parts/attachment-preview/image'

/** Percent-encodes everything but letters, digits and `_.-~`. */
function encodeFully(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Documents that are attached or looked at by their URLs. */
export class UrlAttachmentService {
  readonly #options: UrlAttachmentOptions

  constructor(options: UrlAttachmentOptions) {
    this.#options = options
  }

  /**
   * Attaches what a URL leads to: an image or a PDF with its bytes, a page with a picture of it, if there is one.
   *
   * @throws DomainError 404 for an unknown set; 409 when the URL leads to nothing that can be stored.
   */
  async attach(setId: number, title: string, url: string): Promise<AttachmentDto> {
    const { attachments, reader, writer } = this.#options
    // Before anything is downloaded for it; once more, with a lock, when the attachment is written.
    await attachments.assertSetExists(setId)
    const read = await reader.read(url).catch((error) => {
      if (!(error instanceof OutboundError)) throw error
      const refusal = invalidOperation('create URL attachment', `failed to process URL: ${error.message}`)
      refusal.cause = error
      throw refusal
    })
    try {
      if (read.detectedType === 'url') {
        return await writer.addFromUrl(setId, { title, url, type: 'url', content: this.#storable(read) })
      }
      const { content } = read
      this.#assertStorable(content)
      return await writer.addFromUrl(setId, { title, url, type: attachmentTypeOf(content.contentType), content })
    } finally {
      await read.dispose()
    }
  }

  /** What is at a URL; nothing is stored. @throws OutboundError. */
  async preview(url: string): Promise<UrlPreviewDto> {
    const read = await this.#options.reader.read(url)
    await read.dispose()
    const { title, detectedType, previewImage } = read
    const hasImage = previewImage !== null || detectedType === 'image'
    return {
      title,
      image_url: hasImage ? `${PREVIEW_IMAGE_PATH}?url=${encodeFully(url)}` : null,
      original_url: url,
      content_type: detectedType === 'image' || detectedType === 'pdf' ? detectedType : 'webpage',
    }
  }

  /**
   * A picture of what is at a URL: what the URL leads to, or the preview of a page.
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

  /** The picture of a page, unless it is too large to be stored. */
  #storable({ previewImage }: ReadUrl): TypedFile | null {
    const { rules } = this.#options
    if (previewImage === null) return null
    return previewImage.file.size <= rules.limitOf(previewImage.contentType) ? previewImage : null
  }

  #assertStorable({ contentType, file }: TypedFile): void {
    const { rules } = this.#options
    rules.assertType(contentType, 'create file attachment')
    rules.assertSize(contentType, file.size)
  }
}
