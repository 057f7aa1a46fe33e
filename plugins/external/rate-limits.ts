import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { DomainError } from '../errors/domain-error.ts'

/** @param ttl milliseconds until the address may call again. */
function tooManyRequests(_request: unknown, { ttl }: { ttl: number }): DomainError {
  const hint = 'Wait a minute and try again'
  const options = { retryAfterSeconds: Math.max(1, Math.ceil(ttl / 1000)) }
  return new DomainError(429, 'TOO_MANY_REQUESTS', 'Too many requests of this address', hint, {}, options)
}

/**
 * Bounds how often one address may call the routes that ask for it with `config.rateLimit`, in the memory of this
 * instance. Register it before the routes.
 */
async function rateLimits(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, { global: false, errorResponseBuilder: tooManyRequests })
}

export default fp(rateLimits, { name: 'rate-limits', fastify: '5.x', dependencies: ['errors'] })
