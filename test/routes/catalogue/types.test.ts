import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'

async function create(app: FastifyInstance, name: unknown) {
  return app.inject({ method: 'POST', url: '/api/types', payload: { name } })
}

t.test('types are created, read, renamed and deleted', async (t) => {
  const app = await buildApp(t)
  t.same((await app.inject('/api/types')).json(), [])

  const created = await create(app, 'Relay')
  t.equal(created.statusCode, 201)
  const relay = created.json()
  t.same(Object.keys(relay).sort(), ['created_at', 'id', 'name', 'updated_at'])
  t.match(relay.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  t.same((await app.inject(`/api/types/${relay.id}`)).json(), relay)

  t.equal((await create(app, 'relay')).statusCode, 201, 'upper and lower case are different names')
  const padded = (await create(app, ' Diode ')).json()
  t.equal(padded.name, ' Diode ', 'stored as it was sent')

  const part = await addPart(app.db, 'AAAA', { typeId: relay.id })
  const renamed = await app.inject({ method: 'PUT', url: `/api/types/${relay.id}`, payload: { name: 'Reed relay' } })
  t.equal(renamed.statusCode, 200)
  t.equal(renamed.json().name, 'Reed relay')
  t.ok(renamed.json().updated_at > relay.updated_at, 'the answer has the new time')
  const unchanged = await app.inject({ method: 'PUT', url: `/api/types/${relay.id}`, payload: { name: 'Reed relay' } })
  t.same(unchanged.json(), renamed.json(), 'its own name changes nothing')

  const stats = (await app.inject('/api/types?include_stats=TRUE')).json()
  t.same(
    stats.map(({ name, part_count }: { name: string; part_count: number }) => [name, part_count]),
    [
      [' Diode ', 0],
      ['Reed relay', 1],
      ['relay', 0],
    ],
  )
  for (const text of ['0', 'no', 'off', 'false', '1', 'yes', '']) {
    const [first] = (await app.inject(`/api/types?include_stats=${text}`)).json()
    t.notOk('part_count' in first, `include_stats=${text}`)
  }

  const inUse = await app.inject({ method: 'DELETE', url: `/api/types/${relay.id}` })
  t.equal(inUse.statusCode, 409)
  t.match(inUse.json(), {
    code: 'TYPE_IN_USE',
    error: `Cannot delete Type ${relay.id} because it is being used by existing parts`,
  })
  await app.db.query('delete from parts where id = $1', [part])
  const deleted = await app.inject({ method: 'DELETE', url: `/api/types/${relay.id}` })
  t.equal(deleted.statusCode, 204)
  t.equal(deleted.body, '')
  t.equal((await app.inject(`/api/types/${relay.id}`)).statusCode, 404)
})

t.test('wrong input is refused and changes nothing', async (t) => {
  const app = await buildApp(t)
  const { id } = (await create(app, 'Relay')).json()
  await create(app, 'Diode')
  const url = `/api/types/${id}`

  const refused: [unknown, string][] = [
    ['', 'name must not be empty'],
    ['x'.repeat(101), 'name must have at most 100 characters'],
    [7, 'name must be a string'],
    [null, 'name must be a string'],
    [undefined, 'name is required'],
    ['a\u0000b', 'name must not contain the character U+0000'],
    ['   ', 'Missing required field'],
    ['Diode', 'Resource already exists'],
  ]
  for (const [name, error] of refused) {
    const status = error === 'Resource already exists' ? 409 : 400
    for (const [method, path] of [
      ['POST', '/api/types'],
      ['PUT', url],
    ] as const) {
      const answer = await app.inject({ method, url: path, payload: { name } })
      t.equal(answer.statusCode, status, `${method} ${JSON.stringify(name)}`)
      t.match(answer.json(), { error, details: { message: String }, correlationId: String })
    }
  }
  t.equal((await create(app, 'é'.repeat(100))).statusCode, 201, 'length counts characters, not bytes')

  for (const path of ['abc', '-1', '1.5', '2147483648', '99999999999999999999']) {
    const answer = await app.inject(`/api/types/${path}`)
    t.equal(answer.statusCode, 404)
    t.match(answer.json(), { error: 'Resource not found' })
  }
  for (const method of ['GET', 'DELETE'] as const) {
    const answer = await app.inject({ method, url: '/api/types/2147483647' })
    t.match(answer.json(), { error: 'Type 2147483647 was not found', code: 'RECORD_NOT_FOUND' })
    t.equal(answer.statusCode, 404)
  }
  t.match((await app.inject(url)).json(), { name: 'Relay' })
})
