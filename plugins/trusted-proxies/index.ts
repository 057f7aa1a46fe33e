import type { IncomingMessage } from 'node:http'
import { isIP, isIPv6 } from 'node:net'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { readProxyList } from '../config/proxy-list.ts'

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port']

/** Whether `X-Forwarded-Proto` names schemes that a browser can have used, one for each proxy. */
function isScheme(header: string | string[] | undefined): boolean {
  return /^https?(?:\s*,\s*https?)*$/.test(header?.toString().trim() ?? '')
}

function isEncrypted(socket: object | null | undefined): boolean {
  return socket != null && 'encrypted' in socket && socket.encrypted === true
}

/** An address as proxies write it: perhaps with a port, and in brackets. @returns null for another text. */
function addressIn(text: string): string | null {
  const [, bracketed, plain] = /^(?:\[([^\]]+)\]|(\d+(?:\.\d+){3}))(?::\d{1,5})?$/.exec(text) ?? [null, null, text]
  const address = bracketed ?? plain ?? ''
  return isIP(address) === 0 ? null : address
}

/**
 * The addresses that a request has come from, the nearest last. What stands before a text that is no address was not
 * written by a proxy.
 */
function addressesIn(header: string | string[]): string[] {
  const texts = header
    .toString()
    .split(',')
    .map((text) => addressIn(text.trim()))
  return texts.slice(texts.lastIndexOf(null) + 1).filter((address) => address !== null)
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
    const from = headers['x-forwarded-for']
    if (from !== undefined) {
      const addresses = addressesIn(from)
      if (addresses.length === 0) delete headers['x-forwarded-for']
      else headers['x-forwarded-for'] = addresses.join(', ')
    }
    // The scheme becomes part of links and decides about cookies. What has come over HTTPS of the service's own was HTTPS.
    if (isEncrypted(socket) || !isScheme(headers['x-forwarded-proto'])) delete headers['x-forwarded-proto']
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
