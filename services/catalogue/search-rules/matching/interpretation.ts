import type { SearchQuery, ShownFilter } from '../query/search-query.ts'
import type { Note, Reading, ReadingKind } from '../readings/answer-types.ts'
import { cleanText } from '../text/fold.ts'
import { distinctReadings } from './resolve-query.ts'
import type { ResolvedQuery } from './resolved-query.ts'

export const QUERY_KINDS = ['browse', 'filter', 'key', 'location', 'number', 'value', 'words', 'code'] as const
/** What a query searches for. */
export type QueryKind = (typeof QUERY_KINDS)[number]

export interface ShownTerm {
  text: string
  start: number
  end: number
  excluded: boolean
  readings: Reading[]
  fallback: Reading | null
}

/** How a query was read, as the answer shows it. */
export interface Interpretation {
  kind: QueryKind
  terms: ShownTerm[]
  filters: ShownFilter[]
  notes: Note[]
}

const BY_IMPORTANCE: readonly (ReadingKind & QueryKind)[] = ['key', 'location', 'number', 'value']

function kindOf(query: SearchQuery, terms: readonly ShownTerm[]): QueryKind {
  if (query.isCode) return 'code'
  if (terms.length === 0) return query.filters.length === 0 ? 'browse' : 'filter'
  const kinds = new Set(
    terms.filter(({ excluded }) => !excluded).flatMap(({ readings }) => readings.map(({ kind }) => kind)),
  )
  return BY_IMPORTANCE.find((kind) => kinds.has(kind)) ?? 'words'
}

/** A term as it was typed, without the sign of an exclusion and without quotes. */
function typedText(q: string, { start, end }: { start: number; end: number }, isExcluded: boolean): string {
  const text = q.slice(isExcluded ? start + 1 : start, end)
  return cleanText(text[0] ?? '').text === '"' ? text.slice(1).replace(/["\u201d\u201c\u00bb\u00ab]$/, '') : text
}

/** How a query was read. Its terms are in the order of the query, those that exclude something among them. */
export function interpretationOf(query: SearchQuery, { groups, excluded }: ResolvedQuery): Interpretation {
  const included = groups.map(({ start, end, readings, fallback }) => ({
    text: typedText(query.q, { start, end }, false),
    start,
    end,
    excluded: false,
    readings: [...readings],
    fallback: fallback?.shown ?? null,
  }))
  const out = excluded.map(({ start, end, readings }) => ({
    text: typedText(query.q, { start, end }, true),
    start,
    end,
    excluded: true,
    readings: distinctReadings(readings.map(({ shown }) => shown)),
    fallback: null,
  }))
  const terms = [...included, ...out].sort((a, b) => a.start - b.start)
  return {
    kind: kindOf(query, terms),
    terms,
    filters: query.filters.map(({ shown }) => shown),
    notes: [...query.notes],
  }
}
