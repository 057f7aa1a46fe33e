import pg from 'pg'
import { startService } from '../test/support/service-process.ts'
import { timed } from './compare-times.ts'
import type { BenchServer } from './inventory-database.ts'
import { atMost, type BenchResult, percentile } from './result.ts'
import { runAlone } from './run-alone.ts'

const SIZES = [100_000]
const CODES = 300
const WARM_UP = 30
const MOST_MS = 20

interface NumberedPart {
  key: string
  manufacturer_code: string
}

/** Codes of all known kinds, by the part that they are of. */
const KINDS: Readonly<Record<string, (part: NumberedPart, place: number) => string>> = {
  'own label': ({ key }) => `HTTPS://PARTS.EXAMPLE.COM/P/${key}`,
  'bag of a distributor': ({ manufacturer_code }, place) =>
    `[)>\u001e06\u001d1P${manufacturer_code}\u001dQ${place + 1}\u001d1K1234567\u001d11ZPICK\u001d12Z${place}\u001e\u0004`,
  'number alone': ({ manufacturer_code }) => manufacturer_code.replaceAll(/\s/g, ''),
  'product code': (_part, place) => ['4006381333931', '5901234123457'][place % 2] ?? '',
  'page of a shop': ({ manufacturer_code }) =>
    `https://www.mouser.com/ProductDetail/Maker/${encodeURIComponent(manufacturer_code)}`,
}

/** How long it takes to say what codes mean, over HTTP. */
export async function run(server: BenchServer, sizes: readonly number[] = SIZES): Promise<BenchResult[]> {
  const results: BenchResult[] = []
  for (const size of sizes) {
    const databaseUrl = await server.createInventory(size)
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    const { rows: parts } = await client.query<NumberedPart>(
      `select key, manufacturer_code from parts where manufacturer_code is not null order by md5(key) limit ${CODES}`,
    )
    await client.end()
    const service = await startService({ teardown() {} }, { DATABASE_URL: databaseUrl, DATA_DIR: server.dataDir })
    const scan = async (code: string) => {
      const answer = await fetch(`${service.url}/api/scans`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
      })
      if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`)
      await answer.arrayBuffer()
    }
    try {
      for (const [kind, codeOf] of Object.entries(KINDS)) {
        const codes = parts.map(codeOf)
        for (const code of codes.slice(0, WARM_UP)) await scan(code)
        const times: number[] = []
        for (const code of codes) times.push(await timed(() => scan(code)))
        const slowest = percentile(times, 0.95)
        const name = `${kind}, ${size} parts: p95 ${slowest.toFixed(1)} ms`
        results.push(atMost(name, { ratio: slowest / MOST_MS, noise: 1 }, 1, `× ${MOST_MS} ms`))
      }
    } finally {
      await service.end('SIGTERM')
    }
  }
  return results
}

if (import.meta.main) await runAlone(run)
