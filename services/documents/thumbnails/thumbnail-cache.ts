import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sweepFolder } from '../../../plugins/spool/sweep-folder.ts'

/** Written files are counted between sweeps: this share of the limit at most is written on top of it. */
const SHARE_BETWEEN_SWEEPS = 1 / 8

/** A folder of small pictures, within a limit of bytes. What cannot be kept there is made again the next time. */
export class ThumbnailCache {
  readonly #folder: string
  readonly #maxTotalBytes: number
  #writtenBytes = 0

  /** @param maxTotalBytes what all of them may take together. */
  constructor(folder: string, maxTotalBytes: number) {
    this.#folder = folder
    this.#maxTotalBytes = maxTotalBytes
  }

  /** Makes the folder. */
  async prepare(): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
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

  /** Removes what was used longest ago, where all of it is too much. */
  async sweep(): Promise<void> {
    this.#writtenBytes = 0
    await sweepFolder(this.#folder, { maxBytes: this.#maxTotalBytes })
  }
}
