import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { HealthChecks } from './health-checks.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Checks whether this instance can serve requests. */
    readiness: HealthChecks
    /** Checks that describe the process; they never fail its probe. */
    liveness: HealthChecks
  }
}

export type { HealthCheck, HealthCheckResult } from './health-checks.ts'

/** Decorates the instance with `readiness` and `liveness`, to which other plugins add their checks. */
async function health(app: FastifyInstance): Promise<void> {
  const onFailure = (check: string, err: unknown) => app.log.warn({ check, err }, 'a health check failed')
  app.decorate('readiness', new HealthChecks(onFailure))
  app.decorate('liveness', new HealthChecks(onFailure))
}

export default fp(health, { name: 'health', fastify: '5.x', dependencies: [] })
