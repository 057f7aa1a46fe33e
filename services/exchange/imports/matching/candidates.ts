import type { Candidate, Match, MatchReason } from '../model.ts'
import { DECIDED, matchOf } from './match-of-candidates.ts'

/** What is known of a part that was found. */
export interface FoundPart {
  key: string
  description: string
  manufacturer_code: string | null
}

/** The candidates of each row, while the rules are asked. */
export class Candidates {
  readonly #rows: Map<string, Candidate>[]
  /** Keys of the parts that people have chosen for such rows before. */
  readonly #decided = new Map<number, string>()

  constructor(count: number) {
    this.#rows = Array.from({ length: count }, () => new Map())
  }

  add(row: number, part: FoundPart, score: number, reason: MatchReason): void {
    const known = this.#rows[row]?.get(part.key)
    if (known !== undefined && known.score >= score) return
    const { key, description, manufacturer_code } = part
    this.#rows[row]?.set(key, { part_key: key, description, manufacturer_code, score, reason })
  }

  decide(row: number, part: FoundPart): void {
    this.#decided.set(row, part.key)
    this.add(row, part, DECIDED, 'decided_before')
  }

  /** Whether one part has such a score alone: rules with lower scores have no say any more. */
  isSettled(row: number, score: number): boolean {
    const [best, next] = [...(this.#rows[row]?.values() ?? [])].map((each) => each.score).sort((a, b) => b - a)
    return best !== undefined && best >= score && best !== next
  }

  matches(): Match[] {
    return this.#rows.map((candidates, row) => matchOf([...candidates.values()], this.#decided.get(row)))
  }
}
