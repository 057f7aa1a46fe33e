import type { Server } from 'node:http'
import type { Socket } from 'node:net'

const SWEEP_INTERVAL_MS = 500

/**
 * Closes connections that would hold the close of a server for minutes: those on which no request has ever come (a
 * browser opens some in advance; the server does not count them as idle), and those that have become idle since the
 * server began to close, after a download that had announced keep-alive.
 */
export class LingeringConnections {
  readonly #server: Server
  readonly #silent = new Set<Socket>()
  readonly #onConnection = (socket: Socket) => {
    this.#silent.add(socket)
    socket.once('close', () => this.#silent.delete(socket))
  }
  readonly #onRequest = ({ socket }: { socket: Socket }) => {
    this.#silent.delete(socket)
  }
  #timer: NodeJS.Timeout | undefined

  constructor(server: Server) {
    this.#server = server
    server.on('connection', this.#onConnection)
    server.on('request', this.#onRequest)
  }

  /** Begins to close them, the first time in half a second: a request that is on its way is still answered. */
  startClosing(): void {
    this.#timer = setInterval(() => {
      this.#server.closeIdleConnections?.()
      for (const socket of this.#silent) socket.destroy()
    }, SWEEP_INTERVAL_MS)
    this.#timer.unref()
  }

  /** Ends the watch; to be called when the server has closed. */
  stop(): void {
    clearInterval(this.#timer)
    this.#server.off('connection', this.#onConnection)
    this.#server.off('request', this.#onRequest)
    this.#silent.clear()
  }
}
