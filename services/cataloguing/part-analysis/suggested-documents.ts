import pLimit from 'p-limit'
import type { Log } from '../../../plugins/log.ts'
import { previewImageOf, proxyOf } from '../../documents/url-attachments/shown-at.ts'
import type { ReadUrl, UrlReader } from '../../documents/url-reader/url-reader.ts'
import type { KnownAddresses } from '../../work/ai-runner/known-addresses.ts'
import type { PartDetails } from '../part-details/details-schema.ts'
import type { DocumentSuggestion } from '../part-details/document-suggestion.ts'
import { linksOnPage } from '../part-details/page-links.ts'

const PARALLEL = 4
/** Documents beyond these are left out. */
const MAX_DOCUMENTS = 30

type Preview = NonNullable<DocumentSuggestion['preview']>

interface Link {
  url: string
  document_type: 'product_page' | 'datasheet' | 'pinout'
}

function linksOf({ product_page_urls, datasheet_urls, pinout_urls }: PartDetails): Link[] {
  const links = (document_type: Link['document_type'], urls: readonly string[]) =>
    urls.map((url) => ({ url, document_type }))
  return [
    ...links('product_page', product_page_urls),
    ...links('datasheet', datasheet_urls),
    ...links('pinout', pinout_urls),
  ]
}

function previewOf(url: string, { title, detectedType, previewImage }: ReadUrl): Preview {
  const image_url = previewImageOf(url)
  switch (detectedType) {
    case 'pdf':
      return { title, image_url: null, original_url: proxyOf(url), content_type: 'pdf' }
    case 'image':
      return { title, image_url, original_url: proxyOf(url), content_type: 'image' }
    case 'url':
      return { title, image_url: previewImage ? image_url : null, original_url: url, content_type: 'webpage' }
    default:
      return { title, image_url: null, original_url: url, content_type: 'other' }
  }
}

export interface SuggestionOptions {
  reader: Pick<UrlReader, 'read'>
  /** The addresses that may be fetched. */
  addresses: KnownAddresses
  signal: AbortSignal
  log: Log
}

/**
 * The documents in a model's answer, with previews: product pages, then datasheets, then pinouts. Documents that cannot be
 * fetched, or whose address the model may have made up, are left out.
 *
 * @throws the signal's reason when it aborts.
 */
export async function suggestDocuments(
  details: PartDetails,
  { reader, addresses, signal, log }: SuggestionOptions,
): Promise<DocumentSuggestion[]> {
  const slots = pLimit(PARALLEL)
  const suggest = async ({ url, document_type }: Link): Promise<DocumentSuggestion | null> => {
    try {
      const read = await reader.read(url, { signal })
      try {
        const { detectedType, content } = read
        if (detectedType === 'url') for (const link of await linksOnPage(content.file.path)) addresses.add(link, url)
      } finally {
        await read.dispose()
      }
      return { url, document_type, is_cover_image: false, preview: previewOf(url, read) }
    } catch (err) {
      signal.throwIfAborted()
      log.info({ err }, 'a document of an analysis was left out')
      return null
    }
  }
  const links = linksOf(details).slice(0, MAX_DOCUMENTS)
  const found = new Map<Link, DocumentSuggestion | null>()
  // Links of pages that are fetched in the first round may be fetched in the second.
  for (let round = 1; round <= 2; round++) {
    const granted = links.filter((link) => !found.has(link) && addresses.take(link.url) === 'granted')
    await Promise.all(granted.map((link) => slots(async () => found.set(link, await suggest(link)))))
  }
  if (found.size < links.length) log.info({ left: links.length - found.size }, 'a model named addresses of its own')
  return links.flatMap((link) => found.get(link) ?? [])
}
