import fp from 'fastify-plugin'
import { MembershipService } from './membership-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    memberships: MembershipService
  }
}

export default fp(
  async (app) => {
    app.decorate('memberships', new MembershipService(app.db, app.config.sellerIconSource))
  },
  { name: 'list-memberships', fastify: '5.x', dependencies: ['config', 'database'] },
)
