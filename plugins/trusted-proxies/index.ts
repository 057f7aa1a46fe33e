import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { readProxyList } from '../config/proxy-list.ts'

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port']

/** Whether `X-Forwarded-Proto` names schemes that a browser can have used, one for each proxy. */
function isScheme(header: string | string[] | undefined): boolean {
  return /^https?(?:\s*,\s*https?)*$/.test(header?.toString().trim() ?? '')
}

/**
 * Takes away what a request says about where it has been before, unless a proxy of `TRUSTED_PROXIES` has sent it: whoever
 * connects directly could claim any address, host or scheme. Register it before the hooks that read them.
 */
async function trustedProxies(app: FastifyInstance): Promise<void> {
  const { list } = readProxyList(app.config.trustedProxies)

  function isTrusted(address: string | undefined): boolean {
    // A socket of the file system has none: it is of this machine.
    if (address === undefined) return list.check('127.0.0.1', 'ipv4')
    const [plain = ''] = address.split('%', 1)
    return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
  }

  function dropClaims({ headers, socket }: IncomingMessage): void {
    if (!FORWARDED.some((name) => name in headers)) return
    if (!isTrusted(socket?.remoteAddress)) for (const name of FORWARDED) delete headers[name]
    // The scheme becomes part of links and decides about cookies.
    if (!isScheme(headers['x-forwarded-proto'])) delete headers['x-forwarded-proto']
  }

  // Before the request is logged.
  app.server.prependListener('request', dropClaims)
  app.addHook('onClose', async () => {
    app.server.off('request', dropClaims)
  })
  // Requests that come another way, such as injected ones.
  app.addHook('onRequest', (request, _reply, done) => {
    dropClaims(request.raw)
    done()
  })
}

export default fp(trustedProxies, { name: 'trusted-proxies', fastify: '5.x', dependencies: ['config'] })
