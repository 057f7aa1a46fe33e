import type { QueryTerm } from '../../catalogue/search-rules/query/search-query.ts'
import type { StrictReading } from '../../catalogue/search-rules/readings/strict-reading.ts'
import type { Names } from './names/names.ts'
import { probedReading, type ReadingQuestion, type TermQuestion, termQuestion } from './probe.ts'

/** What was made of each thing, as long as the names are the same. */
class MadeByNames<Of extends object, Made> {
  readonly #known = new WeakMap<Of, { names: Names; made: Made }>()
  readonly #make: (of: Of, names: Names) => Made

  constructor(make: (of: Of, names: Names) => Made) {
    this.#make = make
  }

  get(of: Of, names: Names): Made {
    const known = this.#known.get(of)
    if (known?.names === names) return known.made
    const made = this.#make(of, names)
    this.#known.set(of, { names, made })
    return made
  }
}

/** The questions about queries, each made once for the queries that are kept (`knownQuery`). */
export class KnownQuestions {
  readonly #readings = new MadeByNames<StrictReading, ReadingQuestion>(({ tests }, names) =>
    probedReading(tests, names),
  )
  readonly #terms = new MadeByNames<QueryTerm, TermQuestion | null>(termQuestion)

  ofReading(reading: StrictReading, names: Names): ReadingQuestion {
    return this.#readings.get(reading, names)
  }

  /** @returns null for a term without a fallback. */
  ofTerm(term: QueryTerm, names: Names): TermQuestion | null {
    // The hundreds of numbers that a misspelled one may have been are not kept.
    return term.fallbacks.slipsOf === null ? this.#terms.get(term, names) : termQuestion(term, names)
  }
}
