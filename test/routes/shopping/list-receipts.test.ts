import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { client } from '../../support/shopping-client.ts'

t.test('a list says what came for it, and when: by hand, and by the import of an order', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  const { send, read, status } = client(app)
  const box = await addBox(app.db, 20, 'Drawer')
  for (const key of ['AAAA', 'BBBB', 'CCCC']) await addPart(app.db, key)
  const seller = await app.sellers.create({ name: 'Shop', website: 'https://shop.example' })
  for (const name of ['Order', 'Another']) await send('POST', '/shopping-lists', { name })
  for (const [list, part_key] of [
    [1, 'AAAA'],
    [1, 'BBBB'],
    [2, 'CCCC'],
  ]) {
    await send('POST', `/shopping-lists/${list}/lines`, { part_key, needed: 9, seller_id: seller.id })
  }
  t.strictSame(await read('/shopping-lists/1/receipts'), [])
  t.equal(await status('/shopping-lists/9/receipts'), 404)
  t.equal(await status('/shopping-lists/1/receipts?limit=0'), 400)

  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = needed`)
  /** @returns the operation. */
  const receive = async (line: number, places: [location: number, qty: number][], price = {}): Promise<string> => {
    const allocations = places.map(([loc_no, qty]) => ({ box_no: box, loc_no, qty }))
    const receive_qty = places.reduce((sum, [, qty]) => sum + qty, 0)
    const answer = await send('POST', `/shopping-list-lines/${line}/receive`, { receive_qty, allocations, ...price })
    t.equal(answer.statusCode, 200, JSON.stringify(answer.json()))
    const [{ operation_id }] = await read('/operations?limit=1')
    return operation_id
  }
  await receive(1, [
    [1, 3],
    [2, 1],
  ])
  const second = await receive(1, [[1, 2]])
  await receive(3, [[9, 5]])

  const imports = importClient(app)
  const options = { list_id: 1, seller_name: 'Shop', order_number: '7', place: { box_no: box, loc_no: 5 } }
  const file = 'Key,Description,Qty,Unit price,Currency\nBBBB,b,4,0.25,EUR\n'
  const given = await imports.upload(file, { kind: 'order', options })
  t.match(await imports.commit(given.id), { status: 'committed' })

  const expected = [
    {
      part_key: 'BBBB',
      line_id: 2,
      qty: 4,
      import_id: given.id,
      seller: 'Shop',
      order_number: '7',
      unit_price: '0.25',
    },
    { part_key: 'AAAA', line_id: 1, qty: 2, import_id: null, seller: 'Shop', places: [{ loc_no: 1, qty: 2 }] },
    {
      part_key: 'AAAA',
      qty: 4,
      received_at: /Z$/,
      places: [
        { box_no: box, loc_no: 1, qty: 3 },
        { box_no: box, loc_no: 2, qty: 1 },
      ],
    },
  ]
  const count = await statements.during(async () => t.match(await read('/shopping-lists/1/receipts'), expected))
  t.equal(count, 1, 'one statement, however many receipts')
  t.match(await read('/shopping-lists/1/receipts?limit=1'), expected.slice(0, 1))
  t.match(await read('/shopping-lists/2/receipts'), [{ part_key: 'CCCC', qty: 5 }])

  t.equal((await send('POST', `/operations/${second}/undo`, {})).statusCode, 200)
  t.match(await read('/shopping-lists/1/receipts'), [{ part_key: 'BBBB' }, { qty: 4 }])
  t.equal((await read('/shopping-lists/1/receipts')).length, 2, 'what was undone has not come')
  const [undoing] = await read('/operations?limit=1&reason=undo')
  t.equal((await send('POST', `/operations/${undoing.operation_id}/undo`, {})).statusCode, 200)
  t.match(await read('/shopping-lists/1/receipts'), [{ part_key: 'BBBB' }, { qty: 2 }, { qty: 4 }], 'done again')
})
