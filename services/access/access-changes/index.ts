import fp from 'fastify-plugin'
import { AccessChanges } from './access-changes.ts'

declare module 'fastify' {
  interface FastifyInstance {
    accessChanges: AccessChanges
  }
}

export default fp(
  async (app) => {
    app.decorate('accessChanges', new AccessChanges())
  },
  { name: 'access-changes', fastify: '5.x', dependencies: [] },
)
