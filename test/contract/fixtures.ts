import { send } from './client.ts'

/** The parts of created records that recipes refer to. */
interface Created {
  id: number
  key: string
  box_no: number
  version: number
  attachment_set_id: number
  task_id: string
  attachment_url: string
  lines: { id: number }[]
  link: { id: number }
}

let names = 0

/** Makes the records that a call needs, each time new ones, through the API itself. */
export class Fixtures {
  readonly base: string

  constructor(base: string) {
    this.base = base
  }

  /** A name that nothing else has. */
  name(): string {
    names += 1
    return `Fixture ${names}`
  }

  async post(path: string, body?: unknown): Promise<Created> {
    const answer = await send(this.base, { method: 'POST', url: `/api${path}`, body })
    if (answer.status >= 300) throw new Error(`POST ${path} answered ${answer.status}: ${answer.text}`)
    // Recipes read only what the endpoint that they call returns.
    return answer.text === '' ? ({} as Created) : (answer.json() as Created)
  }

  async get(path: string): Promise<unknown> {
    return (await send(this.base, { method: 'GET', url: `/api${path}` })).json()
  }

  async type(): Promise<number> {
    return (await this.post('/types', { name: this.name() })).id
  }

  async box(): Promise<number> {
    return (await this.post('/boxes', { description: this.name(), capacity: 5 })).box_no
  }

  async seller(): Promise<number> {
    return (await this.post('/sellers', { name: this.name(), website: 'https://seller.example' })).id
  }

  async part(): Promise<Created> {
    return this.post('/parts', { description: this.name() })
  }

  async partKey(): Promise<string> {
    return (await this.part()).key
  }

  async idOf(key: string): Promise<number> {
    return ((await this.get(`/parts/${key}/kit-reservations`)) as { part_id: number }).part_id
  }

  async partId(): Promise<number> {
    return this.idOf(await this.partKey())
  }

  /** A part with ten pieces in the first location of a box. */
  async stock(): Promise<{ key: string; box: number }> {
    const [key, box] = await Promise.all([this.partKey(), this.box()])
    await this.post(`/inventory/parts/${key}/stock`, { box_no: box, loc_no: 1, qty: 10 })
    return { key, box }
  }

  /** A counting round of a box with a pile. */
  async countingRound(): Promise<[box: number, id: number]> {
    const { box } = await this.stock()
    return [box, (await this.post(`/boxes/${box}/counts`)).id]
  }

  /** The operation that put ten pieces of a new part into a box. */
  async operation(): Promise<string> {
    const { key } = await this.stock()
    const [latest] = (await this.get(`/operations?part_key=${key}`)) as { operation_id: string }[]
    if (latest === undefined) throw new Error('the operation is not listed')
    return latest.operation_id
  }

  async sellerLink(): Promise<[key: string, id: number]> {
    const [key, seller] = await Promise.all([this.partKey(), this.seller()])
    const { id } = await this.post(`/parts/${key}/seller-links`, {
      seller_id: seller,
      link: 'https://seller.example/p',
    })
    return [key, id]
  }

  async sellerNumber(): Promise<[key: string, id: number]> {
    const [key, seller] = await Promise.all([this.partKey(), this.seller()])
    const { id } = await this.post(`/parts/${key}/seller-numbers`, { seller_id: seller, number: this.name() })
    return [key, id]
  }

  async partCode(): Promise<[key: string, id: number]> {
    const key = await this.partKey()
    const { id } = await this.post(`/parts/${key}/codes`, {
      code: `https://shop.example/${encodeURIComponent(this.name())}`,
    })
    return [key, id]
  }

  async queuedLabel(): Promise<number> {
    await this.post('/label-queue', { items: [{ kind: 'part', id: await this.partKey() }] })
    const queue = (await this.get('/label-queue')) as { queue_item_id: number }[]
    return queue.at(-1)?.queue_item_id ?? 0
  }

  async kit(): Promise<number> {
    return (await this.post('/kits', { name: this.name(), build_target: 2 })).id
  }

  async content(): Promise<{ kit: number; key: string; id: number; version: number }> {
    const [kit, key] = await Promise.all([this.kit(), this.partKey()])
    const content = { part_id: await this.idOf(key), required_per_unit: 1 }
    const { id, version } = await this.post(`/kits/${kit}/contents`, content)
    return { kit, key, id, version }
  }

  /** A kit of one part of which there is enough. */
  async stockedKit(): Promise<number> {
    const [{ kit, key }, box] = await Promise.all([this.content(), this.box()])
    await this.post(`/inventory/parts/${key}/stock`, { box_no: box, loc_no: 1, qty: 10 })
    return kit
  }

  async pickList(): Promise<{ id: number; line: number }> {
    const kit = await this.stockedKit()
    const { id, lines } = await this.post(`/kits/${kit}/pick-lists`, { requested_units: 1 })
    return { id, line: lines[0]?.id ?? 0 }
  }

  async list(): Promise<number> {
    return (await this.post('/shopping-lists', { name: this.name() })).id
  }

  async line(): Promise<{ list: number; id: number }> {
    const [list, part] = await Promise.all([this.list(), this.partId()])
    const { id } = await this.post(`/shopping-lists/${list}/lines`, { part_id: part, needed: 3 })
    return { list, id }
  }

  /** A line that has been ordered from a seller, and a box for what arrives. */
  async orderedLine(): Promise<{ id: number; box: number }> {
    const [{ list, id }, seller, box] = await Promise.all([this.line(), this.seller(), this.box()])
    await this.put(`/shopping-list-lines/${id}`, { seller_id: seller, ordered: 3 })
    await this.post(`/shopping-lists/${list}/seller-groups`, { seller_id: seller })
    await this.put(`/shopping-lists/${list}/seller-groups/${seller}`, { status: 'ordered' })
    return { id, box }
  }

  async sellerGroup(): Promise<[list: number, seller: number]> {
    const [list, seller] = await Promise.all([this.list(), this.seller()])
    await this.post(`/shopping-lists/${list}/seller-groups`, { seller_id: seller })
    return [list, seller]
  }

  async kitLink(): Promise<number> {
    const { kit } = await this.content()
    return (await this.post(`/kits/${kit}/shopping-lists`, { units: 2, new_list_name: this.name() })).link.id
  }

  async attachment(): Promise<{ set: number; id: number; hash: string }> {
    const { attachment_set_id: set } = await this.part()
    const created = await this.post(`/attachment-sets/${set}/attachments`, await this.upload())
    return { set, id: created.id, hash: /\/api\/cas\/(\w+)/.exec(created.attachment_url)?.[1] ?? '' }
  }

  async png(): Promise<Blob> {
    const answer = await fetch(`${this.base}/api/testing/content/image?text=${encodeURIComponent(this.name())}`)
    return answer.blob()
  }

  /** A form with a picture. */
  async upload(): Promise<FormData> {
    const form = new FormData()
    form.set('title', this.name())
    form.set('file', await this.png(), 'picture.png')
    return form
  }

  async task(params: Record<string, unknown>): Promise<string> {
    return (await this.post('/testing/tasks/start', { task_type: 'demo_task', params })).task_id
  }

  async delete(path: string): Promise<void> {
    const answer = await send(this.base, { method: 'DELETE', url: `/api${path}` })
    if (answer.status >= 300) throw new Error(`DELETE ${path} answered ${answer.status}: ${answer.text}`)
  }

  async put(path: string, body: unknown): Promise<void> {
    const answer = await send(this.base, { method: 'PUT', url: `/api${path}`, body })
    if (answer.status >= 300) throw new Error(`PUT ${path} answered ${answer.status}: ${answer.text}`)
  }
}
