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
  t.strictSame(warnings, ["The number FL-88 on the bag is that of FLUX; the seller's number is known for TOOL"])
  t.strictSame((await scan('{pbn:P1,on:WM1,pc:C1591,pm:CL10B104KB8NNNC,qty:7}')).warnings, [])
})
