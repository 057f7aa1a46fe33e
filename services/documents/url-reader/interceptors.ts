import type { Log } from '../../../plugins/log.ts'
import type { Download, DownloadOptions } from '../../../plugins/outbound/downloader.ts'

/** @throws OutboundError, or the reason of the signal once that is aborted. */
export type FetchFile = (url: string, options: DownloadOptions) => Promise<Download>

/** Stands between a URL and what is downloaded for it: it may alter either, and fetch more. */
export type Interceptor = (url: string, next: NextFetch) => Promise<Download>

/** What an interceptor fetches with: the interceptors further in, and the download itself. */
export type NextFetch = (url: string) => Promise<Download>

/** What `next` failed with, told from what an interceptor itself failed with. */
class DownloadFailure extends Error {}

async function intercept(interceptor: Interceptor, url: string, next: NextFetch, log: Log): Promise<Download> {
  const marked: NextFetch = (target) =>
    next(target).catch((cause) => {
      throw new DownloadFailure('the download failed', { cause })
    })
  try {
    return await interceptor(url, marked)
  } catch (error) {
    // Another try would fail just so.
    if (error instanceof DownloadFailure) throw error.cause
    log.warn({ err: error }, 'an interceptor of downloads failed')
    return next(url)
  }
}

/**
 * Puts interceptors around a download, the first of them outermost. One that fails is left out; a download that fails
 * is not tried again.
 */
export function withInterceptors(interceptors: readonly Interceptor[], download: FetchFile, log: Log): FetchFile {
  return interceptors.reduceRight<FetchFile>(
    (next, interceptor) => (url, options) => intercept(interceptor, url, (target) => next(target, options), log),
    download,
  )
}
