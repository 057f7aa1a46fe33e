import cors from '@fastify/cors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { withAccess } from '../access.ts'
import { METHODS } from '../errors/allowed-methods.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Lets the page that sent a request read its answer, where its origin may. For the server option
     * `frameworkErrors`, whose requests are answered before any hook.
     */
    shareWithOrigin: (request: FastifyRequest, reply: FastifyReply) => void
  }
}

export interface CorsOptions {
  /** Origins whose pages may call the API; `*` for all. */
  origins: readonly string[]
}

/** What a page of another origin cannot read by default, and clients of the API need (Fetch standard, 3.3.4). */
const EXPOSED = [
  'X-Request-ID',
  'ETag',
  'Content-Disposition',
  'Retry-After',
  'Location',
  'Link',
  'Allow',
  'Idempotency-Replayed',
]

/** Lets pages of the listed origins call every method of every route. Without credentials: tokens go in a header. */
export default fp<CorsOptions>(
  async (app, { origins }) => {
    await app.register(withAccess('public', cors), {
      origin: [...origins],
      methods: [...METHODS],
      exposedHeaders: EXPOSED,
    })
    app.decorate('shareWithOrigin', (request: FastifyRequest, reply: FastifyReply) => {
      const { origin } = request.headers
      reply.header('vary', 'Origin').header('access-control-expose-headers', EXPOSED.join(', '))
      if (origins.includes('*')) reply.header('access-control-allow-origin', '*')
      else if (origin !== undefined && origins.includes(origin)) reply.header('access-control-allow-origin', origin)
    })
  },
  { name: 'cors', fastify: '5.x', dependencies: ['access'] },
)
