import fp from 'fastify-plugin'
import { KitContentService } from './kit-content-service.ts'
import { KITS_ACTIVE_COUNT, KITS_ARCHIVED_COUNT, KitCounts } from './kit-counts.ts'
import { forecastKits } from './kit-forecast.ts'
import { KitService } from './kit-service.ts'
import { KitUsageService } from './kit-usage-service.ts'
import { usedPartGuard } from './used-part-guard.ts'

declare module 'fastify' {
  interface FastifyInstance {
    kits: KitService
    kitContents: KitContentService
    kitUsage: KitUsageService
  }
}

export default fp(
  async (app) => {
    const { db, log } = app
    const counts = new KitCounts(db)
    // The change is stored already: when it cannot be counted now, the next poll does it.
    const countsChanged = () => {
      counts.refresh().catch((err) => log.warn({ err }, 'kits were not counted'))
    }
    app.parts.deletionGuards.add(usedPartGuard)
    app.operationEffects.forecastKits = forecastKits
    app.decorate('kits', new KitService(db, countsChanged))
    app.decorate('kitContents', new KitContentService(db))
    app.decorate('kitUsage', new KitUsageService(db))
    app.registerForPolling('kits', () => counts.refresh(), { gauges: [KITS_ACTIVE_COUNT, KITS_ARCHIVED_COUNT] })
    app.addHook('onClose', () => counts.settled())
  },
  { name: 'kits', fastify: '5.x', dependencies: ['database', 'metrics-poller', 'operations', 'parts'] },
)
