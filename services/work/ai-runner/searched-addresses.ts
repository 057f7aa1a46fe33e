import type { ResponseOutputItem } from 'openai/resources/responses/responses'
import type { KnownAddresses } from './known-addresses.ts'

/** Adds the addresses that searches of the web have found, and those that the answer cites. */
export function addSearched(addresses: KnownAddresses, output: readonly ResponseOutputItem[]): void {
  for (const item of output) {
    if (item.type === 'web_search_call') addresses.addJson(item)
    if (item.type !== 'message') continue
    const cited = item.content.flatMap((part) => (part.type === 'output_text' ? part.annotations : []))
    for (const citation of cited) if (citation.type === 'url_citation') addresses.add(citation.url)
  }
}
