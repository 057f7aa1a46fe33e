import pg from 'pg'
import { ormOptions } from '../mikro-orm.config.ts'
import { connectDatabase } from '../plugins/database/connect.ts'
import { findCandidates } from '../services/cataloguing/duplicate-search/candidate-search.ts'
import { timed } from './compare-times.ts'
import type { BenchServer } from './inventory-database.ts'
import { atMost, type BenchResult, median } from './result.ts'
import { runAlone } from './run-alone.ts'

const SMALL = 1000
const LARGE = 100_000
const ROUNDS = 5

const SEARCHES = [
  '100 nF 50V X7R 0603 MLCC ceramic capacitor SMD Murata GRM188R71H104KA93D',
  'Texas Instruments TPS54331DR buck converter, 3.5 V to 28 V input, 3 A, adjustable output, SOIC-8, 570 kHz',
  '10 kΩ resistor 0603 1 %',
  'STM32F103C8T6TR ARM Cortex-M3 microcontroller 72 MHz 64 KB flash LQFP-48',
  'red LED 5 mm',
]

/** What it costs to compare the wording of every part with the search. */
const SCAN = {
  name: 'scan',
  text: 'select max(similarity(part_wording(description, manufacturer_code, manufacturer, package, series), $1)) from parts',
  rowMode: 'array' as const,
}

type Search = (search: string) => Promise<unknown>

async function timesOf(work: Search): Promise<number[]> {
  const times: number[] = []
  for (const search of SEARCHES) await work(search)
  for (let round = 0; round < ROUNDS; round++) {
    for (const search of SEARCHES) times.push(await timed(() => work(search)))
  }
  return times
}

async function openInventory(server: BenchServer, parts: number) {
  const databaseUrl = await server.createInventory(parts)
  return connectDatabase({ databaseUrl, dataDir: server.dataDir, poolMax: 2, poolTimeoutSeconds: 10, ormOptions })
}

/** The candidates of a search for duplicates: how their time grows with the inventory, and against a look at every part. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const small = await openInventory(server, SMALL)
  const large = await openInventory(server, LARGE)
  const client = new pg.Client({ connectionString: large.url })
  await client.connect()
  try {
    const scan: Search = (search) => client.query({ ...SCAN, values: [search] })
    const smallBefore = await timesOf((search) => findCandidates(small.db, search))
    const scanBefore = await timesOf(scan)
    const own = await timesOf((search) => findCandidates(large.db, search))
    const scanAfter = await timesOf(scan)
    const smallAfter = await timesOf((search) => findCandidates(small.db, search))
    const scanned = median([...scanBefore, ...scanAfter])
    const noise = median(scanAfter) / median(scanBefore)
    const growth = {
      ratio: median(own) / median([...smallBefore, ...smallAfter]),
      noise: median(smallAfter) / median(smallBefore),
    }
    return [
      atMost('duplicate candidates, 100k parts', { ratio: median(own) / scanned, noise }, 0.2, '× a scan'),
      atMost('the slowest of them', { ratio: Math.max(...own) / scanned, noise }, 0.5, '× a scan'),
      atMost('duplicate candidates, 100k parts', growth, 15, '× 1k parts'),
    ]
  } finally {
    await client.end()
    await Promise.all([small.close(), large.close()])
  }
}

if (import.meta.main) await runAlone(run)
