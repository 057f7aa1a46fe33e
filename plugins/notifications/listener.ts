import pg from 'pg'
import type { Log } from '../log.ts'

/** Receives the payload of a notification. */
export type NotificationHandler = (payload: string) => void

/** Is called each time the connection has been made, the first time included, after all channels are listened to. */
export type ConnectedHandler = (connection: pg.Client) => Promise<void>

const RECONNECT_MS = 20
/** After an attempt that has failed. */
const RETRY_MS = 500

/**
 * The one connection of a process that listens to PostgreSQL's notifications. When it is lost, it is made again; what
 * was notified meanwhile is lost, so whoever listens catches up in its `onConnected` handler.
 */
export class NotificationListener {
  readonly #databaseUrl: string
  readonly #log: Pick<Log, 'warn'>
  readonly #handlers = new Map<string, NotificationHandler>()
  readonly #connectedHandlers: ConnectedHandler[] = []
  #connection: pg.Client | null = null
  #stopped = false
  #failing = false
  #retry: NodeJS.Timeout | undefined
  #connecting: Promise<void> | undefined

  constructor(databaseUrl: string, log: Pick<Log, 'warn'>) {
    this.#databaseUrl = databaseUrl
    this.#log = log
  }

  /** Has `handler` told of what is notified on a channel. Call it before the instance is ready, once a channel. */
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

  /** Connects; resolves after the first attempt, which may have failed and is repeated then. */
  async start(): Promise<void> {
    try {
      this.#connecting = this.#connect()
      await this.#connecting
      this.#failing = false
    } catch (err) {
      if (!this.#failing) this.#log.warn({ err }, 'notifications of the database cannot be received; trying again')
      this.#failing = true
      this.#connectLater()
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#retry)
    await this.#connecting?.catch(() => {})
    const connection = this.#connection
    this.#connection = null
    await connection?.end()
  }

  async #connect(): Promise<void> {
    const connection = new pg.Client({
      connectionString: this.#databaseUrl,
      application_name: 'electronics-inventory events',
      keepAlive: true,
    })
    connection.on('error', () => {})
    try {
      await connection.connect()
      connection.on('notification', ({ channel, payload = '' }) => this.#handlers.get(channel)?.(payload))
      for (const channel of this.#handlers.keys()) await connection.query(`listen ${pg.escapeIdentifier(channel)}`)
      for (const handler of this.#connectedHandlers) await handler(connection)
    } catch (error) {
      await connection.end().catch(() => {})
      throw error
    }
    if (this.#stopped) return connection.end()
    this.#connection = connection
    connection.once('end', () => {
      if (this.#connection === connection) this.#connectLater()
    })
  }

  #connectLater(): void {
    this.#connection = null
    if (this.#stopped) return
    this.#retry = setTimeout(() => this.start(), this.#failing ? RETRY_MS : RECONNECT_MS)
    this.#retry.unref()
  }
}
