import { createHash } from 'node:crypto'
import { Shelf } from './shelf.ts'
import { type Actor, GIVEN_UP, integer, type Tools, Worker } from './worker.ts'

const SET = '/api/attachment-sets/{set_id}'

/** Adds documents to a part, looks at them, and deletes some. */
export class Archivist implements Actor {
  readonly #worker: Worker
  #shelf: Shelf | undefined

  constructor(tools: Tools, name: string) {
    this.#worker = new Worker(tools, name)
  }

  async work(): Promise<void> {
    const worker = this.#worker
    const { tally, random } = worker.tools
    this.#shelf ??= await Shelf.create(worker, await Shelf.createBox(worker))
    const part = await worker.call('GET /api/parts/{part_key}', { path: `/api/parts/${this.#shelf.key}` })
    const set = `/api/attachment-sets/${part.attachment_set_id}`
    const picture = await this.#makePicture()
    const attachment = await this.#upload(set, picture)
    const id = integer(attachment, 'id')

    const address = String(attachment.attachment_url)
    const content = await tally.send('GET /api/cas/{hash_value}', { path: address }, [200])
    if (!content.body.equals(picture)) tally.fail(`${address} is not what was uploaded`)
    const hash = createHash('sha256').update(picture).digest('hex')
    if (!address.includes(hash)) tally.fail(`${address} has not the address of its content`)
    const thumbnail = { path: `/api/cas/${hash}?thumbnail=150` }
    if (random.chance(0.3)) await tally.send('GET /api/cas/{hash_value}', thumbnail, [200])

    await worker.call(`PUT ${SET}/cover`, { path: `${set}/cover`, body: { attachment_id: id } })
    await worker.call(`GET ${SET}/attachments`, { path: `${set}/attachments` })
    const path = `${set}/attachments/${id}`
    await worker.call(`PUT ${SET}/attachments/{attachment_id}`, { path, body: { title: worker.name() } })
    if (random.chance(GIVEN_UP))
      await worker.remove('attachments', id, `DELETE ${SET}/attachments/{attachment_id}`, { path })
  }

  async #makePicture(): Promise<Buffer> {
    const path = `/api/testing/content/image?text=${encodeURIComponent(this.#worker.name())}`
    return (await this.#worker.tools.tally.send('GET /api/testing/content/image', { path }, [200])).body
  }

  async #upload(set: string, picture: Buffer): Promise<Record<string, unknown>> {
    const form = new FormData()
    form.set('title', this.#worker.name())
    form.set('file', new Blob([new Uint8Array(picture)]), 'picture.png')
    const encoded = new Response(form)
    const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
    const body = Buffer.from(await encoded.arrayBuffer())
    const request = { path: `${set}/attachments`, body, headers }
    return this.#worker.create('attachments', 'id', `POST ${SET}/attachments`, request)
  }
}
