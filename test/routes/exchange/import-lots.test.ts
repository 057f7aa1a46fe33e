import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'

const RELAY = {
  name: 'Relay 5 V',
  category: { name: 'Relay' },
  manufacturer: { name: 'Omron' },
  manufacturer_product_number: 'G5V-1',
  partLots: [
    { amount: 3, storage_location: { full_path: 'Room->Box 2' } },
    { amount: 4, storage_location: { full_path: 'Room->Box 3' } },
  ],
  orderdetails: [
    { supplierpartnr: '653-G5V-1-DC5', supplier: { name: 'Mouser' } },
    { supplierpartnr: 'Z1234-ND', supplier: { name: 'Digi-Key' } },
  ],
}

t.test('a part of another system in several places, sold by several shops', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const file = JSON.stringify([RELAY])
  const unmapped = await imports.upload(file, { name: 'parts.json' })
  t.match(unmapped, {
    kind: 'part_db',
    summary: { errors: 0, warnings: 1, quantity_total: 7, to_change: { stock: 0 } },
  })
  const [row] = await imports.rows(unmapped.id)
  t.match(row.warnings, [{ code: 'PLACE_UNMAPPED' }, { code: 'PLACE_UNMAPPED' }])

  const made = await imports.upload(file, { name: 'parts.json', options: { create_boxes: true } })
  t.match(made.summary, { to_create: { parts: 1, boxes: 2, sellers: 2, seller_parts: 2 }, to_change: { stock: 2 } })
  t.match(await imports.commit(made.id), { status: 'committed', report: { quantity_added: 7 } })
  const piles = await app.db.query(
    'select b.description, l.qty from part_locations l join boxes b on b.box_no = l.box_no order by 1',
  )
  t.strictSame(piles, [
    { description: 'Room->Box 2', qty: 3 },
    { description: 'Room->Box 3', qty: 4 },
  ])
  const again = await imports.upload(`${file}\n`, { name: 'parts.json', options: { create_boxes: true } })
  t.match(again.summary, { same: 1, changes: 0 })
})

t.test('pieces of a row are spread over several places by hand', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 10)
  const imports = importClient(app)
  const read = await imports.upload('MPN,Description,Qty\nAB1234,Relay,9\n')
  const place = [
    { box_no: box, loc_no: 1, qty: 4 },
    { box_no: box, loc_no: 2, qty: 5 },
  ]
  const url = `/api/imports/${read.id}/rows/2`
  const wrong = await app.inject({ method: 'PATCH', url, payload: { version: 1, fields: { place: place.slice(1) } } })
  t.match(wrong.json().errors, [{ code: 'PLACE_NOT_READABLE' }], 'they have to be all pieces')
  const right = await app.inject({ method: 'PATCH', url, payload: { version: 2, fields: { place } } })
  t.match(right.json(), { status: 'good', effects: { length: 3 } })
  await imports.commit(read.id)
  t.match(await app.db.query('select loc_no, qty from part_locations order by 1'), [
    { loc_no: 1, qty: 4 },
    { loc_no: 2, qty: 5 },
  ])
})
