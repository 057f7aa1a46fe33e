import {
  kindsOfType,
  unitsOfSeller,
  unitsOfType,
} from '../../../services/catalogue/search-rules/document/part-units.ts'
import { documentOf } from '../../../services/catalogue/search-rules/document/search-document.ts'
import type { SearchedPart } from '../../../services/catalogue/search-rules/document/searched-part.ts'
import type { Unit } from '../../../services/catalogue/search-rules/document/unit.ts'
import { shorterQueries } from '../../../services/catalogue/search-rules/matching/alternatives.ts'
import { explain, type ShownMatch } from '../../../services/catalogue/search-rules/matching/explain.ts'
import {
  type Interpretation,
  interpretationOf,
} from '../../../services/catalogue/search-rules/matching/interpretation.ts'
import { passesFilter } from '../../../services/catalogue/search-rules/matching/match-filter.ts'
import { matchPart } from '../../../services/catalogue/search-rules/matching/match-part.ts'
import { placesOf } from '../../../services/catalogue/search-rules/matching/match-test.ts'
import { groupUnits } from '../../../services/catalogue/search-rules/matching/part-sayings.ts'
import {
  compareByAge,
  compareByRelevance,
  type HitRank,
  rankOf,
  strengthOf,
} from '../../../services/catalogue/search-rules/matching/rank.ts'
import {
  fallbackOf,
  readingsOf,
  resolveQuery,
  unmatchedTerms,
} from '../../../services/catalogue/search-rules/matching/resolve-query.ts'
import type { FallbackAnswer } from '../../../services/catalogue/search-rules/matching/resolved-query.ts'
import { readSubject, type Subject } from '../../../services/catalogue/search-rules/matching/subject.ts'
import { readQuery } from '../../../services/catalogue/search-rules/query/read-query.ts'
import type { QueryTerm, SearchQuery } from '../../../services/catalogue/search-rules/query/search-query.ts'
import type { Strength } from '../../../services/catalogue/search-rules/readings/answer-types.ts'
import type { StrictReading } from '../../../services/catalogue/search-rules/readings/strict-reading.ts'
import { slipTokens } from '../../../services/catalogue/search-rules/readings/term-readings.ts'
import type { Test } from '../../../services/catalogue/search-rules/readings/test.ts'
import { nearestWords } from '../../../services/catalogue/search-rules/readings/typos.ts'
import type { ExamplePart } from './catalogue.ts'

/** A part as the reference search holds it. */
interface Shelved {
  id: number
  example: ExamplePart
  part: SearchedPart
  /** What the search document, the type, the sellers and the places say. */
  subject: Subject
}

export interface ReferenceHit {
  key: string
  strength: Strength | null
  matched: ShownMatch[]
}

export interface ReferenceResult {
  interpreted: Interpretation
  hits: ReferenceHit[]
  refused: string[]
  /** When nothing was found: what would be found without one of the terms or filters, most first. */
  alternatives: { without: string; q: string; total: number }[]
}

/** The columns of an example part. */
export function columnsOf(example: ExamplePart): SearchedPart {
  return {
    key: example.key,
    manufacturer_code: example.manufacturer_code ?? null,
    series: example.series ?? null,
    description: example.description,
    tags: example.tags ?? null,
    manufacturer: example.manufacturer,
    package: example.package ?? null,
    pin_count: example.pin_count ?? null,
    pin_pitch: example.pin_pitch ?? null,
    voltage_rating: example.voltage_rating ?? null,
    input_voltage: example.input_voltage ?? null,
    output_voltage: example.output_voltage ?? null,
    mounting_type: example.mounting_type ?? null,
    dimensions: example.dimensions ?? null,
  }
}

/** What can be found by the document alone: its tokens without their places in the texts. */
function shelve(example: ExamplePart, id: number): Shelved {
  const part = columnsOf(example)
  const document = documentOf(part)
  const nowhere = { start: 0, end: 0 }
  const tokens = document.tokens.map(({ token, position, fieldClass }): Unit => {
    const ofNumber = fieldClass === 0 ? 'manufacturer_code' : 'series'
    const field = /^[nsif]:/.test(token) ? ofNumber : `class ${fieldClass}`
    return { token, position, fieldClass, field, ...nowhere }
  })
  const spans = document.values.map(({ quantity, low, high, isUndecided }): Unit => {
    const span = { quantity, span: { low, high }, isUndecided } as NonNullable<Unit['span']>
    return { token: '', position: 0, fieldClass: 0, field: 'value', ...nowhere, span }
  })
  const units = [
    ...tokens,
    ...unitsOfType(example.type),
    ...(example.seller ? unitsOfSeller(example.seller, 'seller') : []),
  ]
  const subject: Subject = {
    byToken: groupUnits(units),
    spans,
    key: example.key,
    places: example.stock ? [example.stock] : [],
    numbers: document.numbers.map((bare) => ({ bare, field: 'manufacturer_code', length: 0 })),
    numberLength: document.numberLength,
    typeKinds: kindsOfType(example.type),
  }
  return { id, example, part, subject }
}

/**
 * The search over a few parts in memory, by the rules alone: what the database must answer as well. Hits are found by
 * search documents; texts are read again only to explain them.
 */
export class ReferenceSearch {
  readonly #shelf: Shelved[]

  constructor(parts: readonly ExamplePart[]) {
    this.#shelf = parts.map((part, place) => shelve(part, place + 1))
  }

  /** Puts one more part on the shelf. */
  add(part: ExamplePart): void {
    this.#shelf.push(shelve(part, this.#shelf.length + 1))
  }

  /** Takes the newest part from the shelf. */
  removeLast(): void {
    this.#shelf.pop()
  }

  #passes(test: Test): boolean {
    return this.#shelf.some(({ subject }) => placesOf(subject, test).length > 0)
  }

  #words(): Set<string> {
    const tokens = this.#shelf.flatMap(({ subject }) => [...subject.byToken.keys()])
    return new Set(tokens.filter((token) => token.startsWith('w:')).map((token) => token.slice(2)))
  }

  #answerFor({ fallbacks }: QueryTerm): FallbackAnswer {
    return {
      hasNumber: fallbacks.number.some((test) => this.#passes(test)),
      hasFamily: fallbacks.family.some((test) => this.#passes(test)),
      numbers: (fallbacks.slipsOf === null ? [] : slipTokens(fallbacks.slipsOf)).filter((token) =>
        this.#passes({ on: 'token', token, kind: 'typo', strength: 'typo' }),
      ),
      words: fallbacks.words && nearestWords(fallbacks.words, this.#words()),
    }
  }

  #resolve(query: SearchQuery) {
    const matched = new Set(readingsOf(query).filter(({ tests }) => tests.some((test) => this.#passes(test))))
    const isMatched = (reading: StrictReading) => matched.has(reading)
    const fallbacks = unmatchedTerms(query, isMatched).flatMap((term) => {
      const fallback = fallbackOf(term, this.#answerFor(term))
      return fallback ? [[term, fallback] as const] : []
    })
    return resolveQuery(query, isMatched, new Map(fallbacks))
  }

  #count(q: string): number {
    return this.search(q).hits.length
  }

  /** Finds parts. @param isTyping as for `readQuery`. */
  search(q: string, isTyping = false): ReferenceResult {
    const query = readQuery(q, { isTyping })
    const resolved = this.#resolve(query)
    const interpreted = interpretationOf(query, resolved)
    const refused = query.problems.map(({ message }) => message)
    if (refused.length > 0 || query.isCode) return { interpreted, hits: [], refused, alternatives: [] }
    const hits = this.#shelf.flatMap(({ id, example, part, subject }) => {
      const match = matchPart(subject, resolved)
      const sellers = example.seller ? [example.seller] : []
      const places = example.stock ? [example.stock] : []
      const facts = { part, subject, typeName: example.type, sellers, places, hasDocument: false, hasCover: false }
      const isPassed = resolved.filters.every(({ rule, shown }) => passesFilter(rule, facts) !== shown.excluded)
      if (!match || !isPassed) return []
      const rank = rankOf(match, { isInStock: places.length > 0, createdAt: id, id })
      const shown = matchPart(readSubject({ part, typeName: example.type, sellers, places }), resolved)
      if (!shown) throw new Error(`the document of ${part.key} matches ${q}, its texts do not`)
      const matched = explain(shown, resolved)
      return [{ rank, hit: { key: part.key, strength: strengthOf(match), matched } }]
    })
    const compare = (a: { rank: HitRank }, b: { rank: HitRank }) =>
      resolved.groups.length === 0 ? compareByAge(a.rank, b.rank) : compareByRelevance(a.rank, b.rank)
    const alternatives =
      hits.length > 0
        ? []
        : shorterQueries(q, resolved).map((shorter) => ({ ...shorter, total: this.#count(shorter.q) }))
    return {
      interpreted,
      hits: hits.sort(compare).map(({ hit }) => hit),
      refused,
      alternatives: alternatives
        .filter(({ total }) => total > 0)
        .sort((a, b) => b.total - a.total)
        .slice(0, 3),
    }
  }
}
