import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { addSellers, client } from '../../support/shopping-client.ts'

t.test('what a list line receives is told of its part, place by place and the newest first', async (t) => {
  const app = await buildApp(t)
  const { send, read, status } = client(app)
  const part = await addPart(app.db, 'AAAA')
  const box = await addBox(app.db, 5)
  await addSellers(app, 'Mouser')
  await send('POST', '/shopping-lists', { name: 'Order' })
  await send('POST', '/shopping-lists/1/lines', { part_id: part, needed: 10, seller_id: 1 })
  await send('PUT', '/shopping-list-lines/1', { ordered: 10 })
  await send('POST', '/shopping-lists/1/seller-groups', { seller_id: 1 })
  await send('PUT', '/shopping-lists/1/seller-groups/1', { status: 'ordered' })
  const receive = (quantity: number, ...places: [locNo: number, qty: number][]) =>
    send('POST', '/shopping-list-lines/1/receive', {
      receive_qty: quantity,
      allocations: places.map(([loc_no, qty]) => ({ box_no: box, loc_no, qty })),
    })

  t.strictSame(await read('/parts/AAAA/receipts'), [])
  t.equal((await receive(7, [1, 4], [2, 3])).statusCode, 200)
  t.equal((await receive(2, [9, 2])).statusCode, 404, 'a place that does not exist')
  t.equal((await receive(2, [1, 2])).statusCode, 200)
  await send('POST', '/inventory/parts/AAAA/stock', { box_no: box, loc_no: 1, qty: 100 })

  const receipts: { id: number; qty: number; location_reference: string }[] = await read('/parts/AAAA/receipts')
  t.match(
    receipts.map(({ qty, location_reference }) => [qty, location_reference]),
    [
      [2, `${box}-1`],
      [3, `${box}-2`],
      [4, `${box}-1`],
    ],
    'what was refused and what was added by hand are no receipts',
  )
  t.match(receipts[0], {
    seller_id: 1,
    seller: 'Mouser',
    order_number: null,
    order_line: null,
    ordered_on: null,
    unit_price: null,
    currency: null,
    date_code: null,
    lot: null,
    import_id: null,
    received_at: /Z$/,
  })
  const [first, ...rest] = receipts
  t.strictSame(await read('/parts/AAAA/receipts?limit=1'), [first])
  t.strictSame(await read(`/parts/AAAA/receipts?before=${first?.id}`), rest)
  t.equal(await status('/parts/ZZZZ/receipts'), 404)
  t.equal(await status('/parts/AAAA/receipts?limit=0'), 400)

  await receive(1, [3, 1])
  t.equal((await read('/parts/AAAA/receipts')).length, 4)
  const [{ operation_id: last }] = await read('/operations?limit=1')
  t.equal((await send('POST', `/operations/${last}/undo`, {})).statusCode, 200)
  t.strictSame(await read('/parts/AAAA/receipts'), receipts, 'what was undone is no receipt')
})

t.test('a receipt keeps order, price and origin to the letter', async (t) => {
  const app = await buildApp(t)
  const { read } = client(app)
  await addPart(app.db, 'AAAA')
  const box = await addBox(app.db, 1)
  await addSellers(app, 'Mouser')
  await app.db.transaction(async (unit) => {
    const { historyId } = await app.inventory.add('AAAA', { boxNo: box, locNo: 1 }, 5, { lot: 'L-1', dateCode: '2431' })
    await app.receipts.record(unit, [
      {
        historyId,
        sellerId: 1,
        orderNumber: 'SO-1',
        orderLine: 3,
        orderedOn: '2026-02-28',
        unitPrice: '0.031600',
        currency: 'EUR',
        importId: 4,
      },
    ])
  })
  const told = {
    seller: 'Mouser',
    order_number: 'SO-1',
    order_line: 3,
    ordered_on: '2026-02-28',
    qty: 5,
    unit_price: '0.0316',
    currency: 'EUR',
    import_id: 4,
    lot: 'L-1',
    date_code: '2431',
  }
  t.match(await read('/parts/AAAA/receipts'), [told])
  await app.db.query('delete from sellers')
  t.match(await read('/parts/AAAA/receipts'), [{ ...told, seller: null, seller_id: null }], 'it outlives its seller')
})
