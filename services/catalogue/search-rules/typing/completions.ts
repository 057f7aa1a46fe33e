import { FILTER_FIELDS } from '../query/filter-names.ts'
import { parseQuery } from '../query/parse-query.ts'
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
  /** As `foldName` gives names. */
  start: number
  end: number
  folded: string
}

/** Names of so many words are completed: `surface mount res`. */
const MOST_WORDS = 3

/**
 * What a name may begin with to complete a query: its last word, its last two, its last three, the longest first. Empty
 * when something follows the last word.
 */
export function typedEnds(q: string): TypedEnd[] {
  const { terms, problems, isCode } = parseQuery(q)
  const last = terms.at(-1)
  if (!last || last.isPhrase || last.end !== q.length || isCode || problems.length > 0) return []
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
 * @returns null when the name begins with none of them, or is typed already.
 */
export function completionOf(kind: CompletionKind, name: string, ends: readonly TypedEnd[]): Completion | null {
  const folded = foldName(name)
  const end = ends.find((typed) => folded.startsWith(typed.folded) && folded !== typed.folded)
  if (!end) return null
  const isSafe = /^[\p{L}\p{N}][^":*]*$/u.test(name)
  return { kind, text: isSafe ? name : asWord(name), start: end.start, end: end.end }
}

/** Names of filters that the last word begins. */
export function filterCompletions(ends: readonly TypedEnd[]): Completion[] {
  const last = ends.at(-1)
  if (!last) return []
  const { start, end, folded } = last
  return FILTER_FIELDS.filter((field) => field.startsWith(folded)).map((field) => ({
    kind: 'filter',
    text: `${field}:`,
    start,
    end,
  }))
}
