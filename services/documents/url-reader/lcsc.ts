import type { Log } from '../../../plugins/log.ts'
import type { Download } from '../../../plugins/outbound/downloader.ts'
import { findFramedPdfs } from './html-metadata.ts'
import { readHtmlTags } from './html-tags.ts'
import type { Interceptor, NextFetch } from './interceptors.ts'
import { pageText } from './page-text.ts'

const HOST = 'www.lcsc.com'

/** How many frames of a page are tried. */
const MAX_FRAMES = 10

async function fetchPdf(url: string, next: NextFetch, log: Log): Promise<Download | null> {
  try {
    const download = await next(url)
    if (download.contentType === 'application/pdf') return download
    await download.file.dispose()
  } catch (err) {
    log.debug({ err }, 'the document in the frame of a page was not fetched')
  }
  return null
}

/** LCSC answers the addresses of its datasheets with a page that shows the PDF in a frame: the PDF is used instead. */
export function lcscInterceptor(log: Log): Interceptor {
  return async (url, next) => {
    const download = await next(url)
    const { hostname, pathname } = new URL(url)
    if (hostname !== HOST || !pathname.endsWith('.pdf') || download.contentType !== 'text/html') return download
    const frames = findFramedPdfs(readHtmlTags(await pageText(download)), download.url)
    for (const frame of frames.slice(0, MAX_FRAMES)) {
      const pdf = await fetchPdf(frame, next, log)
      if (!pdf) continue
      await download.file.dispose()
      return pdf
    }
    return download
  }
}
