import type { IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { Balancer } from './balancer.ts'

const RECONNECT_MS = 200

/** An open page: holds an event stream, and opens it again where it was left whenever it ends. */
export class Page {
  readonly id: string
  /** Event types of each task in the order of arrival. */
  readonly tasks = new Map<string, string[]>()
  /** Events that came twice. */
  readonly repeated: string[] = []
  /** How often the stream was opened. */
  opened = 0
  events = 0
  readonly #balancer: Balancer
  readonly #seen = new Set<string>()
  #lastEventId = ''
  #isClosed = false
  #response: IncomingMessage | undefined
  #begun = Promise.withResolvers<void>()

  constructor(id: string, balancer: Balancer) {
    this.id = id
    this.#balancer = balancer
    void this.#follow()
  }

  /** Resolves when the page has a place in the stream of events from which it can go on. */
  get begun(): Promise<void> {
    return this.#begun.promise
  }

  close(): void {
    this.#isClosed = true
    this.#response?.destroy()
  }

  async #follow(): Promise<void> {
    while (!this.#isClosed) {
      try {
        await this.#read()
      } catch {
        // The stream broke; it goes on where it was left.
      }
      await setTimeout(RECONNECT_MS)
    }
  }

  async #read(): Promise<void> {
    const replica = await this.#balancer.choose()
    const headers: Record<string, string> = this.#lastEventId === '' ? {} : { 'last-event-id': this.#lastEventId }
    const path = `/api/sse/stream?request_id=${this.id}`
    const response = await this.#balancer.open(replica, { method: 'GET', path, headers }, false)
    this.#response = response
    this.opened += 1
    let rest = ''
    response.setEncoding('utf8')
    for await (const chunk of response) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) this.#receive(block)
    }
  }

  #receive(block: string): void {
    const id = /^id: ?(.*)$/m.exec(block)?.[1]
    const data = /^data: ?(.*)$/m.exec(block)?.[1]
    if (id !== undefined) {
      this.#lastEventId = id
      this.#begun.resolve()
    }
    if (data === undefined) return
    const { type, payload } = JSON.parse(data)
    if (type !== 'task_event') return
    this.events += 1
    if (id !== undefined && this.#seen.has(id)) this.repeated.push(id)
    else if (id !== undefined) this.#seen.add(id)
    const events = this.tasks.get(payload.task_id) ?? []
    events.push(payload.event_type)
    this.tasks.set(payload.task_id, events)
  }
}
