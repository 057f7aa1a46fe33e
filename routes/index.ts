import type { FastifyInstance } from 'fastify'
import boxes from './api/boxes/index.ts'
import dashboard from './api/dashboard/index.ts'
import docs from './api/docs/index.ts'
import icons from './api/icons/index.ts'
import inventory from './api/inventory/index.ts'
import locations from './api/locations/index.ts'
import parts from './api/parts/index.ts'
import partKits from './api/parts/kits.ts'
import partMemberships from './api/parts/shopping-list-memberships.ts'
import sellerLinks from './api/seller-links/index.ts'
import sellers from './api/sellers/index.ts'
import types from './api/types/index.ts'
import health from './health/index.ts'
import metrics from './metrics/index.ts'

const API = { prefix: '/api' }

/** Every route of the service. */
export default async function routes(app: FastifyInstance): Promise<void> {
  await app.register(health, { prefix: '/health' })
  await app.register(metrics, { prefix: '/metrics' })
  await app.register(docs, API)
  await app.register(types, API)
  await app.register(boxes, API)
  await app.register(locations, API)
  await app.register(sellers, API)
  await app.register(parts, API)
  await app.register(partKits, API)
  await app.register(partMemberships, API)
  await app.register(sellerLinks, API)
  await app.register(inventory, API)
  await app.register(icons, API)
  await app.register(dashboard, API)
}
