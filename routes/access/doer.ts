import type { FastifyRequest } from 'fastify'
import type { Doer } from '../../services/access/access-log/access-log.ts'

/** Who sends a request, and from where, for the log of access. */
export function doerOf({ identity, ip }: Pick<FastifyRequest, 'identity' | 'ip'>): Doer {
  return { subject: identity?.subject ?? null, address: ip }
}
