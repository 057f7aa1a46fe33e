import { type Candidate, type Match, type MatchReason, NO_MATCH } from '../model.ts'
import { DECIDED, matchOf } from './match-of-candidates.ts'

/** What is known of a part that was found. */
export interface FoundPart {
  key: string
  description: string
  manufacturer_code: string | null
}

/** The candidates of each row, while the rules are asked. */
export class Candidates {
  /** Of each row; most have one, or none. */
  readonly #rows: (Candidate[] | undefined)[]
  /** Keys of the parts that people have chosen for such rows before. */
  readonly #decided = new Map<number, string>()

  constructor(count: number) {
    this.#rows = Array.from({ length: count })
  }

  add(row: number, part: FoundPart, score: number, reason: MatchReason): void {
    const { key, description, manufacturer_code } = part
    const candidate = { part_key: key, description, manufacturer_code, score, reason }
    const list = this.#rows[row]
    if (list === undefined) {
      this.#rows[row] = [candidate]
      return
    }
    const at = list.findIndex(({ part_key }) => part_key === key)
    const known = list[at]
    if (known === undefined) list.push(candidate)
    else if (known.score < score) list[at] = candidate
  }

  decide(row: number, part: FoundPart): void {
    this.#decided.set(row, part.key)
    this.add(row, part, DECIDED, 'decided_before')
  }

  /** Whether one part has such a score alone: rules with lower scores have no say any more. */
  isSettled(row: number, score: number): boolean {
    let best = 0
    let equals = 0
    for (const each of this.#rows[row] ?? []) {
      if (each.score > best) {
        best = each.score
        equals = 1
      } else if (each.score === best) equals++
    }
    return equals === 1 && best >= score
  }

  matches(): Match[] {
    return Array.from(this.#rows, (candidates, row) => {
      return candidates === undefined ? NO_MATCH : matchOf(candidates, this.#decided.get(row))
    })
  }
}
