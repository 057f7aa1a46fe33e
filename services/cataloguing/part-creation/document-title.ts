import type { DocumentSuggestion } from '../part-details/document-suggestion.ts'
import { plainText } from '../part-details/plain-text.ts'

const MAX_TITLE = 255

/** The title of a document: that of its preview, else the last segment of its address, else its kind. */
export function documentTitle({ preview, url, document_type }: DocumentSuggestion): string {
  const name = URL.parse(url)?.pathname.split('/').at(-1) ?? ''
  const titles = [preview?.title ?? '', name, document_type, url].map((title) => plainText(title, MAX_TITLE))
  return titles.find((title) => title !== null) ?? 'document'
}
