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

    app.registerForPolling('dashboard', async () => publish(await dashboard.poll()), { gauges: DASHBOARD_GAUGES })
  },
  { name: 'dashboard', fastify: '5.x', dependencies: ['database', 'metrics-poller'] },
)
