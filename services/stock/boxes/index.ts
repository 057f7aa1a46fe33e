import fp from 'fastify-plugin'
import { BoxService } from './box-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    boxes: BoxService
  }
}

export default fp(
  async (app) => {
    app.decorate('boxes', new BoxService(app.db))
  },
  { name: 'boxes', fastify: '5.x', dependencies: ['database'] },
)
