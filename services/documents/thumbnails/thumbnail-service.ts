import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Counter } from 'prom-client'
import { type BlobStore, StorageError } from '../../../plugins/blob-storage/blob-store.ts'
import { sweepFolder } from '../../../plugins/spool/sweep-folder.ts'
import { Semaphore } from '../images/semaphore.ts'
import { UndecodableImageError } from '../images/undecodable-image.ts'
import { ExpiringSet } from './expiring-set.ts'
import { renderThumbnail } from './render-thumbnail.ts'

export const THUMBNAIL_REQUESTS_TOTAL = new Counter({
  name: 'thumbnail_requests_total',
  help: 'Thumbnails served',
  labelNames: ['outcome'] as const,
})

/** Written thumbnails are counted between sweeps: this share of the limit at most is written on top of it. */
const SHARE_BETWEEN_SWEEPS = 1 / 8
/** How many originals are in memory at most. */
const ORIGINALS_AT_A_TIME = 3
/** A picture that takes the decoder to its limits is not tried again for every size and every request. */
const UNDECODABLE = { lifetimeMs: 10 * 60_000, capacity: 1000 }

export interface ThumbnailOptions {
  blobs: BlobStore
  /** Folder of the cached thumbnails. */
  folder: string
  /** A file that is larger is no picture of ours, in bytes. */
  maxImageSize: number
  /** What all cached thumbnails may take together, in bytes. */
  maxTotalBytes: number
}

/** Makes small pictures of stored ones, once for each size, and keeps them on the disk. */
export class ThumbnailService {
  readonly #options: ThumbnailOptions
  readonly #underWay = new Map<string, Promise<Buffer | null>>()
  readonly #originals = new Semaphore(ORIGINALS_AT_A_TIME)
  readonly #undecodable = new ExpiringSet(UNDECODABLE)
  #writtenBytes = 0

  constructor(options: ThumbnailOptions) {
    this.#options = options
  }

  /**
   * A JPEG of at most `size` × `size` pixels.
   *
   * @param hash of the original's content.
   * @returns null when there is no such content.
   * @throws UndecodableImageError for a content that is no picture; StorageError.
   */
  async get(hash: string, size: number): Promise<Buffer | null> {
    const name = `${hash}_${size}.jpg`
    const cached = await readFile(join(this.#options.folder, name)).catch(() => null)
    if (cached) {
      THUMBNAIL_REQUESTS_TOTAL.inc({ outcome: 'hit' })
      return cached
    }
    try {
      const thumbnail = await this.#makeOnce(name, hash, size)
      THUMBNAIL_REQUESTS_TOTAL.inc({ outcome: thumbnail ? 'generated' : 'error' })
      return thumbnail
    } catch (error) {
      THUMBNAIL_REQUESTS_TOTAL.inc({ outcome: 'error' })
      throw error
    }
  }

  /** Makes the folder for the thumbnails. */
  async prepare(): Promise<void> {
    await mkdir(this.#options.folder, { recursive: true })
  }

  /** Removes the thumbnails that were used longest ago, where all of them are too much. */
  async sweep(): Promise<void> {
    const { folder, maxTotalBytes } = this.#options
    this.#writtenBytes = 0
    await sweepFolder(folder, { maxBytes: maxTotalBytes })
  }

  /** Whoever asks for a thumbnail that is being made waits for it. */
  #makeOnce(name: string, hash: string, size: number): Promise<Buffer | null> {
    const known = this.#underWay.get(name)
    if (known) return known
    const making = this.#originals.run(() => this.#make(name, hash, size)).finally(() => this.#underWay.delete(name))
    this.#underWay.set(name, making)
    return making
  }

  async #make(name: string, hash: string, size: number): Promise<Buffer | null> {
    if (this.#undecodable.has(hash)) throw new UndecodableImageError('the picture could not be decoded before')
    try {
      const original = await this.#readOriginal(`cas/${hash}`)
      if (!original) return null
      const thumbnail = await renderThumbnail(original, size)
      await this.#keep(name, thumbnail)
      return thumbnail
    } catch (error) {
      if (error instanceof UndecodableImageError) this.#undecodable.add(hash)
      throw error
    }
  }

  async #readOriginal(key: string): Promise<Buffer | null> {
    const { blobs, maxImageSize } = this.#options
    const found = await blobs.head(key)
    if (!found) return null
    if (found.size > maxImageSize) throw new UndecodableImageError('the file is too large for a picture')
    const source = await blobs.read(key)
    if (!source) return null
    try {
      return Buffer.concat(await source.toArray())
    } catch (cause) {
      throw new StorageError('the storage broke off', { cause })
    }
  }

  /** A thumbnail that cannot be kept is made again the next time. */
  async #keep(name: string, thumbnail: Buffer): Promise<void> {
    const { folder, maxTotalBytes } = this.#options
    const unfinished = join(folder, `${randomUUID()}.part`)
    try {
      await mkdir(folder, { recursive: true })
      await writeFile(unfinished, thumbnail)
      await rename(unfinished, join(folder, name))
      this.#writtenBytes += thumbnail.length
      if (this.#writtenBytes > maxTotalBytes * SHARE_BETWEEN_SWEEPS) await this.sweep()
    } catch {
      await rm(unfinished, { force: true }).catch(() => {})
    }
  }
}
