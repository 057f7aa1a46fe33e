import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { metricValue } from '../../../support/metric-value.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { bagCode, LCSC } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

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
  const known = [/same code was booked before/, /150 pieces of MCUA were received of order 900/]
  t.match(await scan(bag), { warnings: known, proposal: { loc_no: 20 } })

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

t.test('the label of a product with a lot or a serial number is that of a bag', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { send } = operationClient(app)
  const place = { box_no: 1, loc_no: 31 }
  const raw = '010400638133393110LOT5\u001d3710'
  t.match((await scan(raw)).proposal, { action: 'put_away', part_key: 'TOOL', qty: 10 })
  t.equal((await apply(raw, 'put_away', place)).status, 200)
  t.match((await send('GET', '/parts/TOOL/history')).body, [{ delta_qty: 10, lot: 'LOT5' }])
  const again = { code: 'CONFIRMATION_REQUIRED', details: { reasons: [/A bag with the same code was booked before/] } }
  t.match(await apply('(01)04006381333931(10)LOT5(37)10', 'put_away', place), { status: 409, body: again })
  t.equal((await apply(raw.replace('LOT5', 'LOT6'), 'put_away', place)).status, 200, 'another lot')

  const serial = '(01)04006381333931(21)S-1(30)5'
  t.equal((await apply(serial, 'put_away', place)).status, 200)
  t.match(await apply(serial.replace('(30)5', '(30)4'), 'put_away', place), {
    status: 409,
    body: { details: { reasons: [/This bag was booked before/] } },
  })
  const reel = bagCode('1PSTM32F103C8T6', 'Q150', '1TLOT42', 'S77')
  t.equal((await apply(reel, 'put_away', place)).status, 200)
  t.match(await apply(reel, 'put_away', place), { status: 409, body: { details: { reasons: [/This bag/] } } })
})

t.test('a location that was free when it was proposed is said to hold another part', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const place = { box_no: 1, loc_no: 1 }
  t.match((await scan('OPAM')).proposal, place)
  t.match((await scan('VREG')).proposal, place)
  t.strictSame((await apply('OPAM', 'put_away', { ...place, qty: 5 })).body.warnings, [])
  t.strictSame((await apply('VREG', 'put_away', { ...place, qty: 5 })).body.warnings, ['1-1 holds OPAM already'])
  t.strictSame((await apply('VREG', 'put_away', { ...place, qty: 5 })).body.warnings, [], 'it lies there now')
  const made = await apply('NEWNUMBER1', 'create', { ...place, qty: 1, create: { description: 'New' } })
  t.strictSame(made.body.warnings, ['1-1 holds OPAM and VREG already'])
  const received = await apply('BOOS', 'receive', { ...place, qty: 1 })
  t.ok(received.body.warnings.some((warning) => /^1-1 holds .* already$/.test(warning)))
  for (const [loc_no, box_no, hint] of [
    [999, 1, 'Box 1 has the locations 1 to 60'],
    [1, 99, 'There is no box 99'],
  ] as const) {
    t.match(await apply('OPAM', 'put_away', { box_no, loc_no, qty: 1 }), {
      status: 404,
      body: { error: `Location ${box_no}-${loc_no} was not found`, details: { message: hint } },
    })
  }
})

t.test('that pieces of an order came before is said also where its seller is not known', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply } = scanClient(app)
  const order = { box_no: 1, loc_no: 12, order_number: 'A-900' }
  t.match(await apply('CL10B104KB8NNNC', 'put_away', { ...order, qty: 30 }), { status: 200, body: { warnings: [] } })
  const before = ['30 pieces of CAPA were received of order A-900 before']
  t.match(await apply('CL10B104KB8NNNC', 'put_away', { ...order, qty: 5 }), { status: 200, body: { warnings: before } })
  const other = await apply('CL10B104KB8NNNC', 'put_away', { ...order, order_number: 'A-901', qty: 5 })
  t.match(other, { status: 200, body: { warnings: [] } })
})
