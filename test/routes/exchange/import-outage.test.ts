import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { startFreezingProxy } from '../../support/freezing-proxy.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'
import { createTestDatabase } from '../../support/test-database.ts'
import { until } from '../../support/until.ts'
import { formBody } from '../../support/upload-form.ts'

/** The last statement of each stage that changes the import. */
const LAST = { read: "status = 'proposed', kind", commit: "status = 'committed', committed_at" }
const ORDER =
  'LCSC Part Number,MPN,Quantity,Unit Price($),Date Code / Lot No.\nC900401,EX0603WAF,100,0.01,2431\nC900402,EXESP-C3,5,1.85,24+\n'

t.test('an import that loses the database while it is read and while it is written is written once', async (t) => {
  const proxy = await startFreezingProxy(t, await createTestDatabase(t))
  const cut: string[] = []
  let left = Object.entries(LAST)
  const app = await buildApp(t, {
    settings: { databaseUrl: proxy.url, dbStatementTimeout: 5, dbPoolTimeout: 5 },
    onStatement(text) {
      const found = left.find(([, part]) => text.includes(part))
      if (found === undefined) return
      left = left.filter((each) => each !== found)
      cut.push(found[0])
      proxy.cut()
      proxy.thaw()
    },
  })
  await addBox(app.db, 20, 'Drawer')
  const { read } = importClient(app)
  const form = formBody([
    { name: 'file', filename: 'order.csv', content: ORDER },
    { name: 'options', content: JSON.stringify({ order_number: 'WM1' }) },
  ])
  const { id } = (await app.inject({ method: 'POST', url: '/api/imports', ...form })).json()
  await until(async () => (await read(id)).status === 'proposed')
  const { version } = await read(id)
  t.same(cut, ['read'])

  const payload = { version, rows: 'good' }
  const started = await app.inject({ method: 'POST', url: `/api/imports/${id}/commit`, payload })
  t.equal(started.statusCode, 202, started.body)
  await until(async () => ['committed', 'proposed', 'failed'].includes((await read(id)).status))
  t.match(await read(id), { status: 'committed', error: null })
  t.same(cut, ['read', 'commit'])
  const [there] = await app.db.query(
    'select (select count(*)::int from parts) as parts, (select sum(qty)::int from part_locations) as pieces',
  )
  t.strictSame(there, { parts: 2, pieces: 105 })
})
