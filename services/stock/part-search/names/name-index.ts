import { type NameSubject, passesNames } from '../../../catalogue/search-rules/matching/match-name.ts'
import { placesOf } from '../../../catalogue/search-rules/matching/match-test.ts'
import type { NameRule } from '../../../catalogue/search-rules/query/search-query.ts'
import type { Test } from '../../../catalogue/search-rules/readings/test.ts'
import { wordToken } from '../../../catalogue/search-rules/readings/word-tests.ts'
import { foldName } from '../../../catalogue/search-rules/text/fold.ts'
import { firstFrom } from '../sorted-texts.ts'

export interface NamedRow {
  id: number
  name: string
}

const NOBODY: readonly number[] = []

/** A name with how it is compared as a whole. */
export interface FoldedName extends NamedRow {
  folded: string
}

/** The names of all types or of all sellers, so that a test of words is put to those names only that may pass it. */
export class NameIndex {
  readonly #subjects = new Map<number, NameSubject>()
  readonly #idsByToken = new Map<string, Set<number>>()
  readonly #tokens: readonly string[]
  readonly #all: readonly FoldedName[]
  /** A query puts each of its tests several times. */
  readonly #passing = new WeakMap<Test, readonly number[]>()
  readonly #ofRules = new WeakMap<readonly NameRule[], readonly number[]>()

  /** @param subjectOf reads a name. */
  constructor(rows: readonly NamedRow[], subjectOf: (name: string) => NameSubject) {
    for (const { id, name } of rows) {
      const subject = subjectOf(name)
      this.#subjects.set(id, subject)
      for (const token of subject.byToken.keys()) {
        const ids = this.#idsByToken.get(token)
        if (ids) ids.add(id)
        else this.#idsByToken.set(token, new Set([id]))
      }
    }
    this.#tokens = [...this.#idsByToken.keys()].sort()
    this.#all = rows.map(({ id, name }) => ({ id, name, folded: foldName(name) }))
  }

  /** The name with an id. */
  nameOf(id: number): string | undefined {
    return this.#subjects.get(id)?.name
  }

  /** All names with their ids. */
  all(): readonly FoldedName[] {
    return this.#all
  }

  /** All words of the names. */
  words(): string[] {
    const start = wordToken('')
    return this.#tokens.flatMap((token) => (token.startsWith(start) ? [token.slice(start.length)] : []))
  }

  /** The ids whose names pass a test. */
  idsPassing(test: Test): readonly number[] {
    const known = this.#passing.get(test)
    if (known) return known
    const candidates = this.#candidates(test)
    const ids = candidates === NOBODY ? NOBODY : [...candidates].filter((id) => this.#isPassing(id, test))
    this.#passing.set(test, ids)
    return ids
  }

  /** The ids whose names are what one of the rules of a filter asks for. */
  idsOfRules(rules: readonly NameRule[]): readonly number[] {
    const known = this.#ofRules.get(rules)
    if (known) return known
    const exact = new Set(rules.flatMap((rule) => ('exact' in rule ? [rule.exact] : [])))
    const isWorded = rules.some((rule) => !('exact' in rule))
    const ids = [...this.#subjects].flatMap(([id, subject]) => {
      const isNamed = isWorded ? passesNames(rules, subject) : exact.has(foldName(subject.name))
      return isNamed ? [id] : []
    })
    this.#ofRules.set(rules, ids)
    return ids
  }

  #isPassing(id: number, test: Test): boolean {
    const subject = this.#subjects.get(id)
    return subject !== undefined && placesOf(subject, test).length > 0
  }

  #candidates(test: Test): Iterable<number> {
    switch (test.on) {
      case 'token':
        return this.#idsByToken.get(test.token) ?? NOBODY
      case 'prefix': {
        const ids = new Set<number>()
        for (let place = firstFrom(this.#tokens, test.prefix); ; place++) {
          const token = this.#tokens[place]
          if (token === undefined || !token.startsWith(test.prefix)) return ids.size === 0 ? NOBODY : ids
          for (const id of this.#idsByToken.get(token) ?? []) ids.add(id)
        }
      }
      case 'phrase':
      case 'together':
        return new Set((test.words[0] ?? []).flatMap((word) => [...(this.#idsByToken.get(wordToken(word)) ?? [])]))
      default:
        return NOBODY
    }
  }
}
