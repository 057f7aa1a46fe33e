import type { RowFields } from '../../../reading/values/fields-of-row.ts'
import { foldSeller } from '../../seller-names.ts'

/** The order that a row belongs to. */
export interface OrderOfRow {
  seller: string
  number: string
}

function baseOf(seller: string, order: string): string {
  return `order ${seller} ${order} `
}

const LONGEST_BASE = 340

/** How the names of the lines of an order begin. */
export function orderBases({ seller, number }: OrderOfRow): string[] {
  const names = [foldSeller(seller), seller.toLowerCase()]
  const bases = names.flatMap((name) => [baseOf(name, number.toUpperCase()), baseOf(name, number)])
  return [...new Set(bases.map((base) => base.slice(0, LONGEST_BASE)))]
}

/** What names a line. */
interface NamesOfLine {
  /** How those that are written begin for all lines of its order. */
  order: string
  written: string[]
  /** Those by which it may have been booked before. */
  booked: string[]
}

/** What names a line of an order, whichever file it comes from; several names may mean one line. */
export class OrderSources {
  readonly #occurrences = new Map<string, number>()
  #last: { seller: string; order: string; bases: string[] } | null = null

  namesOf({ seller, number: order }: OrderOfRow, fields: RowFields): NamesOfLine {
    const number = (fields.seller_numbers?.[0]?.number ?? fields.mpn ?? '').toUpperCase()
    const [first = '', ...earlier] = this.#basesOf(seller, order)
    const same = `${first}${number} ${fields.quantity ?? 0}`
    const occurrence = (this.#occurrences.get(same) ?? 0) + 1
    this.#occurrences.set(same, occurrence)
    const namesWith = (start: string) => {
      const base = `${start}${number}`.slice(0, LONGEST_BASE)
      const piecesOfLine = `${base} ${fields.quantity ?? 0} no ${occurrence}`
      return fields.order_line === undefined ? [piecesOfLine] : [`${base} line ${fields.order_line}`, piecesOfLine]
    }
    const written = namesWith(first)
    const booked = earlier.length === 0 ? written : [...new Set([first, ...earlier].flatMap(namesWith))]
    return { order: first.slice(0, LONGEST_BASE), written, booked }
  }

  /** How the names of the lines of an order begin, that which is written first. Most rows of a file are of one order. */
  #basesOf(seller: string, order: string): string[] {
    if (this.#last?.seller === seller && this.#last.order === order) return this.#last.bases
    const folded = foldSeller(seller)
    // Shops write their numbers in capitals, and people as they like. Earlier versions wrote both names as they are.
    const bases = [baseOf(folded, order.toUpperCase()), baseOf(folded, order), baseOf(seller.toLowerCase(), order)]
    this.#last = { seller, order, bases: [...new Set(bases)] }
    return this.#last.bases
  }
}

/** What names the n-th of the shipments in which a line has come. */
function shipmentName(name: string, n: number): string {
  return `${name} shipment ${n}`
}

const SHIPMENT = / shipment (\d{1,9})$/

/** Which lines of orders imports have booked before, and how many pieces of those that come in several shipments. */
export class BookedLines {
  readonly #pieces = new Map<string, number>()
  readonly #shipments = new Map<string, number>()
  readonly #names = new Set<string>()

  /** @param booked names with the pieces of a shipment, null for all of the line. */
  constructor(booked: Iterable<readonly [name: string, pieces: number | null]> = []) {
    for (const [name, pieces] of new Map(booked)) {
      const [suffix = '', n = '0'] = SHIPMENT.exec(name) ?? []
      const line = name.slice(0, name.length - suffix.length)
      this.#names.add(name)
      this.#pieces.set(line, (this.#pieces.get(line) ?? 0) + (pieces ?? Number.POSITIVE_INFINITY))
      this.#shipments.set(line, Math.max(this.#shipments.get(line) ?? 0, Number(n)))
    }
  }

  has(name: string): boolean {
    return this.#names.has(name)
  }

  /**
   * How many pieces of a line have come.
   *
   * @param names of the line; each stands for the same pieces.
   * @returns infinity for a line that has come as a whole.
   */
  piecesOf(names: readonly string[]): number {
    return Math.max(...names.map((name) => this.#pieces.get(name) ?? 0))
  }

  /** Under what pieces of a line are booked: the names of the line when all of it has come, else those of the next shipment. */
  namesToBook(names: readonly string[], isWhole: boolean): string[] {
    if (isWhole && !names.some((name) => this.#names.has(name))) return [...names]
    return names.map((name) => shipmentName(name, (this.#shipments.get(name) ?? 0) + 1))
  }
}
