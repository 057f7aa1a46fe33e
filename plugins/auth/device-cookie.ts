import type { IncomingHttpHeaders } from 'node:http'
import type { SerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieValues } from './cookies.ts'

const NAME = 'inventory_device'
const DAY_SECONDS = 86_400
/** No address of this service has more parts. */
const MOST_PARTS = 12
/** Text that can stand in a `Path` attribute. */
const PATH_TEXT = /^[!-:=-~]+$/

export interface DeviceCookieSettings {
  /** Public origin of the application, which may have a path. */
  baseurl: string
  /** Path below which the application is, without a slash at its end. */
  basePath: string
  deviceSessionDays: number
}

/** What is needed of a request to tell which of the names its cookie has. */
export type CookieRequest = Pick<FastifyRequest, 'headers' | 'host' | 'protocol'>

type Serialize = (name: string, value: string, attributes: SerializeOptions) => string

/**
 * The cookie of a paired device. Over HTTPS its name has a prefix that browsers accept from HTTPS alone, and only that
 * name is read there: whoever can answer for this host without HTTPS can plant no device.
 */
export class DeviceCookie {
  readonly #days: number
  readonly #path: string
  readonly #secureHost: string | null
  readonly #serialize: Serialize

  constructor({ baseurl, basePath, deviceSessionDays }: DeviceCookieSettings, serialize: Serialize) {
    const { protocol, host } = new URL(baseurl)
    this.#days = deviceSessionDays
    this.#path = basePath || '/'
    this.#secureHost = protocol === 'https:' ? host : null
    this.#serialize = serialize
  }

  /** Every name that the cookie can have, so that the check of origins knows a request that carries one. */
  static readonly names: readonly string[] = ['', '__Host-', '__Secure-'].map((prefix) => prefix + NAME)

  /** Whether the browser uses HTTPS, as far as this service or its configuration knows. */
  isSecure({ host, protocol }: Pick<CookieRequest, 'host' | 'protocol'>): boolean {
    return protocol === 'https' || (this.#secureHost !== null && host === this.#secureHost)
  }

  /** The different values that a request has sent. */
  read(request: CookieRequest): string[] {
    return cookieValues(request.headers.cookie, this.#nameFor(this.isSecure(request)))
  }

  /** The same of headers that a gateway has forwarded. */
  readForwarded(headers: IncomingHttpHeaders): string[] {
    const isSecure = this.#secureHost !== null || headers['x-forwarded-proto'] === 'https'
    return cookieValues(headers.cookie, this.#nameFor(isSecure))
  }

  /** Gives the browser a secret, or the one that it has for another while. */
  set(request: CookieRequest, reply: FastifyReply, secret: string): void {
    this.#write(request, reply, secret, { maxAge: this.#days * DAY_SECONDS })
  }

  /**
   * Removes the cookie. Where the browser has sent several, those that something else has set for a longer path are removed,
   * too: one of them would count next.
   */
  clear(request: CookieRequest & Pick<FastifyRequest, 'url'>, reply: FastifyReply): void {
    const others = this.read(request).length > 1 ? pathsAbove(request.url) : []
    for (const path of new Set([this.#path, ...others])) {
      this.#write(request, reply, '', { path, maxAge: 0, expires: new Date(0) })
    }
  }

  #nameFor(isSecure: boolean): string {
    if (!isSecure) return NAME
    return this.#path === '/' ? `__Host-${NAME}` : `__Secure-${NAME}`
  }

  #write(request: CookieRequest, reply: FastifyReply, value: string, lifetime: SerializeOptions): void {
    const secure = this.isSecure(request)
    const attributes: SerializeOptions = { path: this.#path, httpOnly: true, sameSite: 'lax', secure, ...lifetime }
    // Set as a header at once, so that hijacked replies (streams) have it, too.
    reply.header('set-cookie', this.#serialize(this.#nameFor(secure), value, attributes))
    reply.header('cache-control', 'no-store')
  }
}

/** The paths whose cookies a browser sends to an address: `/`, `/a`, `/a/`, `/a/b`. */
function pathsAbove(address: string): string[] {
  const [path = ''] = address.split('?', 1)
  const all = path.split('/').filter(Boolean).slice(0, MOST_PARTS)
  const foreign = all.findIndex((part) => !PATH_TEXT.test(part))
  const parts = foreign < 0 ? all : all.slice(0, foreign)
  const above = parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}`)
  return ['/', ...above.flatMap((each) => [each, `${each}/`])]
}
