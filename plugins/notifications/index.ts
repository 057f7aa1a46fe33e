import fp from 'fastify-plugin'
import { sessionOptions } from '../database/limits.ts'
import { openConnection } from '../database/single-connection.ts'
import { NotificationListener } from './listener.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** What other processes tell this one through the database. */
    notifications: NotificationListener
  }
}

/**
 * Listens to PostgreSQL's `NOTIFY`. Plugins register their channels before the instance is ready; register this one
 * before them, so that its connection outlives them.
 */
export default fp(
  async (app) => {
    const { config, connections, databaseUrl, pool, log } = app
    const applicationName = 'electronics-inventory events'
    const listener = new NotificationListener({
      open: () => openConnection({ databaseUrl, applicationName, connections, ...sessionOptions(config) }),
      async notify(channel, payload) {
        const connection = await pool.connect()
        try {
          await connection.query('select pg_notify(own_channel($1), $2)', [channel, payload])
        } finally {
          connection.release()
        }
      },
      log,
    })
    app.decorate('notifications', listener)
    app.addHook('onReady', () => app.schema.startWith(() => listener.start()))
    app.addHook('onClose', () => listener.stop())
  },
  { name: 'notifications', fastify: '5.x', dependencies: ['config', 'database'] },
)
