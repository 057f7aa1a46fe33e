import t, { type Test } from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { bagCode, MOUSER } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

async function start(t: Test) {
  const app = await buildApp(t)
  const inventory = await addScanInventory(app)
  return { app, ...inventory, ...scanClient(app), ...operationClient(app) }
}

t.test('of bags of one new part that are scanned at once one makes the part', async (t) => {
  const { app, apply } = await start(t)
  const other = await buildApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const code = bagCode('1PXYZX9000', '30PXYZX-ND', '11ZPICK', 'Q30')
  const order = {
    box_no: 1,
    loc_no: 23,
    remember_number: true,
    create: { description: 'New', manufacturer_code: 'XYZX9000' },
  }
  const answers = await Promise.all(
    [apply, scanClient(other).apply, apply, apply, apply].map((send) => send(code, 'create', order)),
  )
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 409, 409, 409, 409])
  t.match(
    answers.find(({ status }) => status === 409),
    { body: { code: 'CONFIRMATION_REQUIRED', error: /which there is already/ } },
  )
  t.strictSame(await app.db.query("select count(*)::int from parts where manufacturer_code = 'XYZX9000'"), [
    { count: 1 },
  ])
})

t.test('a label that is not the place, or is of nothing, is not passed over', async (t) => {
  const { apply, piles, kit } = await start(t)
  const put = (code: string, more = {}) => apply(code, 'put_away', { part_key: 'CAPA', qty: 1, ...more })
  for (const { code, error } of [
    { code: `/K/${kit}`, error: /kit 1, which is neither a part nor a place/ },
    { code: '/P/GONE', error: /GONE was deleted on \d{4}-\d\d-\d\d \d\d:\d\d UTC/ },
  ]) {
    t.match(await put(code), { status: 409, body: { code: 'CONFIRMATION_REQUIRED', error } }, code)
  }
  for (const { code, error } of [
    { code: '/B/1/999', error: /no location 1-999/ },
    { code: '/B/99', error: /no box 99/ },
  ]) {
    t.match(await put(code, { box_no: 1, loc_no: 12 }), { body: { code: 'CONFIRMATION_REQUIRED', error } }, code)
  }
  t.match(await put('1-12', { box_no: 1, loc_no: 13 }), { body: { error: /location 1-12, not of 1-13/ } })
  t.match(await put('/B/1/999'), { status: 404 }, 'nobody is asked for a place that is not there')
  t.match(await put('/B/1/999', { confirm: true }), { status: 404 }, 'who agrees gets no other place')
  t.strictSame(await piles('CAPA'), [['1-12', 500]])
  t.match(
    await put('/B/1'),
    { status: 200, body: { box_no: 1, loc_no: 12 } },
    'the one location of the part in the box',
  )
  t.match(await apply('/B/1', 'put_away', { part_key: 'FLUX', qty: 1 }), {
    status: 409,
    body: { error: /lies in no location of box 1/ },
  })
})

t.test('a line is picked from its location, not from another one that was scanned or named', async (t) => {
  const { apply, send, pickList, piles } = await start(t)
  const [line] = (await send('GET', `/pick-lists/${pickList}`)).body.lines
  const own = { pick_list_line_id: line.id, part_key: 'CAPA' }
  t.match(await apply('1-3', 'pick', own), {
    status: 409,
    body: { error: /1-3 was scanned, and the line takes from 1-12/, details: { scanned: '1-3', expected: '1-12' } },
  })
  t.match(await apply('CAPA', 'pick', { ...own, box_no: 1, loc_no: 3 }), { body: { error: /1-3 was named/ } })
  t.strictSame(await piles('CAPA'), [['1-12', 500]])
  t.equal((await apply('1-12', 'pick', own)).status, 200)
})

t.test('what belongs to another action is refused, not left out', async (t) => {
  const { apply, piles } = await start(t)
  for (const { action, more, error } of [
    { action: 'put_away', more: { shopping_list_line_id: 13 }, error: /shopping_list_line_id is only for receive/ },
    { action: 'take', more: { pick_list_line_id: 2 }, error: /pick_list_line_id is only for pick/ },
    { action: 'take', more: { unit_price: '1.2', currency: 'EUR' }, error: /unit_price is only for what comes in/ },
  ]) {
    t.match(await apply('CAPA', action, { qty: 1, ...more }), { status: 409, body: { error } }, action)
  }
  t.strictSame(await piles('CAPA'), [['1-12', 500]])
})

t.test('a number alone tells the seller, too', async (t) => {
  const { app, apply, scan, sellers, send, ids } = await start(t)
  t.match(await scan('9237755'), { seller_id: sellers.get('Farnell'), matches: [{ reason: 'seller_number' }] })
  const list = (await send('POST', '/shopping-lists', { name: 'Order' })).body.id
  const line = await send('POST', `/shopping-lists/${list}/lines`, {
    part_id: ids.get('RESA'),
    needed: 20,
    seller_id: sellers.get('LCSC'),
  })
  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = needed`)
  t.match(await apply('9237755', 'receive', { qty: 20, shopping_list_line_id: line.body.id, box_no: 1, loc_no: 3 }), {
    status: 409,
    body: { code: 'CONFIRMATION_REQUIRED', error: /another seller than the line/ },
  })
})

t.test('the maker as the part has it is as sure as its short name', async (t) => {
  const { scan } = await start(t)
  for (const maker of ['STMicroelectronics', 'STMICROELECTRONICS', 'ST', 'STMicro']) {
    const { matches } = await scan(bagCode('1PLDK320ADU33R', 'Q32', `1V${maker}`))
    t.match(matches, [{ part: { key: 'VREG' }, score: maker === 'STMicro' ? Number : 0.97 }], maker)
  }
  t.match((await scan(MOUSER)).matches, [{ part: { key: 'VREG' } }])
})

t.test('a sign in front of a code does not ask for everything else', async (t) => {
  const { scan } = await start(t)
  t.strictSame((await scan('-foo')).matches, [])
})

t.test('a price and a currency of another form are told which form they have', async (t) => {
  const { apply } = await start(t)
  const put = (more: object) => apply('CAPA', 'put_away', { qty: 1, box_no: 1, loc_no: 12, ...more })
  t.match(await put({ unit_price: '1,5', currency: 'EUR' }), {
    status: 400,
    body: { error: 'unit_price must be a decimal number with at most 6 decimals, such as 0.0316' },
  })
  t.match(await put({ unit_price: '1.5', currency: 'euro' }), {
    status: 400,
    body: { error: 'currency must be three capital letters, such as EUR' },
  })
})
