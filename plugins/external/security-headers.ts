import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * The headers of every answer, for answers that no hook adds something to.
     *
     * @param protocol that the client has used; null when it is not known.
     */
    securityHeaders: (protocol: string | null) => Record<string, string>
  }
}

/** Seconds for which browsers use HTTPS alone after an answer over HTTPS: a year. */
const HTTPS_SECONDS = 31_536_000
const REFERRER_POLICY = 'same-origin'

/**
 * Headers that keep browsers from guessing, on every answer. Content security policies are those of what is answered:
 * pages, drawings and files need each their own, and the front end may stand in a frame of another site.
 */
async function securityHeaders(app: FastifyInstance): Promise<void> {
  const isHttps = app.config.baseurl.startsWith('https://')
  // Other services of the same host may have no HTTPS: what is below its name is not for us to decide.
  const transport = (protocol: string | null): Record<string, string> =>
    isHttps || protocol === 'https' ? { 'strict-transport-security': `max-age=${HTTPS_SECONDS}` } : {}
  app.decorate('securityHeaders', (protocol: string | null) => ({
    'x-content-type-options': 'nosniff',
    'referrer-policy': REFERRER_POLICY,
    ...transport(protocol),
  }))
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    // Pages of CORS_ORIGINS show pictures of documents.
    crossOriginResourcePolicy: false,
    crossOriginOpenerPolicy: false,
    frameguard: false,
    originAgentCluster: false,
    referrerPolicy: { policy: REFERRER_POLICY },
    strictTransportSecurity: false,
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(transport(request.protocol))
    done()
  })
}

export default fp(securityHeaders, { name: 'security-headers', fastify: '5.x', dependencies: ['config'] })
