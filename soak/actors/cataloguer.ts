import { type Actor, GIVEN_UP, integer, type Tools, Worker } from './worker.ts'

/** Keeps the catalogue: types, boxes, sellers, parts and their links, created, changed and partly deleted. */
export class Cataloguer implements Actor {
  readonly #worker: Worker

  constructor(tools: Tools, name: string) {
    this.#worker = new Worker(tools, name)
  }

  async work(): Promise<void> {
    const worker = this.#worker
    const { random } = worker.tools
    const created = await worker.create('types', 'id', 'POST /api/types', {
      path: '/api/types',
      body: { name: worker.name() },
    })
    const type = integer(created, 'id')
    const typePath = `/api/types/${type}`
    await worker.call('PUT /api/types/{type_id}', { path: typePath, body: { name: worker.name() } })
    const key = await this.#addPart(type)
    await worker.call('PUT /api/parts/{part_key}', {
      path: `/api/parts/${key}`,
      body: { description: worker.name(), tags: ['changed', 'soak'] },
    })
    await worker.call('DELETE /api/types/{type_id}', { path: typePath }, [409])
    if (random.chance(GIVEN_UP)) {
      await worker.remove('parts', key, 'DELETE /api/parts/{part_key}', { path: `/api/parts/${key}` })
      await worker.remove('types', type, 'DELETE /api/types/{type_id}', { path: typePath })
      await worker.call('GET /api/parts/{part_key}', { path: `/api/parts/${key}` }, [404])
    }
    await this.#keepBox()
  }

  async #addPart(type: number): Promise<string> {
    const worker = this.#worker
    const part = await worker.create('parts', 'key', 'POST /api/parts', {
      path: '/api/parts',
      body: { description: worker.name(), type_id: type, package: 'SOIC-8', product_page: 'https://maker.example/p' },
    })
    const key = String(part.key)
    const seller = await worker.create('sellers', 'id', 'POST /api/sellers', {
      path: '/api/sellers',
      body: { name: worker.name(), website: 'https://seller.example' },
    })
    const link = await worker.call(
      'POST /api/parts/{part_key}/seller-links',
      { path: `/api/parts/${key}/seller-links`, body: { seller_id: seller.id, link: 'https://seller.example/p' } },
      [201],
    )
    await worker.call(
      'DELETE /api/parts/{part_key}/seller-links/{seller_link_id}',
      { path: `/api/parts/${key}/seller-links/${link.id}` },
      [204],
    )
    const sellerPath = `/api/sellers/${seller.id}`
    await worker.remove('sellers', integer(seller, 'id'), 'DELETE /api/sellers/{seller_id}', { path: sellerPath })
    return key
  }

  async #keepBox(): Promise<void> {
    const worker = this.#worker
    const box = await worker.create('boxes', 'box_no', 'POST /api/boxes', {
      path: '/api/boxes',
      body: { description: worker.name(), capacity: 5 },
    })
    const path = `/api/boxes/${box.box_no}`
    await worker.call('PUT /api/boxes/{box_no}', { path, body: { description: worker.name(), capacity: 8 } })
    await worker.call('GET /api/boxes/{box_no}', { path })
    await worker.remove('boxes', integer(box, 'box_no'), 'DELETE /api/boxes/{box_no}', { path })
  }
}
