import type { SerializeOptions } from '@fastify/cookie'
import type { FastifyReply } from 'fastify'
import type { TokenSet } from './authenticator.ts'

/** Name of the cookie that holds the ID token, the hint for the sign-out at the identity provider. */
export const ID_COOKIE = 'id_token'

export interface CookieSettings {
  /** Public origin of the application. */
  baseurl: string
  oidcCookieName: string
  oidcRefreshCookieName: string
  oidcCookieSecure: boolean | null
  oidcCookieSamesite: 'Lax' | 'Strict' | 'None'
  oidcCookiePartitioned: boolean
}

/** A cookie that an answer sets. */
export interface CookieToSet {
  name: string
  value: string
  /** Lifetime in seconds; null for the browser's session. */
  maxAge: number | null
  /** Those that differ from the ones of the token cookies. */
  attributes?: SerializeOptions
}

type Serialize = (name: string, value: string, attributes: SerializeOptions) => string

const SAME_SITE = { Lax: 'lax', Strict: 'strict', None: 'none' } as const

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/**
 * The different values that a `Cookie` header has for a name. When there are several, another site of the same domain may
 * have set one of them. A parser that picks one would let that site choose the session.
 */
export function cookieValues(header: string | undefined, name: string): string[] {
  if (header === undefined || !header.includes(name)) return []
  const values = new Set<string>()
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    if (at < 0 || pair.slice(0, at).trim() !== name) continue
    const value = pair
      .slice(at + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1')
    if (value !== '') values.add(decode(value))
  }
  return [...values]
}

/** The cookies that hold a browser's tokens. Scripts cannot read them, and no other path or host gets them. */
export class AuthCookies {
  readonly accessName: string
  readonly refreshName: string
  readonly #attributes: SerializeOptions
  readonly #serialize: Serialize

  constructor(settings: CookieSettings, serialize: Serialize) {
    this.#serialize = serialize
    this.accessName = settings.oidcCookieName
    this.refreshName = settings.oidcRefreshCookieName
    const secure = settings.oidcCookieSecure ?? settings.baseurl.startsWith('https://')
    this.#attributes = {
      path: '/',
      httpOnly: true,
      sameSite: SAME_SITE[settings.oidcCookieSamesite],
      secure: secure || settings.oidcCookiePartitioned,
      partitioned: settings.oidcCookiePartitioned,
    }
  }

  /** Sets one cookie. */
  set(reply: FastifyReply, { name, value, maxAge, attributes = {} }: CookieToSet): void {
    const lifetime = maxAge === null ? {} : { maxAge: Math.max(0, Math.floor(maxAge)) }
    // Set as a header at once, so that hijacked replies (streams) have it, too.
    reply.header('set-cookie', this.#serialize(name, value, { ...this.#attributes, ...lifetime, ...attributes }))
    reply.header('cache-control', 'no-store')
  }

  /** Sets the cookies of the tokens that there are; the others stay as they are. */
  setTokens(reply: FastifyReply, tokens: TokenSet): void {
    const { accessToken, expiresIn, refreshToken, refreshExpiresIn: maxAge, idToken } = tokens
    this.set(reply, { name: this.accessName, value: accessToken, maxAge: expiresIn })
    if (refreshToken !== null) this.set(reply, { name: this.refreshName, value: refreshToken, maxAge })
    if (idToken !== null) this.set(reply, { name: ID_COOKIE, value: idToken, maxAge })
  }

  /** Removes one cookie. */
  clear(reply: FastifyReply, name: string, attributes: SerializeOptions = {}): void {
    this.set(reply, { name, value: '', maxAge: 0, attributes: { expires: new Date(0), ...attributes } })
  }

  /** Removes the cookies of all tokens. */
  clearTokens(reply: FastifyReply): void {
    for (const name of [this.accessName, this.refreshName, ID_COOKIE]) this.clear(reply, name)
  }
}
