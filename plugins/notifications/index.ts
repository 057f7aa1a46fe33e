import fp from 'fastify-plugin'
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
    const listener = new NotificationListener(app.databaseUrl, app.log)
    app.decorate('notifications', listener)
    app.addHook('onReady', () => listener.start())
    app.addHook('onClose', () => listener.stop())
  },
  { name: 'notifications', fastify: '5.x', dependencies: ['database'] },
)
