import fp from 'fastify-plugin'
import { Effects } from './effects.ts'
import { FORGET_ACTOR } from './record-statements.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** How what operations did besides stock is taken back. */
    operationEffects: Effects
  }
}

export default fp(
  async (app) => {
    app.decorate('operationEffects', new Effects())
    app.people.onForget(async (unit, { subject, name, since }) => {
      await unit.query(FORGET_ACTOR, [subject, name, since])
    })
  },
  { name: 'operations', fastify: '5.x', dependencies: ['database', 'people'] },
)
