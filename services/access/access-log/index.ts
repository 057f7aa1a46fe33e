import fp from 'fastify-plugin'
import { repeat } from '../../../plugins/repeat.ts'
import { AccessLog } from './access-log.ts'

declare module 'fastify' {
  interface FastifyInstance {
    accessLog: AccessLog
  }
}

const SWEEP_SECONDS = 3600

export default fp(
  async (app) => {
    const { config, db, log, schema } = app
    const accessLog = new AccessLog(db)
    const sweep = repeat(SWEEP_SECONDS, () => accessLog.sweep(config.accessLogDays), { atOnce: true })
    app.decorate('accessLog', accessLog)
    app.addHook('onReady', () =>
      schema.startWith(() => sweep.start((err) => log.warn({ err }, 'old entries of the access log were not deleted'))),
    )
    app.addHook('onClose', () => sweep.stop())
  },
  { name: 'access-log', fastify: '5.x', dependencies: ['config', 'database'] },
)
