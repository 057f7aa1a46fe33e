import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** Seconds for which browsers use HTTPS alone after an answer over HTTPS: a year. */
const HTTPS_SECONDS = 31_536_000

/**
 * Headers that keep browsers from guessing, on every answer. Content security policies are those of what is answered:
 * pages, drawings and files need each their own, and the front end may stand in a frame of another site.
 */
async function securityHeaders(app: FastifyInstance): Promise<void> {
  const isHttps = app.config.baseurl.startsWith('https://')
  await app.register(helmet, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    // Pages of CORS_ORIGINS show pictures of documents.
    crossOriginResourcePolicy: false,
    crossOriginOpenerPolicy: false,
    frameguard: false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: false,
  })
  app.addHook('onRequest', (request, reply, done) => {
    // Other services of the same host may have no HTTPS: what is below its name is not for us to decide.
    if (isHttps || request.protocol === 'https') {
      reply.header('strict-transport-security', `max-age=${HTTPS_SECONDS}`)
    }
    done()
  })
}

export default fp(securityHeaders, { name: 'security-headers', fastify: '5.x', dependencies: ['config'] })
