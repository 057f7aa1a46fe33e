import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

const BAG = '{pbn:PICK88,on:WM88,pc:C8812345,pm:NOBODYKNOWS,qty:3}'
const AGAIN = '{pbn:PICK89,on:WM89,pc:C8812345,pm:NOBODYKNOWS,qty:3}'

t.test('undoing a booking on the wrong part forgets the number that it has remembered', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { undo } = operationClient(app)
  const place = { box_no: 1, loc_no: 20, remember_number: true }
  const wrong = await apply(BAG, 'put_away', { ...place, part_key: 'FLUX' })
  t.equal(wrong.status, 200)
  t.match(await scan(AGAIN), { matches: [{ part: { key: 'FLUX' }, reason: 'seller_number' }] })
  const undone = await undo(wrong.body.operation_id)
  t.equal(undone.status, 200)
  t.strictSame((await scan(AGAIN)).matches, [])
  const again = await undo(undone.body.operation_id)
  t.equal(again.status, 200)
  t.match(await scan(AGAIN), { matches: [{ part: { key: 'FLUX' } }] }, 'done again, it is remembered again')
  t.equal((await undo(again.body.operation_id)).status, 200)
  t.strictSame((await scan(AGAIN)).matches, [])
  t.match(await apply(BAG, 'put_away', { ...place, part_key: 'TOOL' }), { status: 200, body: { warnings: [] } })
  t.match(await scan(AGAIN), { matches: [{ part: { key: 'TOOL' }, reason: 'seller_number' }] })
})

t.test('a number that was known before stays when a booking is undone', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const known = '{pbn:PICK1,on:WM1,pc:C1591,pm:CL10B104KB8NNNC,qty:7}'
  const put = await apply(known, 'put_away', { remember_number: true })
  t.equal(put.status, 200)
  t.equal((await operationClient(app).undo(put.body.operation_id)).status, 200)
  t.match(await scan(known), { matches: [{ part: { key: 'CAPA' }, reason: 'seller_number' }] })
})

t.test('undoing a receipt takes it off its line and forgets its number', async (t) => {
  const app = await buildApp(t)
  const { sellers, ids } = await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { send, undo } = operationClient(app)
  await send('POST', '/shopping-lists', { name: 'Order 1' })
  const wanted = { part_id: ids.get('FLUX'), needed: 5, seller_id: sellers.get('LCSC') }
  await send('POST', '/shopping-lists/1/lines', wanted)
  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = needed`)
  const receivedOfLine = async () => (await send('GET', '/shopping-lists/1')).body.lines[0].received
  const order = { box_no: 1, loc_no: 20, part_key: 'FLUX', remember_number: true, shopping_list_line_id: 1 }
  const received = await apply(BAG, 'receive', order)
  t.equal(received.status, 200)
  t.equal(await receivedOfLine(), 3)
  t.equal((await undo(received.body.operation_id)).status, 200)
  t.equal(await receivedOfLine(), 0)
  t.strictSame((await scan(AGAIN)).matches, [])
})

t.test('a number of the seller and one of the maker that are of two parts are said', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const mistaken = '{pbn:PICK7,on:WM7,pc:C777,pm:FL-88,qty:5}'
  await apply(mistaken, 'put_away', { box_no: 1, loc_no: 20, part_key: 'TOOL', remember_number: true, confirm: true })
  const { matches, warnings } = await scan(mistaken.replace('PICK7,on:WM7', 'PICK8,on:WM8'))
  t.match(matches, [{ part: { key: 'TOOL' }, reason: 'seller_number' }, { part: { key: 'FLUX' } }])
  const warning = "The number FL-88 on the bag is that of FLUX; the seller's number is known for TOOL"
  t.strictSame(warnings, [warning])
  const put = await apply(mistaken.replace('PICK7,on:WM7', 'PICK8,on:WM8'), 'put_away', {})
  t.match(put, { status: 200, body: { part: { key: 'TOOL' }, warnings: [warning] } }, 'also when it is booked')
  t.strictSame((await scan('{pbn:P1,on:WM1,pc:C1591,pm:CL10B104KB8NNNC,qty:7}')).warnings, [])
})

t.test('a number is remembered whatever is done with the bag, and forgotten when that is undone', async (t) => {
  const app = await buildApp(t)
  const { pickList } = await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { send, undo, piles } = operationClient(app)
  const [line] = (await send('GET', `/pick-lists/${pickList}`)).body.lines
  const own = { part_key: 'CAPA', remember_number: true }
  for (const [action, more] of [
    ['take', { qty: 2 }],
    ['count', { qty: 480 }],
    ['count', { qty: 500 }],
    ['pick', { pick_list_line_id: line.id }],
  ] as const) {
    const done = await apply(BAG, action, { ...own, ...more })
    t.match(done, { status: 200, body: { warnings: [] } }, action)
    t.match((await scan(AGAIN)).matches, [{ part: { key: 'CAPA' }, reason: 'seller_number' }], action)
    const undone = await undo(done.body.operation_id)
    t.equal(undone.status, 200, action)
    t.strictSame(await piles('CAPA'), [['1-12', 500]])
    t.strictSame((await scan(AGAIN)).matches, [], action)
    const again = await undo(undone.body.operation_id)
    t.equal(again.status, 200, `${action} once more`)
    t.match((await scan(AGAIN)).matches, [{ part: { key: 'CAPA' } }])
    t.equal((await undo(again.body.operation_id)).status, 200)
  }
  t.match((await send('GET', '/parts/CAPA/locations')).body, [{ qty: 500, counted_at: null }])
  t.match((await send('GET', `/pick-lists/${pickList}`)).body, { lines: [{ status: 'open' }] })
})

t.test('a count that remembers a number is a count like others', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply } = scanClient(app)
  const { send, undo } = operationClient(app)
  const { id } = (await send('POST', '/boxes/1/counts')).body
  const first = await apply(BAG, 'count', { part_key: 'CAPA', qty: 480, remember_number: true })
  const second = await apply('CAPA', 'count', { qty: 470 })
  t.match(await undo(first.body.operation_id), { status: 409, body: { error: /counted again since/ } })
  t.equal((await undo(second.body.operation_id)).status, 200)
  const { lines } = (await send('GET', `/boxes/1/counts/${id}`)).body
  t.match(lines, [{}, { part_key: 'CAPA', counted_qty: 480 }])
  t.equal((await undo(first.body.operation_id)).status, 200)
})

t.test('a receipt that remembers a number is one of its shopping list', async (t) => {
  const app = await buildApp(t)
  const { sellers, ids } = await addScanInventory(app)
  const { apply } = scanClient(app)
  const { send } = operationClient(app)
  await send('POST', '/shopping-lists', { name: 'Order 1' })
  const wanted = { part_id: ids.get('FLUX'), needed: 5, seller_id: sellers.get('LCSC') }
  await send('POST', '/shopping-lists/1/lines', wanted)
  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = needed`)
  const order = { box_no: 1, loc_no: 20, part_key: 'FLUX', remember_number: true, shopping_list_line_id: 1 }
  const { body } = await apply(BAG, 'receive', order)
  t.match((await send('GET', '/shopping-lists/1/receipts')).body, [
    { operation_id: body.operation_id, part_key: 'FLUX' },
  ])
})

t.test('that a number comes and goes is told with its operation, before it is undone and afterwards', async (t) => {
  const app = await buildApp(t)
  const { sellers, pickList } = await addScanInventory(app)
  const { apply } = scanClient(app)
  const { send, undo } = operationClient(app)
  const [line] = (await send('GET', `/pick-lists/${pickList}`)).body.lines
  const told = (change: string, from: string | null, to: string | null) => ({
    record_changes: [
      {
        record: 'seller_number',
        id: sellers.get('LCSC'),
        name: 'LCSC',
        part_key: 'CAPA',
        change,
        fields: [{ field: 'number', from, to }],
      },
    ],
    record_change_count: 1,
  })
  for (const [action, more] of [
    ['put_away', { box_no: 1, loc_no: 12, confirm: true }],
    ['take', { qty: 2 }],
    ['count', { qty: 480 }],
    ['count', { qty: 500 }],
    ['pick', { pick_list_line_id: line.id }],
  ] as const) {
    const done = await apply(BAG, action, { part_key: 'CAPA', remember_number: true, ...more })
    t.equal(done.status, 200, action)
    const id: string = done.body.operation_id
    const { summary, ...operation } = (await send('GET', `/operations/${id}`)).body
    t.match(operation, told('created', null, 'C8812345'), action)
    t.match(summary, /, and added 1 number of the seller LCSC/, action)
    t.match((await undo(id, { dry_run: true })).body, told('deleted', 'C8812345', null), `${action}, dry run`)
    const undone = await undo(id)
    t.match(undone.body, told('deleted', 'C8812345', null), `${action}, undone`)
    const again = await undo(undone.body.operation_id)
    t.match(again.body, told('created', null, 'C8812345'), `${action}, done again`)
    t.equal((await undo(again.body.operation_id)).status, 200)
  }
})

t.test('of a number that another part has nothing is told but that it stays there', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply } = scanClient(app)
  const known = '{pbn:PICK1,on:WM1,pc:C1591,pm:CL10B104KB8NNNC,qty:7}'
  const order = { box_no: 1, loc_no: 20, part_key: 'FLUX', remember_number: true, confirm: true }
  const { body } = await apply(known, 'put_away', order)
  const stays = 'The number C1591 is not remembered: the seller has it for a part already'
  t.ok(body.warnings.includes(stays))
  const { record_changes } = (await operationClient(app).send('GET', `/operations/${body.operation_id}`)).body
  t.strictSame(record_changes, [])
})

t.test('a number that another part has by now is not told as added when a scan is done again', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply } = scanClient(app)
  const { undo } = operationClient(app)
  const place = { box_no: 1, loc_no: 20, remember_number: true }
  const put = () => apply(BAG, 'put_away', { ...place, part_key: 'FLUX' })
  const create = () =>
    apply('{pbn:PICK90,on:WM90,pc:C8812345,qty:3}', 'create', { ...place, create: { description: 'New' } })
  for (const first of [put, create]) {
    const undone = (await undo((await first()).body.operation_id)).body.operation_id
    const other = await apply(AGAIN, 'put_away', { ...place, part_key: 'TOOL', confirm: true })
    t.equal(other.status, 200, JSON.stringify(other.body))
    for (const body of [{ dry_run: true }, {}]) {
      const again = await undo(undone, body)
      t.match(again, { status: 200, body: { left_out: [{ what: 'seller_numbers', count: 1 }], record_changes: [] } })
      t.notMatch(again.body.summary, /number/)
    }
    t.equal((await undo(other.body.operation_id)).status, 200)
  }
})
