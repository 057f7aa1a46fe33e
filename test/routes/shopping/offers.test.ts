import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { addSellers, client } from '../../support/shopping-client.ts'

t.test('a list says what its sellers call the parts, and what was paid last', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  const { send, read, status } = client(app)
  await addSellers(app, 'Mouser', 'LCSC')
  const box = await addBox(app.db, 3)
  for (const key of ['AAAA', 'BBBB', 'CCCC']) await addPart(app.db, key)
  await send('POST', '/shopping-lists', { name: 'Order' })
  t.strictSame(await read('/shopping-lists/1/offers'), [])
  t.equal(await status('/shopping-lists/9/offers'), 404)

  for (const [part_key, seller_id] of [
    ['AAAA', 1],
    ['BBBB', 1],
    ['CCCC', null],
  ]) {
    await send('POST', '/shopping-lists/1/lines', { part_key, needed: 5, seller_id })
  }
  await send('POST', '/parts/AAAA/seller-numbers', { seller_id: 2, number: 'C1' })
  await send('POST', '/parts/AAAA/seller-numbers', { seller_id: 1, number: '7-A', min_quantity: 50, multiple: 10 })
  /** Pieces that came from a seller for a price. @returns the operation. */
  const receive = (key: string, sellerId: number, unitPrice: string | null, currency: string | null) =>
    app.db.transaction(async (unit) => {
      const { historyId } = await app.inventory.add(key, { boxNo: box, locNo: 1 }, 5)
      await app.receipts.record(unit, [{ historyId, sellerId, unitPrice, currency }])
    })
  await receive('AAAA', 1, '0.031600', 'EUR')
  await receive('AAAA', 2, '0.02', 'USD')
  await receive('AAAA', 1, null, null)
  await receive('BBBB', 2, '1.5', 'USD')
  await receive('BBBB', 2, '2.5', 'USD')

  const count = await statements.during(() => read('/shopping-lists/1/offers'))
  t.equal(count, 1, 'one statement, however many lines')
  t.match(await read('/shopping-lists/1/offers'), [
    {
      line_id: 1,
      numbers: [{ number: '7-A', min_quantity: 50, multiple: 10 }],
      last_price: { unit_price: '0.0316', currency: 'EUR', seller: 'Mouser', received_at: /Z$/ },
    },
    { line_id: 2, numbers: [], last_price: { unit_price: '2.5', currency: 'USD', seller: 'LCSC' } },
    { line_id: 3, numbers: [], last_price: null },
  ])

  const [{ operation_id: last }] = await read('/operations?limit=1')
  t.equal((await send('POST', `/operations/${last}/undo`, {})).statusCode, 200)
  t.match(
    await read('/shopping-lists/1/offers'),
    [{}, { last_price: { unit_price: '1.5' } }, {}],
    'what was undone cost nothing',
  )
})
