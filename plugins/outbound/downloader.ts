import { Counter } from 'prom-client'
import type { Log } from '../log.ts'
import { charsetOf } from '../media-types/decode-markup.ts'
import { detectMediaType } from '../media-types/detect-media-type.ts'
import { spool } from '../spool/spooled-file.ts'
import type { CachedDownload, DownloadCache } from './download-cache.ts'
import type { OutboundClient } from './outbound-client.ts'
import { OutboundError } from './outbound-error.ts'
import { withoutSecrets } from './without-secrets.ts'

export const OUTBOUND_DOWNLOADS_TOTAL = new Counter({
  name: 'outbound_downloads_total',
  help: 'Files fetched for users by outcome',
  labelNames: ['outcome'] as const,
})

/** A download in a temporary file that the caller disposes of. */
export type Download = CachedDownload

export interface DownloaderOptions {
  client: OutboundClient
  cache: DownloadCache
  /** Folder of temporary files. */
  folder: string
  /** Greatest size of a download in bytes. */
  maxBytes: number
  log: Log
}

export interface DownloadOptions {
  /** Ends the download; then it fails with the signal's reason. */
  signal?: AbortSignal | undefined
}

/** Downloads files for users into temporary files; the same URL is fetched once within the lifetime of the cache. */
export class Downloader {
  readonly #options: DownloaderOptions

  constructor(options: DownloaderOptions) {
    this.#options = options
  }

  /** @throws OutboundError when the URL is refused or nothing could be downloaded. */
  async download(url: string, { signal }: DownloadOptions = {}): Promise<Download> {
    const { cache, folder } = this.#options
    try {
      signal?.throwIfAborted()
      const cached = await cache.get(url, folder)
      if (cached) {
        OUTBOUND_DOWNLOADS_TOTAL.inc({ outcome: 'cached' })
        return cached
      }
      const download = await this.#fetch(url, signal)
      await this.#cacheDownload(url, download)
      OUTBOUND_DOWNLOADS_TOTAL.inc({ outcome: 'success' })
      return download
    } catch (error) {
      this.#logFailure(url, error)
      throw error
    }
  }

  /** The error for the user has no details; the log has the address and the cause. */
  #logFailure(url: string, err: unknown): void {
    const { log } = this.#options
    const outcome = err instanceof OutboundError ? err.outcome : 'error'
    OUTBOUND_DOWNLOADS_TOTAL.inc({ outcome })
    const fields = { err, url: withoutSecrets(url) }
    if (outcome === 'blocked') log.warn(fields, 'a download was refused: its address is not a public one')
    else log.info(fields, 'a download failed')
  }

  async #fetch(url: string, signal: AbortSignal | undefined): Promise<Download> {
    const { client, maxBytes, folder } = this.#options
    const answer = await client.fetch(url, { maxBytes, signal })
    const file = await spool(answer.body, folder, () => maxBytes)
    try {
      const contentType = await detectMediaType(file.head, answer.contentType)
      return { file, url: answer.url, contentType, charset: charsetOf(answer.contentType) }
    } catch (error) {
      await file.dispose()
      throw error
    }
  }

  /** A download that cannot be cached is used all the same. */
  async #cacheDownload(url: string, download: Download): Promise<void> {
    const { cache, log } = this.#options
    try {
      await cache.put(url, withoutSecrets(url), { ...download, url: withoutSecrets(download.url) })
    } catch (err) {
      log.warn({ err }, 'a download was not cached')
    }
  }
}
