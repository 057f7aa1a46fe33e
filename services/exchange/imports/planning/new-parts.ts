import { bareNumber } from '../../../catalogue/part-identity/part-number.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'
import { identityOf, identityToRemember, numberToFind } from '../matching/identity.ts'
import { makerKey } from '../matching/maker-key.ts'
import type { MatchedRow } from '../model.ts'
import { foldSeller } from '../seller-names.ts'
import type { Ref } from './refs.ts'

/** A part that rows of the file create. */
export interface Made {
  maker: string | null
  number: string | null
  /** The first row that names it with its number, else its first one. */
  rowNo: number
  /** Null while no row has created it. */
  ref: Ref | null
}

/**
 * The parts that the rows of a file create. Which rows mean one part is known before any of them is planned, so that it does not
 * depend on their order: rows with a maker say which parts of a number there are, and those without one mean the only one.
 */
export class NewParts {
  readonly #ofRow = new Map<number, Made>()
  readonly #byIdentity = new Map<string, Made>()
  readonly #bySellerNumber = new Map<string, Made>()
  readonly #byNumber = new Map<string, Made[]>()
  /** By the words that are remembered with the part. */
  readonly #byWords = new Map<string, Made>()

  /** @param rows those that create parts. */
  constructor(rows: readonly MatchedRow[]) {
    const [named, others] = [true, false].map((is) => rows.filter(({ fields }) => hasMaker(fields) === is))
    for (const row of [...(named ?? []), ...(others ?? [])]) this.#add(row)
  }

  /** The part that a row creates. @returns undefined where several have its number, and nobody has decided. */
  of({ rowNo }: MatchedRow): Made | undefined {
    return this.#ofRow.get(rowNo)
  }

  /** The parts of a number that may be meant with a maker, or without one. */
  withNumber(fields: RowFields): Made[] {
    const number = numberOf(fields)
    const maker = makerOf(fields)
    const known = number === null ? [] : (this.#byNumber.get(number) ?? [])
    return known.filter((made) => maker === null || made.maker === null || made.maker === maker)
  }

  /** The part that a row means which creates none, as the next file finds it. @returns null when it is not known which one. */
  meantBy(fields: RowFields): Made | null {
    for (const number of sellerNumbers(fields)) {
      const made = this.#bySellerNumber.get(number)
      if (made !== undefined) return made
    }
    if (numberToFind(fields) === null) return this.#byWords.get(identityOf(fields) ?? '') ?? null
    const fitting = this.withNumber(fields)
    const maker = makerOf(fields)
    const exact = maker === null ? [] : fitting.filter((made) => made.maker === maker)
    const [only, ...others] = exact.length > 0 ? exact : fitting
    return others.length === 0 ? (only ?? null) : null
  }

  #add(row: MatchedRow): void {
    const { rowNo, fields, decision } = row
    const number = numberOf(fields)
    const maker = makerOf(fields)
    const identity = identityOfRow(row)
    if (identity === null) return
    const made = this.#find(row, identity) ?? { maker, number, rowNo, ref: null }
    if (made === 'several') return
    this.#ofRow.set(rowNo, made)
    for (const each of sellerNumbers(fields)) if (!this.#bySellerNumber.has(each)) this.#bySellerNumber.set(each, made)
    const words = decision?.remember === false ? null : identityToRemember(fields)
    if (words !== null && !this.#byWords.has(words)) this.#byWords.set(words, made)
    // The number of a seller may lead to a part that has another number, or another maker.
    if (made.number !== number || (maker !== null && made.maker !== maker)) return
    if (!this.#byIdentity.has(identity)) this.#byIdentity.set(identity, made)
    if (number === null) return
    const list = this.#byNumber.get(number) ?? []
    if (!list.includes(made)) list.push(made)
    this.#byNumber.set(number, list)
  }

  #find({ fields, decision }: MatchedRow, identity: string): Made | 'several' | undefined {
    for (const number of sellerNumbers(fields)) {
      const made = this.#bySellerNumber.get(number)
      if (made !== undefined) return made
    }
    const number = numberOf(fields)
    if (number === null || hasMaker(fields)) return this.#byIdentity.get(identity)
    const known = this.#byNumber.get(number) ?? []
    if (known.filter(({ maker }) => maker !== null).length < 2) return known[0]
    return decision === null ? 'several' : this.#byIdentity.get(identity)
  }
}

/** What a row says of the part that it creates. @returns null when it names none. */
function identityOfRow({ rowNo, fields }: MatchedRow): string | null {
  if (fields.is_damaged === true) return `row ${rowNo}`
  const [first] = fields.seller_numbers ?? []
  return identityOf(fields) ?? (first === undefined ? null : `s ${first.seller ?? ''} ${first.number.toUpperCase()}`)
}

function hasMaker(fields: RowFields): boolean {
  return numberOf(fields) !== null && makerOf(fields) !== null
}

function makerOf({ manufacturer }: RowFields): string | null {
  return makerKey(manufacturer ?? null)
}

function numberOf({ mpn, is_damaged }: RowFields): string | null {
  return mpn === undefined || is_damaged === true ? null : bareNumber(mpn) || null
}

function sellerNumbers({ seller_numbers = [] }: RowFields): string[] {
  return seller_numbers.flatMap(({ seller, number }) =>
    seller === null ? [] : [`${foldSeller(seller)}\n${number.toUpperCase()}`],
  )
}
