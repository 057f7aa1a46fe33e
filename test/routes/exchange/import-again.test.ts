import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { makeWorkbook, textRow } from '../../support/make-workbook.ts'
import { metricValue } from '../../support/metric-value.ts'

const HEADERS = ['LCSC Part Number', 'MPN', 'Quantity', 'Unit Price($)', 'Date Code / Lot No.']
const LINES = [
  ['C900401', 'EX0603WAF', '100', '0.01', '2431'],
  ['C900402', 'EXESP-C3', '5', '1.85', '24+'],
]
const ORDER = `${[HEADERS, ...LINES].map((cells) => cells.join(',')).join('\n')}\n`

t.test('one bad row of a hundred: the others are written, or none', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 60)
  const imports = importClient(app)
  const rows = Array.from(
    { length: 100 },
    (_, n) => `AB${n}00,Part ${n},${n === 50 ? 'few' : 2},${box}-${(n % 60) + 1}`,
  )
  const list = `MPN,Description,Qty,Place\n${rows.join('\n')}\n`
  const read = await imports.upload(list)
  const url = `/api/imports/${read.id}`
  const all = await app.inject({
    method: 'POST',
    url: `${url}/commit`,
    payload: { version: read.version, rows: 'all' },
  })
  t.equal(all.statusCode, 409)
  t.match(all.json().error, /1 row has errors, row 52/)
  t.strictSame(await app.db.query('select 1 from parts'), [])
  const before = await metricValue('import_rows_total', { kind: 'parts_list', result: 'left_out' })
  const written = await imports.commit(read.id, 'good')
  t.match(written.report, { committed_rows: 99, left_out: [{ row_no: 52, codes: ['QUANTITY_NOT_A_NUMBER'] }] })
  t.equal(await metricValue('import_rows_total', { kind: 'parts_list', result: 'left_out' }), before + 1)

  const again = await imports.upload(list)
  t.match(again, { repeat_of: read.id, summary: { same: 99, errors: 1, changes: 0 } }, 'the bad row is bad again')
  const mended = await app.inject({
    method: 'PATCH',
    url: `/api/imports/${again.id}/rows/52`,
    payload: { version: 1, fields: { quantity: 7 } },
  })
  t.match(mended.json(), { status: 'good' })
  t.match((await imports.commit(again.id)).report, { committed_rows: 1, same_rows: 99, quantity_added: 7 })
  const [stock] = await app.db.query<{ qty: number }>('select sum(qty)::int as qty from part_locations')
  t.equal(stock?.qty, 99 * 2 + 7)
})

t.test('ten uploads of one order at once are one order, whatever form they have', async (t) => {
  const app = await buildApp(t)
  await addBox(app.db, 20)
  const imports = importClient(app)
  const options = { order_number: 'WM77' }
  const workbook = await makeWorkbook({
    Order: [HEADERS, ...LINES].map((cells, row) => textRow(row + 1, ...cells)).join(''),
  })
  const files = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      imports.upload(n % 2 === 0 ? ORDER : Buffer.from(workbook), { name: `order ${n}`, kind: 'order', options }),
    ),
  )
  const committed = await Promise.all(files.map(({ id }) => imports.commit(id, 'good')))
  t.equal(committed.filter(({ report }) => (report?.changes ?? 0) > 0).length, 1)
  const [stock] = await app.db.query<{ qty: number }>('select sum(qty)::int as qty from part_locations')
  t.equal(stock?.qty, 105)
  const later = await imports.upload(Buffer.from(workbook), { name: 'later.xlsx', kind: 'order', options })
  t.match(later.summary, { same: 2, changes: 0 }, 'rows are known by their order')
})

t.test('a commit beside picks of the same parts: the ledger adds up, and a place holds what was set', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 10)
  await addPart(app.db, 'AAAA')
  const place = { boxNo: box, locNo: 1 }
  await app.inventory.add('AAAA', place, 1000)
  const imports = importClient(app)
  for (let round = 0; round < 5; round++) {
    const read = await imports.upload(`Key,Description,Qty,Place\nAAAA,x,${500 + round},${box}-1\n`, {
      name: `${round}`,
    })
    const picks = Array.from({ length: 20 }, () => app.inventory.remove('AAAA', place, 1))
    const [commit] = await Promise.all([imports.commit(read.id, 'good'), ...picks])
    t.ok(['committed', 'proposed'].includes(commit.status))
    const [sums] = await app.db.query<{ stock: number; ledger: number }>(
      `select (select sum(qty)::int from part_locations) as stock, (select sum(delta_qty)::int from quantity_history) as ledger`,
    )
    t.equal(sums?.stock, sums?.ledger)
    if ((commit.report?.changes ?? 0) > 0) {
      const [set] = await app.db.query<{ qty: number }>(
        `select (select sum(delta_qty)::int from quantity_history h2 where h2.id <= h.id) as qty
           from quantity_history h where h.source = $1`,
        [`import ${read.id}`],
      )
      t.equal(set?.qty, 500 + round, 'right after the commit')
    }
  }
})

t.test('a saved mapping applies by itself, with its options', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 10)
  const imports = importClient(app)
  const mapping = {
    name: 'My shop',
    kind: 'order',
    columns: [
      { header: 'Teil', field: 'mpn' },
      { header: 'Zahl', field: 'quantity' },
      { header: 'Stueckpreis netto', field: 'unit_price' },
    ],
    options: { seller_name: 'My shop', currency: 'CHF', place: { box_no: box, loc_no: 3 } },
  }
  const { id } = (await app.inject({ method: 'POST', url: '/api/import-mappings', payload: mapping })).json()
  const file = 'Farbe;Zahl;Teil;stueckpreis_netto\nrot;5;AB1234;0,25\n'
  const read = await imports.upload(file)
  t.match(read, { kind: 'order', mapping_id: id, options: mapping.options, summary: { errors: 0 } })
  await imports.commit(read.id)
  t.match(await app.db.query('select unit_price::text, currency from receipts'), [
    { unit_price: '0.250000', currency: 'CHF' },
  ])
  t.match(await app.db.query('select box_no, loc_no, qty from part_locations'), [{ box_no: box, loc_no: 3, qty: 5 }])
  const other = await imports.upload(file, { kind: 'parts_list' })
  t.match(other, { kind: 'parts_list', mapping_id: null }, 'a kind that somebody has named is believed')
})

t.test('versions are asked before states, and a change keeps the decisions on rows that stay', async (t) => {
  const app = await buildApp(t)
  await addPart(app.db, 'AAAA')
  const imports = importClient(app)
  const read = await imports.upload('Designator,Value,Package,Qty\nR1,10k,0603,1\nR2,22k,0603,1\n', {
    name: 'Lamp.csv',
  })
  const url = `/api/imports/${read.id}`
  const decided = await app.inject({
    method: 'PATCH',
    url: `${url}/rows/2`,
    payload: { version: 1, decision: { part_key: 'AAAA' }, remember: false },
  })
  t.equal(decided.statusCode, 200, decided.body)
  const { version } = await imports.read(read.id)
  const changed = await imports.settled(
    await app.inject({ method: 'PATCH', url, payload: { version, options: { build_target: 3 } } }),
  )
  t.match(await imports.rows(changed.id), [{ decision: { part_key: 'AAAA' } }, { decision: null }])
  t.match(await app.db.query('select 1 from import_decisions'), [], 'it was not to be remembered')
  await imports.commit(read.id, 'good')
  for (const [path, payload] of [
    [url, { version: 1, decimal: '.' }],
    [`${url}/rows/2`, { version: 77, fields: { quantity: 1 } }],
    [`${url}/rows`, { version: 1, show: 'all', decision: null }],
  ] as const) {
    const answer = await app.inject({ method: 'PATCH', url: path, payload })
    t.equal(answer.statusCode, 409)
    t.equal(answer.json().code, 'RESOURCE_CONFLICT', path)
  }
  const current = await imports.read(read.id)
  const late = await app.inject({ method: 'PATCH', url, payload: { version: current.version, decimal: '.' } })
  t.match([late.statusCode, late.json().code], [409, 'INVALID_OPERATION'])
})
