import { LRUCache } from 'lru-cache'
import { bareNumber } from '../../../catalogue/part-identity/part-number.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'
import type { Match } from '../model.ts'
import type { Queries } from '../planning/present.ts'
import { SELLER_NAMES } from '../planning/statements.ts'
import { SellerNames } from '../seller-names.ts'
import { matchRows } from './match-rows.ts'

/** Matches of so many different rows are remembered. */
const REMEMBERED = 20_000

/** Finds the parts of the rows of one file; rows that name the same are looked up once. */
export class Matcher {
  readonly #db: Queries
  readonly #find: typeof matchRows
  readonly #known = new LRUCache<string, Match>({ max: REMEMBERED })
  #sellers: SellerNames | null = null

  /** @param find the rules. */
  constructor(db: Queries, find = matchRows) {
    this.#db = db
    this.#find = find
  }

  /** @returns one match for each row, in their order. Equal rows share one. */
  async match(rows: readonly RowFields[]): Promise<Match[]> {
    const names = rows.map(nameOf)
    const found = new Map<string, Match | null>(names.map((name) => [name, this.#known.get(name) ?? null]))
    const asked = new Map<string, RowFields>()
    for (const [index, name] of names.entries()) {
      const fields = rows[index]
      if (fields !== undefined && found.get(name) === null && !asked.has(name)) asked.set(name, fields)
    }
    this.#sellers ??= new SellerNames(await this.#db.query(SELLER_NAMES))
    const matches = await this.#find(this.#db, [...asked.values()], this.#sellers)
    for (const [index, name] of [...asked.keys()].entries()) {
      const match = matches[index]
      if (match === undefined) continue
      found.set(name, match)
      this.#known.set(name, match)
    }
    return names.flatMap((name) => found.get(name) ?? [])
  }
}

/** Everything of a row that the rules look at. */
function nameOf(row: RowFields): string {
  const { key, mpn, manufacturer, seller_numbers, is_damaged, value, package: size, name, description, note } = row
  const words = bareNumber(mpn ?? '') === '' ? [value, size, name, description, note, row.designators?.[0]] : []
  return JSON.stringify([key, mpn, manufacturer, seller_numbers, is_damaged, ...words])
}
