import { FILTER_FIELDS } from '../query/filter-names.ts'
import { parseQuery } from '../query/parse-query.ts'
import type { ParsedQuery } from '../query/parsed-query.ts'
import { asWord } from '../query/quote.ts'
import { foldName } from '../text/fold.ts'

export type CompletionKind = 'type' | 'maker' | 'package' | 'tag' | 'series' | 'seller' | 'filter'

/** A text that may stand in the place of the end of a query. */
export interface Completion {
  kind: CompletionKind
  text: string
  start: number
  end: number
}

/** The end of a query, which a name may begin with. */
export interface TypedEnd {
  start: number
  end: number
  /** As `foldName` gives names. */
  folded: string
  /** The kind that a name must be of, where it is the value of a filter. */
  filter?: CompletionKind
}

/** What the values of filters are. */
const OF_FILTER: Readonly<Record<string, CompletionKind>> = {
  type: 'type',
  maker: 'maker',
  package: 'package',
  tag: 'tag',
  series: 'series',
  seller: 'seller',
}

/** The value of a filter at the end of a query, that a name may begin with. */
function typedValue({ filters }: ParsedQuery, q: string): TypedEnd[] {
  const last = filters.at(-1)
  const value = last?.values.at(-1)
  const filter = OF_FILTER[last?.name.field ?? '']
  if (!last || last.end !== q.length || !value?.isOpen || filter === undefined) return []
  const folded = foldName(value.text)
  return folded === '' ? [] : [{ start: value.start, end: q.length, folded, filter }]
}

/** Names of so many words are completed: `surface mount res`. */
const MOST_WORDS = 3

/**
 * What a name may begin with to complete a query: its last word, its last two, its last three, the longest first, or the
 * value of a filter. Empty when something follows.
 */
export function typedEnds(q: string): TypedEnd[] {
  const parsed = parseQuery(q)
  const { terms, problems, isCode } = parsed
  if (isCode || problems.length > 0) return []
  const last = terms.at(-1)
  if (!last || last.isPhrase || last.end !== q.length) return typedValue(parsed, q)
  const ends: TypedEnd[] = []
  for (let place = terms.length - 1; place >= 0 && ends.length < MOST_WORDS; place--) {
    const [term, next] = [terms[place], terms[place + 1]]
    const isNext = !next || term?.order === next.order - 1
    if (!term || term.isPhrase || !isNext || (term.isExcluded && next)) break
    const start = term.isExcluded ? term.start + 1 : term.start
    const folded = foldName(q.slice(start, q.length))
    if (folded !== '') ends.unshift({ start, end: q.length, folded })
    if (term.isExcluded) break
  }
  return ends
}

/**
 * The completion of a query by a name that begins with one of its ends.
 *
 * @param folded the name as `foldName` gives it, where it is known.
 * @returns null when the name begins with none of them, or is typed already.
 */
export function completionOf(
  kind: CompletionKind,
  name: string,
  ends: readonly TypedEnd[],
  folded: string = foldName(name),
): Completion | null {
  const end = ends.find(
    ({ folded: typed, filter = kind }) => filter === kind && folded.startsWith(typed) && folded !== typed,
  )
  if (!end) return null
  const isSafe = end.filter === undefined && /^[\p{L}\p{N}][^":*]*$/u.test(name)
  return { kind, text: isSafe ? name : asWord(name), start: end.start, end: end.end }
}

/** Names of filters that the last word begins. */
export function filterCompletions(ends: readonly TypedEnd[]): Completion[] {
  const last = ends.at(-1)
  if (!last || last.filter !== undefined) return []
  const { start, end, folded } = last
  return FILTER_FIELDS.filter((field) => field.startsWith(folded)).map((field) => ({
    kind: 'filter',
    text: `${field}:`,
    start,
    end,
  }))
}
