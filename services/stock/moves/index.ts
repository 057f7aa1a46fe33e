import fp from 'fastify-plugin'
import { BoxContentsService } from './box-contents-service.ts'
import { MoveService } from './move-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    moves: MoveService
    boxContents: BoxContentsService
  }
}

export default fp(
  async (app) => {
    app.decorate('moves', new MoveService(app.db))
    app.decorate('boxContents', new BoxContentsService(app.db))
  },
  { name: 'moves', fastify: '5.x', dependencies: ['database', 'parts', 'boxes', 'inventory'] },
)
