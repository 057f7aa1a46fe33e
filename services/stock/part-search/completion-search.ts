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
import type { CommonName, NamedColumn } from './common-names.ts'
import type { CommonThings } from './common-things.ts'
import type { Names } from './names/names.ts'
import type { SoughtCompletion } from './probe.ts'
import { anyOf } from './sql/token-query.ts'

const MOST = 5
/** So many names of types and of sellers are looked at, since only those of some part count. */
const MOST_NAMES = 10

/** What is looked for, with the name that it stands for where that is known. */
type Sought = SoughtCompletion & { kind: CompletionKind; known: string | null; beginnings: readonly SoughtTokens[] }

/** What was found to complete a query: the place of what was sought, and a text. */
export type FoundCompletion = readonly [place: number, text: string]

const NOTHING = {
  column: null,
  query: null,
  name: null,
  parts: null,
  type: null,
  seller: null,
  series: null,
  known: null,
  beginnings: [],
} as const

function beginningWith(prefix: string): string {
  return `${quoteLexeme(prefix)}:*`
}

function beginsWith(prefix: string): SoughtTokens {
  return { prefixes: [prefix], query: beginningWith(prefix) }
}

/** Documents of parts whose package has words that begin as those of a text do. */
function packageWords({ folded }: TypedEnd): SoughtTokens[] {
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const prefixes = words.map(packageWordToken)
  return words.length === 0 ? [] : [{ prefixes, query: `(${prefixes.map(beginningWith).join(' & ')})` }]
}

/** Tokens of the parts that a name is taken from. */
interface SoughtTokens {
  /** What they begin with. */
  prefixes: readonly string[]
  /** A tsquery of the parts. */
  query: string
}

/** Looks for names that the end of a query begins. */
export class CompletionSearch {
  readonly #ends: readonly TypedEnd[]
  readonly #common: CommonThings
  #sought: Sought[] = []
  /** What is known without asking. */
  #known: FoundCompletion[] = []
  #found: readonly FoundCompletion[] = []

  constructor(q: string, common: CommonThings) {
    this.#ends = typedEnds(q)
    this.#common = common
  }

  /**
   * What the inventory is asked for.
   *
   * @param before of a query that had a letter or two less, in the same state of the inventory: what it found needs no asking.
   */
  sought(names: Names, before: CompletionSearch | null = null): readonly SoughtCompletion[] {
    const found: Omit<Sought, 'place'>[] = []
    if (this.#ends.length > 0) {
      found.push(...this.#columns())
      for (const { id, name } of this.#completing('type', names.types.all())) {
        found.push({ ...NOTHING, kind: 'type', known: name, type: id })
      }
      for (const { id, name } of this.#completing('seller', names.sellers.all())) {
        found.push({ ...NOTHING, kind: 'seller', known: name, seller: id })
      }
    }
    this.#sought = found.map((each, place) => ({ ...each, place }))
    const asked = this.#sought.filter((each) => !before?.answers(each))
    this.#known = this.#sought.flatMap((each) => {
      const text = before === null ? null : before.#textOf(each)
      return text === null ? [] : [text]
    })
    return asked.map(({ kind, known, beginnings, ...each }) => each)
  }

  /** Whether it is known what would be found. */
  answers(sought: Sought): boolean {
    return this.#textOf(sought) !== null || this.#foundNothingOf(sought)
  }

  /** What was found, where it was one thing that is or is not there. */
  #textOf({ place, kind, known, name, type, seller }: Sought): FoundCompletion | null {
    if (known === null) return null
    const own = this.#sought.find(
      (each) => each.kind === kind && each.name === name && each.type === type && each.seller === seller,
    )
    return own && this.#found.some(([at]) => at === own.place) ? [place, ''] : null
  }

  /** Where nothing was found, longer beginnings find nothing. */
  #foundNothingOf({ kind, known, name, type, seller, series, beginnings }: Sought): boolean {
    const nothing = this.#sought.filter((each) => each.kind === kind && !this.#found.some(([at]) => at === each.place))
    return nothing.some((each) => {
      if (known !== null) return each.name === name && each.type === type && each.seller === seller
      if (series !== null) return each.series !== null && series.startsWith(each.series)
      return each.beginnings.length > 0 && beginnings.every((now) => each.beginnings.some((old) => isWithin(now, old)))
    })
  }

  /** The completions of which some part has what they name. */
  found(answers: readonly FoundCompletion[]): Completion[] {
    this.#found = [...this.#known, ...answers]
    const named = this.#found.flatMap(([place, text]) => {
      const sought = this.#sought[place]
      const name = sought?.known ?? text
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

  #completing<Named extends { name: string; folded: string }>(kind: CompletionKind, names: readonly Named[]): Named[] {
    return names
      .filter(({ name, folded }) => completionOf(kind, name, this.#ends, folded) !== null)
      .slice(0, MOST_NAMES)
  }

  #columns(): Omit<Sought, 'place'>[] {
    const ends = this.#ends
    const queries: [CompletionKind, NamedColumn, SoughtTokens[]][] = [
      ['maker', 'manufacturer', ends.map(({ folded }) => beginsWith(makerToken(folded)))],
      ['package', 'package', ends.flatMap(packagesOf)],
      ['tag', 'tags', ends.map(({ folded }) => beginsWith(tagToken(folded)))],
    ]
    const wanted = ends.find(({ filter }) => filter !== undefined)?.filter
    const ofColumns = queries
      .filter(([kind]) => wanted === undefined || wanted === kind)
      .flatMap(([kind, column, sought]) => this.#ofColumn(kind, column, sought))
    const ofSeries = ends.flatMap(({ folded }) => {
      const series = bareNumber(folded)
      const isWanted = series !== '' && (wanted === undefined || wanted === 'series')
      return isWanted ? [{ ...NOTHING, kind: 'series', series } as const] : []
    })
    return [...ofColumns, ...ofSeries]
  }

  /** Of what many parts have, some names are known: to find all of these parts would take long. */
  #ofColumn(kind: CompletionKind, column: NamedColumn, sought: readonly SoughtTokens[]): Omit<Sought, 'place'>[] {
    const { tokens, names } = this.#common
    const isCommon = sought.some(({ prefixes }) => prefixes.every((prefix) => tokens.isCommonBeginning(prefix)))
    const isBegun = ({ folded }: CommonName) => this.#ends.some((end) => folded.startsWith(end.folded))
    if (isCommon && names.of(column).some(isBegun)) {
      const known = this.#completing(kind, names.of(column))
      return known.map(({ name, parts }) => ({ ...NOTHING, kind, column, name, parts, known: name }))
    }
    const query = anyOf(sought.map((each) => each.query))
    return query === null ? [] : [{ ...NOTHING, kind, column, query, beginnings: sought }]
  }
}

/** Whether all parts that tokens find are among those that others find. */
function isWithin(now: SoughtTokens, old: SoughtTokens): boolean {
  return old.prefixes.every((prefix) => now.prefixes.some((longer) => longer.startsWith(prefix)))
}

function packagesOf(end: TypedEnd): SoughtTokens[] {
  const body = canonicalPackage(end.folded)
  return [...(body ? [beginsWith(packageToken(body))] : []), ...packageWords(end)]
}

/** Shorter ones first: they are reached first while typing. */
function sorted(completions: readonly Completion[]): Completion[] {
  const order: CompletionKind[] = ['type', 'package', 'maker', 'series', 'tag', 'seller', 'filter']
  return [...completions].sort(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) || a.text.length - b.text.length || (a.text < b.text ? -1 : 1),
  )
}
