import fp from 'fastify-plugin'
import { AccessWatch } from './access-watch.ts'
import { Callers } from './callers.ts'
import { ACCESS_CHANNEL } from './statements.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Null while sign-in is off. */
    callers: Callers | null
  }
}

/** Who callers are by their device or access token, remembered until their access changes. */
export default fp(
  async (app) => {
    const { accessLog, config, db, log, notifications, schema, sse } = app
    if (!config.needsSignIn) {
      app.decorate('callers', null)
      return
    }
    const callers = new Callers({ db, accessLog, sessionDays: config.deviceSessionDays, log })
    const watch = new AccessWatch({ db, callers, streams: sse.streams.own, log })
    app.decorate('callers', callers)
    app.accessChanges.on((subject) => {
      watch.changed()
      // An external gateway knows subjects alone: their pages connect again, as far as they still may.
      sse.endGatewayStreams(subject).catch((err) => log.warn({ err }, 'event streams of somebody were not ended'))
    })
    notifications.listen(ACCESS_CHANNEL, () => watch.changed())
    // What was announced while there was no connection is lost.
    notifications.onConnected(async () => watch.changed())
    app.addHook('onReady', () => schema.startWith(() => watch.start()))
    app.addHook('onClose', () => watch.stop())
  },
  {
    name: 'callers',
    fastify: '5.x',
    dependencies: ['config', 'database', 'access-log', 'access-changes', 'notifications', 'sse'],
  },
)
