import type { Log } from '../../../plugins/log.ts'
import type { Download, DownloadOptions } from '../../../plugins/outbound/downloader.ts'

/** @throws OutboundError, or the reason of the signal once that is aborted. */
export type FetchFile = (url: string, options: DownloadOptions) => Promise<Download>

/** Wraps a download: it may change the URL or the result, and fetch more. */
export type Interceptor = (url: string, next: NextFetch) => Promise<Download>

/** Calls the next interceptor, or the download itself. */
export type NextFetch = (url: string) => Promise<Download>

/** Marks an error of `next`, to tell it from an error of the interceptor itself. */
class DownloadFailure extends Error {}

async function intercept(interceptor: Interceptor, url: string, next: NextFetch, log: Log): Promise<Download> {
  const downloads: Download[] = []
  const marked: NextFetch = async (target) => {
    try {
      const download = await next(target)
      downloads.push(download)
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
    // Another try would fail in the same way.
    if (error instanceof DownloadFailure) throw error.cause
    log.warn({ err: error }, 'an interceptor of downloads failed')
    return next(url)
  } finally {
    // Nobody else disposes of files that the interceptor has fetched and not returned.
    for (const { file } of downloads) if (file !== returned?.file) await file.dispose()
  }
}

/**
 * Wraps a download in interceptors, the first of them outermost. An interceptor that fails is skipped; a download that
 * fails is not tried again.
 */
export function withInterceptors(interceptors: readonly Interceptor[], download: FetchFile, log: Log): FetchFile {
  return interceptors.reduceRight<FetchFile>(
    (next, interceptor) => (url, options) => intercept(interceptor, url, (target) => next(target, options), log),
    download,
  )
}
