import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addStock } from '../../../support/inventory-rows.ts'
import { metricValue } from '../../../support/metric-value.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { bagCode, CAPACITORS, DIGIKEY } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

t.test('a bag is received for the line of a shopping list', async (t) => {
  const app = await buildApp(t)
  const { sellers, ids } = await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { send, undo, piles } = operationClient(app)
  await send('POST', '/shopping-lists', { name: 'Order 1' })
  for (const [key, seller] of [
    ['CAPA', 'LCSC'],
    ['LINK', 'LCSC'],
    ['OPAM', 'Digi-Key'],
  ] as const) {
    await send('POST', '/shopping-lists/1/lines', {
      part_id: ids.get(key),
      needed: 150,
      seller_id: sellers.get(seller),
    })
  }
  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = needed`)
  const read = await scan(CAPACITORS)
  t.match(read, {
    seller_id: sellers.get('LCSC'),
    proposal: { action: 'receive', part_key: 'CAPA', box_no: 1, loc_no: 12, qty: 100, shopping_list_line_id: 1 },
    warnings: [/50 pieces are still to come after this bag/],
  })
  const before = await metricValue('shopping_list_receive_quantity_total')
  const line = { shopping_list_line_id: 1, box_no: 1, loc_no: 12 }
  const received = await apply(CAPACITORS, 'receive', line)
  t.match(received, {
    status: 200,
    body: {
      part: { key: 'CAPA', total_quantity: 600 },
      warnings: [/50 pieces of the line/],
      next: { action: 'receive', part_key: 'CAPA', qty: 50, shopping_list_line_id: 1, box_no: 1, loc_no: 12 },
    },
  })
  t.equal(await metricValue('shopping_list_receive_quantity_total'), before + 100)
  t.match((await send('GET', '/shopping-lists/1')).body.lines[0], { received: 100, status: 'ordered' })
  t.match((await send('GET', '/parts/CAPA/receipts')).body, [{ seller: 'LCSC', order_number: 'SO1', qty: 100 }])
  t.match((await send('GET', '/parts/CAPA/history?limit=1')).body, [
    { reason: 'receive', source: 'shopping-list 1 line 1' },
  ])

  const rest = CAPACITORS.replace('PICK1', 'PICK2').replace('qty:100', 'qty:70')
  t.match(await apply(rest, 'receive', line), {
    status: 200,
    body: {
      warnings: [/100 pieces of CAPA were received of order SO1 before/, /20 pieces more than were ordered/],
      next: { part_key: 'LINK', qty: 150 },
    },
  })
  t.equal((await undo(received.body.operation_id)).status, 200)
  t.match((await send('GET', '/shopping-lists/1')).body.lines[0], { received: 70 })
  t.strictSame(await piles('CAPA'), [['1-12', 570]])

  const wrong = await apply(DIGIKEY, 'receive', line)
  t.equal(wrong.status, 409)
  t.match(wrong.body.error, /bag is of part OPAM, and the line of list "Order 1" is for CAPA/)
  const foreign = bagCode('1PLM358BIDDFR', 'Q1', '14K1', 'K1')
  const asked = await apply(foreign, 'receive', { shopping_list_line_id: 3, box_no: 1, loc_no: 1 })
  t.match(asked.body, { code: 'CONFIRMATION_REQUIRED', details: { reasons: [/another seller/] } })
  t.match(await apply(DIGIKEY, 'receive', { box_no: 1, loc_no: 1 }), {
    status: 200,
    body: { warnings: [/without a line of a shopping list/], part: { total_quantity: 10 } },
  })
})

t.test('a bag whose code numbers no package is not booked twice in silence', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const place = { box_no: 1, loc_no: 1 }
  t.equal((await apply(DIGIKEY, 'put_away', place)).status, 200)
  t.match((await scan(DIGIKEY)).warnings, [/bag with the same code was booked before/])
  const again = await apply(DIGIKEY, 'receive', place)
  t.match(again, { status: 409, body: { code: 'CONFIRMATION_REQUIRED', details: { reasons: [/same code/] } } })
  t.match(await apply(DIGIKEY, 'receive', { ...place, confirm: true }), {
    status: 200,
    body: { warnings: [/without a line/, /same code/] },
  })
  const other = bagCode('1PLM358BIDDFR', 'Q7', '1K72991337')
  const two = await apply(`${other}${bagCode('1PBAT54C', 'Q1')}`, 'put_away', place)
  t.match(two, { status: 200, body: { qty: 7, warnings: [/more than one code/] } })
})

t.test('a bag goes where most pieces of its part lie, and its list is named', async (t) => {
  const app = await buildApp(t)
  const { sellers, ids, box } = await addScanInventory(app)
  const { scan } = scanClient(app)
  const { send } = operationClient(app)
  await addStock(app.db, ids.get('CAPA') ?? 0, box, 1, 1)
  await send('POST', '/shopping-lists', { name: 'Order 1' })
  await send('POST', '/shopping-lists/1/lines', {
    part_id: ids.get('CAPA'),
    needed: 150,
    seller_id: sellers.get('LCSC'),
  })
  t.match(await scan(CAPACITORS), {
    proposal: { action: 'put_away', box_no: 1, loc_no: 12 },
    warnings: [/on the list "Order 1", where it is not marked as ordered/],
  })
})

t.test('a part that is made of a bag has the number of its code', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply } = scanClient(app)
  const place = { box_no: 1, loc_no: 2 }
  const bag = bagCode('1PNE555P', 'Q5')
  const made = await apply(bag, 'create', { ...place, create: { description: 'Timer' } })
  t.match(made, { status: 200, body: { part: { manufacturer_code: 'NE555P' } } })
})

t.test('while somebody receives for a list, what is not to come for it is said', async (t) => {
  const app = await buildApp(t)
  const { sellers, ids } = await addScanInventory(app)
  const { scan } = scanClient(app)
  const { send } = operationClient(app)
  await send('POST', '/shopping-lists', { name: 'Order 1' })
  await send('POST', '/shopping-lists', { name: 'Order 2' })
  const want = (list: number, key: string, seller: string) =>
    send('POST', `/shopping-lists/${list}/lines`, { part_id: ids.get(key), needed: 5, seller_id: sellers.get(seller) })
  await want(1, 'CAPA', 'LCSC')
  await want(1, 'OPAM', 'Farnell')
  await want(2, 'OPAM', 'Digi-Key')
  const context = { shopping_list_id: 1 }
  t.match(await scan('CAPA', context), {
    proposal: { action: 'put_away', box_no: 1, loc_no: 12 },
    warnings: [/It is on the list "Order 1", where it is not marked as ordered/],
  })
  t.match(await scan('FLUX', context), {
    proposal: { action: 'put_away' },
    warnings: ['FLUX is not on the list "Order 1"'],
  })
  await app.db.query(
    `update shopping_list_lines set status = 'ordered', ordered = needed, received = case id when 1 then 5 else 0 end`,
  )
  t.match(await scan('CAPA', context), {
    proposal: { action: 'receive', shopping_list_line_id: 1, qty: null },
    warnings: ['Nothing is still to come for the line of list "Order 1"'],
  })
  t.match(await scan(DIGIKEY, context), {
    proposal: { action: 'receive', shopping_list_line_id: 3 },
    warnings: ['On the list "Order 1" OPAM is ordered at Farnell', /more than are still to come/],
  })
  await app.db.query('delete from shopping_list_lines where id = 3')
  t.match(await scan(DIGIKEY, context), {
    proposal: { action: 'put_away' },
    warnings: ['On the list "Order 1" OPAM is ordered at Farnell'],
  })
  await app.db.query(`update shopping_list_lines set status = 'done', completed_at = now() where id = 1`)
  t.match(await scan('CAPA', context), { warnings: ['On the list "Order 1" CAPA is done already'] })
})

t.test('that pieces of the order came before is said when it is read, and when it is booked', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { undo } = operationClient(app)
  const bag = (packing: string, qty: number) => bagCode('1PLM358BIDDFR', '1K77', `Q${qty}`, `3S${packing}`, '11ZPICK')
  const place = { box_no: 1, loc_no: 1 }
  const first = await apply(bag('1', 7), 'put_away', place)
  t.match(first, { status: 200, body: { warnings: [] } })
  const warning = /^7 pieces of OPAM were received of order 77 before: 7 on .* by scan \(operation [0-9a-f-]{36}\)/
  t.match((await scan(bag('2', 7))).warnings, [warning])
  t.match((await apply(bag('2', 7), 'put_away', place)).body.warnings, [warning])
  t.match((await apply(bag('3', 7), 'receive', place)).body.warnings, [/without a line/, /^14 pieces of OPAM/])
  t.strictSame((await apply(bag('4', 7), 'take', { qty: 1 })).body.warnings, [], 'nothing comes in')
  t.equal((await undo(first.body.operation_id)).status, 200)
  t.match(
    (await apply(bag('5', 7), 'put_away', place)).body.warnings,
    [/^14 pieces of OPAM/],
    'what was undone did not',
  )
  t.strictSame((await apply(bag('6', 8), 'put_away', place)).body.warnings, [], 'a bag with another quantity')
})

t.test('the number of an order is known again in other letters', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const bag = (order: string, packing: string) =>
    bagCode('1PLM358BIDDFR', `1K${order}`, 'Q7', `3S${packing}`, '11ZPICK')
  const place = { box_no: 1, loc_no: 1 }
  t.match(await apply(bag('SX77', '1'), 'put_away', place), { status: 200, body: { warnings: [] } })
  const warning = /^7 pieces of OPAM were received of order sx77 before: 7 on .* by scan \(operation [0-9a-f-]{36}\)/
  t.match((await scan(bag('sx77', '2'))).warnings, [warning])
  t.match((await apply(bag('sx77', '2'), 'put_away', place)).body.warnings, [warning])
})
