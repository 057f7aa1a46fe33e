import { UnknownOutcome } from '../tally.ts'
import { integer, type Worker } from './worker.ts'

/** Locations that a box of the load has. */
export const LOCATIONS = 20

const STOCK = '/api/inventory/parts/{part_key}/stock'

/** A part of an actor's own with its stock in a box of the actor's own, as far as it is known. */
export class Shelf {
  readonly key: string
  readonly box: number
  readonly #worker: Worker
  #quantities = new Map<string, number>()

  private constructor(worker: Worker, key: string, box: number) {
    this.#worker = worker
    this.key = key
    this.box = box
  }

  /** Creates a part. */
  static async create(worker: Worker, box: number): Promise<Shelf> {
    const body = { description: worker.name(), manufacturer_code: 'SOAK', tags: ['soak'], pin_count: 8 }
    const part = await worker.create('parts', 'key', 'POST /api/parts', { path: '/api/parts', body })
    return new Shelf(worker, String(part.key), box)
  }

  /** Creates a box for the stock of an actor. */
  static async createBox(worker: Worker): Promise<number> {
    const body = { description: worker.name(), capacity: LOCATIONS }
    return integer(await worker.create('boxes', 'box_no', 'POST /api/boxes', { path: '/api/boxes', body }), 'box_no')
  }

  get total(): number {
    return [...this.#quantities.values()].reduce((sum, quantity) => sum + quantity, 0)
  }

  at(location: number): number {
    return this.#quantities.get(`${this.box}-${location}`) ?? 0
  }

  get stocked(): number[] {
    return Array.from({ length: LOCATIONS }, (_, index) => index + 1).filter((location) => this.at(location) > 0)
  }

  /** Puts pieces into a location. */
  async add(location: number, quantity: number): Promise<void> {
    const body = { box_no: this.box, loc_no: location, qty: quantity }
    const request = { path: STOCK.replace('{part_key}', this.key), body }
    await this.change({ [location]: quantity }, () => this.#worker.call(`POST ${STOCK}`, request, [201]))
  }

  /** Takes pieces out of a location. */
  async take(location: number, quantity: number): Promise<void> {
    const body = { box_no: this.box, loc_no: location, qty: quantity }
    const request = { path: STOCK.replace('{part_key}', this.key), body }
    await this.change({ [location]: -quantity }, () => this.#worker.call(`DELETE ${STOCK}`, request, [204]))
  }

  /** The number that other records refer to the part with. */
  async partId(): Promise<number> {
    const request = { path: `/api/parts/${this.key}/kit-reservations` }
    return integer(await this.#worker.call('GET /api/parts/{part_key}/kit-reservations', request), 'part_id')
  }

  /**
   * Sends a request that changes the stock, and notes the new stock once it is acknowledged. When nobody knows whether
   * it took effect the stock is read, and must be the old or the new one.
   *
   * @param changes pieces by location, negative ones for less.
   */
  async change(changes: Record<number, number>, send: () => Promise<unknown>): Promise<void> {
    const after = new Map(this.#quantities)
    for (const [location, delta] of Object.entries(changes)) {
      const place = `${this.box}-${location}`
      after.set(place, (after.get(place) ?? 0) + delta)
    }
    const { acknowledged } = this.#worker.tools
    try {
      await send()
    } catch (error) {
      acknowledged.stock(this.key, undefined)
      if (error instanceof UnknownOutcome) await this.#settle(after)
      throw error
    }
    this.#quantities = after
    acknowledged.stock(this.key, after)
  }

  /** Reads the stock, which must be the one that was acknowledged, whichever replica answers. */
  async check(): Promise<void> {
    const actual = await this.#read()
    if (actual !== describe(this.#quantities)) {
      this.#worker.tools.tally.fail(`stock of ${this.key} reads ${actual}, acknowledged ${describe(this.#quantities)}`)
    }
  }

  async #settle(after: Map<string, number>): Promise<void> {
    const actual = await this.#read()
    if (actual === describe(after)) this.#quantities = after
    else if (actual !== describe(this.#quantities)) {
      const known = `${describe(this.#quantities)} or ${describe(after)}`
      this.#worker.tools.tally.fail(`stock of ${this.key} reads ${actual} after a cut, must be ${known}`)
    }
    this.#worker.tools.acknowledged.stock(this.key, this.#quantities)
  }

  async #read(): Promise<string> {
    const path = `/api/parts/${this.key}/locations`
    const { text } = await this.#worker.tools.tally.send('GET /api/parts/{part_key}/locations', { path }, [200])
    const rows: { box_no: number; loc_no: number; qty: number }[] = JSON.parse(text)
    return describe(new Map(rows.map(({ box_no, loc_no, qty }) => [`${box_no}-${loc_no}`, qty])))
  }
}

function describe(quantities: ReadonlyMap<string, number>): string {
  return JSON.stringify([...quantities].filter(([, quantity]) => quantity > 0).sort())
}
