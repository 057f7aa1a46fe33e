import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { Teardown } from './test-database.ts'

export interface StreamMessage {
  type: string
  payload: Record<string, unknown>
  id: string
}

/** A browser's `EventSource` as far as the tests need it, without reconnecting by itself. */
export class EventSourceClient {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly messages: StreamMessage[] = []
  /** Events with a name of their own: `[name, data]`. */
  readonly named: [string, string][] = []
  /** Everything as it came. */
  text = ''
  lastEventId = ''
  /** Milliseconds of the last `retry:` field. */
  retry: number | undefined
  /** Resolves with how the stream ended. */
  readonly ended: Promise<'ended' | 'broken'>
  readonly #response: IncomingMessage
  readonly #waiting = new Set<() => void>()
  #rest = ''

  constructor(response: IncomingMessage) {
    this.#response = response
    this.status = response.statusCode ?? 0
    this.headers = response.headers
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => this.#receive(chunk))
    this.ended = new Promise((resolve) => {
      response.on('close', () => {
        resolve(response.complete ? 'ended' : 'broken')
        this.#wake()
      })
    })
    response.on('error', () => {})
  }

  /** Stops reading, as a page on a bad line does. */
  pause(): void {
    this.#response.pause()
  }

  resume(): void {
    this.#response.resume()
  }

  close(): void {
    this.#response.destroy()
  }

  /** Resolves when the condition holds, which is looked at with everything that arrives. */
  async until(condition: (client: this) => boolean): Promise<void> {
    while (!condition(this)) {
      if (this.#response.closed) throw new Error(`The stream ended before that, after: ${this.text}`)
      await new Promise<void>((resolve) => this.#waiting.add(resolve))
    }
  }

  /** Resolves with the first message for which the condition holds. */
  async message(condition: (message: StreamMessage) => boolean): Promise<StreamMessage> {
    await this.until(() => this.messages.some(condition))
    const found = this.messages.find(condition)
    if (!found) throw new Error('unreachable')
    return found
  }

  /** Events of a task so far, as `event_type`. */
  taskEvents(taskId: string): unknown[] {
    return this.messages
      .filter(({ type, payload }) => type === 'task_event' && payload.task_id === taskId)
      .map(({ payload }) => payload.event_type)
  }

  #receive(chunk: string): void {
    this.text += chunk
    const blocks = (this.#rest + chunk).split('\n\n')
    this.#rest = blocks.pop() ?? ''
    for (const block of blocks) this.#dispatch(block)
    this.#wake()
  }

  #dispatch(block: string): void {
    let name = ''
    const data: string[] = []
    for (const line of block.split('\n')) {
      const [field = '', value = ''] = line.split(/: ?(.*)/s)
      if (field === 'id') this.lastEventId = value
      else if (field === 'retry') this.retry = Number(value)
      else if (field === 'event') name = value
      else if (field === 'data') data.push(value)
    }
    if (data.length === 0) return
    if (name !== '') this.named.push([name, data.join('\n')])
    else this.messages.push({ ...JSON.parse(data.join('\n')), id: this.lastEventId })
  }

  #wake(): void {
    for (const resume of this.#waiting) resume()
    this.#waiting.clear()
  }
}

/** Opens a stream; it is closed when the test ends. */
export async function openStream(
  t: Teardown,
  url: string,
  headers: Record<string, string> = {},
): Promise<EventSourceClient> {
  const request = get(url, { headers, agent: false })
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve)
    request.on('error', reject)
  })
  request.on('error', () => {})
  const client = new EventSourceClient(response)
  t.teardown(() => client.close())
  return client
}
