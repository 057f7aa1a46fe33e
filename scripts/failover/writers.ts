import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'

/** What a request was answered with: a status, with how it could be gone on, or nothing at all. */
export type Outcome = 'success' | '503 with Retry-After' | `${number}` | 'no answer'

export interface Writer {
  /** Of the part that only this writer changes. */
  partKey: string
  /** Changes that were answered with success: one piece each. */
  acknowledged: number
}

/** An answer that is neither a success nor a 503 that says when to come again. */
export interface OddAnswer {
  status: number
  body: string
}

const PAUSE_MS = 200

/** Clients that add pieces without a pause, each to a part of its own, and repeat each request until it is answered with success. */
export class Writers {
  readonly writers: Writer[]
  readonly outcomes = new Map<Outcome, number>()
  readonly odd: OddAnswer[] = []
  readonly #services: readonly string[]
  readonly #boxNo: number
  #isStopped = false
  #running: Promise<unknown> | undefined
  /** Called with each success: when the request was begun. */
  #onSuccess: (begunAt: number) => void = () => {}

  /** @param services addresses of the processes, which the clients take in turn. */
  constructor(services: readonly string[], boxNo: number, partKeys: readonly string[]) {
    this.#services = services
    this.#boxNo = boxNo
    this.writers = partKeys.map((partKey) => ({ partKey, acknowledged: 0 }))
  }

  start(): void {
    this.#running = Promise.all(this.writers.map((writer, place) => this.#write(writer, place)))
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#running
  }

  /** Resolves when as many requests as there are clients, begun from now on, were answered with success. */
  async writesAgain(): Promise<void> {
    const from = performance.now()
    let missing = this.writers.length
    await new Promise<void>((resolve) => {
      this.#onSuccess = (begunAt) => {
        if (begunAt >= from && --missing <= 0) resolve()
      }
    })
  }

  /** Resolves with the first success of a request that was begun from now on. */
  async firstSuccess(): Promise<void> {
    const from = performance.now()
    await new Promise<void>((resolve) => {
      this.#onSuccess = (begunAt) => {
        if (begunAt >= from) resolve()
      }
    })
  }

  /** Answers so far, of which neither a success nor a 503 with Retry-After. */
  get oddCount(): number {
    let count = 0
    for (const [outcome, times] of this.outcomes) {
      if (outcome !== 'success' && outcome !== '503 with Retry-After') count += times
    }
    return count
  }

  async #write(writer: Writer, place: number): Promise<void> {
    let turn = place
    while (!this.#isStopped) {
      // The same key until there is an answer: whatever became of the requests before, the piece is added once.
      const key = randomUUID()
      while (!(await this.#send(writer, place, turn++, key))) await delay(PAUSE_MS)
      writer.acknowledged++
    }
  }

  async #send({ partKey }: Writer, place: number, turn: number, key: string): Promise<boolean> {
    const url = `${this.#services[turn % this.#services.length]}/api/inventory/parts/${partKey}/stock`
    const begunAt = performance.now()
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ box_no: this.#boxNo, loc_no: place + 1, qty: 1 }),
    }).catch(() => null)
    const body = (await response?.text().catch(() => null)) ?? null
    const outcome = response === null || body === null ? 'no answer' : outcomeOf(response)
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1)
    if (outcome === 'success') this.#onSuccess(begunAt)
    else if (response !== null && outcome !== '503 with Retry-After') {
      this.odd.push({ status: response.status, body: body ?? '' })
    }
    return outcome === 'success'
  }
}

function outcomeOf({ ok, status, headers }: Response): Outcome {
  if (ok) return 'success'
  return status === 503 && headers.has('retry-after') ? '503 with Retry-After' : `${status}`
}
