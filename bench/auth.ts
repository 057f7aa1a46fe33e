import Fastify from 'fastify'
import fp from 'fastify-plugin'
import app, { options } from '../app.ts'
import type { SettingsOverrides } from '../plugins/config/index.ts'
import { startIdentityProvider } from '../test/support/identity-provider.ts'
import type { BenchServer } from './inventory-database.ts'
import { atLeast, type BenchResult } from './result.ts'
import { runAlone } from './run-alone.ts'
import { compareThroughput } from './throughput.ts'

const LOWEST_RATIO = 0.9
const CONNECTIONS = 32
const USERS = 50

async function startService(settings: SettingsOverrides) {
  const instance = Fastify({ ...options, logger: false })
  const usual = { dbPoolSize: 20, dbPoolMaxOverflow: 0, metricsUpdateInterval: 3600 }
  await instance.register(fp(app), { settings: { ...usual, ...settings } })
  return { instance, url: await instance.listen({ port: 0, host: '127.0.0.1' }) }
}

/** What validating the token of each request costs, on the same route of the same service with and without sign-in. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const cleanUps: (() => Promise<void> | void)[] = []
  try {
    const databaseUrl = await server.createInventory(1000)
    const provider = await startIdentityProvider(
      { teardown: (work) => cleanUps.push(work) },
      { baseurl: 'http://localhost:3000' },
    )
    const secured = await startService({ databaseUrl, ...provider.settings })
    cleanUps.push(() => secured.instance.close())
    const open = await startService({ databaseUrl })
    cleanUps.push(() => open.instance.close())

    const parts = await open.instance.db.query<{ key: string }>('select key from parts order by id limit 500')
    const tokens = await Promise.all(
      Array.from({ length: USERS }, (_, n) =>
        provider.sign({ sub: `user ${n}`, exp: Math.floor(Date.now() / 1000) + 3600 }),
      ),
    )
    // Both get the same bytes, so that what is measured is what the service does with them.
    const requests = parts.map(({ key }, n) => ({
      path: `/api/parts/${key}`,
      headers: { cookie: `access_token=${tokens[n % USERS]}; refresh_token=opaque; id_token=${tokens[0]}` },
    }))
    const comparison = await compareThroughput(secured.url, open.url, { connections: CONNECTIONS, requests })
    const name = 'sign-in: requests/s of GET /api/parts/{key} with a token to validate'
    return [atLeast(name, comparison, LOWEST_RATIO, '× without sign-in')]
  } finally {
    for (const work of cleanUps.toReversed()) await work()
  }
}

if (import.meta.main) await runAlone(run)
