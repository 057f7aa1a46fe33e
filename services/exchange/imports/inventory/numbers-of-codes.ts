import { bareNumber } from '../../../catalogue/part-identity/part-number.ts'
import type { OwnRecord } from '../../own-format/records.ts'
import { hasItAs } from '../../scans/part-codes/known-as.ts'
import type { CodeReading } from '../../scans/reading/code-reading.ts'
import type { Queries } from '../planning/present.ts'
import { codesOf } from './codes-of-part.ts'
import { MAKERS_OF_NUMBERS, SELLERS_OF_NUMBERS } from './present-statements.ts'

const LEAST_NUMBER = 3

interface OfSeller {
  number: string
  key: string
  website: string
}
interface OfMaker {
  number: string
  key: string
}

/** The parts, here and in the file, whose numbers stand in codes of the file. */
export class NumbersOfCodes {
  readonly #ofSellers: ReadonlyMap<string, readonly OfSeller[]>
  readonly #ofMakers: ReadonlyMap<string, readonly OfMaker[]>

  constructor(ofSellers: readonly OfSeller[], ofMakers: readonly OfMaker[]) {
    this.#ofSellers = Map.groupBy(ofSellers, ({ number }) => number)
    this.#ofMakers = Map.groupBy(ofMakers, ({ number }) => number)
  }

  /**
   * That a code is a number of another part, too. In an address only numbers of its seller count.
   *
   * @returns null where it is none.
   */
  ofOther({ numbers, url }: CodeReading, partKey: string): string | null {
    const seller = numbers
      .flatMap((number) => this.#ofSellers.get(number.toUpperCase()) ?? [])
      .find(({ key, website }) => key !== partKey && (url === null || isAt(url, website)))
    if (seller !== undefined) return hasItAs(seller.key, 'seller_number')
    const maker = numbers
      .flatMap((number) => this.#ofMakers.get(bareNumber(number)) ?? [])
      .find(({ key }) => key !== partKey && url === null)
    return maker === undefined ? null : hasItAs(maker.key, 'number')
  }
}

/** @param sellers those of the inventory that the file names. */
export async function loadNumbersOfCodes(
  db: Queries,
  records: readonly OwnRecord[],
  sellers: readonly { name: string; website: string }[],
): Promise<NumbersOfCodes> {
  const parts = records.flatMap(({ section, data }) => (section === 'parts' ? [data] : []))
  const numbers = parts.flatMap(codesOf).flatMap(({ kept, reading }) => (kept === null ? [] : reading.numbers))
  const whole = new Set(numbers.map((number) => number.toUpperCase()))
  const bare = new Set(numbers.map(bareNumber).filter(({ length }) => length >= LEAST_NUMBER))
  const websites = new Map([...sellers, ...sellersIn(records)].map(({ name, website }) => [name, website]))
  const ofSellers = parts.flatMap(({ key, seller_numbers: each }) =>
    each.map(({ seller, number }) => ({ key, number: number.toUpperCase(), website: websites.get(seller) ?? '' })),
  )
  const ofMakers = parts.map(({ key, manufacturer_code: number }) => ({ key, number: bareNumber(number ?? '') }))
  return new NumbersOfCodes(
    [
      ...(await db.query(SELLERS_OF_NUMBERS, [[...bare], [...whole]])),
      ...ofSellers.filter(({ number }) => whole.has(number)),
    ],
    [...(await db.query(MAKERS_OF_NUMBERS, [[...bare]])), ...ofMakers.filter(({ number }) => bare.has(number))],
  )
}

function sellersIn(records: readonly OwnRecord[]): { name: string; website: string }[] {
  return records.flatMap(({ section, data }) => (section === 'sellers' ? [data] : []))
}

function isAt({ hostname }: URL, website: string): boolean {
  const host = URL.parse(website)?.hostname.replace(/^www\./, '')
  return host !== undefined && host !== '' && `.${hostname}`.endsWith(`.${host}`)
}
