import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'
import { sessionOptions } from '../database/limits.ts'
import { openConnection } from '../database/single-connection.ts'
import { DatabaseState } from './database-state.ts'
import { ProcessList } from './process-list.ts'
import { ProcessRuns } from './process-runs.ts'
import { MAX_CONNECTIONS } from './statements.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The processes of the service beside one database. */
    processes: ProcessList
  }
}

export const DB_POOL_CONNECTIONS = new Gauge({
  name: 'db_pool_connections',
  help: 'Pooled connections by state, and requests that wait for one',
  labelNames: ['state'] as const,
})

/**
 * Readiness of the database, the use of the connection pool, and the figures of the last shutdown, which this plugin
 * stores in the database for the next process.
 */
export default fp(
  async (app) => {
    const { config, db, orm, pool, log } = app

    const { connections, databaseUrl } = app
    const applicationName = 'electronics-inventory process'
    const open = () => openConnection({ databaseUrl, applicationName, connections, ...sessionOptions(config) })
    const runs = new ProcessRuns(open, log, (start) => app.schema.startWith(start))
    app.lifecycle.useStore(runs)
    app.decorate('processes', new ProcessList(db, runs))

    const state = new DatabaseState({ db, orm, pool, log })
    app.readiness.addCheck('database', () => state.check())

    const publishPoolUse = () => {
      DB_POOL_CONNECTIONS.set({ state: 'in_use' }, pool.totalCount - pool.idleCount)
      DB_POOL_CONNECTIONS.set({ state: 'idle' }, pool.idleCount)
      DB_POOL_CONNECTIONS.set({ state: 'waiting' }, pool.waitingCount)
    }
    app.registerForPolling('database', publishPoolUse, { gauges: [DB_POOL_CONNECTIONS] })

    app.addHook('onReady', async () => {
      const [server] = await db.query(MAX_CONNECTIONS).catch(() => [])
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
