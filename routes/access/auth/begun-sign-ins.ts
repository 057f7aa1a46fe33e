import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AuthCookies, cookieValues } from '../../../plugins/auth/cookies.ts'
import { LOGIN_STATE_SECONDS } from '../../../services/access/auth/login-states.ts'

const NAME = 'login_state'
/** Tabs of one browser that may sign in at the same time. */
const MOST = 4
const SEPARATOR = '.'

/** The browser comes back from another site, where it sends no cookies that are strictly of one site. */
function attributes(sameSite: 'Lax' | 'Strict' | 'None', basePath: string) {
  return { path: `${basePath}/api/auth`, sameSite: sameSite === 'None' ? 'none' : 'lax' } as const
}

/** Names of the sign-ins that the browser has begun; null without a cookie, none when several cookies disagree. */
export function readBegunSignIns(request: FastifyRequest): string[] | null {
  const [value, ...others] = cookieValues(request.headers.cookie, NAME)
  if (value === undefined) return null
  return others.length > 0 ? [] : value.split(SEPARATOR)
}

/** Has the browser keep the name of a sign-in that it begins now, beside those of its other tabs. */
export function keepBegunSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  cookies: AuthCookies,
  stateHash: string,
): void {
  const names = [...(readBegunSignIns(request) ?? []), stateHash].slice(-MOST)
  const { basePath, oidcCookieSamesite } = request.server.config
  cookies.set(reply, {
    name: NAME,
    value: names.join(SEPARATOR),
    maxAge: LOGIN_STATE_SECONDS,
    attributes: attributes(oidcCookieSamesite, basePath),
  })
}
