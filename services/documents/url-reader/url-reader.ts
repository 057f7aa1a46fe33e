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

/** The type of an attachment that the content of a URL would make; null when it cannot be one. */
export type DetectedType = 'url' | 'image' | 'pdf' | null

/** The content of a URL. The caller calls `dispose` in the end. */
export interface ReadUrl {
  title: string
  content: TypedFile
  detectedType: DetectedType
  /** The preview picture of a page. */
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
  /** Time limit of the search for a preview picture, in milliseconds. */
  previewDeadlineMs: number
  log: Log
}

/** The last segment of the path of a URL. */
function nameOf(url: string): string {
  return URL.parse(url)?.pathname.split('/').at(-1) || NO_NAME
}

function shorten(title: string): string {
  const characters = [...title]
  return characters.length > MAX_TITLE ? `${characters.slice(0, MAX_TITLE - 1).join('')}…` : title
}

/** Downloads a URL and finds its type, a title and a preview picture. */
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
   * Downloads the content of a URL, without a title or a preview picture.
   *
   * @param options `signal` ends it.
   * @throws OutboundError; the reason of the signal once that is aborted.
   */
  async fetch(url: string, options: DownloadOptions = {}): Promise<TypedFile> {
    const { file, contentType } = await this.#fetch(url, options)
    return { file, contentType }
  }

  /**
   * Downloads the content of a URL and finds its type, title and preview picture. A page whose pictures cannot be
   * fetched has no preview picture.
   *
   * @param options `signal` ends it.
   * @throws OutboundError when the content cannot be fetched; the reason of the signal once that is aborted.
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
