import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
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
