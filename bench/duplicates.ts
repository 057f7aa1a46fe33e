import { ormOptions } from '../mikro-orm.config.ts'
import { connectDatabase } from '../plugins/database/connect.ts'
import type { Database } from '../plugins/database/database.ts'
import { findCandidates } from '../services/cataloguing/duplicate-search/candidate-search.ts'
import { startBenchServer } from './inventory-database.ts'
import { type BenchResult, median } from './result.ts'

const SMALL = 1000
const LARGE = 100_000
const BATCH = 5000
const ROUNDS = 5

const SEARCHES = [
  '100 nF 50V X7R 0603 MLCC ceramic capacitor SMD Murata GRM188R71H104KA93D',
  'Texas Instruments TPS54331DR buck converter, 3.5 V to 28 V input, 3 A, adjustable output, SOIC-8, 570 kHz',
  '10 kΩ resistor 0603 1 %',
  'STM32F103C8T6TR ARM Cortex-M3 microcontroller 72 MHz 64 KB flash LQFP-48',
  'red LED 5 mm',
]

/** Adds parts from $1 to $2, with the numbers and wordings that a real inventory has. */
const ADD_PARTS = `
  with sets as (
    insert into attachment_sets (cover_attachment_id) select null from generate_series($1::int, $2::int) returning id
  ), numbered as (
    select s.id as set_id, n, n % 997 as value, (array['0402', '0603', '0805'])[n / 4 % 3 + 1] as size
      from (select id, $1::int + row_number() over (order by id)::int - 1 as n from sets) s
  )
  insert into parts (key, attachment_set_id, manufacturer, series, package, manufacturer_code, description)
  select chr(65 + n / 17576) || chr(65 + n / 676 % 26) || chr(65 + n / 26 % 26) || chr(65 + n % 26), set_id,
         (array['Yageo', 'Murata', 'STMicroelectronics', 'Texas Instruments'])[n % 4 + 1],
         (array['RC', 'GRM', 'STM32F', 'TPS'])[n % 4 + 1], size,
         case n % 4
           when 0 then 'RC' || size || 'FR-07' || value || 'KL'
           when 1 then 'GRM188R71' || chr(65 + n % 26) || (100 + n % 900) || 'KA' || lpad((n % 90)::text, 2, '0') || 'D'
           when 2 then 'STM32F' || n % 1000 || (array['C8', 'CB', 'RB', 'VC'])[n / 4 % 4 + 1] || 'T' || n % 7
           else 'TPS' || n % 99991 || (array['DBVR', 'DR', 'PWR', 'RGER'])[n / 4 % 4 + 1]
         end,
         case n % 4
           when 0 then value || ' kΩ ' || size || ' SMD resistor ' || (array['1 %', '5 %'])[n / 4 % 2 + 1] || ' 100 mW'
           when 1 then value || ' nF ' || (array['16V', '25V', '50V'])[n % 3 + 1] || ' X7R ' || size || ' SMD ceramic capacitor'
           when 2 then 'STM32F' || n % 1000 || ' ARM Cortex-M' || n % 5 || ' microcontroller ' || n % 512 || ' KB flash LQFP-48'
           else 'TPS' || n % 99991 || ' ' || (array['buck converter', 'LDO regulator', 'boost converter'])[n % 3 + 1]
                || ' ' || n % 50 / 10.0 || 'V ' || n % 30 / 10.0 || 'A SOIC-8'
         end
    from numbered`

async function growTo(db: Database, from: number, to: number): Promise<void> {
  for (let first = from; first < to; first += BATCH) {
    await db.query(ADD_PARTS, [first, Math.min(first + BATCH, to) - 1])
  }
  await db.query('vacuum analyze parts')
}

async function timesOf(work: (search: string) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const search of SEARCHES) {
      const started = performance.now()
      await work(search)
      times.push(performance.now() - started)
    }
  }
  return times.slice(SEARCHES.length)
}

/** What it costs to compare the wording of every part with the search. */
async function scanAll(db: Database, search: string): Promise<void> {
  await db.query(
    `select max(similarity(part_wording(description, manufacturer_code, manufacturer, package, series), $1)) from parts`,
    [search],
  )
}

/** The candidates of a search for duplicates: how their time grows with the inventory, and against a look at every part. */
export async function run(): Promise<BenchResult[]> {
  const server = await startBenchServer()
  const { db, close } = await connectDatabase({
    databaseUrl: await server.createInventory(0),
    dataDir: '',
    poolMax: 2,
    poolTimeoutSeconds: 10,
    ormOptions,
  })
  try {
    await growTo(db, 0, SMALL)
    const smallTimes = await timesOf((search) => findCandidates(db, search))
    await growTo(db, SMALL, LARGE)
    const largeTimes = await timesOf((search) => findCandidates(db, search))
    const scanTimes = await timesOf((search) => scanAll(db, search))
    const share = median(largeTimes) / median(scanTimes)
    const growth = median(largeTimes) / median(smallTimes)
    const slowest = Math.max(...largeTimes) / median(scanTimes)
    return [
      { name: 'duplicate candidates, 100k parts', value: share, unit: '× a scan', bar: '< 0.2', pass: share < 0.2 },
      { name: 'the same, by 1k parts', value: growth, unit: '×', bar: '< 15', pass: growth < 15 },
      { name: 'the slowest of them', value: slowest, unit: '× a scan', bar: '< 0.5', pass: slowest < 0.5 },
    ]
  } finally {
    await close()
    await server.stop()
  }
}

if (import.meta.main) console.table(await run())
