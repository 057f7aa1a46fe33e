import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { addSellers, client } from '../../support/shopping-client.ts'

t.test('a status of null keeps what is there, also beside a note and on a done list', async (t) => {
  const app = await buildApp(t)
  const { send, read } = client(app)
  await addSellers(app, 'Mouser')
  const part = await addPart(app.db, 'AAAA')
  await send('POST', '/shopping-lists', { name: 'Order' })
  await send('POST', '/shopping-lists/1/lines', { part_id: part, needed: 1, seller_id: 1 })
  await send('PUT', '/shopping-list-lines/1', { ordered: 1 })
  const group = '/shopping-lists/1/seller-groups/1'
  await send('POST', '/shopping-lists/1/seller-groups', { seller_id: 1 })
  for (const status of ['active', 'ordered'] as const) {
    t.equal((await send('PUT', group, { status })).statusCode, 200)
    for (const body of [{ status: null }, { status: null, note: `while ${status}` }, { status: null, note: null }]) {
      const answer = await send('PUT', group, body)
      t.equal(answer.statusCode, 200, JSON.stringify(body))
      t.match(answer.json(), { status }, JSON.stringify(body))
    }
    t.match(await read(group), { status, note: `while ${status}` })
  }
  await send('PUT', '/shopping-lists/1/status', { status: 'done' })
  t.equal((await send('PUT', group, { status: null, note: 'paid' })).statusCode, 200)
  const wrong = await send('PUT', group, { status: 'lost' })
  t.equal(wrong.statusCode, 400)
  t.match(wrong.json().error, /^status must be/)
  t.equal((await read('/shopping-lists/1')).seller_groups[0].status, 'ordered')
})

t.test('what is shown together is read in one statement, and so of one moment', async (t) => {
  const statements: string[] = []
  const app = await buildApp(t, { onStatement: (sql) => statements.push(sql) })
  const { send, read, status } = client(app)
  await addSellers(app, 'Mouser')
  await send('POST', '/shopping-lists', { name: 'Order' })
  await send('POST', '/shopping-lists/1/seller-groups', { seller_id: 1 })
  for (const key of ['AAAA', 'BBBB', 'CCCC']) {
    const part = await addPart(app.db, key)
    await send('POST', '/shopping-lists/1/lines', { part_id: part, needed: 1, seller_id: 1 })
  }
  for (const url of ['', '/lines', '/seller-groups/1', '/kits'].map((rest) => `/shopping-lists/1${rest}`)) {
    statements.length = 0
    await read(url)
    // The service runs others in the background.
    t.equal(statements.filter((sql) => sql.includes('from shopping_lists')).length, 1, url)
    t.equal(statements.filter((sql) => sql.includes('shopping_list_')).length, 1, url)
    t.equal(await status(url.replace('/1', '/99')), 404, url)
  }
  t.match((await read('/shopping-lists/1/seller-groups/1')).lines, [{}, {}, {}])
  t.match(await read('/shopping-lists/1/seller-groups/2'), { error: 'Seller group 2 was not found' })
})
