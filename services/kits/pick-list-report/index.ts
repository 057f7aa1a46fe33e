import fp from 'fastify-plugin'
import { PickListReport } from './pick-list-report.ts'

declare module 'fastify' {
  interface FastifyInstance {
    pickListReport: PickListReport
  }
}

export default fp(
  async (app) => {
    app.decorate('pickListReport', new PickListReport())
  },
  { name: 'pick-list-report', fastify: '5.x' },
)
