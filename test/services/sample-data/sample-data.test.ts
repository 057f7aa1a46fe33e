import { cp, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { syncPredefinedTypes } from '../../../services/catalogue/types/predefined-types.ts'
import { loadSampleData, SAMPLE_DATA } from '../../../services/sample-data/load-sample-data.ts'
import { readSampleFiles } from '../../../services/sample-data/read-sample-files.ts'
import { findLedgerErrors } from '../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../support/build-app.ts'

t.test('the sample data set is an inventory that a maker would know', async (t) => {
  const app = await buildApp(t)
  await syncPredefinedTypes(app.db)
  await loadSampleData(app.db)
  const stats = (await app.inject('/api/dashboard/stats')).json()
  t.ok(stats.total_boxes >= 12)
  t.ok(stats.total_parts >= 80)
  t.ok(stats.low_stock_count >= stats.total_parts / 4)
  const files = await readSampleFiles(SAMPLE_DATA)
  t.ok(new Set(files.parts.map(({ type }) => type)).size >= 30)
  t.equal(files.sellers.length, 8)
  t.equal(files.boxes[0]?.box_no, 1)
  t.match((await app.inject('/api/parts/ABCD')).json(), { key: 'ABCD', type: { name: 'Resistor' } })
  t.ok(files.parts.some(({ description, tags }) => /shift register/i.test(description) && tags.includes('74hc595')))
  const days = files.history.map(({ timestamp }) => Date.parse(timestamp) / 86_400_000)
  t.ok(Math.max(...days) - Math.min(...days) > 330, 'a year of history')
  t.same(await findLedgerErrors(app.db), [])
  const piles = await app.db.query<{ wrong: number }>(
    `select count(*) as wrong from part_locations l
      where qty <> (select sum(delta_qty) from quantity_history h
                     where h.part_id = l.part_id and h.location_reference = l.box_no || '-' || l.loc_no)`,
  )
  t.equal(piles[0]?.wrong, 0, 'the history explains every pile')
  const picks = await app.db.query(
    `select 1 from kit_pick_list_lines where status = 'completed' and quantity_to_pick > 0 and inventory_change_id is null`,
  )
  t.same(picks, [], 'every picked line is tied to its history')
})

t.test('who describes a part of the sample data again, with its type, is shown it', async (t) => {
  const app = await buildApp(t)
  await syncPredefinedTypes(app.db)
  await loadSampleData(app.db)
  const parts = await app.db.query<{ key: string; description: string; type_id: number | null }>(
    'select key, description, type_id from parts order by key',
  )
  t.ok(parts.length >= 80)
  const missed: string[] = []
  for (const { key, description, type_id } of parts) {
    const draft = { description: description.slice(0, 500), type_id }
    const answer = await app.inject({ method: 'POST', url: '/api/parts/duplicates', payload: draft })
    const keys = answer.json().map(({ part_key }: { part_key: string }) => part_key)
    if (!keys.includes(key)) missed.push(`${key} ${description}`)
  }
  t.same(missed, [])
})

t.test('the sample data show where parts are bought, what they cost, and what came when', async (t) => {
  const app = await buildApp(t)
  await syncPredefinedTypes(app.db)
  await loadSampleData(app.db)
  const read = async (url: string) => (await app.inject(`/api${url}`)).json()
  const [newest] = await read('/operations?limit=1')
  const age = Date.now() - Date.parse(newest.timestamp)
  t.ok(age >= 0 && age < 86_400_000, 'the history ends in the last day')
  const [move] = await read('/operations?reason=move&limit=1')
  t.match(move, { net_pieces: 0, row_count: 2 }, 'both rows of a move are one operation')

  const lists: { id: number; name: string }[] = await read('/shopping-lists?include_done=true')
  const named = (name: string) => lists.find((list) => list.name === name)?.id
  t.match(await read(`/shopping-lists/${named('Spring order')}/receipts`), [
    { part_key: /^(MCUA|PICO)$/, unit_price: /^\d/, currency: 'EUR', order_number: String },
    { part_key: /^(MCUA|PICO)$/ },
  ])
  const offers: { numbers: unknown[]; last_price: unknown }[] = await read(
    `/shopping-lists/${named('Weather station parts')}/offers`,
  )
  t.ok(offers.some(({ numbers, last_price }) => numbers.length > 0 && last_price !== null))
  t.match(await read('/parts/ABCD/receipts'), [{ seller: 'LCSC', qty: 100 }])
})

t.test('a set that is wrong is refused as a whole, and the entry is named', async (t) => {
  const app = await buildApp(t)
  await t.rejects(loadSampleData(app.db), { code: 'INVALID_OPERATION', message: /no part types/ })
  await syncPredefinedTypes(app.db)
  const cases: [string, string | null, RegExp][] = [
    ['parts.json', null, /parts\.json cannot be read/],
    ['parts.json', '{', /parts\.json is not valid JSON/],
    ['parts.json', '{}', /parts\.json is not a list/],
    ['stock.json', '[{"part_key":"NONE","box_no":1,"loc_no":1,"qty":1}]', /unknown part 'NONE' in stock\.json/],
    [
      'stock.json',
      '[{"part_key":"ABCD","box_no":99,"loc_no":1,"qty":1}]',
      /unknown location '99-1' in the stock of ABCD/,
    ],
    ['history.json', '[{"part_key":"ABCD","delta_qty":1,"timestamp":"yesterday"}]', /entry 1 of history\.json/],
    [
      'seller-numbers.json',
      '[{"part_key":"NONE","seller_id":1,"number":"1"}]',
      /unknown part 'NONE' in seller-numbers/,
    ],
    ['kits.json', '[{"name":"x","build_target":1,"status":"lost"}]', /entry 1 of kits\.json/],
    [
      'parts.json',
      '[{"key":"ABCD","description":"x","type":"Nonsense","tags":[],"seller_links":[]}]',
      /unknown type 'Nonsense' in part ABCD/,
    ],
  ]
  for (const [file, text, message] of cases) {
    const dir = t.testdir()
    await cp(SAMPLE_DATA, dir, { recursive: true, filter: (source) => text !== null || !source.endsWith(file) })
    if (text !== null) await writeFile(`${dir}/${file}`, text)
    await t.rejects(loadSampleData(app.db, { folder: pathToFileURL(`${dir}/`) }), {
      code: 'INVALID_OPERATION',
      message,
    })
    t.same(await app.db.query('select 1 from sellers'), [], 'nothing is loaded')
  }
})
