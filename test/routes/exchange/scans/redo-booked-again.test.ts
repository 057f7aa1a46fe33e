import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { importClient } from '../../../support/import-client.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { bagCode } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

/** Of Farnell. */
const BAG = bagCode('1PSTM32F103C8T6', 'Q10', '3P1447637', '1K900', '4K3')

t.test('a booking is not done again after the same bag, or the same order, was booked once more', async (t) => {
  const app = await buildApp(t)
  const { box } = await addScanInventory(app)
  const { apply } = scanClient(app)
  const { piles, send, undo } = operationClient(app)
  const imports = importClient(app)
  const place = { box_no: box, loc_no: 20 }
  const pieces = async () => (await piles('MCUA')).reduce((sum, [, qty]) => sum + qty, 0)
  const refused = async (id: string, because: RegExp) => {
    for (const answer of [await undo(id, { dry_run: true }), await undo(id)]) {
      t.match(answer, { status: 409, body: { error: because } })
    }
    t.match((await send('GET', `/operations/${id}`)).body, { undoable: false, not_undoable_because: because })
    t.equal(await pieces(), 10)
  }

  const first = await apply(BAG, 'put_away', place)
  t.equal(first.status, 200)
  const undone = (await undo(first.body.operation_id)).body.operation_id
  const second = await apply(BAG, 'put_away', place)
  t.equal(second.status, 200, 'it counts no more')
  await refused(undone, /the same code was booked again since; undo that first/)
  const withoutSecond = await undo(second.body.operation_id)
  t.equal(withoutSecond.status, 200)
  const again = await undo(undone)
  t.equal(again.status, 200)
  await refused(withoutSecond.body.operation_id, /the same code was booked again since|received again since/)

  const gone = (await undo(again.body.operation_id)).body.operation_id
  const options = { seller_name: 'Farnell', order_number: '900', place }
  const read = await imports.upload('Key,Description,Qty\nMCUA,x,10\n', { kind: 'order', options })
  const { operation_id: imported } = await imports.commit(read.id)
  await refused(gone, /pieces of the order 900 were received again since; undo that first/)
  t.equal((await undo(imported ?? '')).status, 200)
  t.equal((await undo(gone)).status, 200)
  t.equal(await pieces(), 10)
})

t.test('what an order left out because its bag was scanned is proposed again once the scan is undone', async (t) => {
  const app = await buildApp(t)
  const { box } = await addScanInventory(app)
  const { apply } = scanClient(app)
  const { piles, undo } = operationClient(app)
  const imports = importClient(app)
  const place = { box_no: box, loc_no: 20 }
  const options = { seller_name: 'Farnell', order_number: '900', place: { ...place, loc_no: 21 } }
  const upload = () => imports.upload('Key,Description,Qty\nMCUA,x,25\nCAPA,y,5\n', { kind: 'order', options })

  const scanned = await apply(BAG, 'put_away', place)
  const first = await upload()
  t.match(await imports.commit(first.id), { report: { quantity_added: 20 } })
  t.match(await upload(), { repeat_of: first.id, summary: { changes: 0 } })

  t.equal((await undo(scanned.body.operation_id)).status, 200)
  const rest = await upload()
  t.match(rest, { repeat_of: first.id, summary: { same: 1 } })
  t.match(await imports.commit(rest.id), { report: { quantity_added: 10 } })
  t.strictSame(await piles('MCUA'), [['1-21', 25]])
})
