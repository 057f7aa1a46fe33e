import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { failureFields } from '../database/failure-fields.ts'
import { KeptConnection } from '../database/kept-connection.ts'
import type { Log } from '../log.ts'
import { SelfTest } from './self-test.ts'

/** Receives the payload of a notification. */
export type NotificationHandler = (payload: string) => void

/** Is called each time the connection has been made, the first time included, after all channels are listened to. */
export type ConnectedHandler = (connection: pg.Client) => Promise<void>

export interface ListenerOptions {
  /** Opens a connection. */
  open: () => Promise<pg.Client>
  /** Notifies a channel of this service from another connection. */
  notify: (channel: string, payload: string) => Promise<unknown>
  log: Pick<Log, 'warn'>
  /** Seconds between two looks whether the server still answers. Default 10. */
  beatSeconds?: number
}

const SELF_TEST_CHANNEL = 'notification_test'

/**
 * The one connection of a process that listens to PostgreSQL's notifications. When it is lost, it is made again; what
 * was notified meanwhile is lost, and a connection can be dead for a while before anybody notices. So whoever listens
 * catches up in its `onConnected` and `onBeat` handlers.
 */
export class NotificationListener {
  readonly #options: ListenerOptions
  readonly #handlers = new Map<string, NotificationHandler>()
  readonly #connectedHandlers: ConnectedHandler[] = []
  readonly #beatHandlers: (() => Promise<void>)[] = []
  readonly #connection: KeptConnection
  readonly #selfTest: SelfTest

  constructor(options: ListenerOptions) {
    this.#options = options
    const { log } = options
    this.#connection = new KeptConnection({
      open: options.open,
      onOpen: (connection) => this.#opened(connection),
      onBeat: () => this.#beat(),
      onFailure: (error) =>
        log.warn(failureFields(error), 'notifications of the database cannot be received; trying again'),
      ...(options.beatSeconds === undefined ? {} : { beatSeconds: options.beatSeconds }),
    })
    this.#selfTest = new SelfTest({ notify: (token) => options.notify(SELF_TEST_CHANNEL, token), log })
    this.listen(SELF_TEST_CHANNEL, (token) => this.#selfTest.received(token))
  }

  /** Seconds since the server has answered on the connection last. */
  get silentSeconds(): number {
    return this.#connection.silentSeconds
  }

  /**
   * Has `handler` told of what is notified on a channel of this service. Call it before the instance is ready, once a
   * channel. In SQL, `own_channel(name)` is what is notified: services in other schemas have channels of their own.
   */
  listen(channel: string, handler: NotificationHandler): void {
    if (this.#handlers.has(channel)) throw new Error(`The channel "${channel}" has a handler already`)
    this.#handlers.set(channel, handler)
  }

  /**
   * Registers what is to be done on each new connection, in the order of registration. The connection may be used for
   * what has to end with it, such as a lock.
   */
  onConnected(handler: ConnectedHandler): void {
    this.#connectedHandlers.push(handler)
  }

  /** Registers what is to be done every ten seconds, as long as the server answers on the connection. */
  onBeat(handler: () => Promise<void>): void {
    this.#beatHandlers.push(handler)
  }

  /** Connects; resolves after the first attempt, which may have failed and is repeated then. */
  start(): Promise<void> {
    return this.#connection.start()
  }

  async stop(): Promise<void> {
    this.#selfTest.stop()
    await this.#connection.stop()
  }

  async #opened(connection: pg.Client): Promise<void> {
    const handlers = new Map<string, NotificationHandler>()
    connection.on('notification', ({ channel, payload = '' }) => handlers.get(channel)?.(payload))
    const { rows } = await connection.query<{ name: string; channel: string }>(
      'select name, own_channel(name) as channel from unnest($1::text[]) as name',
      [[...this.#handlers.keys()]],
    )
    for (const { name, channel } of rows) {
      const handler = this.#handlers.get(name)
      if (handler !== undefined) handlers.set(channel, handler)
    }
    await connection.query(rows.map(({ channel }) => `listen ${pg.escapeIdentifier(channel)}`).join('; '))
    for (const handler of this.#connectedHandlers) await handler(connection)
    this.#selfTest.start(randomUUID(), () => connection.query('select 1'))
  }

  /** Calls the handlers one after another; what fails is told and does not hold up the others. */
  async #beat(): Promise<void> {
    for (const handler of this.#beatHandlers) {
      await handler().catch((error) =>
        this.#options.log.warn(failureFields(error), 'what was missed could not be caught up with; trying again'),
      )
    }
  }
}
