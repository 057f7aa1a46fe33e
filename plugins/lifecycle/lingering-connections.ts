import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { RequestsInFlight } from './requests-in-flight.ts'

const SWEEP_INTERVAL_MS = 500

/** The longest delay that timers take, in milliseconds. */
const MAX_DELAY_MS = 2 ** 31 - 1

/**
 * Closes connections that would block the close of a server for minutes: those on which no request has ever come (a
 * browser opens some in advance; the server does not count them as idle), those that have become idle since the server
 * began to close, after a download that had announced keep-alive, and in the end all the others.
 */
export class LingeringConnections {
  readonly #server: Server
  readonly #requests: RequestsInFlight
  readonly #silent = new Set<Socket>()
  readonly #onConnection = (socket: Socket) => {
    this.#silent.add(socket)
    socket.once('close', () => this.#silent.delete(socket))
  }
  readonly #onRequest = ({ socket }: { socket: Socket }) => {
    this.#silent.delete(socket)
  }
  #timer: NodeJS.Timeout | undefined
  #limit: NodeJS.Timeout | undefined

  constructor(server: Server, requests: RequestsInFlight) {
    this.#server = server
    this.#requests = requests
    server.on('connection', this.#onConnection)
    server.on('request', this.#onRequest)
  }

  /**
   * Begins to close them, the first time in half a second: a request that is on its way is still answered.
   *
   * @param remainingSeconds what requests that came late may take. A client that never ends its own has no longer.
   */
  startClosing(remainingSeconds: number): void {
    this.#limit = setTimeout(() => this.closeAll(), Math.min(remainingSeconds * 1000 + SWEEP_INTERVAL_MS, MAX_DELAY_MS))
    this.#limit.unref()
    this.#timer = setInterval(() => {
      if (!this.#requests.isFlushing) this.#server.closeIdleConnections?.()
      for (const socket of this.#silent) socket.destroy()
    }, SWEEP_INTERVAL_MS)
    this.#timer.unref()
  }

  /** Closes every connection, also those with a running request. */
  closeAll(): void {
    this.#server.closeAllConnections?.()
    for (const socket of this.#silent) socket.destroy()
  }

  /** Ends the watch; to be called when the server has closed. */
  stop(): void {
    clearInterval(this.#timer)
    clearTimeout(this.#limit)
    this.#server.off('connection', this.#onConnection)
    this.#server.off('request', this.#onRequest)
    this.#silent.clear()
  }
}
