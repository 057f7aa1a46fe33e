import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerOptions, type ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { NoSuchPathError } from '../errors/validation-error.ts'
import { StartError } from '../start-error.ts'

export interface OperationsPortOptions {
  port: number
  host: string
  /** Beginnings of the paths that are answered there and nowhere else, such as `/metrics`. */
  paths: readonly string[]
  /** What the HTTP server of the app was created with: a request is refused in the same way on both ports. */
  http?: Pick<ServerOptions, 'maxHeaderSize' | 'requireHostHeader'>
}

/** Milliseconds in which a request has to arrive, and after the end to be answered. */
const REQUEST_MS = 30_000
const LAST_ANSWERS_MS = 1000

/** @throws StartError for a port that cannot be had: what the error itself says could as well be about `PORT`. */
function refuseStart(error: unknown, port: number, host: string): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    throw new StartError(
      `Port ${port} of ${host}, which METRICS_PORT names, is in use. End the program that has it, or set METRICS_PORT to` +
        ' another one',
      { cause: error },
    )
  }
  if (code === 'EACCES') {
    throw new StartError(`This user may not listen on port ${port}. Set METRICS_PORT to one above 1023`, {
      cause: error,
    })
  }
  throw error
}

/**
 * Answers some paths on a port of their own, which a firewall or a proxy can keep apart from what users reach. It listens
 * from the moment the instance is ready until its server has closed, so that a drain can be watched. Readiness is part of it:
 * an instance with such a port is not ready before its server listens.
 */
async function operationsPort(
  app: FastifyInstance,
  { port, host, paths, http = {} }: OperationsPortOptions,
): Promise<void> {
  const here = new WeakSet<IncomingMessage>()
  function route(request: IncomingMessage, response: ServerResponse): void {
    here.add(request)
    // Whoever listens to the server of the app, before a request is routed, hears of it.
    app.server.emit('request', request, response)
  }
  const server = createServer({ ...http, requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, route)
  // What Node would answer itself, without a body, is answered as on the other port.
  server.on('checkExpectation', route)
  server.on('clientError', (error, socket) => app.server.emit('clientError', error, socket))

  function isOperational(url: string): boolean {
    const [path = ''] = url.split('?', 1)
    return paths.some((each) => path === app.prefix + each || path.startsWith(`${app.prefix + each}/`))
  }

  app.addHook('onRequest', (request, _reply, done) => {
    done(
      isOperational(request.routeOptions.url ?? request.url) === here.has(request.raw)
        ? undefined
        : new NoSuchPathError(),
    )
  })

  // On the port of the app who asks has got through to it. This one answers before, while the app starts.
  app.readiness.addCheck('server', () => {
    const { listening } = app.server
    return listening ? { listening, ok: true } : { listening, reason: 'not listening yet', ok: false }
  })

  app.addHook('onReady', async () => {
    const listening = once(server, 'listening')
    server.listen({ port, host: host.replace(/^\[(.*)\]$/, '$1') })
    await listening.catch((error) => refuseStart(error, port, host))
  })
  app.addHook('onClose', async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS)
    await closed
    clearTimeout(timer)
  })
}

export default fp(operationsPort, { name: 'operations-port', fastify: '5.x', dependencies: ['errors', 'health'] })
