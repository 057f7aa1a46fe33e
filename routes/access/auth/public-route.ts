import type { FastifyRequest } from 'fastify'

/** A route of the sign-in. A probe with HEAD must not use up what works once. */
export const PUBLIC_ROUTE = {
  // Nobody is known here yet, and each call may be one of the provider or leave a row behind.
  config: { access: 'public', rateLimit: { max: 300, timeWindow: 60_000 } },
  exposeHeadRoute: false,
} as const

/** The origin that a request has come to, as its client names it. */
export function originOf({ protocol, host }: Pick<FastifyRequest, 'protocol' | 'host'>): string {
  return `${protocol}://${host}`
}
