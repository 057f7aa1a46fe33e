import { quoted } from './quote.ts'

export const FACETS = ['type', 'package', 'manufacturer', 'tag', 'box', 'seller', 'mounting_type', 'stock'] as const
/** What hits can be counted by. */
export type FacetName = (typeof FACETS)[number]

const FILTERS: Readonly<Record<Exclude<FacetName, 'box' | 'stock'>, string>> = {
  type: 'type',
  package: 'package',
  manufacturer: 'maker',
  tag: 'tag',
  seller: 'seller',
  mounting_type: 'mount',
}

/**
 * The filter that leaves just the parts that a facet counts for a value. It means the whole value, so that it does not
 * find longer names.
 */
export function facetFilter(facet: FacetName, value: string): string {
  if (facet === 'stock') return value === 'none' ? '-has:stock' : 'has:stock'
  return facet === 'box' ? `box:${value}` : `${FILTERS[facet]}:=${quoted(value)}`
}
