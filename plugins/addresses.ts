import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { adviceFor } from './database/connection-problem.ts'
import type { HealthCheckResult } from './health/index.ts'

const LOOK_MS = 1000

/** Results of the checks of readiness, by name. */
type Results = Readonly<Record<string, HealthCheckResult>>

/**
 * Resolves when the instance is ready: when its own readiness says so.
 *
 * @param onNotReady called with what the checks found, each time it is not.
 * @returns false when the instance closes before.
 */
export async function untilReady(app: FastifyInstance, onNotReady: (results: Results) => void): Promise<boolean> {
  while (!app.lifecycle.isShuttingDown) {
    const { ok, results } = await app.readiness.run()
    if (ok) return true
    onNotReady(results)
    await setTimeout(LOOK_MS, undefined, { ref: false })
  }
  return false
}

/** What to do about an instance that is not ready, in one sentence. */
function advise({ database }: Results): string {
  if (Number(database?.migrations_pending) > 0) {
    return 'the database lacks migrations: run "npm run cli -- migrate", or start with MIGRATE_ON_START=true'
  }
  const advice = adviceFor(database?.reason)
  return advice === null
    ? 'GET /health/readyz says why'
    : `the database cannot be used (${database?.reason}). ${advice}`
}

/** Says in the log where the service can be reached, once it listens and is ready; until then, why it is not. */
export default fp(
  async (app) => {
    app.addHook('onListen', async () => {
      const [address] = app.addresses()
      if (!address || typeof address === 'string') return
      const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
      const scheme = app.config.tlsCertFile === null ? 'http' : 'https'
      const base = `${scheme}://${host}:${address.port}${app.prefix}`
      const { metricsPort } = app.config
      const metrics = metricsPort === null ? `${base}/metrics` : `http://${host}:${metricsPort}${app.prefix}/metrics`
      let said = ''
      const ready = untilReady(app, (results) => {
        const advice = advise(results)
        if (advice !== said) app.log.warn({ checks: results }, `not ready yet: ${advice}`)
        said = advice
      })
      // The server takes requests meanwhile: nobody has to wait for this.
      void ready.then((isReady) => {
        if (!isReady) return
        app.log.info(
          { api: `${base}/api`, reference: `${base}/api/docs/swagger/`, metrics },
          `ready: API at ${base}/api, its reference at ${base}/api/docs/swagger/, metrics at ${metrics}`,
        )
      })
    })
  },
  { name: 'addresses', fastify: '5.x', dependencies: ['config', 'lifecycle', 'health'] },
)
