import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { metricValue } from '../../support/metric-value.ts'
import { client } from '../../support/shopping-client.ts'

t.test('an order that receives lines of a list counts as receipts by hand do', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  const part = await addPart(app.db, 'AAAA')
  const other = await addPart(app.db, 'BBBB')
  const seller = await app.sellers.create({ name: 'Shop', website: 'https://shop.example' })
  const { send } = client(app)
  await send('POST', '/shopping-lists', { name: 'Order' })
  for (const id of [part, other]) {
    await send('POST', '/shopping-lists/1/lines', { part_id: id, needed: 3, seller_id: seller.id })
  }
  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = 3 where part_id = $1`, [part])
  const figures = async () => [
    await metricValue('shopping_list_lines_received_total'),
    await metricValue('shopping_list_receive_quantity_total'),
  ]
  const [lines = 0, pieces = 0] = await figures()

  const imports = importClient(app)
  const options = { list_id: 1, seller_name: 'Shop', order_number: '7', place: { box_no: box, loc_no: 1 } }
  const file = 'Key,Description,Qty\nAAAA,a,3\nBBBB,b,2\n'
  const read = await imports.upload(file, { kind: 'order', options })
  t.match(read, { status: 'proposed', summary: { errors: 0, to_change: { list_lines: 1 } } })
  t.strictSame(await figures(), [lines, pieces], 'a proposal counts nothing')
  t.match(await imports.commit(read.id), { status: 'committed', report: { quantity_added: 5 } })
  t.strictSame(await figures(), [lines + 1, pieces + 3])
})
