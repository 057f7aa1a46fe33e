import { attachmentTypeOf } from '../documents/attachment-writer.ts'
import type { FileRules, TypedFile } from '../documents/file-rules.ts'
import type { AttachmentType } from '../documents/schemas.ts'
import type { ReadUrl } from '../url-reader/url-reader.ts'

const OPERATION = 'create file attachment'

/** What is stored for a URL: its file, the picture of a page, or null where there is nothing to store. */
export interface StorableDocument {
  type: AttachmentType
  content: TypedFile | null
}

/**
 * Decides what is stored for a URL. A page whose picture is too large is stored without one.
 *
 * @throws DomainError 409 when the file may not be stored, or is a picture that cannot be shown; 503 when a picture cannot
 *   be decoded now.
 */
export async function storableDocument(
  { detectedType, previewImage, content }: ReadUrl,
  rules: FileRules,
): Promise<StorableDocument> {
  if (detectedType === 'url') {
    const isStorable = previewImage && previewImage.file.size <= rules.limitOf(previewImage.contentType)
    return { type: 'url', content: isStorable ? previewImage : null }
  }
  const { contentType, file } = content
  rules.assertType(contentType, OPERATION)
  rules.assertSize(contentType, file.size)
  await rules.assertShown(content, OPERATION)
  return { type: attachmentTypeOf(contentType), content }
}
