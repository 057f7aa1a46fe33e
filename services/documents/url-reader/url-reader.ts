import type { Log } from '../../../plugins/log.ts'
import type { Downloader, DownloadOptions } from '../../../plugins/outbound/downloader.ts'
import type { FileRules, TypedFile } from '../documents/file-rules.ts'
import { findPreviewCandidates, findTitle } from './html-metadata.ts'
import { readHtmlTags } from './html-tags.ts'
import { type FetchFile, type Interceptor, withInterceptors } from './interceptors.ts'
import { pageText } from './page-text.ts'
import { PreviewImages } from './preview-image.ts'

const MAX_TITLE = 200
const NO_NAME = 'upload'

/** What a URL leads to, as an attachment; null for what is none. */
export type DetectedType = 'url' | 'image' | 'pdf' | null

/** What a URL leads to. Whoever has it calls `dispose` in the end. */
export interface ReadUrl {
  title: string
  content: TypedFile
  detectedType: DetectedType
  /** A picture that stands for a page. */
  previewImage: TypedFile | null
  dispose(): Promise<void>
}

export interface UrlReaderOptions {
  downloads: Pick<Downloader, 'download'>
  rules: FileRules
  /** The first is outermost. */
  interceptors: readonly Interceptor[]
  /** Folder of temporary files. */
  folder: string
  /** How long the search for a picture of a page may take, in milliseconds. */
  previewDeadlineMs: number
  log: Log
}

/** The last step of the path of a URL. */
function nameOf(url: string): string {
  return URL.parse(url)?.pathname.split('/').at(-1) || NO_NAME
}

function shorten(title: string): string {
  const characters = [...title]
  return characters.length > MAX_TITLE ? `${characters.slice(0, MAX_TITLE - 1).join('')}…` : title
}

/** Finds out what a URL leads to, and a title and a picture for it. */
export class UrlReader {
  readonly #rules: FileRules
  readonly #fetch: FetchFile
  readonly #previews: PreviewImages

  constructor({ downloads, rules, interceptors, folder, previewDeadlineMs, log }: UrlReaderOptions) {
    this.#rules = rules
    const download: FetchFile = (url, options) => downloads.download(url, options)
    this.#fetch = withInterceptors(interceptors, download, log)
    this.#previews = new PreviewImages({ download, rules, folder, deadlineMs: previewDeadlineMs, log })
  }

  /**
   * Fetches what a URL leads to, and nothing else.
   *
   * @param options `signal` ends it.
   * @throws OutboundError; the reason of the signal once that is aborted.
   */
  async fetch(url: string, options: DownloadOptions = {}): Promise<TypedFile> {
    const { file, contentType } = await this.#fetch(url, options)
    return { file, contentType }
  }

  /**
   * Fetches what a URL leads to and says what it is. A page whose pictures cannot be fetched has none.
   *
   * @param options `signal` ends it.
   * @throws OutboundError when nothing can be fetched; the reason of the signal once that is aborted.
   */
  async read(url: string, options: DownloadOptions = {}): Promise<ReadUrl> {
    const download = await this.#fetch(url, options)
    const { file, contentType, url: finalUrl } = download
    const content = { file, contentType }
    const name = nameOf(url)
    const detectedType = this.#typeOf(contentType)
    if (detectedType !== 'url') {
      return { title: shorten(name), content, detectedType, previewImage: null, dispose: () => file.dispose() }
    }
    try {
      const tags = readHtmlTags(await pageText(download))
      const previewImage = await this.#previews.findFirst(findPreviewCandidates(tags, finalUrl), options.signal)
      const dispose = async () => {
        await file.dispose()
        await previewImage?.file.dispose()
      }
      return { title: shorten(findTitle(tags) ?? name), content, detectedType, previewImage, dispose }
    } catch (error) {
      await file.dispose()
      throw error
    }
  }

  #typeOf(contentType: string): DetectedType {
    if (contentType === 'text/html') return 'url'
    if (this.#rules.isImage(contentType)) return 'image'
    return contentType === 'application/pdf' ? 'pdf' : null
  }
}
