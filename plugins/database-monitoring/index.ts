import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'
import { countPendingMigrations } from '../database/migrations.ts'
import { ProcessRuns } from './process-runs.ts'

export const DB_POOL_CONNECTIONS = new Gauge({
  name: 'db_pool_connections',
  help: 'Pooled connections by state, and requests that wait for one',
  labelNames: ['state'] as const,
})

/**
 * What operators learn about the database: readiness, the use of the connection pool, and the figures of the last
 * shutdown, which this plugin keeps there for the next process.
 */
export default fp(
  async (app) => {
    const { config, db, orm, pool, log } = app

    app.lifecycle.useStore(new ProcessRuns(app.databaseUrl))

    app.readiness.addCheck('database', async () => {
      try {
        await db.query('select 1')
      } catch {
        return { connected: false, ok: false }
      }
      const pending = await countPendingMigrations(orm)
      return { connected: true, migrations_pending: pending, ok: pending === 0 }
    })

    const publishPoolUse = () => {
      DB_POOL_CONNECTIONS.set({ state: 'in_use' }, pool.totalCount - pool.idleCount)
      DB_POOL_CONNECTIONS.set({ state: 'idle' }, pool.idleCount)
      DB_POOL_CONNECTIONS.set({ state: 'waiting' }, pool.waitingCount)
    }
    app.registerForPolling('database', publishPoolUse, { gauges: [DB_POOL_CONNECTIONS] })

    app.addHook('onReady', async () => {
      const [server] = await db.query<{ max_connections: string }>('show max_connections').catch(() => [])
      log.info(
        { poolMax: config.poolMax, serverMax: Number(server?.max_connections) },
        'database connections: the pools of all replicas together must stay below what the server allows',
      )
    })
  },
  {
    name: 'database-monitoring',
    fastify: '5.x',
    dependencies: ['config', 'database', 'lifecycle', 'health', 'metrics-poller'],
  },
)
