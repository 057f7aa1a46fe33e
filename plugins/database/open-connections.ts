import { Socket } from 'node:net'
import type pg from 'pg'
import { Client } from './client.ts'

/** How often connections are looked at while an instance closes. */
const LOOK_MS = 500
/** After so many looks without an answer to anybody, the server is asked whether it is there. */
const ASK_AFTER = 3
/**
 * A connection that waits is cut after so many looks without a byte of its server. Looks are counted and not seconds: a
 * process that stood still could not hear anything.
 */
const CUT_AFTER = 6

/** Seconds that a connection may wait for its server while the instance closes. */
export const CLOSING_WAIT_SECONDS = (LOOK_MS * CUT_AFTER) / 1000

/** What the last look at a connection has seen. */
interface Seen {
  bytesRead: number
  silentLooks: number
}

export interface OpenConnectionsOptions {
  /** Makes a client of the same server, not yet connected. */
  makeClient: () => pg.Client
  /** Called once, when an instance closes and its server does not answer. */
  onGone?: (() => void) | undefined
}

/**
 * The connections of one instance to one server, each from before it connects until it has ended.
 *
 * While the instance runs, each statement has a limit of its own, some of many minutes. When it closes, nobody can wait
 * so long: from `beginClosing` on, a connection that waits and hears nothing is cut, which fails its statement. When the
 * server has answered nobody, all connections are cut, and new ones are refused.
 */
export class OpenConnections {
  readonly #options: OpenConnectionsOptions
  readonly #open = new Map<pg.Client, Seen>()
  #looking: NodeJS.Timeout | undefined
  #hasAnswered = false
  #hasAsked = false
  #isGone = false

  constructor(options: OpenConnectionsOptions) {
    this.#options = options
  }

  /** To be called with each connection before it connects. */
  add(client: pg.Client): void {
    const seen = { bytesRead: 0, silentLooks: 0 }
    this.#open.set(client, seen)
    client.once('end', () => {
      // It may have been opened and ended between two looks.
      if (this.#looking !== undefined) this.#hasAnswered ||= bytesRead(client) > seen.bytesRead
      this.#open.delete(client)
    })
    // It begins to connect after this, and only what connects can be cut.
    if (this.#isGone) setImmediate(() => client.connection.stream.destroy())
  }

  /** Has nobody wait for long any more. Calls after the first one do nothing. */
  beginClosing(): void {
    if (this.#looking !== undefined) return
    for (const [client, seen] of this.#open) seen.bytesRead = bytesRead(client)
    this.#looking = setInterval(() => this.#look(), LOOK_MS)
    // A connection that waits keeps the process alive.
    this.#looking.unref()
  }

  /** To be called when all connections have been ended. */
  stop(): void {
    clearInterval(this.#looking)
  }

  #look(): void {
    let longest = 0
    for (const [client, seen] of this.#open) {
      const read = bytesRead(client)
      const hears = read > seen.bytesRead
      seen.silentLooks = hears || isAtRest(client) ? 0 : seen.silentLooks + 1
      seen.bytesRead = read
      this.#hasAnswered ||= hears
      longest = Math.max(longest, seen.silentLooks)
    }
    if (longest >= ASK_AFTER && !this.#hasAnswered) this.#ask()
    if (longest >= CUT_AFTER) this.#cut()
  }

  /** A statement may take long on a server that is well: a new connection tells that from one that is gone. */
  #ask(): void {
    if (this.#hasAsked) return
    this.#hasAsked = true
    const client = this.#options.makeClient()
    this.add(client)
    client.connect().then(
      () => client.end(),
      () => {},
    )
  }

  #cut(): void {
    if (!this.#hasAnswered && !this.#isGone) {
      this.#isGone = true
      this.#options.onGone?.()
    }
    for (const [client, { silentLooks }] of this.#open) {
      if (this.#isGone || silentLooks >= CUT_AFTER) client.connection.stream.destroy()
    }
  }
}

/** A class of clients for a pool, which makes its connections itself. */
export function clientsOf(connections: OpenConnections): new (config?: pg.ClientConfig) => pg.Client {
  return class extends Client {
    constructor(config?: pg.ClientConfig) {
      super(config)
      connections.add(this)
    }
  }
}

function bytesRead({ connection: { stream } }: pg.Client): number {
  return stream instanceof Socket ? stream.bytesRead : 0
}

/** Whether a client neither connects nor has a statement under way. The property is not among the driver's types. */
function isAtRest(client: pg.Client): boolean {
  return Reflect.get(client, 'readyForQuery') === true
}
