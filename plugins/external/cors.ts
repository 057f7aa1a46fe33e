import cors from '@fastify/cors'
import fp from 'fastify-plugin'
import { withAccess } from '../access.ts'
import { METHODS } from '../errors/allowed-methods.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * The headers that let a page of this origin read an answer, if it may. For answers that no hook adds something
     * to: those of the server options `frameworkErrors` and `clientErrorHandler`.
     */
    originHeaders: (origin: string | undefined) => Record<string, string>
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
  'Operation-Id',
]

/** Lets pages of the listed origins call every method of every route. Without credentials: tokens go in a header. */
export default fp<CorsOptions>(
  async (app, { origins }) => {
    await app.register(withAccess('public', cors), {
      origin: [...origins],
      methods: [...METHODS],
      exposedHeaders: EXPOSED,
    })
    app.decorate('originHeaders', (origin: string | undefined) => {
      const allowed = origins.includes('*') ? '*' : origins.find((each) => each === origin)
      return {
        vary: 'Origin',
        'access-control-expose-headers': EXPOSED.join(', '),
        ...(allowed !== undefined && { 'access-control-allow-origin': allowed }),
      }
    })
  },
  { name: 'cors', fastify: '5.x', dependencies: ['access'] },
)
