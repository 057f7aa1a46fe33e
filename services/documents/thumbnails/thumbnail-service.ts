import { Counter } from 'prom-client'
import { type BlobStore, StorageError } from '../../../plugins/blob-storage/blob-store.ts'
import { contentKey } from '../documents/content-address.ts'
import { BoundedQueue } from '../images/bounded-queue.ts'
import { isDrawing } from '../images/image-decoder.ts'
import { renderMaster } from '../images/render-master.ts'
import { UndecodableImageError } from '../images/undecodable-image.ts'
import { FailedPictures } from './failed-pictures.ts'
import { shrinkMaster } from './shrink-master.ts'
import { ThumbnailCache } from './thumbnail-cache.ts'

export const THUMBNAIL_REQUESTS_TOTAL = new Counter({
  name: 'thumbnail_requests_total',
  help: 'Thumbnails served',
  labelNames: ['outcome'] as const,
})

/** Bounds how many originals are in memory, and how many requests wait for one. */
const ORIGINALS = { atATime: 3, waiting: 250, waitMs: 60_000 }
/** Sizes that the pages use. Other sizes are not cached, so that a client cannot fill the disk with all of them. */
const KEPT_SIZES = new Set([150, 300, 500])

export interface ThumbnailOptions {
  blobs: BlobStore
  /** Folder of the cached thumbnails. */
  folder: string
  /** Largest file that is decoded, in bytes. */
  maxImageSize: number
  /** Limit of all cached thumbnails together, in bytes. */
  maxTotalBytes: number
}

/**
 * Makes thumbnails of stored pictures and caches them on the disk. An original is decoded once, to a thumbnail of the
 * largest size; all other sizes are made from that one.
 */
export class ThumbnailService {
  readonly #options: ThumbnailOptions
  readonly #cache: ThumbnailCache
  readonly #pending = new Map<string, Promise<Buffer | null>>()
  readonly #originals = new BoundedQueue(ORIGINALS)
  readonly #failed = new FailedPictures()

  constructor(options: ThumbnailOptions) {
    this.#options = options
    this.#cache = new ThumbnailCache(options.folder, options.maxTotalBytes)
  }

  /**
   * A JPEG of at most `size` × `size` pixels.
   *
   * @param hash of the original's content.
   * @returns null when there is no such content.
   * @throws UndecodableImageError for a content that is not a picture; DecoderUnavailableError when it could not be
   *   decoded now; StorageError.
   */
  async get(hash: string, size: number): Promise<Buffer | null> {
    const name = `${hash}_${size}.jpg`
    const cached = KEPT_SIZES.has(size) ? await this.#cache.read(name) : null
    if (cached) {
      THUMBNAIL_REQUESTS_TOTAL.inc({ outcome: 'hit' })
      return cached
    }
    try {
      const thumbnail = await this.#once(name, () => this.#shrink(name, hash, size))
      THUMBNAIL_REQUESTS_TOTAL.inc({ outcome: thumbnail ? 'generated' : 'error' })
      return thumbnail
    } catch (error) {
      THUMBNAIL_REQUESTS_TOTAL.inc({ outcome: 'error' })
      throw error
    }
  }

  /** Creates the folder for the thumbnails. */
  async prepare(): Promise<void> {
    await this.#cache.prepare()
  }

  /** Removes the thumbnails that were used longest ago, until the rest is within the limit. */
  async sweep(): Promise<void> {
    await this.#cache.sweep()
  }

  /** Requests for a thumbnail that is being made share its result. */
  #once(name: string, make: () => Promise<Buffer | null>): Promise<Buffer | null> {
    const known = this.#pending.get(name)
    if (known) return known
    const making = make().finally(() => this.#pending.delete(name))
    this.#pending.set(name, making)
    return making
  }

  async #shrink(name: string, hash: string, size: number): Promise<Buffer | null> {
    const masterName = `${hash}_master.jpg`
    const master =
      (await this.#cache.read(masterName)) ?? (await this.#once(masterName, () => this.#makeMaster(masterName, hash)))
    if (!master) return null
    const thumbnail = await shrinkMaster(master, size)
    if (KEPT_SIZES.has(size)) await this.#cache.write(name, thumbnail)
    return thumbnail
  }

  async #makeMaster(name: string, hash: string): Promise<Buffer | null> {
    this.#failed.assertMayBeTried(hash)
    try {
      const found = await this.#originals.run(async () => {
        const original = await this.#readOriginal(contentKey(hash))
        if (!original) return null
        // A drawing takes little memory and much time: it waits with its like, and others have its place.
        return (await isDrawing(original)) ? { original } : { master: await renderMaster(original, hash) }
      })
      if (!found) return null
      const master = 'master' in found ? found.master : await renderMaster(found.original, hash)
      await this.#cache.write(name, master)
      return master
    } catch (error) {
      this.#failed.add(hash, error)
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
}
