import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addStock } from '../../../support/inventory-rows.ts'
import { metricValue } from '../../../support/metric-value.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { bagCode, DIGIKEY, LCSC } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

const CAPACITORS = '{pbn:PICK1,on:SO1,pc:C1591,pm:CL10B104KB8NNNC,qty:100}'

t.test('a bag is put away with what it says of itself', async (t) => {
  const app = await buildApp(t)
  const { box } = await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { piles, send } = operationClient(app)
  const bag = bagCode('1PSTM32F103C8T6', 'Q150', '1TLOT42', '9D2345', '3P1447637', '1K900', '4K3')
  const read = await metricValue('scans_total', { kind: 'distributor_bag', matched: 'sure' })
  t.match(await scan(bag, { box_no: box, loc_no: 20 }), {
    proposal: { action: 'put_away', part_key: 'MCUA', box_no: box, loc_no: 20, qty: 150 },
  })
  t.equal(await metricValue('scans_total', { kind: 'distributor_bag', matched: 'sure' }), read + 1)
  const done = await metricValue('scan_actions_total', { action: 'put_away' })
  const put = await apply(bag, 'put_away', { box_no: box, loc_no: 20, unit_price: '1.25', currency: 'EUR' })
  t.equal(put.status, 200)
  t.match(put.body, {
    action: 'put_away',
    qty: 150,
    box_no: box,
    loc_no: 20,
    part: { key: 'MCUA', total_quantity: 150 },
    locations: [{ box_no: box, loc_no: 20, qty: 150 }],
    next: null,
    warnings: [],
  })
  t.match(put.body.done, 'Put 150 pieces of MCUA into 1-20')
  t.equal(await metricValue('scan_actions_total', { action: 'put_away' }), done + 1)
  t.match((await send('GET', '/parts/MCUA/history')).body, [
    { delta_qty: 150, reason: 'add', lot: 'LOT42', date_code: '2345', operation_id: put.body.operation_id },
  ])
  t.match((await send('GET', '/parts/MCUA/receipts')).body, [
    { seller: 'Farnell', order_number: '900', order_line: 3, qty: 150, unit_price: '1.25', currency: 'EUR' },
  ])
  t.strictSame(await piles('MCUA'), [['1-20', 150]])
  t.match(await scan(bag), { warnings: [/150 pieces of MCUA were received of order 900/], proposal: { loc_no: 20 } })

  const own = await apply('/b/1/21', 'put_away', { part_key: 'MCUA', qty: 5 })
  t.match(own.body, { box_no: 1, loc_no: 21, part: { total_quantity: 155 } }, 'the label of a location says where')
})

t.test('the same bag is booked twice only by somebody who agrees', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { undo } = operationClient(app)
  const place = { box_no: 1, loc_no: 30 }
  const first = await apply(LCSC, 'put_away', place)
  t.equal(first.status, 200)
  t.match((await scan(LCSC)).warnings, [/booked before/])
  const again = await apply(LCSC, 'put_away', place)
  t.equal(again.status, 409)
  t.match(again.body, { code: 'CONFIRMATION_REQUIRED', details: { reasons: [/booked before/] } })
  t.match(await apply(LCSC, 'take', { ...place, qty: 1 }), { status: 200 }, 'taking out of it needs no agreement')
  const agreed = await apply(LCSC, 'put_away', { ...place, confirm: true })
  t.match(agreed, { status: 200, body: { warnings: [/booked before/], part: { total_quantity: 3 } } })
  t.equal((await undo(agreed.body.operation_id)).status, 200)
  t.equal((await apply(LCSC, 'put_away', place)).status, 409, 'the first booking stands')
  t.equal((await apply(LCSC, 'put_away', { ...place, qty: 1, confirm: true })).status, 200)

  const other = LCSC.replace('PICK2009291337', 'PICK2')
  const several = await Promise.all(Array.from({ length: 5 }, () => apply(other, 'put_away', place)))
  t.strictSame(several.map(({ status }) => status).sort(), [200, 409, 409, 409, 409], 'at the same time, once')
  const third = { code: LCSC.replace('PICK2009291337', 'PICK3'), action: 'put_away', ...place }
  const request = (key: string) => ({
    method: 'POST' as const,
    url: '/api/scans/apply',
    headers: { 'idempotency-key': key },
    payload: third,
  })
  const keyed = await Promise.all(['a', 'b', 'c'].map((key) => app.inject(request(key))))
  t.strictSame(keyed.map(({ statusCode }) => statusCode).sort(), [200, 409, 409], 'under idempotency keys as well')
  const repeated = await Promise.all(['a', 'b', 'c'].map((key) => app.inject(request(key))))
  t.strictSame(
    repeated.map(({ body }) => body),
    keyed.map(({ body }) => body),
    'and each is answered the same again',
  )
  const sure = several.find(({ status }) => status === 200)
  t.equal((await undo(sure?.body.operation_id ?? '')).status, 200)
  t.notMatch((await scan(other)).warnings, [/booked before/], 'what was undone was not booked')
  t.equal((await apply(other, 'put_away', place)).status, 200)
})

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
    body: { warnings: [/20 pieces more than were ordered/], next: { part_key: 'LINK', qty: 150 } },
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

t.test('a kit is picked by scan: other parts are refused, substitutes need an agreement', async (t) => {
  const app = await buildApp(t)
  const { kit, pickList, ids } = await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { send, undo, piles } = operationClient(app)
  const [line] = (await send('GET', `/pick-lists/${pickList}`)).body.lines
  const own = { pick_list_line_id: line.id }
  t.match(await scan(CAPACITORS, { pick_list_id: pickList }), {
    proposal: { action: 'pick', part_key: 'CAPA', box_no: 1, loc_no: 12, qty: 10, pick_list_line_id: line.id },
  })
  t.match(await scan('RESA', { pick_list_id: pickList }), {
    proposal: { action: 'open', part_key: 'RESA' },
    warnings: [/RESA is not on pick list 1/],
  })
  const wrong = await apply('RESA', 'pick', { ...own, confirm: true })
  t.equal(wrong.status, 409)
  t.match(wrong.body.error, /RESA \(Resistor 4.7 kΩ 1 % 0805\), and the line takes CAPA \(Capacitor 100 nF, 0603\)/)
  t.match(wrong.body.details, { scanned: 'RESA', expected: 'CAPA' })
  t.match(await apply('RESA', 'pick', { ...own, part_key: 'CAPA' }), { status: 409 }, 'the code counts')

  await app.db.query(
    'insert into kit_alternates (kit_content_id, part_id, rank) select id, $2, 1 from kit_contents where kit_id = $1',
    [kit, ids.get('RESA')],
  )
  const substitute = await apply('RESA', 'pick', own)
  t.match(substitute.body, { code: 'CONFIRMATION_REQUIRED', details: { reasons: [/RESA stands in for CAPA/] } })
  const picked = await apply('RESA', 'pick', { ...own, confirm: true })
  t.match(picked, { status: 200, body: { qty: 10, part: { key: 'RESA', total_quantity: 30 }, next: null } })
  t.match((await send('GET', '/parts/RESA/history?limit=1')).body, [
    { delta_qty: -10, reason: 'pick', note: 'RESA in place of CAPA', source: `pick-list ${pickList}` },
  ])
  t.match((await send('GET', `/pick-lists/${pickList}`)).body, {
    status: 'completed',
    lines: [{ status: 'completed' }],
  })
  t.equal((await undo(picked.body.operation_id)).status, 200)
  t.match((await send('GET', `/pick-lists/${pickList}`)).body, { status: 'open', lines: [{ status: 'open' }] })
  t.strictSame(await piles('RESA'), [['1-3', 40]])

  t.match(await apply(CAPACITORS, 'pick', { ...own, qty: 3 }), {
    status: 409,
    body: { error: /takes 10 pieces, not 3/ },
  })
  const several = await Promise.all(Array.from({ length: 4 }, () => apply(CAPACITORS, 'pick', own)))
  t.strictSame(several.map(({ status }) => status).sort(), [200, 409, 409, 409], 'at the same time, once')
  t.strictSame(await piles('CAPA'), [['1-12', 490]])
  t.match(await apply(CAPACITORS, 'pick', own), { status: 409, body: { error: /completed already/ } })
})

t.test('pieces are taken and counted by scan', async (t) => {
  const app = await buildApp(t)
  const { ids } = await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { send, undo, piles } = operationClient(app)
  t.match(await scan('CAPA', { box_no: 1, loc_no: 12 }), { proposal: { action: 'take', part_key: 'CAPA', qty: null } })
  t.match(await scan('CAPA', { box_no: 1, loc_no: 13 }), { proposal: { action: 'put_away' } })
  t.match(await scan('CAPA'), { proposal: { action: 'open', part_key: 'CAPA' } })
  t.match(await apply('CAPA', 'take', { qty: 7, note: 'for the lamp' }), {
    status: 200,
    body: { part: { total_quantity: 493 } },
  })
  t.match((await send('GET', '/parts/CAPA/history?limit=1')).body, [{ reason: 'remove', note: 'for the lamp' }])
  t.match(await apply('CAPA', 'take', { qty: 9999 }), { status: 409, body: { code: 'INSUFFICIENT_QUANTITY' } })

  const counted = await apply('1-12', 'count', { part_key: 'CAPA', qty: 480 })
  t.match(counted, { status: 200, body: { qty: 480, difference: -13, part: { total_quantity: 480 } } })
  t.match((await send('GET', '/parts/CAPA/locations')).body, [{ qty: 480, counted_at: String }])
  t.equal((await undo(counted.body.operation_id)).status, 200)
  t.match((await send('GET', '/parts/CAPA/locations')).body, [{ qty: 493, counted_at: null }])
  t.match(await apply('CAPA', 'count', { qty: 493 }), { status: 200, body: { difference: 0 } })
  t.match(await apply('FLUX', 'count', { box_no: 1, loc_no: 40, qty: 2 }), { status: 200, body: { difference: 2 } })
  t.match(await apply('FLUX', 'count', { qty: 0 }), { status: 200, body: { difference: -2, locations: [] } })

  await addStock(app.db, ids.get('CAPA') ?? 0, 1, 14, 5)
  t.match(await apply('CAPA', 'take', { qty: 1 }), { status: 409, body: { error: /lies in several places/ } })
  t.strictSame(await piles('CAPA'), [
    ['1-12', 493],
    ['1-14', 5],
  ])
})

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
  t.match(await apply(bag('P3'), 'create', { create: { description: 'Again' }, box_no: 1, loc_no: 1 }), {
    status: 409,
    body: { code: 'CONFIRMATION_REQUIRED', details: { reasons: [/which there is already/] } },
  })
  const { id: part_id } = (await send('GET', `/parts/${key}`)).body
  const { id: content } = (await send('POST', '/kits/1/contents', { part_id, required_per_unit: 1 })).body
  t.match(await undo(made.body.operation_id), { status: 409, body: { error: /kit/ } }, 'a kit needs it')
  t.equal((await send('DELETE', `/kits/1/contents/${content}`)).status, 204)
  const undone = await undo(made.body.operation_id)
  t.equal(undone.status, 200)
  t.equal((await send('GET', `/parts/${key}`)).status, 404)
  t.equal((await undo(undone.body.operation_id)).status, 409, 'its bag is scanned again instead')
  t.match(await scan(bag('P1')), { matches: [], warnings: [] })

  await app.db.query(`delete from seller_parts; delete from part_sellers; delete from receipts`)
  await app.db.query(`delete from sellers where name = 'LCSC'`)
  const learnt = await apply(CAPACITORS, 'put_away', { remember_number: true })
  t.match(learnt, { status: 200, body: { warnings: [] } }, 'the seller is made with its first number')
  t.match((await send('GET', '/parts/CAPA/seller-numbers')).body, [{ seller_name: 'LCSC', number: 'C1591' }])
})

t.test('what is missing or makes no sense is refused, and changes nothing', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply } = scanClient(app)
  const place = { box_no: 1, loc_no: 50 }
  const none = bagCode('1PSTM32F103C8T6', 'Q0')
  const stock = () => app.db.query('select * from part_locations order by id')
  const before = await stock()
  for (const [code, action, fields, status, error] of [
    ['qqqqqq', 'put_away', { ...place, qty: 1 }, 409, /no part is known by the code/],
    [bagCode('1PBAT54C', 'Q1'), 'put_away', place, 409, /may mean several parts/],
    [none, 'put_away', place, 409, /how many pieces/],
    [none, 'put_away', { ...place, qty: 0 }, 409, /at least 1/],
    [none, 'count', place, 409, /how many pieces were counted/],
    [DIGIKEY, 'put_away', {}, 409, /not known where/],
    [DIGIKEY, 'put_away', { box_no: 1 }, 409, /both box_no and loc_no/],
    [DIGIKEY, 'put_away', { box_no: 1, loc_no: 99 }, 404, /Location 1-99/],
    [DIGIKEY, 'put_away', { ...place, part_key: 'ZZZZ' }, 409, /The code is of part OPAM/],
    [DIGIKEY, 'put_away', { ...place, part_key: 'ZZZZ', confirm: true }, 404, /Part ZZZZ/],
    ['CAPA', 'put_away', { box_no: 1, loc_no: 12, qty: 2_147_483_647 }, 409, /holds at most/],
    [DIGIKEY, 'put_away', { ...place, unit_price: '1' }, 409, /no currency/],
    [DIGIKEY, 'put_away', { ...place, currency: 'EUR' }, 409, /no unit_price/],
    [DIGIKEY, 'put_away', { ...place, unit_price: '1,5', currency: 'EUR' }, 400, /unit_price/],
    [DIGIKEY, 'receive', { ...place, shopping_list_line_id: 9 }, 404, /Shopping list line 9/],
    [DIGIKEY, 'pick', place, 409, /pick_list_line_id/],
    [DIGIKEY, 'pick', { pick_list_line_id: 99 }, 404, /Pick list line 99/],
    [DIGIKEY, 'create', { ...place, confirm: true }, 409, /send create/],
    [DIGIKEY, 'create', { ...place, create: {} }, 400, /description|Missing/],
    [DIGIKEY, 'burn', place, 400, /action/],
    ['', 'put_away', place, 400, /code/],
    ['x'.repeat(2001), 'put_away', place, 400, /code/],
    ['/p/GONE', 'put_away', { ...place, qty: 1 }, 409, /no part is known/],
    ['/p/GONE', 'put_away', { ...place, qty: 1, part_key: 'GONE' }, 404, /GONE/],
  ] as const) {
    const answer = await apply(code, action, fields)
    t.equal(answer.status, status, `${action} ${JSON.stringify(code)} ${JSON.stringify(fields)}: ${answer.body.error}`)
    t.match(`${answer.body.error} ${JSON.stringify(answer.body.details)}`, error)
  }
  t.strictSame(await stock(), before)
})
