import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'
import { otherSession } from '../../support/other-session.ts'
import { until } from '../../support/until.ts'

const SMALL = 7
const ROWS = 2000
/** Rows that scans of whole tables may read in all for each row of the file: of tables that stay short. */
const FEW = ROWS / 5

async function start(t: Test) {
  const app = await buildApp(t, { settings: { dbPoolSize: 3 } })
  const box = await addBox(app.db, 1000, 'Drawer')
  const imports = importClient(app)
  const other = await otherSession(t, app)
  const scanned = async (): Promise<number> => {
    const { rows } = await other.query('select sum(seq_tup_read)::float8 as rows from pg_stat_user_tables')
    return rows[0].rows
  }
  return {
    imports,
    other,
    write: async (name: string, rows: number) => {
      const lines = Array.from(
        { length: rows },
        (_, n) => `${name}${1000 + n},Part ${n},${name}${n}-ND,Shop,5,${box}-${(n % 900) + 1}`,
      )
      const text = `MPN,Description,SPN,Supplier,Qty,Place\n${lines.join('\n')}\n`
      return imports.commit((await imports.upload(text)).id)
    },
    undo: async (id: number) => {
      await app.inject({ method: 'POST', url: `/api/imports/${id}/undo` })
      await until(async () => (await imports.read(id)).status === 'undone')
    },
    /** Rows that were read by scans of whole tables while `work` ran, for each row of a large file. */
    scannedBy: async (work: () => Promise<unknown>): Promise<number> => {
      const settled = async () => {
        let last = await scanned()
        // Sessions tell what they have read a moment later.
        await until(async () => {
          const before = last
          last = await scanned()
          return last === before
        })
        return last
      }
      const before = await settled()
      await work()
      return ((await settled()) - before) / ROWS
    },
  }
}

t.test('a large import after small ones finds its records by their indexes', async (t) => {
  const { write, undo, other, scannedBy } = await start(t)
  await write('FEW', 5)
  // From here on the server knows that the tables are short, and plans for that, for good.
  await other.query('analyze')
  for (let n = 0; n < SMALL; n++) t.match(await write(`SML${n}X`, 1), { status: 'committed' })
  let id = 0
  const reads = await scannedBy(async () => {
    const committed = await write('LRG', ROWS)
    t.match(committed, { status: 'committed', report: { committed_rows: ROWS } })
    id = committed.id
  })
  t.ok(reads < FEW, `${reads} rows`)
  t.ok((await scannedBy(() => undo(id))) < FEW, 'and its undo')
})

t.test('the same again after it was undone finds its records by their indexes', async (t) => {
  const { write, undo, other, scannedBy } = await start(t)
  await undo((await write('LRG', ROWS)).id)
  // The tables are empty now, and the server knows it.
  await other.query('vacuum analyze')
  const reads = await scannedBy(async () => t.match(await write('LRG', ROWS), { status: 'committed' }))
  t.ok(reads < FEW, `${reads} rows`)
})
