import fp from 'fastify-plugin'
import { ExportService } from './export-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    exports: ExportService
  }
}

export default fp(
  async (app) => {
    const { config, log } = app
    const limits = { statementSeconds: config.dbLongStatementTimeout, lockSeconds: config.dbLockTimeout }
    const exports = new ExportService(app.db, {
      limits,
      onFailure: (err, { name, format }) => log.error({ err, export: name, format }, 'an export failed on its way'),
    })
    app.decorate('exports', exports)
    app.addHook('onClose', () => exports.settled())
  },
  { name: 'exports', fastify: '5.x', dependencies: ['config', 'database'] },
)
