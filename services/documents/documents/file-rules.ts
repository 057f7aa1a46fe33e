import type { DomainError } from '../../../plugins/errors/domain-error.ts'
import { invalidOperation } from '../../../plugins/errors/domain-error.ts'
import { sniffMediaType } from '../../../plugins/media-types/sniff-media-type.ts'
import { type SpooledFile, spool, TooLargeError } from '../../../plugins/spool/spooled-file.ts'
import { assertShown } from '../images/assert-shown.ts'

export interface FileRuleSettings {
  allowedImageTypes: readonly string[]
  allowedFileTypes: readonly string[]
  /** Bytes; a file of exactly this size is allowed. */
  maxImageSize: number
  maxFileSize: number
}

/** A file and its media type. */
export interface TypedFile {
  file: SpooledFile
  contentType: string
}

const MEBIBYTE = 2 ** 20
/** Names of the operations in refusals. */
const CREATE = 'create file attachment'
const SET_LOGO = 'set logo'

/** Which files are stored, and how large they may be. */
export class FileRules {
  readonly #imageTypes: ReadonlySet<string>
  readonly #otherTypes: ReadonlySet<string>
  readonly #maxImageSize: number
  readonly #maxFileSize: number

  constructor(settings: FileRuleSettings) {
    this.#imageTypes = new Set(settings.allowedImageTypes)
    this.#otherTypes = new Set(settings.allowedFileTypes)
    this.#maxImageSize = settings.maxImageSize
    this.#maxFileSize = settings.maxFileSize
  }

  isImage(contentType: string): boolean {
    return this.#imageTypes.has(contentType)
  }

  isAllowed(contentType: string): boolean {
    return this.isImage(contentType) || this.#otherTypes.has(contentType)
  }

  limitOf(contentType: string): number {
    return contentType.startsWith('image/') ? this.#maxImageSize : this.#maxFileSize
  }

  /** @throws DomainError 409 for a type that is not stored. */
  assertType(contentType: string, operation: string): void {
    if (!this.isAllowed(contentType)) throw typeRefused(operation, contentType)
  }

  /** @throws DomainError 409 for a size above the limit of the type. */
  assertSize(contentType: string, size: number): void {
    const limit = this.limitOf(contentType)
    if (size > limit) throw tooLarge('validate file size', limit)
  }

  /**
   * Makes sure that a picture can be shown. Other files are not checked.
   *
   * @throws DomainError 409 with the reason why it cannot be shown, 503 when it cannot be decoded now.
   */
  async assertShown({ file, contentType }: TypedFile, operation: string): Promise<void> {
    const { path, sha256 } = file
    if (contentType.startsWith('image/')) await assertShown({ path, sha256, contentType }, operation)
  }

  /**
   * Receives the file of an attachment. Its first bytes decide its type, and so the limit of its size.
   *
   * @throws DomainError 409 for a type or a size that is refused, and for a picture that cannot be shown; 503 when the
   *   picture cannot be decoded now. The file is deleted then.
   */
  async receiveDocument(source: AsyncIterable<Uint8Array>, folder: string): Promise<TypedFile> {
    return this.#keepIfShown(await this.#spoolDocument(source, folder), CREATE)
  }

  async #spoolDocument(source: AsyncIterable<Uint8Array>, folder: string): Promise<TypedFile> {
    let contentType = ''
    try {
      const file = await spool(source, folder, async (head) => {
        contentType = await sniffMediaType(head)
        this.assertType(contentType, CREATE)
        return this.limitOf(contentType)
      })
      return { file, contentType }
    } catch (error) {
      if (error instanceof TooLargeError) throw tooLarge('validate file size', this.limitOf(contentType))
      throw error
    }
  }

  /**
   * Receives the logo of a seller. Its size is checked before its type.
   *
   * @throws DomainError as `receiveDocument` does. The file is deleted then.
   */
  async receiveLogo(source: AsyncIterable<Uint8Array>, folder: string): Promise<TypedFile> {
    const file = await spool(source, folder, () => this.#maxImageSize).catch((error) => {
      throw error instanceof TooLargeError ? tooLarge(SET_LOGO, this.#maxImageSize) : error
    })
    const contentType = await sniffMediaType(file.head)
    if (this.isImage(contentType)) return this.#keepIfShown({ file, contentType }, SET_LOGO)
    await file.dispose()
    throw typeRefused(SET_LOGO, contentType)
  }

  async #keepIfShown(content: TypedFile, operation: string): Promise<TypedFile> {
    try {
      await this.assertShown(content, operation)
      return content
    } catch (error) {
      await content.file.dispose()
      throw error
    }
  }
}

function typeRefused(operation: string, contentType: string): DomainError {
  return invalidOperation(operation, `file type not allowed: ${contentType}`)
}

function tooLarge(operation: string, limit: number): DomainError {
  return invalidOperation(operation, `file too large, maximum size: ${(limit / MEBIBYTE).toFixed(1)}MB`)
}
