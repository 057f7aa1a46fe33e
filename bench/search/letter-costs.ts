import type { FastifyInstance } from 'fastify'
import { median, percentile } from '../result.ts'
import { lettersOf, queryMix, typedLetters } from './query-mix.ts'
import { type Work, WorkMeter } from './work.ts'

/** What a request has cost. */
export interface LetterCost extends Work {
  q: string
  /** Statements that it took. */
  statements: number
}

export interface Costs {
  letters: LetterCost[]
  /** Reading a part by its key. */
  reads: Work[]
}

/** How the statements of the service are counted. */
export interface CountedStatements {
  count: number
}

/** Connections of a service of which one is used: what it does by itself holds another one. */
export const SPARE = 3

interface Order {
  /** Queries that are typed. */
  queries: number
  /** Whether something changes before each letter, so that no answer is at hand. */
  isChanging: boolean
}

async function demandAnswer(instance: FastifyInstance, url: string): Promise<void> {
  const { statusCode, body } = await instance.inject({ url })
  // What took too long beside other load is refused, and has cost what it has.
  if (statusCode !== 200 && statusCode !== 503) throw new Error(`${statusCode} for ${url}: ${body}`)
}

/** The processor time of each letter of queries that are typed one after another, and of reading parts. */
export async function measureLetters(
  instance: FastifyInstance,
  statements: CountedStatements,
  { queries, isChanging }: Order,
): Promise<Costs> {
  const { mixed } = await queryMix(instance.db)
  const keys = await instance.db.query<{ key: string }>('select key from parts order by id limit 300')
  const reads = keys.map(({ key }) => `/api/parts/${key}`)
  const time = await WorkMeter.of(instance.db)
  for (const url of reads) await demandAnswer(instance, url)
  const costs: Costs = { letters: [], reads: [] }
  const letters = typedLetters(mixed.slice(0, queries))
  for (const [place, url] of letters.entries()) {
    if (isChanging) await instance.db.query('select pg_current_xact_id()')
    const before = statements.count
    const work = await time.during(() => demandAnswer(instance, url))
    const q = new URL(url, 'http://localhost').searchParams.get('q') ?? ''
    costs.letters.push({ q, statements: statements.count - before, ...work })
    if (place % 10 === 0) {
      const read = reads[(place / 10) % reads.length] ?? ''
      costs.reads.push(await time.during(() => demandAnswer(instance, read)))
    }
  }
  return costs
}

/** The processor time of a letter when as many are typed at once as the service has connections, which are new. */
export async function measureCrowd(instance: FastifyInstance, connections: number, queries: number): Promise<Work> {
  const { mixed } = await queryMix(instance.db)
  const typed = mixed.slice(0, queries).map(lettersOf)
  const letters = typed.flat()
  const time = await WorkMeter.of(instance.db)
  let next = 0
  const client = async () => {
    while (next < typed.length) for (const url of typed[next++] ?? []) await demandAnswer(instance, url)
  }
  const { database, service } = await time.during(() => Promise.all(Array.from({ length: connections }, client)))
  return { database: database / letters.length, service: service / letters.length }
}

const total = ({ database, service }: Work) => database + service

/** What half of them cost at most, of the database and the service together. */
export function medianOf(costs: readonly Work[]): number {
  return median(costs.map(total))
}

const short = (value: number) => Number(value.toPrecision(3))

/** Costs for a reader. */
export function rounded({ database, service }: Work): Work {
  return { database: short(database), service: short(service) }
}

/** What there is to say of costs: mean, median and the hundredth that is the dearest. */
export function summaryOf(costs: readonly Work[]) {
  const of = (figure: (work: Work) => number) => {
    const values = costs.map(figure)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return `mean ${short(mean)}, p50 ${short(median(values))}, p99 ${short(percentile(values, 0.99))}`
  }
  return { database: of((work) => work.database), service: of((work) => work.service), both: of(total) }
}

function byCost(letters: readonly LetterCost[]): LetterCost[] {
  return letters.toSorted((a, b) => total(b) - total(a))
}

/** The letters that cost most. */
export function dearest(letters: readonly LetterCost[], most: number): LetterCost[] {
  return byCost(letters).slice(0, most)
}

/** The letters at each twentieth, the dearest first. */
export function spread(letters: readonly LetterCost[]): LetterCost[] {
  const step = Math.max(Math.floor(letters.length / 20), 1)
  return byCost(letters).filter((_, place) => place % step === 0)
}
