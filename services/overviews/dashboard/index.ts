import fp from 'fastify-plugin'
import { DashboardService } from './dashboard-service.ts'
import { DASHBOARD_GAUGES, publish } from './gauges.ts'

declare module 'fastify' {
  interface FastifyInstance {
    dashboard: DashboardService
  }
}

export default fp(
  async (app) => {
    const { db } = app
    const dashboard = new DashboardService(db)
    app.decorate('dashboard', dashboard)

    app.registerForPolling(
      'dashboard',
      async () => {
        const reading = await db.transaction(
          async () => ({
            stats: await dashboard.stats(),
            outOfStock: await dashboard.countOutOfStock(),
            partsWithoutDocuments: await dashboard.countPartsWithoutDocuments(),
            boxes: await dashboard.storageSummary(),
            types: await dashboard.categoryDistribution(),
          }),
          { isolationLevel: 'repeatable read', readOnly: true },
        )
        publish(reading)
      },
      { gauges: DASHBOARD_GAUGES },
    )
  },
  { name: 'dashboard', fastify: '5.x', dependencies: ['database', 'metrics-poller'] },
)
