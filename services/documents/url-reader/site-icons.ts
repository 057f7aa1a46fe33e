import { readFile } from 'node:fs/promises'
import type { Log } from '../../../plugins/log.ts'
import type { Downloader } from '../../../plugins/outbound/downloader.ts'
import { decodeImage } from '../images/image-decoder.ts'
import { fitInto } from '../images/render-master.ts'
import { findIconCandidates } from './html-metadata.ts'
import { type HtmlTag, readHtmlTags } from './html-tags.ts'
import { pageText } from './page-text.ts'

/** Greatest side of an icon in pixels: twice the largest that pages show. */
const SIZE = 64
/** A page may name any number of icons. */
const MAX_CANDIDATES = 6
/** Greatest file of an icon in bytes. */
const MAX_BYTES = 2 ** 20

export interface SiteIconsOptions {
  downloads: Pick<Downloader, 'download'>
  /** Time limit for one site, in milliseconds. */
  deadlineMs: number
  log: Log
}

/** Finds the icons of web sites, at the sites themselves: nobody else is told which sites they are. */
export class SiteIcons {
  readonly #options: SiteIconsOptions

  constructor(options: SiteIconsOptions) {
    this.#options = options
  }

  /**
   * The icon of a web site.
   *
   * @param website a URL, or only a domain.
   * @param signal ends the search.
   * @returns a PNG of at most 64 pixels a side; null when the site has no icon that can be shown, or does not answer.
   * @throws the reason of `signal` once that is aborted.
   */
  async find(website: string, signal: AbortSignal): Promise<Buffer | null> {
    const site = siteOf(website)
    if (site === null) return null
    const either = AbortSignal.any([AbortSignal.timeout(this.#options.deadlineMs), signal])
    const page = await this.#readPage(site, either)
    for (const address of findIconCandidates(page.tags, page.url).slice(0, MAX_CANDIDATES)) {
      signal.throwIfAborted()
      const icon = await this.#draw(address, either)
      if (icon) return icon
    }
    signal.throwIfAborted()
    return null
  }

  /** The tags of the page of a site. Many shops refuse programs: their icon is looked for at its usual address. */
  async #readPage(site: string, signal: AbortSignal): Promise<{ tags: HtmlTag[]; url: string }> {
    try {
      const download = await this.#options.downloads.download(site, { signal })
      try {
        const isPage = download.contentType === 'text/html'
        return { tags: isPage ? readHtmlTags(await pageText(download)) : [], url: download.url }
      } finally {
        await download.file.dispose()
      }
    } catch (err) {
      this.#options.log.debug({ err }, 'the page of a site could not be read for its icon')
      return { tags: [], url: site }
    }
  }

  async #draw(address: string, signal: AbortSignal): Promise<Buffer | null> {
    try {
      const { file } = await this.#options.downloads.download(address, { signal })
      try {
        if (file.size > MAX_BYTES) return null
        return await decodeImage(await readFile(file.path), drawIcon)
      } finally {
        await file.dispose()
      }
    } catch (err) {
      this.#options.log.debug({ err }, 'an icon of a site was passed over')
      return null
    }
  }
}

/** The address of a web site; null when it is none. */
function siteOf(website: string): string | null {
  const text = website.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text.replace(/^\/\//, '')}`)
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}

/** @returns null for a single dot, with which pages count their visitors. */
const drawIcon: Parameters<typeof decodeImage<Buffer | null>>[1] = async (image) => {
  const { width, height } = await image.metadata()
  return width <= 1 && height <= 1 ? null : fitInto(image, SIZE).png().toBuffer()
}
