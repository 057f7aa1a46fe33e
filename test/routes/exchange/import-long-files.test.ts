import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'

/** More rows than are planned on the main thread. */
const ROWS = 1200

function longList(box: number, quantity: (n: number) => string | number): string {
  const lines = Array.from(
    { length: ROWS },
    (_, n) => `NUM${n}X,"Part ${n}, first",${quantity(n)},${box + Math.floor(n / 1000)}-${(n % 1000) + 1}`,
  )
  return `MPN,Description,Qty,Place\n${lines.join('\n')}\n`
}

t.test('a long file is read, decided on, written and taken back like a short one', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 1000)
  await addBox(app.db, 1000)
  const imports = importClient(app)
  const file = longList(box, (n) => (n % 100 === 50 ? 'few' : n + 1))
  const read = await imports.upload(file, { kind: 'parts_list' })
  t.match(read, {
    status: 'proposed',
    summary: { rows: ROWS, errors: 12, good: ROWS - 12, to_create: { parts: ROWS - 12 } },
  })

  const [row] = await imports.rows(read.id, '?limit=1')
  const url = `/api/imports/${read.id}`
  const skip = await app.inject({
    method: 'PATCH',
    url: `${url}/rows/${row.row_no}`,
    payload: { version: row.version, decision: { action: 'skip' } },
  })
  t.match(skip.json(), { status: 'skipped' })
  const wrong = await imports.rows(read.id, '?show=errors')
  const mended = await app.inject({
    method: 'PATCH',
    url: `${url}/rows/${wrong[0].row_no}`,
    payload: { version: wrong[0].version, fields: { quantity: 5 } },
  })
  t.match(mended.json(), { status: 'good', fields: { quantity: 5 } })
  const unknown = { version: (await imports.read(read.id)).version, show: 'errors', decision: { action: 'skip' } }
  const skipped = await app.inject({ method: 'PATCH', url: `${url}/rows`, payload: unknown })
  t.match(skipped.json().summary, { errors: 0, skipped: 12, good: ROWS - 12 })
  const back = { version: skipped.json().version, show: 'unmatched', decision: null }
  t.match((await app.inject({ method: 'PATCH', url: `${url}/rows`, payload: back })).json().summary, {
    errors: 11,
    skipped: 0,
  })
  const [first] = await imports.rows(read.id, '?limit=1')
  await app.inject({
    method: 'PATCH',
    url: `${url}/rows/${first.row_no}`,
    payload: { version: first.version, decision: { action: 'skip' } },
  })
  const { version } = await imports.read(read.id)
  const again = await imports.settled(
    await app.inject({ method: 'PATCH', url, payload: { version, options: { update: 'overwrite' } } }),
  )
  t.match(again.summary, { rows: ROWS, errors: 11, skipped: 1 }, 'what was decided and mended stays')

  const written = await imports.commit(read.id, 'good')
  const good = ROWS - 12
  t.match(written, { status: 'committed', report: { committed_rows: good, created: { parts: good } } })
  const last = (await imports.rows(read.id, `?after=${ROWS}`)).at(-1)
  t.match(last.match.part_key, /^[A-Z]{4}$/, 'the rows name the new parts')
  const [{ qty } = { qty: 0 }] = await app.db.query<{ qty: number }>('select sum(qty)::int as qty from part_locations')
  t.equal(qty, written.report?.quantity_added)

  const same = await imports.upload(`${file}\n`, { kind: 'parts_list' })
  t.match(same.summary, { good: 1, same: ROWS - 13, errors: 12 }, 'one row is still new')
})

t.test('a long file whose inventory changes is left as a proposal, with what is different', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 1000)
  await addBox(app.db, 1000)
  await addPart(app.db, 'AAAA')
  await app.parts.update('AAAA', { manufacturerCode: 'NUM7X' })
  const imports = importClient(app)
  const read = await imports.upload(
    longList(box, (n) => n + 1),
    { kind: 'parts_list' },
  )
  await app.inventory.add('AAAA', { boxNo: box, locNo: 8 }, 2)
  const kept = await imports.commit(read.id, 'all')
  t.match(kept, { status: 'proposed', summary: { errors: 1 } })
  t.match(await imports.rows(read.id, '?show=errors'), [{ row_no: 9, errors: [{ code: 'CHANGED_MEANWHILE' }] }])
  t.strictSame(await app.db.query('select key from parts'), [{ key: 'AAAA' }])
})

t.test('a long file that is deleted while it is read leaves nothing', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const answer = await app.inject({
    method: 'POST',
    url: '/api/imports',
    payload: { text: longList(1, (n) => n), kind: 'parts_list' },
  })
  t.equal(answer.statusCode, 202)
  const { id } = answer.json()
  t.equal((await app.inject({ method: 'DELETE', url: `/api/imports/${id}` })).statusCode, 204)
  t.equal((await app.inject(`/api/imports/${id}`)).statusCode, 404)
  const next = await imports.upload('MPN,Qty\nAB1,1\n', { kind: 'parts_list', options: { stock: 'ignore' } })
  t.match(next, { status: 'proposed' }, 'the next file is read')
})
