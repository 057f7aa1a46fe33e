import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { makeFolder } from '../make-folder.ts'
import { HEAD_BYTES, type SpooledFile, spooledFile, temporaryPath } from '../spool/spooled-file.ts'
import { sweepFolder } from '../spool/sweep-folder.ts'

const DEFAULT_MAX_TOTAL_BYTES = 2 ** 30
/** The part of the greatest total that may be added before the folder is swept again. */
const UNSWEPT_PART = 1 / 8

const Metadata = Type.Object({
  url: Type.String(),
  final_url: Type.String(),
  content_type: Type.String(),
  charset: Type.Optional(Type.String()),
  timestamp: Type.Number({ description: 'Milliseconds since 1970' }),
  size: Type.Integer(),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
})

/** A download in a file of its own. */
export interface CachedDownload {
  file: SpooledFile
  /** Where it came from, after redirects. */
  url: string
  contentType: string
  /** The character encoding that its server declares. */
  charset: string | null
}

export interface DownloadCacheOptions {
  folder: string
  /** Age at which an entry is no longer used, in milliseconds. */
  maxAgeMs: number
  /** Greatest size of all entries together. Default 1 GiB. */
  maxTotalBytes?: number
}

/** Makes a file available under another path: as a hard link, or as a copy where the file system has no links. */
async function share(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to))
}

/** Reads a file to its end. */
async function readThrough(path: string): Promise<Pick<SpooledFile, 'size' | 'sha256' | 'head'>> {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let size = 0
  for await (const chunk of createReadStream(path)) {
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)])
    size += chunk.length
    hash.update(chunk)
  }
  return { size, sha256: hash.digest('hex'), head }
}

/** Keeps downloads on the disk for some time. An entry that cannot be read counts as a miss. */
export class DownloadCache {
  readonly #folder: string
  readonly #maxAgeMs: number
  readonly #maxTotalBytes: number
  #unsweptBytes = 0

  constructor({ folder, maxAgeMs, maxTotalBytes = DEFAULT_MAX_TOTAL_BYTES }: DownloadCacheOptions) {
    this.#folder = folder
    this.#maxAgeMs = maxAgeMs
    this.#maxTotalBytes = maxTotalBytes
  }

  /** @returns the download as a new temporary file in `folder`, which the caller disposes of, or null. */
  async get(key: string, folder: string): Promise<CachedDownload | null> {
    const path = this.#path(key)
    const own = temporaryPath(folder)
    try {
      const metadata = Value.Parse(Metadata, JSON.parse(await readFile(`${path}.json`, 'utf8')))
      if (metadata.timestamp + this.#maxAgeMs < Date.now()) return null
      await share(`${path}.bin`, own)
      const content = await readThrough(own)
      // The two files of an entry are written one after the other: together they must be one download.
      if (content.sha256 !== metadata.sha256) throw new Error('the entry is not complete')
      const file = spooledFile({ path: own, ...content })
      return { file, url: metadata.final_url, contentType: metadata.content_type, charset: metadata.charset ?? null }
    } catch {
      await rm(own, { force: true })
      return null
    }
  }

  /** @param url without secrets, because it is written to the disk. */
  async put(key: string, url: string, download: CachedDownload): Promise<void> {
    const path = this.#path(key)
    const { file, contentType, charset } = download
    const metadata = {
      url,
      final_url: download.url,
      content_type: contentType,
      ...(charset !== null && { charset }),
      timestamp: Date.now(),
      size: file.size,
      sha256: file.sha256,
    }
    await makeFolder(this.#folder)
    await this.#place(`${path}.bin`, (unfinished) => share(file.path, unfinished))
    await this.#place(`${path}.json`, (unfinished) => writeFile(unfinished, JSON.stringify(metadata)))
    this.#unsweptBytes += file.size
    if (this.#unsweptBytes > this.#maxTotalBytes * UNSWEPT_PART) await this.sweep()
  }

  /** Removes expired entries, and the oldest ones while the total is too great. */
  async sweep(): Promise<void> {
    this.#unsweptBytes = 0
    await sweepFolder(this.#folder, { maxAgeMs: this.#maxAgeMs, maxBytes: this.#maxTotalBytes })
  }

  #path(key: string): string {
    return join(this.#folder, createHash('sha256').update(key).digest('hex'))
  }

  async #place(path: string, write: (unfinished: string) => Promise<void>): Promise<void> {
    const unfinished = temporaryPath(this.#folder)
    try {
      await write(unfinished)
      await rename(unfinished, path)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }
}
