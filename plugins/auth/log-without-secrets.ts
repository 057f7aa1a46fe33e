import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { maskAddress } from './mask-address.ts'
import { maskSecrets } from './mask-secrets.ts'

/** Where a pino logger keeps the functions that it calls. Its children have those of the logger that they come from. */
const HOOKS = Symbol.for('pino.hooks')

type LineHook = (line: string) => string

function describeRequest(request: FastifyRequest) {
  return {
    method: request.method,
    url: maskAddress(request.url),
    host: request.host,
    remoteAddress: request.ip,
    remotePort: request.socket?.remotePort,
  }
}

function hookOf(hooks: object): LineHook | null {
  const hook: unknown = Reflect.get(hooks, 'streamWrite')
  return typeof hook === 'function' ? (line) => String(hook(line)) : null
}

/**
 * Has a logger hide secrets in every line, whatever has written it: a request can bring them in a header, an error can
 * repeat them. The option `hooks` of the logger would do the same, but whoever runs the service has made it already.
 *
 * @param logger a pino logger; another one is left alone.
 */
function maskLines(logger: object): void {
  const hooks: unknown = Reflect.get(logger, HOOKS)
  if (typeof hooks !== 'object' || hooks === null) return
  const before = hookOf(hooks)
  const streamWrite: LineHook = (line) => maskSecrets(before === null ? line : before(line))
  // Loggers that were made with no hooks of their own share one object.
  Object.defineProperty(logger, HOOKS, { value: { ...hooks, streamWrite }, configurable: true, writable: true })
}

/**
 * Removes secrets from the log: access tokens and codes of links from every line; from addresses of requests also
 * authorization codes, login states, other tokens, the secret of the gateway's callback, codes that pair devices and texts of
 * searches. Register it before the handler for unknown addresses is set: a code may be sent to a wrong address.
 */
async function logWithoutSecrets(app: FastifyInstance): Promise<void> {
  maskLines(app.log)
  app.setChildLoggerFactory((logger: FastifyBaseLogger, bindings, options, request) => {
    const { url = '' } = request
    return maskAddress(url) === url
      ? logger.child(bindings, options)
      : logger.child(bindings, { ...options, serializers: { ...options.serializers, req: describeRequest } })
  })
}

export default fp(logWithoutSecrets, { name: 'log-without-secrets', fastify: '5.x', dependencies: [] })
