import { parse } from 'csv-parse/sync'
import type { FastifyInstance } from 'fastify'
import { normalisePartNumber } from '../../services/catalogue/part-identity/part-number.ts'
import { CommitStage, IMPORT_EFFECT } from '../../services/exchange/imports/commit-stage.ts'
import { matchByNumber, matchRows } from '../../services/exchange/imports/matching/match-rows.ts'
import { Matcher } from '../../services/exchange/imports/matching/matcher.ts'
import { Sessions } from '../../services/exchange/imports/sessions/sessions.ts'
import { readImport } from '../../services/exchange/reading/read-import.ts'
import type { RowFields } from '../../services/exchange/reading/values/fields-of-row.ts'
import { NOBODY, newOperation } from '../../services/stock/operations/operation.ts'
import { compareTimes, timed } from '../compare-times.ts'
import { insertSameRows, makeCopies, type RowsOfTable, writtenRows } from '../floors/insert-same-rows.ts'
import { type Comparison, median } from '../result.ts'

const ROUNDS = 5
const BATCH = 1000
const TASK = '00000000-0000-4000-8000-000000000001'
const LIMITS = { statementSeconds: 300, lockSeconds: 60 }

type Timed = Comparison & { ms: number }

/** A file as it is read beside a bare split of the same bytes. */
export async function compareReading(text: string): Promise<Timed> {
  const bytes = Buffer.from(text)
  return compareTimes(
    () => readImport(bytes, 'bench.csv'),
    async () => parse(bytes),
    ROUNDS,
  )
}

/** The values of the rows of a file. */
export async function rowsOf(text: string): Promise<RowFields[]> {
  return (await readImport(Buffer.from(text), 'bench.csv')).rows.map(({ fields }) => fields)
}

async function inBatches(rows: readonly RowFields[], matcher: Matcher) {
  for (let at = 0; at < rows.length; at += BATCH) await matcher.match(rows.slice(at, at + BATCH))
}

/** The rules that go by numbers, beside one look-up of the same numbers for each kind of number. */
export async function compareMatching({ db }: FastifyInstance, rows: readonly RowFields[]): Promise<Timed> {
  const numbers = [...new Set(rows.flatMap(({ mpn }) => mpn ?? []).map(normalisePartNumber))]
  const floor = async () => {
    await db.query(
      `select id, key from parts where manufacturer_code is not null
          and bare_part_number(manufacturer_code) collate "C" = any ($1::text[])`,
      [numbers],
    )
    await db.query(
      `select part_id, number from seller_parts where seller_id = any (select id from sellers) and upper(number) = any ($1::text[])`,
      [numbers],
    )
    await db.query('select id, key from parts where key = any ($1::text[])', [numbers])
  }
  return compareTimes(() => inBatches(rows, new Matcher(db, matchByNumber)), floor, ROUNDS)
}

/** Milliseconds of all rules. */
export async function timeMatching({ db }: FastifyInstance, rows: readonly RowFields[]): Promise<number> {
  const match = () => inBatches(rows, new Matcher(db, matchRows))
  await match()
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) times.push(await timed(match))
  return median(times)
}

class RolledBack extends Error {}

/**
 * The commit of a proposal beside inserts of the rows that it leaves, one a table, into tables with the same indexes. Both are
 * rolled back.
 */
export async function compareCommit(app: FastifyInstance, id: number): Promise<Timed & { rows: number }> {
  const { db, receipts, parts } = app
  const stage = new CommitStage({ db, receipts, parts, sessions: new Sessions(2048) })
  let written: RowsOfTable[] | undefined
  const rolledBack = async (work: (unit: Parameters<CommitStage['commit']>[0]) => Promise<unknown>) => {
    const run = () =>
      db.transaction(async (unit) => {
        await work(unit)
        throw new RolledBack()
      })
    await db.withLimits(LIMITS, run).catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error
    })
  }
  const ours = () =>
    rolledBack(async (unit) => {
      await unit.query(`update imports set status = 'committing', task_id = $2 where id = $1`, [id, TASK])
      const effect = { kind: IMPORT_EFFECT, detail: { import_id: id } }
      const operation = newOperation({ reason: 'import', author: NOBODY, source: `import ${id}`, effect })
      await stage.commit(unit, id, { rows: 'good', operation, taskId: TASK })
      written ??= await writtenRows(unit)
    })
  await ours()
  const rows = written ?? []
  const dropCopies = await makeCopies((text) => db.query(text), rows)
  try {
    const compared = await compareTimes(ours, () => rolledBack((unit) => insertSameRows(unit, rows)), ROUNDS)
    return { ...compared, rows: rows.reduce((sum, { count }) => sum + count, 0) }
  } finally {
    await dropCopies()
  }
}
