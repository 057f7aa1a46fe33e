import { bareNumber } from '../../catalogue/part-identity/part-number.ts'
import { quoteLexeme } from '../../catalogue/search-documents/stored-document.ts'
import { encodeNumber, openEnd } from '../../catalogue/search-rules/numbers/encode-number.ts'
import { canonicalPackage, packageToken } from '../../catalogue/search-rules/packages/canonical-package.ts'
import { numberToken } from '../../catalogue/search-rules/readings/number-tests.ts'
import {
  type Completion,
  type CompletionKind,
  completionOf,
  filterCompletions,
  type TypedEnd,
  typedEnds,
} from '../../catalogue/search-rules/typing/completions.ts'
import type { Names } from './names/names.ts'
import type { SoughtCompletion } from './probe.ts'
import { anyOf, typesQuery } from './sql/token-query.ts'

const MOST = 5
/** So many names of types and of sellers are looked at, since only those of some part count. */
const MOST_NAMES = 10

type Sought = SoughtCompletion & { kind: CompletionKind; name: string | null }

function beginningWith(prefix: string, weights = ''): string {
  return `${quoteLexeme(prefix)}:*${weights}`
}

/** Documents with a word that begins as a text does: names of several words have their own tokens. */
function wordsOf({ folded }: TypedEnd): string {
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  return words.map((word) => beginningWith(`w:${word}`)).join(' & ')
}

/** Looks for names that the end of a query begins. */
export class CompletionSearch {
  readonly #ends: readonly TypedEnd[]
  #sought: Sought[] = []

  constructor(q: string) {
    this.#ends = typedEnds(q)
  }

  /** What the inventory is asked for. */
  sought(names: Names): readonly SoughtCompletion[] {
    const found: Omit<Sought, 'place'>[] = []
    if (this.#ends.length > 0) {
      found.push(...this.#columns())
      for (const { id, name } of this.#completing('type', names.types.all())) {
        found.push({ kind: 'type', name, column: null, query: typesQuery([id]), seller: null })
      }
      for (const { id, name } of this.#completing('seller', names.sellers.all())) {
        found.push({ kind: 'seller', name, column: null, query: null, seller: id })
      }
    }
    this.#sought = found.map((each, place) => ({ ...each, place }))
    return this.#sought.map(({ place, column, query, seller }) => ({ place, column, query, seller }))
  }

  /** The completions of which some part has what they name. */
  found(answers: readonly (readonly [place: number, text: string])[]): Completion[] {
    const named = answers.flatMap(([place, text]) => {
      const sought = this.#sought[place]
      const name = sought?.name ?? text
      const completion = sought && name !== '' ? completionOf(sought.kind, name, this.#ends) : null
      return completion ? [completion] : []
    })
    const distinct = new Map<string, Completion>()
    for (const completion of [...sorted(named), ...filterCompletions(this.#ends)]) {
      const key = completion.text.toLowerCase()
      if (!distinct.has(key)) distinct.set(key, completion)
    }
    return [...distinct.values()].slice(0, MOST)
  }

  #completing(kind: CompletionKind, names: readonly { id: number; name: string }[]) {
    return names.filter(({ name }) => completionOf(kind, name, this.#ends) !== null).slice(0, MOST_NAMES)
  }

  #columns(): Omit<Sought, 'place'>[] {
    const ends = this.#ends
    const queries: [CompletionKind, SoughtCompletion['column'], string | null][] = [
      ['maker', 'manufacturer', anyOf(ends.map((end) => `(${wordsOf(end).replaceAll(':*', ':*D')})`).filter(isFilled))],
      ['package', 'package', anyOf(ends.flatMap(packagesOf))],
      ['tag', 'tags', anyOf(ends.map(({ folded }) => beginningWith(`g:${folded}`)))],
      ['series', 'series', anyOf(ends.flatMap(seriesOf))],
    ]
    return queries.flatMap(([kind, column, query]) =>
      query === null ? [] : [{ kind, column, query, seller: null, name: null }],
    )
  }
}

function isFilled(query: string): boolean {
  return query !== '()'
}

function packagesOf({ folded }: TypedEnd): string[] {
  const body = canonicalPackage(folded)
  const own = body ? [beginningWith(packageToken(body))] : []
  const words = wordsOf({ folded, start: 0, end: 0 })
  return [...own, ...(words === '' ? [] : [`(${words.replaceAll(':*', ':*A')})`])]
}

function seriesOf({ folded }: TypedEnd): string[] {
  const code = openEnd(encodeNumber(bareNumber(folded)))
  return code === '' ? [] : [beginningWith(numberToken(code), 'B')]
}

/** Shorter ones first: they are reached first while typing. */
function sorted(completions: readonly Completion[]): Completion[] {
  const order: CompletionKind[] = ['type', 'package', 'maker', 'series', 'tag', 'seller', 'filter']
  return [...completions].sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) || a.text.length - b.text.length || (a.text < b.text ? -1 : 1),
  )
}
