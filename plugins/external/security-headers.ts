import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import helmet from 'helmet'
import type { Settings } from '../config/index.ts'
import { UNSET_BASEURL } from '../config/unset-baseurl.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * The headers of every answer, for answers that no hook adds something to.
     *
     * @param protocol that the client has used; null when it is not known.
     */
    securityHeaders: (protocol: string | null) => Readonly<Record<string, string>>
  }
}

const HTTPS_PORT = 443
/** Seconds for which browsers use HTTPS alone after an answer over HTTPS: a year. */
const HTTPS_SECONDS = 31_536_000

/**
 * Whether browsers may be told to use HTTPS alone: they apply that to every port of the host. Where the service is not at
 * the usual port, others of the host, such as the metrics or another service, may speak HTTP.
 */
function hasHostForItself({ baseurl, port, tlsCertFile }: Pick<Settings, 'baseurl' | 'port' | 'tlsCertFile'>): boolean {
  if (baseurl !== UNSET_BASEURL) return new URL(baseurl).port === ''
  return tlsCertFile === null || port === HTTPS_PORT
}

/** The headers that the library sets with these options, which are the same for every answer. */
function constantHeaders(options: Parameters<typeof helmet>[0]): Record<string, string> {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  helmet(options)(request, response, () => {})
  return Object.fromEntries(Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]))
}

/**
 * Headers that keep browsers from guessing, on every answer. Content security policies are those of what is answered:
 * pages, drawings and files need each their own, and the front end may stand in a frame of another site.
 */
async function securityHeaders(app: FastifyInstance): Promise<void> {
  const isHttps = app.config.baseurl.startsWith('https://')
  // Made once: the library would build its list of functions anew for each request.
  const plain = constantHeaders({
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
  // Other names below this one are not for us to decide.
  const overHttps = { ...plain, 'strict-transport-security': `max-age=${HTTPS_SECONDS}` }
  const secure = hasHostForItself(app.config) ? overHttps : plain
  const headersFor = (protocol: string | null) => (isHttps || protocol === 'https' ? secure : plain)
  app.decorate('securityHeaders', headersFor)
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headersFor(request.protocol))
    done()
  })
}

export default fp(securityHeaders, { name: 'security-headers', fastify: '5.x', dependencies: ['config'] })
