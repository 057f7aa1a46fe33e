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

const NUMBERED_LINE = / line \d+$/
const COUNTED_LINE = / (\d+) no \d+$/

/** Whether a name is that of a line by its number in the order: the file may say another quantity of it than before. */
export function isNumberedLine(name: string): boolean {
  return NUMBERED_LINE.test(name)
}

/** The quantity that a name tells; null for one that tells none. */
export function quantityIn(name: string): number | null {
  const [, quantity] = COUNTED_LINE.exec(name) ?? []
  return quantity === undefined ? null : Number(quantity)
}

/** What names the n-th of the shipments in which a line has come. */
function shipmentName(name: string, n: number): string {
  return `${name} shipment ${n}`
}

const SHIPMENT = / shipment (\d{1,9})$/

/** A name under which an import has booked a line of an order. */
interface BookedName {
  name: string
  /** Null for all of the line, as the file has it. */
  pieces: number | null
  importId: number
}

/** Which lines of orders imports have booked before, and how many pieces of those that come in several shipments. */
export class BookedLines {
  /** By the name of the line. */
  readonly #pieces = new Map<string, BookedName[]>()
  readonly #shipments = new Map<string, number>()
  readonly #names = new Set<string>()

  constructor(booked: Iterable<BookedName> = []) {
    const byName = new Map([...booked].map((each) => [each.name, each]))
    for (const [name, each] of byName) {
      const [suffix = '', n = '0'] = SHIPMENT.exec(name) ?? []
      const line = name.slice(0, name.length - suffix.length)
      const known = this.#pieces.get(line)
      if (known === undefined) this.#pieces.set(line, [each])
      else known.push(each)
      this.#names.add(name)
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
    return Math.max(...names.map((name) => sum(this.#pieces.get(name) ?? [], Number.POSITIVE_INFINITY)))
  }

  /**
   * How many pieces of a line have come with which import.
   *
   * @param quantity what the file says of a line that has come as a whole.
   */
  piecesByImport(names: readonly string[], quantity: number): Map<number, number> {
    const found = new Map<number, number>()
    for (const name of names) {
      for (const [importId, booked] of Map.groupBy(this.#pieces.get(name) ?? [], (each) => each.importId))
        found.set(importId, Math.max(found.get(importId) ?? 0, sum(booked, quantity)))
    }
    return found
  }

  /** Under what pieces of a line are booked: the names of the line when all of it has come, else those of the next shipment. */
  namesToBook(names: readonly string[], isWhole: boolean): string[] {
    if (isWhole && !names.some((name) => this.#names.has(name))) return [...names]
    return names.map((name) => shipmentName(name, (this.#shipments.get(name) ?? 0) + 1))
  }
}

function sum(booked: readonly BookedName[], whole: number): number {
  return booked.reduce((total, { pieces }) => total + (pieces ?? whole), 0)
}
