import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock, addType } from '../../support/inventory-rows.ts'
import { rewriteLedger } from '../../support/rewrite-ledger.ts'

t.test('an empty inventory has zeros and empty lists', async (t) => {
  const app = await buildApp(t)
  const read = async (path: string) => {
    const response = await app.inject(`/api/dashboard/${path}`)
    t.equal(response.statusCode, 200, path)
    t.equal(response.headers['content-type'], 'application/json')
    return response.json()
  }
  t.same(await read('stats'), {
    total_parts: 0,
    total_quantity: 0,
    total_boxes: 0,
    total_types: 0,
    changes_7d: 0,
    changes_30d: 0,
    low_stock_count: 0,
  })
  for (const path of ['recent-activity', 'storage-summary', 'low-stock', 'category-distribution'])
    t.same(await read(path), [])
  t.same(await read('parts-without-documents'), { count: 0, sample_parts: [] })
})

t.test('the dashboard describes what is there', async (t) => {
  const app = await buildApp(t)
  const { db } = app
  const read = async (path: string) => (await app.inject(`/api/dashboard/${path}`)).json()
  const relay = await addType(db, 'Relay')
  await addType(db, 'Diode')
  const box = await addBox(db, 3, 'Relays')
  await addBox(db, 2, 'Empty')
  const low = await addPart(db, 'LOWW', { typeId: relay })
  const high = await addPart(db, 'HIGH')
  const split = await addPart(db, 'SPLT')
  await addPart(db, 'NONE')
  await addStock(db, low, box, 1, 5)
  await addStock(db, high, box, 2, 6)
  await addStock(db, split, box, 1, 2)
  await addStock(db, split, box, 2, 2)

  await t.test('counts only stocked parts as low', async (t) => {
    t.match(await read('stats'), { total_parts: 4, total_quantity: 15, low_stock_count: 2, changes_7d: 4 })
    t.same(await read('low-stock'), [
      { part_key: 'SPLT', description: 'Part SPLT', type_name: null, current_quantity: 4 },
      { part_key: 'LOWW', description: 'Part LOWW', type_name: 'Relay', current_quantity: 5 },
    ])
    const lengths: Record<string, number> = { '0': 0, '-3': 2, abc: 2, '6': 3, '99999': 3, '': 2, '4.5': 2 }
    for (const [threshold, length] of Object.entries(lengths)) {
      t.equal((await read(`low-stock?threshold=${threshold}`)).length, length, `threshold ${threshold}`)
    }
  })

  await t.test('reads boxes with one decimal and types with their parts', async (t) => {
    t.same(await read('storage-summary'), [
      { box_no: 1, description: 'Relays', total_locations: 3, occupied_locations: 2, usage_percentage: 66.7 },
      { box_no: 2, description: 'Empty', total_locations: 2, occupied_locations: 0, usage_percentage: 0 },
    ])
    t.same(await read('category-distribution'), [
      { type_name: 'Relay', part_count: 1 },
      { type_name: 'Diode', part_count: 0 },
    ])
  })

  await t.test('lists movements newest first and clamps the limit', async (t) => {
    await db.query(
      `insert into quantity_history (part_id, delta_qty, location_reference)
                    select $1, 1, null from generate_series(1, 150)`,
      [high],
    )
    const lengths: Record<string, number> = { '': 20, '0': 1, '-4': 1, '7': 7, '500': 100, x: 20 }
    for (const [limit, length] of Object.entries(lengths)) {
      t.equal((await read(`recent-activity?limit=${limit}`)).length, length, `limit ${limit}`)
    }
    const [newest] = await read('recent-activity?limit=1')
    t.match(newest, { part_key: 'HIGH', part_description: 'Part HIGH', delta_qty: 1, location_reference: null })
    t.match(newest.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  await t.test('counts movements of exactly the last 7 and 30 days', async (t) => {
    await rewriteLedger(db, 'delete from quantity_history')
    for (const age of ['167 hours', '169 hours', '719 hours', '721 hours']) {
      await db.query(
        `insert into quantity_history (part_id, delta_qty, timestamp) values ($1, 1, now() - $2::interval)`,
        [high, age],
      )
    }
    t.match(await read('stats'), { changes_7d: 1, changes_30d: 3 })
  })

  await t.test('samples ten parts without any document', async (t) => {
    for (let n = 0; n < 15; n++) await addPart(db, `D${String(n).padStart(3, '0')}`)
    await db.query(`insert into attachments (attachment_set_id, attachment_type, title, url)
                    select attachment_set_id, 'url', 'Page', 'https://example.com' from parts where key = 'LOWW'`)
    const { count, sample_parts: sample } = await read('parts-without-documents')
    t.equal(count, 18)
    t.equal(sample.length, 10)
    t.same(sample[0], { part_key: 'HIGH', description: 'Part HIGH', type_name: null })
  })
})
