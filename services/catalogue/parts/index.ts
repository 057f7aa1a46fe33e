import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'
import { PartService } from './part-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    parts: PartService
  }
}

export const PART_KEYS_FREE = new Gauge({ name: 'part_keys_free', help: 'Keys that are left for new parts' })

export default fp(
  async (app) => {
    const parts = new PartService(app.db, app.config.sellerIconSource)
    app.decorate('parts', parts)
    app.registerForPolling('part keys', async () => PART_KEYS_FREE.set(await parts.countFreeKeys()), {
      gauges: [PART_KEYS_FREE],
    })
  },
  { name: 'parts', fastify: '5.x', dependencies: ['config', 'database', 'metrics-poller'] },
)
