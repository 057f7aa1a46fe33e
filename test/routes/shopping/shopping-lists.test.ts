import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { client, refuses } from '../../support/shopping-client.ts'

t.test('lists are created, changed, listed, finished and deleted', async (t) => {
  const app = await buildApp(t)
  const { send, read, status } = client(app)
  const created = await send('POST', '/shopping-lists', { name: 'Spring', description: ' ' })
  t.equal(created.statusCode, 201)
  t.match(created.json(), {
    name: 'Spring',
    description: null,
    status: 'active',
    lines: [],
    seller_groups: [],
    line_counts: { new: 0, ordered: 0, done: 0, total: 0 },
    has_ordered_lines: false,
  })
  await send('POST', '/shopping-lists', { name: 'Autumn' })
  t.match((await send('PUT', '/shopping-lists/1', { description: 'x' })).json(), { name: 'Spring', description: 'x' })
  t.match((await send('PUT', '/shopping-lists/1', { name: null, description: null })).json(), { description: null })
  const before = (await read('/shopping-lists/1')).updated_at
  t.match((await send('PUT', '/shopping-lists/1', {})).json(), { updated_at: before }, 'nothing given, nothing touched')

  const overview = await read('/shopping-lists')
  t.same(
    overview.map(({ name }: { name: string }) => name),
    ['Spring', 'Autumn'],
    'changed last, first',
  )
  t.match(overview[0], { last_updated: overview[0].updated_at, line_counts: { total: 0 }, has_ordered_lines: false })

  t.match((await send('PUT', '/shopping-lists/1/status', { status: 'active' })).json(), { updated_at: before })
  t.match((await send('PUT', '/shopping-lists/1/status', { status: 'done' })).json(), { status: 'done' })
  t.equal((await send('PUT', '/shopping-lists/1/status', { status: 'done' })).statusCode, 200, 'the same again')
  const names = async (query: string) =>
    (await read(`/shopping-lists?${query}`)).map(({ name }: { name: string }) => name)
  t.same(await names(''), ['Autumn'])
  t.same(await names('include_done=TRUE'), ['Spring', 'Autumn'])
  t.same(await names('status=done'), [], 'both filters hold')
  t.same(await names('status=done&include_done=on'), ['Spring'])
  t.same(await names('status=active,done&status=active&include_done=1'), ['Spring', 'Autumn'])
  t.same(await names('status='), [])

  await refuses(t, [
    ['blank name', send('POST', '/shopping-lists', { name: '  ' }), 400, 'name must not be blank'],
    ['no name', send('POST', '/shopping-lists', {}), 400, 'name is required'],
    ['long name', send('POST', '/shopping-lists', { name: 'x'.repeat(256) }), 400, /at most 255/],
    ['taken name', send('POST', '/shopping-lists', { name: 'Spring' }), 409, /already exists/],
    ['taken on rename', send('PUT', '/shopping-lists/2', { name: 'Spring' }), 409, /already exists/],
    ['done list', send('PUT', '/shopping-lists/1', { name: 'x' }), 409, /is done/],
    ['reopen', send('PUT', '/shopping-lists/1/status', { status: 'active' }), 409, /cannot be opened again/],
    ['odd status', send('PUT', '/shopping-lists/1/status', { status: 'lost' }), 400, /must be one of: active, done/],
    ['unknown list', send('PUT', '/shopping-lists/99', { name: 'x' }), 404, 'Shopping list 99 was not found'],
    ['unknown to delete', send('DELETE', '/shopping-lists/99'), 404, 'Shopping list 99 was not found'],
  ])
  t.equal(await status('/shopping-lists?include_done=maybe'), 400)
  t.equal(await status('/shopping-lists?include_done=true&include_done=true'), 400)
  t.equal(await status('/shopping-lists?status=lost'), 409)
  for (const path of ['', '/lines', '/kits']) t.equal(await status(`/shopping-lists/99${path}`), 404)
  t.equal((await send('DELETE', '/shopping-lists/1')).statusCode, 204)
  t.equal(await status('/shopping-lists/1'), 404)
})
