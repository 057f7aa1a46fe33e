import type { Log } from '../../../plugins/log.ts'
import { Semaphore } from '../../documents/images/semaphore.ts'
import { previewImageOf, proxyOf } from '../../documents/url-attachments/shown-at.ts'
import type { ReadUrl, UrlReader } from '../../documents/url-reader/url-reader.ts'
import type { PartDetails } from '../part-details/details-schema.ts'
import type { DocumentSuggestion } from '../part-details/document-suggestion.ts'

const PARALLEL = 4
/** A model needs a handful; what is beyond these is left out. */
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

/**
 * The documents that a model names, with what is there: product pages, then datasheets, then pinouts. One that cannot
 * be fetched is left out.
 *
 * @throws the signal's reason when it aborts.
 */
export async function suggestDocuments(
  details: PartDetails,
  { reader, signal, log }: { reader: Pick<UrlReader, 'read'>; signal: AbortSignal; log: Log },
): Promise<DocumentSuggestion[]> {
  const slots = new Semaphore(PARALLEL)
  const suggest = async ({ url, document_type }: Link): Promise<DocumentSuggestion[]> => {
    try {
      const read = await reader.read(url, { signal })
      await read.dispose()
      return [{ url, document_type, is_cover_image: false, preview: previewOf(url, read) }]
    } catch (err) {
      signal.throwIfAborted()
      log.info({ err }, 'a document of an analysis was left out')
      return []
    }
  }
  const links = linksOf(details).slice(0, MAX_DOCUMENTS)
  return (await Promise.all(links.map((link) => slots.run(() => suggest(link))))).flat()
}
