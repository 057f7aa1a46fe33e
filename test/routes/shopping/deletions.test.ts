import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { otherSession } from '../../support/other-session.ts'
import { addSellers, client } from '../../support/shopping-client.ts'
import type { Teardown } from '../../support/test-database.ts'

const GROUP = '/shopping-lists/1/seller-groups/1'

/** A list with 3 pieces of AAAA that are to be ordered from seller 1. */
async function setUp(t: Teardown) {
  const app = await buildApp(t)
  const api = client(app)
  await addSellers(app, 'Mouser', 'DigiKey')
  const part = await addPart(app.db, 'AAAA')
  await api.send('POST', '/shopping-lists', { name: 'Order' })
  await api.send('POST', '/shopping-lists/1/lines', { part_id: part, needed: 3, seller_id: 1 })
  await api.send('PUT', '/shopping-list-lines/1', { ordered: 3 })
  await api.send('POST', '/shopping-lists/1/seller-groups', { seller_id: 1 })
  return { app, part, ...api }
}

/** An order that is written and not committed yet. */
async function beginOrder(t: Teardown, app: FastifyInstance) {
  const other = await otherSession(t, app)
  await other.query('begin')
  await other.query('select 1 from shopping_lists where id = 1 for update')
  await other.query(`update shopping_list_lines set status = 'ordered' where shopping_list_id = 1`)
  await other.query(`update shopping_list_sellers set status = 'ordered' where shopping_list_id = 1`)
  return other
}

t.test('a seller is not deleted beside an order from it, nor the part that is ordered', async (t) => {
  for (const [url, error] of [
    ['/sellers/1', 'Cannot delete seller because the active shopping list Order has ordered from it'],
    ['/parts/AAAA', 'Cannot delete part AAAA because it is ordered on the shopping list Order'],
  ] as const) {
    const { app, send, read } = await setUp(t)
    const order = await beginOrder(t, app)
    const deletion = send('DELETE', url)
    await order.waiting()
    await order.query('commit')
    const refused = await deletion
    t.equal(refused.statusCode, 409, url)
    t.match(refused.json(), { error, code: 'INVALID_OPERATION' })
    const [line] = (await read('/shopping-lists/1')).lines
    t.match(line, { status: 'ordered', ordered: 3, can_receive: true, seller: { name: 'Mouser' } })
  }
})

t.test('orders and deletions at once leave no ordered line that nobody can receive', async (t) => {
  const { app, send, read, part } = await setUp(t)
  const ordered = await send('PUT', GROUP, { status: 'ordered' })
  t.equal(ordered.statusCode, 200)
  t.equal((await send('DELETE', '/sellers/1')).statusCode, 409)
  for (let round = 0; round < 12; round++) {
    await app.db.query(`truncate shopping_lists restart identity cascade`)
    await app.db.query(`delete from sellers`)
    await app.db.query(`insert into sellers (id, name, website) values (1, 'Mouser', 'mouser.com')`)
    await send('POST', '/shopping-lists', { name: 'Order' })
    await send('POST', '/shopping-lists/1/lines', { part_id: part, needed: 3, seller_id: 1 })
    await send('PUT', '/shopping-list-lines/1', { ordered: 3 })
    await send('POST', '/shopping-lists/1/seller-groups', { seller_id: 1 })
    const answers = await Promise.all([
      send('PUT', GROUP, { status: 'ordered' }),
      send('DELETE', '/sellers/1'),
      send('PUT', '/shopping-list-lines/1', { ordered: 2 }),
    ])
    t.ok(
      answers.every(({ statusCode }) => statusCode < 500),
      'no deadlock reaches a client',
    )
    const [line] = (await read('/shopping-lists/1')).lines
    const state = { status: line.status, seller: line.seller_id }
    t.ok(line.status === 'new' || line.seller_id === 1, `an ordered line has its seller: ${JSON.stringify(state)}`)
  }
})

t.test('a deleted seller leaves done lists as they are and takes the orders of active ones back', async (t) => {
  const { app, send, read, part } = await setUp(t)
  const second = await addPart(app.db, 'BBBB')
  await send('POST', '/shopping-lists', { name: 'Later' })
  await send('POST', '/shopping-lists/2/lines', { part_id: part, needed: 4, seller_id: 1 })
  await send('POST', '/shopping-lists/2/lines', { part_id: second, needed: 4, seller_id: 2 })
  for (const id of [2, 3]) await send('PUT', `/shopping-list-lines/${id}`, { ordered: 4 })
  await send('PUT', '/shopping-lists/1/status', { status: 'done' })
  t.equal((await send('DELETE', '/sellers/1')).statusCode, 204)
  t.match((await read('/shopping-lists/1')).lines, [{ ordered: 3, seller: null }], 'a done list is frozen')
  t.match((await read('/shopping-lists/2')).lines, [
    { ordered: 0, seller: null },
    { ordered: 4, seller: { name: 'DigiKey' } },
  ])
})

t.test('a part stays while an active list has ordered it', async (t) => {
  const { send, read, status } = await setUp(t)
  await send('PUT', GROUP, { status: 'ordered' })
  const refused = await send('DELETE', '/parts/AAAA')
  t.equal(refused.statusCode, 409)
  t.match(refused.json(), { error: 'Cannot delete part AAAA because it is ordered on the shopping list Order' })
  t.equal((await read('/shopping-lists/1')).lines.length, 1)
  await send('PUT', '/shopping-lists/1/status', { status: 'done' })
  t.equal((await send('DELETE', '/parts/AAAA')).statusCode, 204, 'a list that is done receives nothing any more')
  t.equal(await status('/parts/AAAA'), 404)
  t.equal((await send('DELETE', '/parts/AAAA')).statusCode, 404)
})

t.test('of deletions of one record at once exactly one is told that it deleted it', async (t) => {
  const { app, send, part } = await setUp(t)
  const other = await otherSession(t, app)
  await addPart(app.db, 'BBBB')
  await send('POST', '/kits', { name: 'Clock' })
  await send('POST', '/kits/1/contents', { part_id: part, required_per_unit: 1 })
  for (const [url, locked] of [
    ['/shopping-list-lines/1', 'shopping_lists'],
    [GROUP, 'shopping_lists'],
    ['/shopping-lists/1', 'shopping_lists'],
    ['/kits/1/contents/1', 'kits'],
    ['/kits/1', 'kits'],
    ['/parts/BBBB', 'parts'],
    ['/sellers/2', 'sellers'],
  ] as const) {
    await other.query('begin')
    await other.query(`select 1 from ${locked} for update`)
    const deletions = [send('DELETE', url), send('DELETE', url)]
    await other.waiting(2)
    await other.query('commit')
    const codes = (await Promise.all(deletions)).map(({ statusCode }) => statusCode)
    t.same(codes.sort(), [204, 404], url)
  }
})
