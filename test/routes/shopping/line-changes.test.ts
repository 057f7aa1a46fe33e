import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { addSellers, client, refuses } from '../../support/shopping-client.ts'

t.test('a line changes its seller until it is ordered from one', async (t) => {
  const app = await buildApp(t)
  const { send } = client(app)
  await addSellers(app, 'Mouser', 'DigiKey')
  await send('POST', '/shopping-lists', { name: 'Order' })
  await send('POST', '/shopping-lists/1/lines', { part_id: await addPart(app.db, 'AAAA'), needed: 5, seller_id: 1 })
  const line = '/shopping-list-lines/1'
  t.match((await send('PUT', line, { seller_id: 2 })).json(), { seller: { name: 'DigiKey' } })
  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = 5, seller_id = null`)
  const delivery = { receive_qty: 1, allocations: [{ box_no: await addBox(app.db, 2), loc_no: 1, qty: 1 }] }
  await refuses(t, [
    [
      'received from nobody',
      send('POST', `${line}/receive`, delivery),
      409,
      'Cannot receive shopping list line because the line has no seller',
    ],
  ])
  t.match((await send('PUT', line, { seller_id: 1 })).json(), { status: 'ordered', seller: { name: 'Mouser' } })
  await refuses(t, [
    [
      'another seller',
      send('PUT', line, { seller_id: 2 }),
      409,
      'Cannot change the seller of the line because the line is ordered',
    ],
  ])
})

t.test('what is received is told in the history, and changes the list', async (t) => {
  const app = await buildApp(t)
  const { send, read } = client(app)
  await addSellers(app, 'Mouser')
  const box = await addBox(app.db, 2)
  await send('POST', '/shopping-lists', { name: 'Order' })
  await send('POST', '/shopping-lists/1/lines', { part_id: await addPart(app.db, 'AAAA'), needed: 5, seller_id: 1 })
  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = 5`)
  const line = '/shopping-list-lines/1'
  const tag = async () => (await app.inject('/api/shopping-lists/1')).headers.etag
  const before = await tag()
  const allocations = [1, 2].map((loc_no) => ({ box_no: box, loc_no, qty: 2 }))
  await send('POST', `${line}/receive`, { receive_qty: 4, allocations })
  const history = await read('/parts/AAAA/history')
  const row = { reason: 'receive', delta_qty: 2, source: 'shopping-list 1 line 1' }
  t.match(history, [row, row])
  t.equal(history[0].operation_id, history[1].operation_id, 'all places are one operation')
  const received = await tag()
  t.not(received, before)
  t.match((await send('POST', `${line}/complete`, { mismatch_reason: ' one is missing ' })).json(), {
    status: 'done',
    completion_note: 'one is missing',
  })
  t.not(await tag(), received)
  const done = 'because the line is done'
  await refuses(t, [
    ['change', send('PUT', line, { needed: 4 }), 409, `Cannot update shopping list line ${done}`],
    [
      'receive',
      send('POST', `${line}/receive`, { receive_qty: 4, allocations }),
      409,
      'Cannot receive shopping list line because the line is not ordered',
    ],
    [
      'complete',
      send('POST', `${line}/complete`),
      409,
      'Cannot complete shopping list line because the line is not ordered',
    ],
  ])
})

t.test('a list that is done and a line that has changed since are named in the refusal', async (t) => {
  const app = await buildApp(t)
  const { send, read } = client(app)
  const box = await addBox(app.db, 2)
  await addSellers(app, 'Mouser')
  await send('POST', '/shopping-lists', { name: 'Order' })
  const added = await app.inject({
    method: 'POST',
    url: '/api/shopping-lists/1/lines',
    payload: { part_id: await addPart(app.db, 'AAAA'), needed: 5, seller_id: 1 },
  })
  const line = '/shopping-list-lines/1'
  await send('PUT', line, { needed: 6 })
  const headers = { 'if-match': String(added.headers.etag) }
  const stale = await app.inject({ method: 'DELETE', url: `/api${line}`, headers })
  t.equal(stale.statusCode, 412)
  t.match((await read('/shopping-lists/1')).line_counts, { total: 1 })
  await t.rejects(app.shoppingListLines.get(99), { message: 'Shopping list line 99 was not found' })

  await app.db.query(`update shopping_lists set status = 'done'`)
  const allocations = [{ box_no: box, loc_no: 1, qty: 1 }]
  const done = 'because the shopping list is done'
  await refuses(t, [
    ['change', send('PUT', line, { needed: 4 }), 409, `Cannot update shopping list line ${done}`],
    ['delete', send('DELETE', line), 409, `Cannot delete shopping list line ${done}`],
    [
      'receive',
      send('POST', `${line}/receive`, { receive_qty: 1, allocations }),
      409,
      `Cannot receive shopping list line ${done}`,
    ],
    ['complete', send('POST', `${line}/complete`), 409, `Cannot complete shopping list line ${done}`],
  ])
})
