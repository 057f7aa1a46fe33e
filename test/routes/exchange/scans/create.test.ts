import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { CAPACITORS } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

t.test('a part is made of a bag that nobody knows, and its number is remembered', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { send, undo } = operationClient(app)
  const bag = (pick: string) => `{pbn:${pick},on:SO9,pc:C555,pm:XQ-99-NOBODY,qty:20}`
  t.match(await scan(bag('P1')), { matches: [], proposal: { action: 'create', qty: 20, box_no: 1, loc_no: 1 } })
  const made = await apply(bag('P1'), 'create', {
    create: { description: 'Relay 5 V', manufacturer_code: 'XQ-99-NOBODY' },
    box_no: 1,
    loc_no: 1,
    remember_number: true,
  })
  t.match(made, {
    status: 200,
    body: { qty: 20, part: { manufacturer_code: 'XQ-99-NOBODY', total_quantity: 20 }, warnings: [] },
  })
  const { key } = made.body.part
  t.match(await scan(bag('P2')), { matches: [{ part: { key }, reason: 'seller_number', score: 0.99 }] })
  t.match((await send('GET', `/parts/${key}/seller-numbers`)).body, [{ seller_name: 'LCSC', number: 'C555' }])
  const told = (change: string) => ({
    record_changes: [{ record: 'seller_number', name: 'LCSC', part_key: key, change }],
  })
  t.match((await send('GET', `/operations/${made.body.operation_id}`)).body, {
    ...told('created'),
    summary: /, and added 1 number of the seller LCSC, and made the part/,
  })
  t.match((await undo(made.body.operation_id, { dry_run: true })).body, told('deleted'))
  t.match(await apply(bag('P3'), 'create', { create: { description: 'Again' }, box_no: 1, loc_no: 1 }), {
    status: 409,
    body: { code: 'CONFIRMATION_REQUIRED', details: { reasons: [/which there is already/] } },
  })
  const { id: part_id } = (await send('GET', `/parts/${key}`)).body
  const { id: content } = (await send('POST', '/kits/1/contents', { part_id, required_per_unit: 1 })).body
  t.match(await undo(made.body.operation_id), { status: 409, body: { error: /kit/ } }, 'a kit needs it')
  t.equal((await send('DELETE', `/kits/1/contents/${content}`)).status, 204)
  const undone = await undo(made.body.operation_id)
  t.match(undone, { status: 200, body: told('deleted') })
  t.equal((await send('GET', `/parts/${key}`)).status, 404)
  const again = await undo(undone.body.operation_id)
  t.match(again, { status: 200, body: { left_out: [] } }, 'done again')
  t.match(await scan(bag('P2')), { matches: [{ part: { key, total_quantity: 20 }, reason: 'seller_number' }] })
  t.equal((await undo(again.body.operation_id)).status, 200)
  t.match(await scan(bag('P1')), { matches: [], warnings: [] })

  await app.db.query(`delete from seller_parts; delete from part_sellers; delete from receipts`)
  await app.db.query(`delete from sellers where name = 'LCSC'`)
  const learnt = await apply(CAPACITORS, 'put_away', { remember_number: true })
  t.match(learnt, { status: 200, body: { warnings: [] } }, 'the seller is made with its first number')
  t.match((await send('GET', '/parts/CAPA/seller-numbers')).body, [{ seller_name: 'LCSC', number: 'C1591' }])
})

t.test('a part is proposed to be made for a bag whose number only resembles those of others', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { scan } = scanClient(app)
  const resembling = await scan('{pbn:P1,on:SO9,pc:C556,pm:TPS61023DRLT,qty:20}', { box_no: 1 })
  t.match(resembling.matches, [{ part: { key: 'BOOS' }, reason: 'number_variant' }])
  t.match(resembling.proposal, { action: 'create', part_key: null, box_no: 1, loc_no: 1, qty: 20, reason: /resemble/ })
  t.equal((await scan('{pbn:P1,on:SO9,pc:C557,pm:BAT54C,qty:20}')).proposal, null, 'two parts have the number')
})

t.test('several parts with the number of a bag ask for an agreement like one, and are named', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply } = scanClient(app)
  const create = { description: 'Relay 5 V', manufacturer_code: 'XQ-99-TWICE' }
  const bag = (pick: string) => `{pbn:${pick},on:SO9,pc:,pm:XQ-99-TWICE,qty:20}`
  const place = { box_no: 1, loc_no: 1 }
  const one = await apply(bag('P1'), 'create', { create, ...place })
  t.equal(one.status, 200)
  const two = await apply(bag('P2'), 'create', { create, ...place, confirm: true })
  t.equal(two.status, 200)
  const keys = [one, two].map(({ body }) => body.part.key).sort()
  const named = new RegExp(`${keys[0]} \\(Relay 5 V\\) and ${keys[1]} \\(Relay 5 V\\)`)
  t.match(await apply(bag('P3'), 'create', { create, ...place }), {
    status: 409,
    body: { code: 'CONFIRMATION_REQUIRED', details: { reasons: [named] } },
  })
  t.match(await apply(bag('P4'), 'put_away', { part_key: 'CAPA', ...place }), {
    status: 409,
    body: { code: 'CONFIRMATION_REQUIRED', details: { reasons: [/not of CAPA/] } },
  })
  t.equal((await apply(bag('P5'), 'put_away', { part_key: keys[1], ...place })).status, 200)
})
