import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

export interface BodyDeadlineOptions {
  /** Seconds in which some of a body must arrive. Default 30. */
  windowSeconds?: number
  /** The same once the request has been answered, and nobody needs its body any more. Default 5. */
  answeredWindowSeconds?: number
  /** Longest time that the rest of a body may take once the request has been answered, in seconds. Default 60. */
  answeredSeconds?: number
}

/** How much of a body must arrive in each window, in bytes: the slowest of phone lines brings more. */
const LEAST_BYTES = 16 * 1024

/** As the server itself reports a request that takes too long. */
class RequestTimeoutError extends Error {
  readonly code = 'ERR_HTTP_REQUEST_TIMEOUT'

  constructor() {
    super('Request timeout')
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** Watches how the body of one request arrives. */
class BodyWatch {
  readonly #app: FastifyInstance
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  readonly #options: Required<BodyDeadlineOptions>
  #bytes: number
  #answeredAt: number | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(
    app: FastifyInstance,
    request: IncomingMessage,
    response: ServerResponse,
    options: Required<BodyDeadlineOptions>,
  ) {
    this.#app = app
    this.#request = request
    this.#response = response
    this.#options = options
    this.#bytes = request.socket.bytesRead
    this.#wait(options.windowSeconds)
    request.once('close', () => clearTimeout(this.#timer))
    response.once('finish', () => this.#answered())
  }

  #wait(seconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#look(), seconds * 1000)
    this.#timer.unref()
  }

  #answered(): void {
    if (this.#request.complete) return
    this.#answeredAt = performance.now()
    this.#bytes = this.#request.socket.bytesRead
    this.#wait(this.#options.answeredWindowSeconds)
  }

  #look(): void {
    const { complete, readableLength, socket } = this.#request
    if (complete || socket.destroyed) return
    const { windowSeconds, answeredWindowSeconds, answeredSeconds } = this.#options
    const answeredFor = this.#answeredAt === undefined ? 0 : (performance.now() - this.#answeredAt) / 1000
    // What has arrived and was not read yet is the service's own delay.
    const goesOn = readableLength > 0 || socket.bytesRead - this.#bytes >= LEAST_BYTES
    if (!goesOn || answeredFor >= answeredSeconds) {
      this.#cut()
      return
    }
    this.#bytes = socket.bytesRead
    this.#wait(this.#answeredAt === undefined ? windowSeconds : answeredWindowSeconds)
  }

  #cut(): void {
    const { socket, httpVersionMajor } = this.#request
    // Over HTTP/2 the connection has other requests as well.
    if (httpVersionMajor >= 2) {
      this.#response.destroy()
      return
    }
    if (this.#response.headersSent) {
      socket.destroy()
      return
    }
    // It is answered with 408.
    this.#app.server.emit('clientError', new RequestTimeoutError(), socket)
  }
}

/**
 * Ends requests whose body stops arriving: they would hold a connection, and the memory behind it, without end. What a whole
 * request may take is the server's `requestTimeout`.
 */
async function bodyDeadline(
  app: FastifyInstance,
  { windowSeconds = 30, answeredWindowSeconds = 5, answeredSeconds = 60 }: BodyDeadlineOptions,
): Promise<void> {
  const options = { windowSeconds, answeredWindowSeconds, answeredSeconds }
  const watch = (request: IncomingMessage, response: ServerResponse) => {
    if (hasBody(request)) new BodyWatch(app, request, response, options)
  }
  // Not a hook: a request that Fastify refuses before any of them has a body as well.
  app.server.on('request', watch)
  app.addHook('onClose', async () => {
    app.server.off('request', watch)
  })
}

export default fp(bodyDeadline, { name: 'body-deadline', fastify: '5.x', dependencies: [] })
