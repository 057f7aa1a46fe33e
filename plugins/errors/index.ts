import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { collectAllowedMethods } from './allowed-methods.ts'
import { answerTo, type ErrorAnswer, unknownRoute, wrongMethod } from './answers.ts'

function send(request: FastifyRequest, reply: FastifyReply, { statusCode, body }: ErrorAnswer): FastifyReply {
  return reply
    .code(statusCode)
    .type('application/json')
    .serializer(JSON.stringify)
    .send({ ...body, correlationId: request.id })
}

/** Answers a request that Fastify refuses before any route or hook, such as one with a malformed address. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  request.server.countRequest?.(request, reply)
  send(request, reply, answerTo(error))
}

/**
 * One error body for every failure of every route. Register it before the routes: it learns from them which methods
 * a path has, for the 405 answers.
 */
export default fp(
  async (app) => {
    const allowedMethods = collectAllowedMethods(app)

    app.setErrorHandler((error, request, reply) => {
      const answer = answerTo(error)
      if (answer.statusCode >= 500) request.log.error({ err: error }, 'request failed')
      else request.log.info({ err: error instanceof Error ? error.message : error }, 'request refused')
      return send(request, reply, answer)
    })

    app.setNotFoundHandler((request, reply) => {
      const [path = ''] = request.url.split('?', 1)
      const methods = allowedMethods(path)
      if (methods.length === 0) return send(request, reply, unknownRoute)
      return send(request, reply.header('allow', methods.join(', ')), wrongMethod)
    })
  },
  { name: 'errors', fastify: '5.x' },
)
