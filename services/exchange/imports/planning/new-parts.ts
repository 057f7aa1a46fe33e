import { bareNumber } from '../../../catalogue/part-identity/part-number.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'
import { makerKey } from '../matching/maker-key.ts'
import { foldSeller } from '../seller-names.ts'
import type { Ref } from './refs.ts'

/** The parts that rows of the file create, by what later rows may name them by. */
export class NewParts {
  readonly #byIdentity = new Map<string, Ref>()
  readonly #bySellerNumber = new Map<string, Ref>()
  readonly #byNumber = new Map<string, { maker: string | null; ref: Ref }[]>()

  /**
   * The part that a row means: by the number of a seller, by what the row says as a whole, or by the number of the maker
   * when the maker is unknown on one side.
   */
  find(identity: string, fields: RowFields): Ref | undefined {
    for (const number of sellerNumbers(fields)) {
      const ref = this.#bySellerNumber.get(number)
      if (ref !== undefined) return ref
    }
    return this.#byIdentity.get(identity) ?? this.#withNumber(fields)
  }

  /** Notes what a row calls its part; a later row may know the maker, or another number. */
  add(identity: string, fields: RowFields, ref: Ref): void {
    if (!this.#byIdentity.has(identity)) this.#byIdentity.set(identity, ref)
    for (const number of sellerNumbers(fields)) {
      if (!this.#bySellerNumber.has(number)) this.#bySellerNumber.set(number, ref)
    }
    const number = numberOf(fields)
    if (number === null) return
    const maker = makerKey(fields.manufacturer ?? null)
    const list = this.#byNumber.get(number) ?? []
    const known = list.find((part) => part.ref === ref)
    if (known === undefined) list.push({ maker, ref })
    else known.maker ??= maker
    this.#byNumber.set(number, list)
  }

  #withNumber(fields: RowFields): Ref | undefined {
    const number = numberOf(fields)
    const known = number === null ? [] : (this.#byNumber.get(number) ?? [])
    const maker = makerKey(fields.manufacturer ?? null)
    const [only, ...others] = known.filter((part) => maker === null || part.maker === null || part.maker === maker)
    return others.length === 0 ? only?.ref : undefined
  }
}

function numberOf({ mpn, is_damaged }: RowFields): string | null {
  return mpn === undefined || is_damaged === true ? null : bareNumber(mpn) || null
}

function sellerNumbers({ seller_numbers = [] }: RowFields): string[] {
  return seller_numbers.flatMap(({ seller, number }) =>
    seller === null ? [] : [`${foldSeller(seller)}\n${number.toUpperCase()}`],
  )
}
