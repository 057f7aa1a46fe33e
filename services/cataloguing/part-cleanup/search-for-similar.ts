import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { bareNumber, deviceOf } from '../../catalogue/part-identity/part-number.ts'
import { quoted } from '../../catalogue/search-rules/query/quote.ts'
import { cleanText } from '../../catalogue/search-rules/text/fold.ts'
import { formatValue } from '../../catalogue/search-rules/values/format-value.ts'
import type { Quantity } from '../../catalogue/search-rules/values/quantity.ts'
import { valuesIn } from '../../catalogue/search-rules/values/read-values.ts'
import type { PartSearch } from '../../stock/part-search/part-search.ts'
import type { PartRecord } from './similar-parts.ts'

/** Values that make a part what it is. */
const DEFINING: readonly Quantity[] = ['resistance', 'capacitance', 'inductance', 'frequency']
const MAX_HITS = 50

function definingValues(description: string): string[] {
  const values = valuesIn(cleanText(description).text, { isQuery: false }).flatMap((found) => found.values)
  const defining = values.filter(({ quantity, low, high }) => DEFINING.includes(quantity) && low === high)
  return [...new Set(defining.map(({ quantity, low }) => formatValue(quantity, low)))].slice(0, 2)
}

/** What to search for, to find parts that are like a record: its device, and its type with its values and package. */
export function queriesForSimilar({ manufacturer_code, type, description, package: body }: PartRecord): string[] {
  const device = manufacturer_code === null ? null : (deviceOf(manufacturer_code) ?? bareNumber(manufacturer_code))
  const values = definingValues(description)
  const ofType = [
    ...(type === null ? [] : [`type:=${quoted(type)}`]),
    ...values,
    ...(body === null ? [] : [`package:${quoted(body)}`]),
  ]
  return [...(device ? [device] : []), ...(type !== null && ofType.length > 1 ? [ofType.join(' ')] : [])]
}

/** Keys of the parts that the part search finds for a record. What cannot be searched for finds nothing. */
export async function searchForSimilar(search: Pick<PartSearch, 'search'>, record: PartRecord): Promise<string[]> {
  const keys = new Set<string>()
  for (const q of queriesForSimilar(record)) {
    try {
      const options = { limit: MAX_HITS, cursor: null, sort: 'relevance', facets: [], isInternal: true } as const
      const { hits } = await search.search({ q, ...options })
      for (const { key } of hits) keys.add(key)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
    }
  }
  return [...keys]
}
