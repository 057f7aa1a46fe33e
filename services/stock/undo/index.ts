import fp from 'fastify-plugin'
import { OperationLog } from './operation-log.ts'
import { UndoService } from './undo-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    operationLog: OperationLog
    undo: UndoService
  }
}

export default fp(
  async (app) => {
    const log = new OperationLog(app.db, app.operationEffects)
    app.decorate('operationLog', log)
    app.decorate('undo', new UndoService(app.db, log, app.operationEffects))
  },
  { name: 'undo', fastify: '5.x', dependencies: ['database', 'operations'] },
)
