import { Shelf } from './shelf.ts'
import { type Actor, GIVEN_UP, integer, list, type Tools, Worker } from './worker.ts'

const UNITS = 3
const PER_UNIT = 2

/** Makes a kit of a part that is in stock, picks it, sometimes puts it back, and mostly gives the kit up. */
export class KitBuilder implements Actor {
  readonly #worker: Worker
  #shelf: Shelf | undefined

  constructor(tools: Tools, name: string) {
    this.#worker = new Worker(tools, name)
  }

  async work(): Promise<void> {
    const worker = this.#worker
    const { random } = worker.tools
    this.#shelf ??= await Shelf.create(worker, await Shelf.createBox(worker))
    const shelf = this.#shelf
    // Kits that are left behind when a kill interrupts the work go on reserving some.
    if (shelf.total < 500) await shelf.add(1, 500)

    const body = { name: worker.name(), build_target: UNITS }
    const kit = integer(await worker.create('kits', 'id', 'POST /api/kits', { path: '/api/kits', body }), 'id')
    const content = await worker.create('kit_contents', 'id', 'POST /api/kits/{kit_id}/contents', {
      path: `/api/kits/${kit}/contents`,
      body: { part_id: await shelf.partId(), required_per_unit: PER_UNIT },
    })
    await this.#pick(shelf, kit)
    await worker.call('GET /api/kits/{kit_id}', { path: `/api/kits/${kit}` })
    await worker.call('POST /api/kits/{kit_id}/archive', { path: `/api/kits/${kit}/archive` })
    await shelf.check()
    if (!random.chance(GIVEN_UP)) return
    await worker.call('POST /api/kits/{kit_id}/unarchive', { path: `/api/kits/${kit}/unarchive` })
    await this.#giveUp(kit, integer(content, 'id'))
  }

  /** Gives the kit up, and with it its contents. */
  async #giveUp(kit: number, content: number): Promise<void> {
    const { acknowledged } = this.#worker.tools
    acknowledged.forget('kit_contents', content)
    await this.#worker.remove('kits', kit, 'DELETE /api/kits/{kit_id}', { path: `/api/kits/${kit}` })
    acknowledged.deleted('kit_contents', content)
  }

  async #pick(shelf: Shelf, kit: number): Promise<void> {
    const worker = this.#worker
    await worker.call('POST /api/kits/{kit_id}/pick-lists/preview', {
      path: `/api/kits/${kit}/pick-lists/preview`,
      body: { requested_units: UNITS },
    })
    const pickList = await worker.call(
      'POST /api/kits/{kit_id}/pick-lists',
      { path: `/api/kits/${kit}/pick-lists`, body: { requested_units: UNITS } },
      [201],
    )
    const [line] = list(pickList, 'lines')
    const path = `/api/pick-lists/${pickList.id}/lines/${line?.id}`
    const pieces = UNITS * PER_UNIT
    await shelf.change({ 1: -pieces }, () =>
      worker.call('POST /api/pick-lists/{pick_list_id}/lines/{line_id}/pick', { path: `${path}/pick` }),
    )
    if (worker.tools.random.chance(0.1)) {
      await worker.tools.tally.send(
        'GET /api/pick-lists/{pick_list_id}/pdf',
        { path: `/api/pick-lists/${pickList.id}/pdf` },
        [200],
      )
    }
    if (worker.tools.random.chance(0.5)) {
      await shelf.change({ 1: pieces }, () =>
        worker.call('POST /api/pick-lists/{pick_list_id}/lines/{line_id}/undo', { path: `${path}/undo` }),
      )
    }
  }
}
