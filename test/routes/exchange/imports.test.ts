import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'

t.test('a list of parts is proposed, written once, and the same again changes nothing', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  const imports = importClient(app)
  const list = `MPN,Manufacturer,Description,Qty,Category,Box Location\nAB1234,Yageo,Resistor 10k,50,Resistor,${box}-1\nCD5678,,Relay,2,Relay,${box}-2\nCD5678,,Relay,3,Relay,${box}-2\n`
  const proposed = await imports.upload(list)
  t.match(proposed, { status: 'proposed', kind: 'parts_list', error: null })
  t.match(proposed.summary, {
    rows: 3,
    good: 2,
    warnings: 1,
    errors: 0,
    quantity_total: 55,
    to_create: { parts: 2, sellers: 0 },
    to_change: { stock: 2 },
  })
  t.strictSame((await app.inject('/api/parts')).json(), [], 'nothing is written before the commit')

  const committed = await imports.commit(proposed.id)
  t.match(committed, { status: 'committed', report: { committed_rows: 3, quantity_added: 55, repeated: false } })
  const parts = (await app.inject('/api/parts')).json()
  t.strictSame(
    parts
      .map(({ description, total_quantity }: { description: string; total_quantity: number }) => [
        description,
        total_quantity,
      ])
      .sort(),
    [
      ['Relay', 5],
      ['Resistor 10k', 50],
    ],
  )
  const [row] = await imports.rows(proposed.id)
  t.match(row.match, { state: 'matched', part_key: /^[A-Z]{4}$/ })
  const history = (await app.inject(`/api/inventory/parts/${row.match.part_key}/history`)).json()
  if (Array.isArray(history))
    t.match(history[0], { reason: 'import', source: `import ${proposed.id}`, operation_id: committed.operation_id })

  const again = await imports.upload(list, { name: 'other.csv' })
  t.match(again, { repeat_of: proposed.id, summary: { same: 3, changes: 0 } })
  const repeated = await imports.commit(again.id)
  t.match(repeated.report, { changes: 0, repeated: true })

  const more = await imports.upload(list.replace(',50,', ',60,'))
  t.match(more.summary, { matched: 3, to_create: { parts: 0 }, to_change: { stock: 1 } })
  await imports.commit(more.id)
  t.equal((await app.inject(`/api/parts/${row.match.part_key}`)).json().total_quantity, 60)
})

t.test('a bill of materials makes a kit and never touches stock', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const bom =
    'Reference,Value,Footprint,MPN,DNP\n"R1,R2",10k,R_0603_1608Metric,RC0603FR-0710KL,\nU1,LM358,SOIC-8,LM358DR,\nC1,1u,C_0603,,DNP\nR9,10k,R_0603_1608Metric,RC0603FR-0710KL,\n'
  const proposed = await imports.upload(bom, { name: 'Lamp.csv' })
  t.match(proposed, { kind: 'bom', summary: { rows: 4, errors: 3, unmatched: 4 } })
  const rows = await imports.rows(proposed.id, '?show=errors')
  t.match(rows[0].errors, [{ code: 'MATCH_NEEDED' }])

  const refused = await app.inject({
    method: 'POST',
    url: `/api/imports/${proposed.id}/commit`,
    payload: { version: proposed.version, rows: 'all' },
  })
  t.equal(refused.statusCode, 409)
  t.match(refused.json().error, /3 rows have errors, the first one is row 2/)

  const decided = await app.inject({
    method: 'PATCH',
    url: `/api/imports/${proposed.id}/rows`,
    payload: { version: proposed.version, show: 'errors', decision: { action: 'create' } },
  })
  t.equal(decided.statusCode, 200)
  t.match(decided.json().summary, { errors: 0, to_create: { parts: 2, kits: 1, kit_lines: 3 } })
  const committed = await imports.commit(proposed.id)
  t.match(committed, { status: 'committed' })
  const kits = (await app.inject('/api/kits')).json()
  t.match(kits, [{ name: 'Lamp' }])
  const kitBom = (await app.inject(`/api/kits/${kits[0].id}/bom`)).json()
  t.match(kitBom.lines, [
    { required_per_unit: 3, designators: ['R1', 'R2', 'R9'] },
    { required_per_unit: 1, designators: ['U1'] },
  ])
  t.match(kitBom.unfitted, [{ quantity: 1, designators: ['C1'], value: '1u' }])
  t.strictSame(await app.db.query('select 1 from part_locations'), [])

  const second = await imports.upload(bom.replace('"R1,R2"', '"R1,R2,R3"'), { name: 'Lamp.csv' })
  t.match(second.summary, { matched: 3, to_create: { kit_lines: 0 }, to_change: { kit_lines: 2 } })
  await imports.commit(second.id)
  const changed = (await app.inject(`/api/kits/${kits[0].id}/bom`)).json()
  t.match(changed.lines[0], { required_per_unit: 4 })
})

t.test('an order is received once, whichever file it comes in', async (t) => {
  const app = await buildApp(t)
  await addBox(app.db, 20, 'Drawer')
  const imports = importClient(app)
  const order =
    'LCSC Part Number,Manufacture Part Number,Manufacturer,Package,Description,Quantity,Unit Price(€),Ext.Price(€),Date Code / Lot No.\nC900401,EX0603WAF1002,UNI-ROYAL,0603,10k,100,0.0009,0.09,2431 / L77\nC900402,EXESP-C3,Espressif,SMD,WiFi,5,1.85,9.25,24+\n'
  const name = 'LCSC__WM2511220042_20251122093000.csv'
  const proposed = await imports.upload(order, { name })
  t.match(proposed, {
    kind: 'order',
    summary: { errors: 0, to_create: { parts: 2, sellers: 1, seller_parts: 2 }, to_change: { stock: 2 } },
  })
  t.match(await imports.commit(proposed.id), { status: 'committed', report: { quantity_added: 105 } })
  const [row] = await imports.rows(proposed.id)
  const receipts = (await app.inject(`/api/parts/${row.match.part_key}/receipts`)).json()
  t.match(receipts, [
    {
      qty: 100,
      seller: 'LCSC',
      order_number: 'WM2511220042',
      unit_price: '0.0009',
      currency: 'EUR',
      date_code: '2431',
      lot: 'L77',
      import_id: proposed.id,
    },
  ])

  const invoice = await imports.upload(order.replace('Description', 'Desc').replace('WiFi', 'WiFi module'), { name })
  t.match(invoice, { repeat_of: null, summary: { same: 2, changes: 0 } })
})

t.test('a cart is added to a shopping list', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const proposed = await imports.upload('595-EXLM358DR\t10\n81-EXGRM188\t25\n', { name: 'Mouser May.txt' })
  t.match(proposed, { kind: 'cart', summary: { to_create: { parts: 2, list_lines: 2, sellers: 1 } } })
  await imports.commit(proposed.id)
  const [list] = (await app.inject('/api/shopping-lists')).json()
  const detail = (await app.inject(`/api/shopping-lists/${list.id}`)).json()
  t.equal(detail.name, 'Mouser May')
  t.match(detail.lines, [
    { needed: 10, ordered: 10, seller: { name: 'Mouser' } },
    { needed: 25, ordered: 25, seller: { name: 'Mouser' } },
  ])
})
