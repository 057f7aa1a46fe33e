import { readFile } from 'node:fs/promises'
import { spool } from '../spool/spooled-file.ts'
import type { DownloadCache } from './download-cache.ts'

async function* oneChunk(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

/**
 * Keeps answers of services that are asked with a body, such as a search, among the cached downloads and for as long
 * as they are kept.
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
   * @returns the value, to be checked by whoever uses it, or undefined. What cannot be read is not there.
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
   * @param url where the value came from, as it may be kept on the disk: without secrets.
   * @param value JSON.
   */
  async put(key: string, url: string, value: unknown): Promise<void> {
    const file = await spool(oneChunk(JSON.stringify(value)), this.#folder, () => Number.POSITIVE_INFINITY)
    try {
      await this.#cache.put(key, url, { file, url, contentType: 'application/json' })
    } finally {
      await file.dispose()
    }
  }
}
