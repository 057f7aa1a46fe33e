import { type Actor, type Tools, Worker } from './worker.ts'

const READS = [
  'GET /api/dashboard/stats',
  'GET /api/dashboard/recent-activity',
  'GET /api/dashboard/storage-summary',
  'GET /api/dashboard/low-stock',
  'GET /api/dashboard/category-distribution',
  'GET /api/dashboard/parts-without-documents',
  'GET /api/types?include_stats=true',
  'GET /api/boxes?include_usage=true',
  'GET /api/sellers',
  'GET /api/parts?limit=50&include=locations,kits,shopping_lists,cover',
  'GET /api/parts?limit=20&offset=40',
  'GET /api/kits?status=active&query=soak&limit=20',
  'GET /api/shopping-lists',
  'GET /api/auth/self',
  'GET /api/docs/openapi.json',
  'GET /health/healthz',
] as const

/** Looks at lists, the dashboard and the search, as open pages do. */
export class Reader implements Actor {
  readonly #worker: Worker

  constructor(tools: Tools, name: string) {
    this.#worker = new Worker(tools, name)
  }

  async work(): Promise<void> {
    const { tally, random } = this.#worker.tools
    const operation = random.pick(READS)
    await tally.send(operation, { path: operation.slice('GET '.length) }, [200])
  }
}
