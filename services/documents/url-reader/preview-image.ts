import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Log } from '../../../plugins/log.ts'
import type { Download } from '../../../plugins/outbound/downloader.ts'
import { spool } from '../../../plugins/spool/spooled-file.ts'
import { isShortage } from '../../../plugins/system-shortage.ts'
import type { FileRules, TypedFile } from '../documents/file-rules.ts'
import { decodeImage } from '../images/image-decoder.ts'
import type { FetchFile } from './interceptors.ts'

const PNG = 'image/png'

export interface PreviewOptions {
  download: FetchFile
  rules: FileRules
  /** Folder of temporary files. */
  folder: string
  /** Time limit for all candidates of a page together, in milliseconds. */
  deadlineMs: number
  log: Log
}

/** Finds a preview picture for a page. */
export class PreviewImages {
  readonly #options: PreviewOptions

  constructor(options: PreviewOptions) {
    this.#options = options
  }

  /**
   * The first candidate that is a picture with more than one pixel. Candidates that fail are skipped.
   *
   * @param candidates addresses.
   * @throws the reason of `signal` once that is aborted; an error when this system has no file or thread for it now.
   */
  async findFirst(candidates: readonly string[], signal: AbortSignal | undefined): Promise<TypedFile | null> {
    const { deadlineMs, download, log } = this.#options
    const deadline = AbortSignal.timeout(deadlineMs)
    const either = signal ? AbortSignal.any([deadline, signal]) : deadline
    for (const url of candidates) {
      try {
        return await this.#accept(await download(url, { signal: either }))
      } catch (err) {
        signal?.throwIfAborted()
        // A page is not stored without its picture for that.
        if (isShortage(err)) throw err
        log.debug({ err }, 'a preview picture was passed over')
      }
    }
    return null
  }

  /** @returns the picture as it is stored. @throws Error when it is not a picture; then the file is deleted. */
  async #accept({ file, contentType }: Download): Promise<TypedFile> {
    const { rules } = this.#options
    let accepted: TypedFile | undefined
    try {
      if (!contentType.startsWith('image/')) throw new Error(`no picture: ${contentType}`)
      if (contentType === 'image/svg+xml') throw new Error('a drawing is no preview')
      // Decoding reads the whole file into memory, so the size is checked first.
      if (file.size > rules.limitOf(contentType)) throw new Error('the picture is too large')
      const bytes = await readFile(file.path)
      if (rules.isImage(contentType)) {
        await assertPicture(bytes)
        accepted = { file, contentType }
      } else {
        accepted = await this.#convert(bytes)
      }
      return accepted
    } finally {
      if (accepted?.file !== file) await file.dispose()
    }
  }

  /** Converts a picture of a type that is not stored to PNG. */
  async #convert(bytes: Buffer): Promise<TypedFile> {
    const png = await decodeImage(bytes, async (image) => {
      const { data, info } = await image.png().toBuffer({ resolveWithObject: true })
      assertMoreThanOnePixel(info)
      return data
    })
    const { rules, folder } = this.#options
    return { file: await spool(Readable.from([png]), folder, () => rules.limitOf(PNG)), contentType: PNG }
  }
}

function assertMoreThanOnePixel({ width, height }: { width: number; height: number }): void {
  if (width <= 1 && height <= 1) throw new Error('the picture is a single dot')
}

async function assertPicture(bytes: Buffer): Promise<void> {
  await decodeImage(bytes, async (image) => {
    assertMoreThanOnePixel(await image.metadata())
    // Decodes the whole picture, to find damage anywhere in it.
    await image.stats()
  })
}
