import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { maskSecrets } from '../auth/mask-secrets.ts'
import { findDatabaseError } from '../database/database-error.ts'
import { dropStackOfState } from '../database/state-of-server.ts'
import { collectKnownPaths } from './allowed-methods.ts'
import { answerTo, type ErrorAnswer, isMissingObject, schemaPending, unknownRoute, wrongMethod } from './answers.ts'

/** A message may repeat what a request has brought, and whoever asks for help shows the answer to others. */
function withoutSecrets(body: object): string {
  return maskSecrets(JSON.stringify(body))
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { statusCode, body, headers = {} }: ErrorAnswer,
): FastifyReply {
  return reply
    .code(statusCode)
    .headers(headers)
    .type('application/json')
    .serializer(withoutSecrets)
    .send({ ...body, correlationId: request.id })
}

/** Answers a request that Fastify refuses before any route or hook, such as one with a malformed address. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  request.server.countRequest?.(request, reply)
  const { originHeaders, securityHeaders } = request.server
  reply.headers({ ...originHeaders?.(request.headers.origin), ...securityHeaders?.(request.protocol) })
  send(request, reply.header('x-request-id', request.id), answerTo(error))
}

/**
 * Has the client read why its body is refused: a connection that ends with bytes unread is reset, and a reset can
 * overtake the answer. So what is left of the body is read and forgotten; the time limit of the request bounds it.
 */
function passOverBody(request: FastifyRequest, reply: FastifyReply): void {
  reply.removeHeader('connection')
  request.raw.resume()
}

/**
 * One error body for every failure of every route. Register it before the routes: it learns from them which methods
 * a path has, for the 405 answers and for OPTIONS.
 */
export default fp(
  async (app) => {
    const known = collectKnownPaths(app)
    const pathOf = ({ url }: FastifyRequest) => url.split('?', 1)[0] ?? ''

    function answerUnmatched(request: FastifyRequest, reply: FastifyReply): FastifyReply {
      const methods = known.methodsOf(pathOf(request))
      // A path with a part that is longer than the router takes has the method, and yet no route.
      if (methods.length === 0 || methods.includes(request.method)) return send(request, reply, unknownRoute)
      return send(request, reply.header('allow', methods.join(', ')), wrongMethod)
    }

    app.setErrorHandler((error, request, reply) => {
      const isPending = isMissingObject(error) && app.hasDecorator('schema') && !app.schema.isCurrent
      const answer = isPending ? schemaPending : answerTo(error)
      // That migrations are pending is told once, by what looks for them.
      // The ORM's errors have a stack of their own.
      dropStackOfState(error)
      if (isPending) request.log.info('request refused: migrations are pending')
      else if (answer.statusCode >= 500) request.log.error({ err: error }, 'request failed')
      else if (findDatabaseError(error)) request.log.warn({ err: error }, 'request refused by the database')
      else request.log.info({ err: error instanceof Error ? error.message : error }, 'request refused')
      if (answer.statusCode === 413) passOverBody(request, reply)
      return send(request, reply, answer)
    })

    // A preflight of a browser is answered by the plugin for other origins; any other OPTIONS asks what a path can do.
    app.addHook('onRequest', (request, reply, done) => {
      const isPreflight = request.headers.origin !== undefined && 'access-control-request-method' in request.headers
      if (request.method !== 'OPTIONS' || isPreflight) {
        done()
        return
      }
      const methods = known.methodsOf(pathOf(request))
      if (app.hasDecorator('originHeaders')) reply.headers(app.originHeaders(request.headers.origin))
      if (methods.length === 0) send(request, reply, unknownRoute)
      else
        reply
          .code(204)
          .header('allow', [...methods, 'OPTIONS'].join(', '))
          .send()
    })
    /** The address of another route, with a method that only a route with a parameter has, names no record. */
    const isOfAnotherRoute = (request: FastifyRequest) =>
      request.routeOptions.url?.includes(':') === true && known.isLiteral(pathOf(request))

    // Whatever comes with a request that no route takes, nobody has to understand it.
    app.addHook('preParsing', (request, reply, _payload, done) => {
      if (request.is404 || isOfAnotherRoute(request)) answerUnmatched(request, reply)
      else done()
    })
    app.setNotFoundHandler(answerUnmatched)
  },
  { name: 'errors', fastify: '5.x' },
)
