import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'

const SECRET_PARAMETER =
  /([?&](?:code|state|session_state|id_token_hint|id_token|access_token|refresh_token|token|secret|q)=)[^&#]*/gi
/** A cheap check for every request; it also matches other parameters whose names end like these. */
const MAY_HOLD_SECRETS = /(?:code|state|token|hint|secret|q)=/i

/** A request's address without what a sign-in depends on, and what a person searches for: `***` stands there. */
function withoutSecrets(url: string): string {
  return url.replace(SECRET_PARAMETER, '$1***')
}

function describeRequest(request: FastifyRequest) {
  return {
    method: request.method,
    url: withoutSecrets(request.url),
    host: request.host,
    remoteAddress: request.ip,
    remotePort: request.socket?.remotePort,
  }
}

/**
 * Removes authorization codes, login states, tokens, the secret of the gateway's callback and texts of searches from
 * addresses of requests in the log. Register it before the handler for unknown addresses is set: a code may be sent to a wrong address.
 */
async function logWithoutSecrets(app: FastifyInstance): Promise<void> {
  app.setChildLoggerFactory((logger: FastifyBaseLogger, bindings, options, request) =>
    MAY_HOLD_SECRETS.test(request.url ?? '')
      ? logger.child(bindings, { ...options, serializers: { ...options.serializers, req: describeRequest } })
      : logger.child(bindings, options),
  )
}

export default fp(logWithoutSecrets, { name: 'log-without-secrets', fastify: '5.x', dependencies: [] })
