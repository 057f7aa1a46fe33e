import Fastify, { type FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import app, { options } from '../app.ts'
import type { BenchServer } from './inventory-database.ts'
import { atMost, type BenchResult } from './result.ts'
import { barsOf } from './search/bars.ts'
import {
  type Costs,
  type CountedStatements,
  dearest,
  type LetterCost,
  measureCrowd,
  measureLetters,
  medianOf,
  rounded,
  SPARE,
  spread,
  summaryOf,
} from './search/letter-costs.ts'

const USAGE = `Usage: node bench/search-costs.ts DATABASE_URL DATA_DIR [queries] [--changing]

The processor time of each letter of the type-ahead, in milliseconds, of the database and of the service, beside that of reading
a part by its key. It is nearly the same beside other load. With --changing something is committed before each letter.`

const DEAREST = 25
const CLIENTS = 16
const QUERIES = 300
/** Each of the connections plans all texts anew, so fewer queries are enough. */
const QUERIES_TOGETHER = 100

/** What is measured, and on which inventory. */
interface Order {
  databaseUrl: string
  dataDir: string
  queries: number
  isChanging: boolean
}

type Inventory = Pick<Order, 'databaseUrl' | 'dataDir'>

async function start(
  { databaseUrl, dataDir }: Inventory,
  connections: number,
  statements: CountedStatements,
): Promise<FastifyInstance> {
  const instance = Fastify({ ...options, logger: false })
  await instance.register(fp(app), {
    settings: { databaseUrl, dataDir, dbPoolSize: connections, dbPoolMaxOverflow: 0, metricsUpdateInterval: 3600 },
    onStatement: () => statements.count++,
  })
  await instance.ready()
  return instance
}

function show({ letters, reads }: Costs): void {
  const line = ({ q, statements: count, ...work }: LetterCost) =>
    console.log(JSON.stringify(q), `${count} statements`, rounded(work))
  console.log('The dearest:')
  dearest(letters, DEAREST).forEach(line)
  console.log('At each twentieth:')
  spread(letters).forEach(line)
  console.log('reading a part', summaryOf(reads))
  console.log(`${letters.length} letters`, summaryOf(letters))
}

async function measure(order: Order): Promise<Costs> {
  const statements: CountedStatements = { count: 0 }
  const instance = await start(order, SPARE, statements)
  try {
    const costs = await measureLetters(instance, statements, order)
    show(costs)
    return costs
  } finally {
    await instance.close()
  }
}

async function measureTogether(order: Order): Promise<void> {
  const crowded = await start(order, CLIENTS, { count: 0 })
  try {
    const work = await measureCrowd(crowded, CLIENTS, Math.min(order.queries, QUERIES_TOGETHER))
    console.log(`a letter of ${CLIENTS} at once, mean`, rounded(work))
  } finally {
    await crowded.close()
  }
}

/** The processor time of each letter of the type-ahead beside that of reading a part by its key. */
export async function run(server: BenchServer, sizes: readonly number[] = [100_000]): Promise<BenchResult[]> {
  const results: BenchResult[] = []
  for (const parts of sizes) {
    const databaseUrl = await server.createInventory(parts)
    const order = { databaseUrl, dataDir: server.dataDir, queries: QUERIES, isChanging: false }
    const { letters, reads } = await measure(order)
    await measureTogether(order)
    await server.dropInventory(databaseUrl)
    const half = Math.ceil(reads.length / 2)
    const noise = medianOf(reads.slice(half)) / medianOf(reads.slice(0, half))
    const ratio = medianOf(letters) / medianOf(reads)
    const name = `type-ahead: processor time, p50, ${parts / 1000}k parts`
    results.push(atMost(name, { ratio, noise }, barsOf(parts).typingByRead, '× reading a part'))
  }
  return results
}

if (import.meta.main) {
  const [databaseUrl, dataDir, queries = String(QUERIES)] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
  if (databaseUrl === undefined || dataDir === undefined) {
    console.error(USAGE)
    process.exitCode = 2
  } else {
    const order = { databaseUrl, dataDir, queries: Number(queries), isChanging: process.argv.includes('--changing') }
    await measure(order)
    await measureTogether(order)
  }
}
