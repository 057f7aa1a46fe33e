import { mountingToken, tagToken } from '../../catalogue/search-rules/document/exact-tokens.ts'
import { FACETS, type FacetName, facetFilter } from '../../catalogue/search-rules/query/facet-filter.ts'
import { readQuery } from '../../catalogue/search-rules/query/read-query.ts'
import { foldName } from '../../catalogue/search-rules/text/fold.ts'
import { knownMaker, makerKeys } from '../../catalogue/search-rules/words/maker-key.ts'
import type { ValueCount } from './found-part.ts'
import type { NameIndex } from './names/name-index.ts'
import type { Names } from './names/names.ts'

export interface Facet {
  values: { value: string; count: number; filter: string }[]
  /** Matches that have other values. */
  other: number
  exact: boolean
}

const MOST_VALUES = 20

/** How the values of a set are told apart: two that the filter takes for one are one. */
interface Reading {
  /** What decides whether a part with the set passes the filter of a value. */
  keys: string[]
  /** Values that are listed, with what decides. */
  listed: { key: string; value: string }[]
}

function ofNames(index: NameIndex) {
  return ({ values }: ValueCount): Reading => {
    const names = values.flatMap((id) => index.nameOf(Number(id)) ?? [])
    return {
      keys: names.map(foldName),
      listed: names.map((value) => ({ key: foldName(value), value })),
    }
  }
}

function ofTokens(token: (value: string) => string) {
  return ({ values }: ValueCount): Reading => ({
    keys: values.map(token),
    listed: values.map((value) => ({ key: token(value), value })),
  })
}

function ofMaker({ values }: ValueCount): Reading {
  return {
    keys: values.flatMap(makerKeys),
    // A name of signs only is none that a filter could ask for.
    listed: values
      .map((value) => ({ key: knownMaker(value) ?? foldName(value), value }))
      .filter(({ key }) => key !== ''),
  }
}

/** The token that the filter for a package asks for. */
function packageKey(value: string): string | null {
  const [filter] = readQuery(facetFilter('package', value)).filters
  const test = filter?.rule.on === 'document' ? filter.rule.tests[0] : undefined
  return test?.on === 'token' ? test.token : null
}

function ofPackage({ values, written }: ValueCount): Reading {
  const key = written ? packageKey(written) : null
  return { keys: values, listed: key === null || !written ? [] : [{ key, value: written }] }
}

function readerOf(facet: FacetName, names: Names): (set: ValueCount) => Reading {
  switch (facet) {
    case 'type':
      return ofNames(names.types)
    case 'seller':
      return ofNames(names.sellers)
    case 'package':
      return ofPackage
    case 'manufacturer':
      return ofMaker
    case 'tag':
      return ofTokens(tagToken)
    case 'mounting_type':
      return ofTokens(mountingToken)
    default:
      return ofTokens((value) => value)
  }
}

const byValue = new Intl.Collator('en', { numeric: true })

/** Counts matches by the values that they have. */
function facetOf(facet: FacetName, sets: readonly ValueCount[], names: Names, exact: boolean): Facet {
  const read = readerOf(facet, names)
  const counted = sets.map(({ values, written, count }) => {
    const given = (values ?? []).filter((value) => value !== null && value !== '')
    return { ...read({ values: given, written: written ?? null, count }), count }
  })
  const totals = new Map<string, number>()
  const spellings = new Map<string, Map<string, number>>()
  for (const { keys, listed, count } of counted) {
    for (const key of new Set(keys)) totals.set(key, (totals.get(key) ?? 0) + count)
    for (const { key, value } of listed) {
      const known = spellings.get(key) ?? new Map<string, number>()
      known.set(value, (known.get(value) ?? 0) + count)
      spellings.set(key, known)
    }
  }
  const all = [...spellings].flatMap(([key, known]) => {
    // Several spellings of one value are shown as the most frequent one.
    const [value = ''] = [...known].sort((a, b) => b[1] - a[1] || byValue.compare(a[0], b[0]))[0] ?? []
    return value === '' ? [] : [{ key, value, count: totals.get(key) ?? 0 }]
  })
  const values = all.sort((a, b) => b.count - a.count || byValue.compare(a.value, b.value)).slice(0, MOST_VALUES)
  const shown = new Set(values.map(({ key }) => key))
  const other = counted
    .filter(({ keys, listed }) => listed.length > 0 && !keys.some((key) => shown.has(key)))
    .reduce((sum, { count }) => sum + count, 0)
  return {
    values: values.map(({ value, count }) => ({ value, count, filter: facetFilter(facet, value) })),
    other,
    exact,
  }
}

/** The facets of an answer, from the counts of sets of values. */
export function facetsOf(
  found: Readonly<Record<string, ValueCount[]>>,
  names: Names,
  exact: boolean,
): Record<string, Facet> {
  return Object.fromEntries(
    FACETS.flatMap((facet) => {
      const sets = found[facet]
      return sets ? [[facet, facetOf(facet, sets, names, exact)] as const] : []
    }),
  )
}
