import { Shelf } from './shelf.ts'
import { type Actor, GIVEN_UP, integer, type Tools, Worker } from './worker.ts'

const NEEDED = 5
const LOCATION = 2
const LINE = '/api/shopping-list-lines/{line_id}'
const LIST = '/api/shopping-lists/{list_id}'

/** Puts a part on a shopping list, orders it, receives it, uses it up, and ends the list. */
export class Buyer implements Actor {
  readonly #worker: Worker
  #shelf: Shelf | undefined
  #seller: number | undefined

  constructor(tools: Tools, name: string) {
    this.#worker = new Worker(tools, name)
  }

  async work(): Promise<void> {
    const worker = this.#worker
    this.#shelf ??= await Shelf.create(worker, await Shelf.createBox(worker))
    this.#seller ??= await this.#findSeller()
    const shelf = this.#shelf
    const list = await worker.create('shopping_lists', 'id', 'POST /api/shopping-lists', {
      path: '/api/shopping-lists',
      body: { name: worker.name() },
    })
    const path = `/api/shopping-lists/${list.id}`
    const line = await this.#order(shelf, path, this.#seller)
    const linePath = `/api/shopping-list-lines/${line}`
    const receipt = { receive_qty: NEEDED, allocations: [{ box_no: shelf.box, loc_no: LOCATION, qty: NEEDED }] }
    await shelf.change({ [LOCATION]: NEEDED }, () =>
      worker.call(`POST ${LINE}/receive`, { path: `${linePath}/receive`, body: receipt }),
    )
    await worker.call(`POST ${LINE}/complete`, { path: `${linePath}/complete`, body: {} })
    await worker.call(`GET ${LIST}`, { path })
    await shelf.check()
    await shelf.take(LOCATION, shelf.at(LOCATION))
    await worker.call(`PUT ${LIST}/status`, { path: `${path}/status`, body: { status: 'done' } })
    if (worker.tools.random.chance(GIVEN_UP)) await this.#giveUp(integer(list, 'id'), line)
  }

  async #findSeller(): Promise<number> {
    const body = { name: this.#worker.name(), website: 'https://seller.example' }
    const seller = await this.#worker.create('sellers', 'id', 'POST /api/sellers', { path: '/api/sellers', body })
    return integer(seller, 'id')
  }

  /** Adds a line for the part and marks what its seller has as ordered. @returns the line's id. */
  async #order(shelf: Shelf, path: string, seller: number): Promise<number> {
    const worker = this.#worker
    const line = await worker.create('shopping_list_lines', 'id', `POST ${LIST}/lines`, {
      path: `${path}/lines`,
      body: { part_id: await shelf.partId(), needed: NEEDED },
    })
    const groups = `${path}/seller-groups`
    await worker.call(`POST ${LIST}/seller-groups`, { path: groups, body: { seller_id: seller } }, [201])
    await worker.call(`PUT ${LINE}`, {
      path: `/api/shopping-list-lines/${line.id}`,
      body: { seller_id: seller, ordered: NEEDED },
    })
    const ordered = { path: `${groups}/${seller}`, body: { status: 'ordered' } }
    await worker.call(`PUT ${LIST}/seller-groups/{seller_id}`, ordered)
    return integer(line, 'id')
  }

  /** Deletes the list, and with it its lines. */
  async #giveUp(list: number, line: number): Promise<void> {
    const { acknowledged } = this.#worker.tools
    acknowledged.forget('shopping_list_lines', line)
    await this.#worker.remove('shopping_lists', list, `DELETE ${LIST}`, { path: `/api/shopping-lists/${list}` })
    acknowledged.deleted('shopping_list_lines', line)
  }
}
