import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'
import { ROLES } from '../../../plugins/auth/roles.ts'
import { repeat } from '../../../plugins/repeat.ts'
import { PeopleService } from './people-service.ts'
import { COUNT_PEOPLE } from './statements.ts'

declare module 'fastify' {
  interface FastifyInstance {
    people: PeopleService
  }
}

const PEOPLE_ACTIVE = new Gauge({
  name: 'people_active',
  help: 'People of the service who may sign in with paired devices',
  labelNames: ['role'] as const,
})

/** So often names are replaced that came after somebody was forgotten. */
const FORGET_SECONDS = 60

export default fp(
  async (app) => {
    const { db, log } = app
    const people = new PeopleService(db, app.accessLog, app.accessChanges)
    app.decorate('people', people)
    const forgetting = repeat(FORGET_SECONDS, () => people.forgetAgain(), { tellsChanges: true })
    app.addHook('onReady', () =>
      app.schema.startWith(() =>
        forgetting.start((err) => log.warn({ err }, 'names of forgotten people were not replaced')),
      ),
    )
    app.addHook('onClose', () => forgetting.stop())
    app.registerForPolling(
      'people',
      async () => {
        const counts = new Map((await db.query(COUNT_PEOPLE)).map(({ role, count }) => [role, count]))
        for (const role of ROLES) PEOPLE_ACTIVE.set({ role }, counts.get(role) ?? 0)
      },
      { gauges: [PEOPLE_ACTIVE] },
    )
  },
  { name: 'people', fastify: '5.x', dependencies: ['database', 'access-changes', 'access-log', 'metrics-poller'] },
)
