import { readFile } from 'node:fs/promises'
import { spool } from '../spool/spooled-file.ts'
import type { DownloadCache } from './download-cache.ts'

async function* oneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

/**
 * Caches answers of requests that have a body, such as a search, among the downloads and for the same time.
 */
export class JsonCache {
  readonly #cache: DownloadCache
  readonly #folder: string

  /** @param folder of temporary files. */
  constructor(cache: DownloadCache, folder: string) {
    this.#cache = cache
    this.#folder = folder
  }

  /**
   * @param key everything that the answer depends on.
   * @returns the value, which the caller has to check, or undefined, also for an entry that cannot be read.
   */
  async get(key: string): Promise<unknown> {
    const found = await this.#cache.get(key, this.#folder)
    if (!found) return undefined
    try {
      return JSON.parse(await readFile(found.file.path, 'utf8'))
    } catch {
      return undefined
    } finally {
      await found.file.dispose()
    }
  }

  /**
   * @param url where the value came from, without secrets, because it is written to the disk.
   * @param value JSON.
   */
  async put(key: string, url: string, value: unknown): Promise<void> {
    const file = await spool(oneChunk(JSON.stringify(value)), this.#folder, () => Number.POSITIVE_INFINITY)
    try {
      await this.#cache.put(key, url, { file, url, contentType: 'application/json', charset: null })
    } finally {
      await file.dispose()
    }
  }
}
