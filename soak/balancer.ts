import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { Replica } from './replica.ts'

const PROBE_INTERVAL_MS = 200
const WAIT_FOR_REPLICA_MS = 30_000

export interface Call {
  method: string
  /** Path and query. */
  path: string
  /** Sent as JSON, or as it is when it is a buffer. */
  body?: object | Buffer
  headers?: Record<string, string>
}

export interface Answer {
  status: number
  text: string
  body: Buffer
}

/** A connection broke while a request was under way: nobody knows whether it took effect. */
export class ConnectionCut extends Error {
  override readonly name = 'ConnectionCut'
  readonly replica: Replica
  /** When the request began, on the clock of `performance.now()`. */
  readonly beganAt: number

  constructor(replica: Replica, beganAt: number, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.replica = replica
    this.beganAt = beganAt
  }

  /** Whether the replica was killed while the request was under way. */
  get isByKill(): boolean {
    return this.replica.killedAt >= this.beganAt
  }

  /** For people: what happened, and what had been done to the replica. */
  get story(): string {
    const { name, endedAt, lastEnding } = this.replica
    const since = ((performance.now() - endedAt) / 1000).toFixed(2)
    return `${this.message}, replica ${name}, ${since} s after its last ${lastEnding}`
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
}

/**
 * A load balancer, as small as can be: a replica gets requests while the last readiness probe, five a second, was
 * answered with 2xx, in turns. A connection that is refused goes to the other replica. Nothing else is ever retried.
 */
export class Balancer {
  readonly #replicas: readonly Replica[]
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #stop = new AbortController()
  #turn = 0
  refused = 0

  constructor(replicas: readonly Replica[]) {
    this.#replicas = replicas
    for (const replica of replicas) void this.#probe(replica)
  }

  /** @throws ConnectionCut */
  async send(call: Call): Promise<Answer> {
    for (;;) {
      const replica = await this.choose()
      const beganAt = performance.now()
      try {
        const response = await this.open(replica, call)
        const body = Buffer.concat(await response.toArray())
        return { status: response.statusCode ?? 0, body, text: body.toString() }
      } catch (error) {
        if (!isRefused(error)) throw new ConnectionCut(replica, beganAt, error)
        this.refused += 1
        replica.isReady = false
      }
    }
  }

  /** Sends a request to one replica; resolves when its answer begins. */
  open(
    replica: Replica,
    { method, path, body, headers = {} }: Call,
    agent: Agent | false = this.#agent,
  ): Promise<IncomingMessage> {
    const isRaw = Buffer.isBuffer(body)
    const payload = body === undefined || isRaw ? body : Buffer.from(JSON.stringify(body))
    const own: Record<string, string | number> = payload === undefined ? {} : { 'content-length': payload.length }
    if (payload !== undefined && !isRaw) own['content-type'] = 'application/json'
    return new Promise((resolve, reject) => {
      const outgoing = request(replica.url + path, { method, agent, headers: { ...own, ...headers } }, resolve)
      outgoing.on('error', reject)
      outgoing.end(payload)
    })
  }

  /** A replica that is ready; waits for one. */
  async choose(): Promise<Replica> {
    const limit = performance.now() + WAIT_FOR_REPLICA_MS
    while (performance.now() < limit) {
      const ready = this.#replicas.filter(({ isReady }) => isReady)
      this.#turn += 1
      const replica = ready[this.#turn % ready.length]
      if (replica) return replica
      await setTimeout(PROBE_INTERVAL_MS)
    }
    throw new Error('no replica has been ready for half a minute')
  }

  close(): void {
    this.#stop.abort()
    this.#agent.destroy()
  }

  async #probe(replica: Replica): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await replica.probe()
      await setTimeout(PROBE_INTERVAL_MS)
    }
  }
}
