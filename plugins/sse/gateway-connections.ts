import { Counter, Gauge } from 'prom-client'
import type { Database } from '../database/database.ts'
import { failureFields } from '../database/failure-fields.ts'
import type { Log } from '../log.ts'
import { PendingWork } from '../pending-work.ts'
import type { ConnectionObservers } from './connection-observers.ts'
import type { GatewayClient } from './gateway-client.ts'
import { countBinding } from './identity-binding.ts'
import type { Broadcast, LiveEvent, PayloadFor } from './live-event.ts'
import { OrderedQueue } from './ordered-queue.ts'
import {
  CONNECTION_OF_PAGE,
  CONNECTIONS_FOR_SUBJECT,
  CONNECTIONS_OF_READERS,
  CONNECTIONS_OF_SUBJECT,
  COUNT_CONNECTIONS,
  DELETE_CONNECTION,
  DELETE_OTHER_CONNECTION,
  LOCK_CONNECTION,
  STORE_CONNECTION,
} from './statements.ts'

const SSE_GATEWAY_CONNECTIONS_TOTAL = new Counter({
  name: 'sse_gateway_connections_total',
  help: 'Connection events reported by the gateway',
  labelNames: ['action'] as const,
})

const SSE_GATEWAY_ACTIVE_CONNECTIONS = new Gauge({
  name: 'sse_gateway_active_connections',
  help: 'Gateway connections known now',
})

const PARALLEL_SENDS = 20
/** How long a stream may stay without a user when its page has cookies with which it can be bound later. */
const UNBOUND_MS = 5000

export interface ConnectRequest {
  requestId: string
  /** The gateway's name of the stream. */
  token: string
  url: string
  subject: string | null
  /** Whether the caller may read the inventory. */
  mayRead: boolean
  /** Whether the stream is told of everybody's records. */
  isAdmin: boolean
  /** Whether the page has cookies with which its next call will sign in again. */
  renewable: boolean
}

export interface GatewayConnectionsParts {
  db: Database
  client: GatewayClient
  observers: ConnectionObservers
  log: Pick<Log, 'warn' | 'debug' | 'error'>
  /** Whether every stream gets the events of all subjects, as while sign-in is off. */
  everySubject: boolean
}

/**
 * The event streams that an external gateway holds, as its callbacks have reported them. All replicas share them. There
 * is one for each page id, whoever its user is.
 */
export class GatewayConnections {
  readonly #db: Database
  readonly #client: GatewayClient
  readonly #observers: ConnectionObservers
  readonly #log: Pick<Log, 'warn' | 'debug' | 'error'>
  readonly #everySubject: boolean
  readonly #sends = new OrderedQueue(PARALLEL_SENDS)
  readonly #broadcasts = new OrderedQueue(1)
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #work = new PendingWork()

  constructor({ db, client, observers, log, everySubject }: GatewayConnectionsParts) {
    this.#db = db
    this.#client = client
    this.#observers = observers
    this.#log = log
    this.#everySubject = everySubject
  }

  /** Publishes how many connections are known. */
  async start(): Promise<void> {
    await this.#publishSize()
  }

  /** Resolves when everything has been sent. */
  flush(): Promise<void> {
    return this.#work.settled()
  }

  async close(): Promise<void> {
    await this.flush()
    for (const timer of this.#timers) clearTimeout(timer)
    SSE_GATEWAY_ACTIVE_CONNECTIONS.set(0)
  }

  /**
   * Stores a new stream. It replaces the older one of the same page, the identity included.
   *
   * @returns a function to be called after the callback has been answered: it closes the older stream and calls the
   * observers.
   */
  async connect(request: ConnectRequest): Promise<() => Promise<void>> {
    const { requestId, token, url, subject, mayRead, isAdmin, renewable } = request
    const older = await this.#db.transaction(async (unit) => {
      const [known] = await unit.query(LOCK_CONNECTION, [requestId])
      await unit.query(DELETE_OTHER_CONNECTION, [token, requestId])
      await unit.query(STORE_CONNECTION, [requestId, token, url, subject, mayRead, isAdmin])
      return known?.token
    })
    SSE_GATEWAY_CONNECTIONS_TOTAL.inc({ action: 'connect' })
    countBinding(subject)
    await this.#publishSize()
    if (subject === null && renewable) this.#closeUnlessBound(requestId, token)
    return () => this.#work.track(this.#announce(requestId, older === token ? undefined : older))
  }

  async #announce(requestId: string, olderToken: string | undefined): Promise<void> {
    if (olderToken !== undefined) await this.#client.close(olderToken)
    await this.#observers.connected(requestId)
  }

  /** Deletes a stream that has ended. One that has been replaced, or is not known, is ignored. */
  async disconnect(token: string): Promise<void> {
    const [gone] = await this.#db.query(DELETE_CONNECTION, [token])
    if (gone === undefined) {
      this.#log.debug({ token }, 'an unknown stream has ended')
      return
    }
    SSE_GATEWAY_CONNECTIONS_TOTAL.inc({ action: 'disconnect' })
    await this.#publishSize()
    await this.#observers.disconnected(gone.request_id)
  }

  async find(requestId: string): Promise<{ token: string; subject: string | null } | undefined> {
    const [row] = await this.#db.query(CONNECTION_OF_PAGE, [requestId])
    return row
  }

  /** Closes the streams of a subject, whose access has changed: their pages connect again, if they still may. */
  async endOf(subject: string): Promise<void> {
    const connections = await this.#db.query(CONNECTIONS_OF_SUBJECT, [subject])
    await Promise.all(connections.map(({ token }) => this.#client.close(token)))
  }

  /** Sends an event to one page. @returns whether the gateway has accepted it. */
  async sendTo(requestId: string, event: LiveEvent): Promise<boolean> {
    const connection = await this.find(requestId)
    if (connection === undefined) {
      this.#log.warn({ requestId, event: event.name }, 'no event stream with this id')
      return false
    }
    return this.#send(connection.token, event, JSON.stringify(event.data))
  }

  /** Sends an event to all pages that it is for, each page's events in order. @returns whether one was accepted. */
  broadcast(event: Broadcast): Promise<boolean> {
    return this.#work.track(this.#broadcast(event))
  }

  async #broadcast(event: Broadcast): Promise<boolean> {
    const json = JSON.stringify(event.data)
    // The streams of each event are read in the order of the events, too.
    const sends = await this.#broadcasts.run('', async () => {
      const connections = await this.#db.query(CONNECTIONS_FOR_SUBJECT, [event.subject, this.#everySubject])
      return connections.map(({ token }) => this.#send(token, event, json))
    })
    return (await Promise.all(sends)).includes(true)
  }

  /** Sends an event to the streams whose callers may read. @returns how many sends the gateway has accepted. */
  async sendToReaders(event: Omit<LiveEvent, 'data'>, payloadFor: PayloadFor): Promise<number> {
    return this.#work.track(this.#sendToReaders(event, payloadFor))
  }

  async #sendToReaders(event: Omit<LiveEvent, 'data'>, payloadFor: PayloadFor): Promise<number> {
    const everySubject = this.#everySubject
    const connections = await this.#db.query(CONNECTIONS_OF_READERS)
    const sends = await Promise.all(
      connections.map(async ({ token, subject, isAdmin }) => {
        const json = payloadFor({ subject, everySubject, isAdmin })
        return json !== null && this.#send(token, event, json)
      }),
    )
    return sends.filter(Boolean).length
  }

  async #send(token: string, { name, service }: Omit<LiveEvent, 'data'>, json: string): Promise<boolean> {
    const outcome = await this.#sends.run(token, () => this.#client.send(token, name, json, service))
    if (outcome === 'unknown') await this.disconnect(token)
    return outcome === 'sent'
  }

  #closeUnlessBound(requestId: string, token: string): void {
    const close = async () => {
      const connection = await this.find(requestId)
      if (connection?.token === token && connection.subject === null) await this.#client.close(token)
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#work
        .track(close())
        .catch((error) =>
          this.#log.warn({ ...failureFields(error), requestId }, 'a stream without a user could not be closed'),
        )
    }, UNBOUND_MS)
    timer.unref()
    this.#timers.add(timer)
  }

  async #publishSize(): Promise<void> {
    const [row] = await this.#db.query(COUNT_CONNECTIONS)
    SSE_GATEWAY_ACTIVE_CONNECTIONS.set(row?.count ?? 0)
  }
}
