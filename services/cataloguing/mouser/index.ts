import fp from 'fastify-plugin'
import { MOUSER_API_QUOTA_REMAINING, MouserQuota } from './mouser-quota.ts'
import { MOUSER_API_QUOTA_LIMIT, MouserService } from './mouser-service.ts'

declare module 'fastify' {
  interface FastifyInstance {
    mouser: MouserService
  }
}

export default fp(
  async (app) => {
    const { config, db, log, jsonCache } = app
    const limits = { perMinute: config.mouserRequestsPerMinute, perDay: config.mouserRequestsPerDay }
    const quota = new MouserQuota(db, limits)
    const mouser = new MouserService({
      baseUrl: config.mouserBaseUrl.replace(/\/+$/, ''),
      apiKey: config.mouserSearchApiKey,
      quota,
      cache: jsonCache,
      log,
    })
    app.decorate('mouser', mouser)
    if (!mouser.enabled) return

    app.registerForPolling('mouser', () => quota.publish(), {
      gauges: [MOUSER_API_QUOTA_LIMIT, MOUSER_API_QUOTA_REMAINING],
    })
    MOUSER_API_QUOTA_LIMIT.set({ window: 'minute' }, limits.perMinute)
    MOUSER_API_QUOTA_LIMIT.set({ window: 'day' }, limits.perDay)
  },
  { name: 'mouser', fastify: '5.x', dependencies: ['config', 'database', 'metrics-poller', 'outbound'] },
)
