import { bareNumber } from '../../catalogue/part-identity/part-number.ts'
import { quoteLexeme } from '../../catalogue/search-documents/stored-document.ts'
import { tagToken } from '../../catalogue/search-rules/document/exact-tokens.ts'
import { packageWordToken } from '../../catalogue/search-rules/document/search-document.ts'
import { canonicalPackage, packageToken } from '../../catalogue/search-rules/packages/canonical-package.ts'
import {
  type Completion,
  type CompletionKind,
  completionOf,
  filterCompletions,
  type TypedEnd,
  typedEnds,
} from '../../catalogue/search-rules/typing/completions.ts'
import { makerToken } from '../../catalogue/search-rules/words/maker-key.ts'
import type { FoldedName } from './names/name-index.ts'
import type { Names } from './names/names.ts'
import type { SoughtCompletion } from './probe.ts'
import { anyOf } from './sql/token-query.ts'

const MOST = 5
/** So many names of types and of sellers are looked at, since only those of some part count. */
const MOST_NAMES = 10

type Sought = SoughtCompletion & { kind: CompletionKind; name: string | null }

const NOTHING = { column: null, query: null, type: null, seller: null, series: null, name: null } as const

function beginningWith(prefix: string): string {
  return `${quoteLexeme(prefix)}:*`
}

/** Documents of parts whose package has words that begin as those of a text do. */
function packageWords({ folded }: TypedEnd): string[] {
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  return words.length === 0 ? [] : [`(${words.map((word) => beginningWith(packageWordToken(word))).join(' & ')})`]
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
        found.push({ ...NOTHING, kind: 'type', name, type: id })
      }
      for (const { id, name } of this.#completing('seller', names.sellers.all())) {
        found.push({ ...NOTHING, kind: 'seller', name, seller: id })
      }
    }
    this.#sought = found.map((each, place) => ({ ...each, place }))
    return this.#sought.map(({ kind, name, ...each }) => each)
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

  #completing(kind: CompletionKind, names: readonly FoldedName[]) {
    return names
      .filter(({ name, folded }) => completionOf(kind, name, this.#ends, folded) !== null)
      .slice(0, MOST_NAMES)
  }

  #columns(): Omit<Sought, 'place'>[] {
    const ends = this.#ends
    const queries: [CompletionKind, SoughtCompletion['column'], string | null][] = [
      ['maker', 'manufacturer', anyOf(ends.map(({ folded }) => beginningWith(makerToken(folded))))],
      ['package', 'package', anyOf(ends.flatMap(packagesOf))],
      ['tag', 'tags', anyOf(ends.map(({ folded }) => beginningWith(tagToken(folded))))],
    ]
    const wanted = ends.find(({ filter }) => filter !== undefined)?.filter
    const ofColumns = queries.flatMap(([kind, column, query]) =>
      query === null ? [] : [{ ...NOTHING, kind, column, query }],
    )
    const ofSeries = ends.flatMap(({ folded }) => {
      const series = bareNumber(folded)
      return series === '' ? [] : [{ ...NOTHING, kind: 'series', series } as const]
    })
    return [...ofColumns, ...ofSeries].filter(({ kind }) => wanted === undefined || wanted === kind)
  }
}

function packagesOf(end: TypedEnd): string[] {
  const body = canonicalPackage(end.folded)
  return [...(body ? [beginningWith(packageToken(body))] : []), ...packageWords(end)]
}

/** Shorter ones first: they are reached first while typing. */
function sorted(completions: readonly Completion[]): Completion[] {
  const order: CompletionKind[] = ['type', 'package', 'maker', 'series', 'tag', 'seller', 'filter']
  return [...completions].sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) || a.text.length - b.text.length || (a.text < b.text ? -1 : 1),
  )
}
