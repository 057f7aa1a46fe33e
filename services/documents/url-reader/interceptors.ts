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
  const handedOut: Download[] = []
  const marked: NextFetch = async (target) => {
    try {
      const download = await next(target)
      handedOut.push(download)
      return download
    } catch (cause) {
      throw new DownloadFailure('the download failed', { cause })
    }
  }
  let returned: Download | undefined
  try {
    returned = await interceptor(url, marked)
    return returned
  } catch (error) {
    // Another try would fail just so.
    if (error instanceof DownloadFailure) throw error.cause
    log.warn({ err: error }, 'an interceptor of downloads failed')
    return next(url)
  } finally {
    // What the interceptor has fetched and not passed on has no other owner, however it ended.
    for (const { file } of handedOut) if (file !== returned?.file) await file.dispose()
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
