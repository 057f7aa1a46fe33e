import fp from 'fastify-plugin'
import { TypeService } from './type-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    types: TypeService
  }
}

export default fp(
  async (app) => {
    app.decorate('types', new TypeService(app.db))
  },
  { name: 'types', fastify: '5.x', dependencies: ['database'] },
)
