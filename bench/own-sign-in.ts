import Fastify, { type FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import app, { options } from '../app.ts'
import type { SettingsOverrides } from '../plugins/config/index.ts'
import { makeToken, pairDevice } from '../test/support/own-sign-in.ts'
import type { BenchServer } from './inventory-database.ts'
import { atLeast, type BenchResult } from './result.ts'
import { runAlone } from './run-alone.ts'
import { compareThroughput } from './throughput.ts'

const LOWEST_RATIO = 0.95
const CONNECTIONS = 32
const CALLERS = 50

async function startService(settings: SettingsOverrides): Promise<{ instance: FastifyInstance; url: string }> {
  const instance = Fastify({ ...options, logger: false })
  const usual = { dbPoolSize: 20, dbPoolMaxOverflow: 0, metricsUpdateInterval: 3600, host: '127.0.0.1' }
  await instance.register(fp(app), { settings: { ...usual, ...settings } })
  return { instance, url: await instance.listen({ port: 0, host: '127.0.0.1' }) }
}

/** What the check of a paired device, or of an access token, costs on a read of one part. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const cleanUps: (() => Promise<void>)[] = []
  try {
    const databaseUrl = await server.createInventory(1000)
    const own = await startService({ databaseUrl, authMode: 'own' })
    cleanUps.push(() => own.instance.close())
    const open = await startService({ databaseUrl })
    cleanUps.push(() => open.instance.close())

    const parts = await open.instance.db.query<{ key: string }>('select key from parts order by id limit 500')
    const devices: Awaited<ReturnType<typeof pairDevice>>[] = []
    for (let n = 0; n < CALLERS; n++) devices.push(await pairDevice(own.instance, `Person ${n}`))
    const tokens: string[] = []
    for (const device of devices) tokens.push(await makeToken(own.instance, device, { role: 'reader' }))
    const ways = {
      'a paired device': (n: number): Record<string, string> => ({ cookie: devices[n % CALLERS]?.cookie ?? '' }),
      'an access token': (n: number): Record<string, string> => ({ authorization: `Bearer ${tokens[n % CALLERS]}` }),
    }
    const results: BenchResult[] = []
    for (const [name, headersOf] of Object.entries(ways)) {
      // Both get the same bytes, so that what is measured is what the service does with them.
      const requests = parts.map(({ key }, n) => ({ path: `/api/parts/${key}`, headers: headersOf(n) }))
      const comparison = await compareThroughput(own.url, open.url, { connections: CONNECTIONS, requests })
      results.push(
        atLeast(`requests/s of GET /api/parts/{key} of ${name}`, comparison, LOWEST_RATIO, '× without sign-in'),
      )
    }
    return results
  } finally {
    for (const work of cleanUps.toReversed()) await work()
  }
}

if (import.meta.main) await runAlone(run)
