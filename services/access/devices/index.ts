import fp from 'fastify-plugin'
import { Gauge } from 'prom-client'
import { DeviceService } from './device-service.ts'
import { COUNT_DEVICES } from './statements.ts'

declare module 'fastify' {
  interface FastifyInstance {
    devices: DeviceService
  }
}

const DEVICES_ACTIVE = new Gauge({ name: 'devices_active', help: 'Paired devices that are still signed in' })

export default fp(
  async (app) => {
    const { config, db } = app
    app.decorate('devices', new DeviceService(db, app.accessLog, app.accessChanges))
    app.registerForPolling(
      'devices',
      async () => {
        const [row] = await db.query(COUNT_DEVICES, [config.deviceSessionDays])
        DEVICES_ACTIVE.set(row?.count ?? 0)
      },
      { gauges: [DEVICES_ACTIVE] },
    )
  },
  {
    name: 'devices',
    fastify: '5.x',
    dependencies: ['config', 'database', 'access-changes', 'access-log', 'metrics-poller'],
  },
)
