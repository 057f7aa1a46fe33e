import { LOCATIONS, Shelf } from './shelf.ts'
import { type Actor, type Tools, Worker } from './worker.ts'

/** Adds, removes and moves stock of one part, and looks at it in between. */
export class StockKeeper implements Actor {
  readonly #worker: Worker
  #shelf: Shelf | undefined

  constructor(tools: Tools, name: string) {
    this.#worker = new Worker(tools, name)
  }

  async work(): Promise<void> {
    this.#shelf ??= await Shelf.create(this.#worker, await Shelf.createBox(this.#worker))
    const shelf = this.#shelf
    const { random } = this.#worker.tools
    const step = random.pick(['add', 'add', 'remove', 'move', 'move', 'check', 'look'] as const)
    const from = shelf.stocked[random.integer(0, shelf.stocked.length - 1)]
    if (step === 'check') return shelf.check()
    if (step === 'look') return this.#look(shelf)
    if (step === 'add' || from === undefined) return shelf.add(random.integer(1, LOCATIONS), random.integer(1, 50))
    const quantity = random.integer(1, shelf.at(from))
    if (step === 'remove') return shelf.take(from, quantity)
    return this.#move(shelf, from, (from % LOCATIONS) + 1, quantity)
  }

  async #move(shelf: Shelf, from: number, to: number, quantity: number): Promise<void> {
    const body = { from_box_no: shelf.box, from_loc_no: from, to_box_no: shelf.box, to_loc_no: to, qty: quantity }
    const request = { path: `/api/inventory/parts/${shelf.key}/move`, body }
    await shelf.change({ [from]: -quantity, [to]: quantity }, () =>
      this.#worker.call('POST /api/inventory/parts/{part_key}/move', request, [204]),
    )
  }

  async #look(shelf: Shelf): Promise<void> {
    await this.#worker.call('GET /api/parts/{part_key}', { path: `/api/parts/${shelf.key}` })
    await this.#worker.call('GET /api/parts/{part_key}/history', { path: `/api/parts/${shelf.key}/history` })
    await this.#worker.call('GET /api/boxes/{box_no}/usage', { path: `/api/boxes/${shelf.box}/usage` })
  }
}
