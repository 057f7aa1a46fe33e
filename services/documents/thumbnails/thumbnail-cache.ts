import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../../../plugins/make-folder.ts'
import { sweepFolder } from '../../../plugins/spool/sweep-folder.ts'

/** A sweep is due when this share of the limit has been written since the last one. */
const SHARE_BETWEEN_SWEEPS = 1 / 8

/** A cache of thumbnails in a folder with a limit of bytes. A thumbnail that cannot be written is made again. */
export class ThumbnailCache {
  readonly #folder: string
  readonly #maxTotalBytes: number
  #writtenBytes = 0

  /** @param maxTotalBytes limit of all files together. */
  constructor(folder: string, maxTotalBytes: number) {
    this.#folder = folder
    this.#maxTotalBytes = maxTotalBytes
  }

  /** Creates the folder. */
  async prepare(): Promise<void> {
    await makeFolder(this.#folder)
  }

  async read(name: string): Promise<Buffer | null> {
    return readFile(join(this.#folder, name)).catch(() => null)
  }

  async write(name: string, picture: Buffer): Promise<void> {
    const unfinished = join(this.#folder, `${randomUUID()}.part`)
    try {
      await this.prepare()
      await writeFile(unfinished, picture)
      await rename(unfinished, join(this.#folder, name))
      this.#writtenBytes += picture.length
      if (this.#writtenBytes > this.#maxTotalBytes * SHARE_BETWEEN_SWEEPS) await this.sweep()
    } catch {
      await rm(unfinished, { force: true }).catch(() => {})
    }
  }

  /** Removes the files that were used longest ago, until the rest is within the limit. */
  async sweep(): Promise<void> {
    this.#writtenBytes = 0
    await sweepFolder(this.#folder, { maxBytes: this.#maxTotalBytes })
  }
}
