import Fastify, { type FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import app, { options } from '../app.ts'
import {
  type CountedStatements,
  dearest,
  type LetterCost,
  measureCrowd,
  measureLetters,
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

const [databaseUrl, dataDir, queries = '300'] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'))
if (databaseUrl === undefined || dataDir === undefined) {
  console.error(USAGE)
  process.exit(2)
}
const statements: CountedStatements = { count: 0 }

async function start(connections: number): Promise<FastifyInstance> {
  const instance = Fastify({ ...options, logger: false })
  await instance.register(fp(app), {
    settings: { databaseUrl, dataDir, dbPoolSize: connections, dbPoolMaxOverflow: 0, metricsUpdateInterval: 3600 },
    onStatement: () => statements.count++,
  })
  await instance.ready()
  return instance
}

const instance = await start(SPARE)
try {
  const isChanging = process.argv.includes('--changing')
  const { letters, reads } = await measureLetters(instance, statements, { queries: Number(queries), isChanging })
  const show = ({ q, statements: count, ...work }: LetterCost) =>
    console.log(JSON.stringify(q), `${count} statements`, rounded(work))
  console.log('The dearest:')
  dearest(letters, DEAREST).forEach(show)
  console.log('At each twentieth:')
  spread(letters).forEach(show)
  console.log('reading a part', summaryOf(reads))
  console.log(`${letters.length} letters`, summaryOf(letters))
} finally {
  await instance.close()
}
const crowded = await start(CLIENTS)
try {
  const work = await measureCrowd(crowded, CLIENTS, Number(queries))
  console.log(`a letter of ${CLIENTS} at once, mean`, rounded(work))
} finally {
  await crowded.close()
}
