import { makerKey } from '../matching/maker-key.ts'
import type { MatchedRow } from '../model.ts'
import type { Made, NewParts } from './new-parts.ts'
import type { PresentPart } from './present.ts'

/**
 * Parts of which a row names the number, and the next import of the file would not know which one is meant, or mean another one:
 * what would come of the row then must not depend on what the file itself has made.
 */
export class DoubtfulParts {
  readonly #made: NewParts
  readonly #update: 'fill' | 'overwrite' | 'none'
  /** The first row that names a maker of a part. */
  readonly #makers = new Map<number, { maker: string; rowNo: number }>()

  constructor(made: NewParts, update: 'fill' | 'overwrite' | 'none') {
    this.#made = made
    this.#update = update
  }

  /** Why it is not known whether a row means a part that its number has found. @returns null where it is. */
  ofPresent({ rowNo, fields, match, decision }: MatchedRow, part: PresentPart): string | null {
    const maker = makerKey(fields.manufacturer ?? null)
    const isByNumber = decision === null && (match.reason === 'number' || match.reason === 'number_and_maker')
    const [other] = isByNumber && match.reason === 'number' ? this.#made.withNumber(fields) : []
    if (other !== undefined) return `${part.key} and the new part of row ${other.rowNo} have this number`
    if (maker === null || this.#update === 'none') return null
    const given = this.#makers.get(part.id)
    if (given === undefined) this.#makers.set(part.id, { maker, rowNo })
    const isGiven = this.#update === 'overwrite' || makerKey(part.manufacturer) === null
    if (!isByNumber || given === undefined || given.maker === maker || !isGiven) return null
    return `row ${given.rowNo} gives ${part.key} another maker`
  }

  /** Why it is not known which part a row means that creates one. */
  ofNew({ fields }: MatchedRow): string {
    const rows = this.#made.withNumber(fields).map(({ rowNo }: Made) => rowNo)
    return `the rows ${rows.sort((a, b) => a - b).join(' and ')} have this number of different makers`
  }
}
