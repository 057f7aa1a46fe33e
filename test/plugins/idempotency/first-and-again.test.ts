import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { metricValue } from '../../support/metric-value.ts'

const outcome = (name: string) => metricValue('idempotent_requests_total', { outcome: name })

async function withStock(
  app: FastifyInstance,
): Promise<(key: string | null, qty: number, more?: InjectOptions) => Promise<LightMyRequestResponse>> {
  await addBox(app.db, 3)
  await addPart(app.db, 'ABCD')
  return (key, qty, more = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/inventory/parts/ABCD/stock',
      headers: key === null ? {} : { 'idempotency-key': key },
      payload: { box_no: 1, loc_no: 1, qty },
      ...more,
    })
}

async function inStock(app: FastifyInstance): Promise<number> {
  const [row] = await app.db.query<{ qty: number }>('select coalesce(sum(qty), 0)::int as qty from part_locations')
  return row?.qty ?? 0
}

t.test(
  'the first request with a key has its effect; the same again gets its answer, and nothing happens',
  async (t) => {
    const app = await buildApp(t)
    const add = await withStock(app)
    const before = await Promise.all([
      outcome('stored'),
      outcome('replayed'),
      metricValue('inventory_quantity_changes_total', { operation: 'add' }),
    ])
    const first = await add('one', 5)
    t.equal(first.statusCode, 201)
    t.equal(first.headers['idempotency-replayed'], undefined)
    for (let n = 0; n < 3; n++) {
      const again = await add('one', 5)
      t.equal(again.statusCode, 201)
      t.equal(again.body, first.body)
      t.equal(again.headers['content-type'], first.headers['content-type'])
      t.equal(again.headers['idempotency-replayed'], 'true')
      t.not(again.headers['x-request-id'], first.headers['x-request-id'])
    }
    t.equal(await inStock(app), 5)
    t.strictSame(
      await Promise.all([
        outcome('stored'),
        outcome('replayed'),
        metricValue('inventory_quantity_changes_total', { operation: 'add' }),
      ]),
      [before[0] + 1, before[1] + 3, before[2] + 5],
      'counted once',
    )
    t.equal((await add('two', 5)).json().qty, 10, 'another key is another request')
    t.equal((await add(null, 5)).json().qty, 15)
  },
)

t.test('the answer is that of a request without a key, also one without a body', async (t) => {
  const app = await buildApp(t)
  const add = await withStock(app)
  await add(null, 10)
  const remove = (headers: Record<string, string>) =>
    app.inject({
      method: 'DELETE',
      url: '/api/inventory/parts/ABCD/stock',
      headers,
      payload: { box_no: 1, loc_no: 1, qty: 2 },
    })
  const { date: _, 'x-request-id': __, 'operation-id': one, ...plain } = (await remove({})).headers
  const keyed = await remove({ 'idempotency-key': 'a' })
  t.equal(keyed.statusCode, 204)
  const { date: ___, 'x-request-id': ____, 'operation-id': other, ...headers } = keyed.headers
  t.not(other, one)
  t.strictSame(headers, plain)
  const again = await remove({ 'idempotency-key': 'a' })
  t.equal(again.statusCode, 204)
  t.equal(again.headers['operation-id'], other, 'what the first has done')
  t.equal(again.body, '')
  t.equal(await inStock(app), 6)
})

t.test('the same key with another body, address or method is refused, and nothing happens', async (t) => {
  const app = await buildApp(t)
  const add = await withStock(app)
  await addPart(app.db, 'EFGH')
  await add('one', 5)
  const before = await outcome('mismatched')
  for (const other of [
    add('one', 6),
    add('one', 5, { url: '/api/inventory/parts/EFGH/stock' }),
    add('one', 5, { method: 'DELETE' }),
    add('one', 5, { payload: { box_no: 'x' } }),
  ]) {
    const answer = await other
    t.equal(answer.statusCode, 422)
    t.match(answer.json(), { code: 'IDEMPOTENCY_KEY_REUSED', details: { message: String }, correlationId: String })
    t.equal(answer.headers['content-type'], 'application/json')
    t.equal(answer.headers['idempotency-replayed'], undefined)
  }
  t.equal((await outcome('mismatched')) - before, 4)
  t.equal(await inStock(app), 5)
  t.match(await add('one', 5), { statusCode: 201 }, 'the first answer is still there')
})

t.test('how JSON is laid out does not make another request', async (t) => {
  const app = await buildApp(t)
  const add = await withStock(app)
  await add('one', 5)
  const again = await add('one', 5, {
    headers: { 'idempotency-key': 'one', 'content-type': 'application/json' },
    payload: '{ "box_no": 1,\n "loc_no": 1, "qty": 5 }',
  })
  t.equal(again.headers['idempotency-replayed'], 'true')
  const reordered = await add('one', 5, { payload: { qty: 5, loc_no: 1, box_no: 1 } })
  t.equal(reordered.headers['idempotency-replayed'], 'true')
  const nested = (payload: string) =>
    app.inject({
      method: 'POST',
      url: '/api/inventory/moves',
      headers: { 'idempotency-key': 'two', 'content-type': 'application/json' },
      payload,
    })
  const move = '"from_box_no": 1, "from_loc_no": 1, "to_box_no": 1'
  const key = (await app.db.query<{ key: string }>('select key from parts'))[0]?.key
  t.match(await nested(`{"moves": [{"part_key": "${key}", ${move}, "to_loc_no": 2, "qty": 1}], "note": "n"}`), {
    statusCode: 200,
  })
  const turned = await nested(`{"note": "n", "moves": [{"qty": 1, "to_loc_no": 2, ${move}, "part_key": "${key}"}]}`)
  t.equal(turned.headers['idempotency-replayed'], 'true', turned.body)
})

t.test('without a key, a request runs the statements that it always ran, and keeps nothing', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  const add = await withStock(app)
  t.equal(await statements.during(() => add(null, 5)), 1)
  t.equal(await statements.during(() => add('one', 5)), 5)
  t.strictSame(await app.db.query('select count(*)::int as kept from idempotency_keys'), [{ kept: 1 }])
})

/** Their answers have secrets or cookies, which must not be stored, or are files; or a second try is to count as one. */
const WITHOUT_KEY = [
  'post /api/auth/logout',
  'post /api/pairing-codes',
  'post /api/pairing-codes/{code_id}/approve',
  'post /api/pairing/redeem',
  'post /api/pairing/collect',
  'post /api/labels',
  'post /api/scans',
]

t.test(
  'every POST, PUT, PATCH and DELETE below /api takes a key, but for those whose answers are not stored',
  async (t) => {
    const app = await buildApp(t, { settings: { appEnv: 'testing' } })
    const { paths } = JSON.parse(app.openApi.service)
    let routes = 0
    for (const [path, item] of Object.entries<Record<string, unknown>>(paths)) {
      for (const method of ['post', 'put', 'patch', 'delete'] as const) {
        if (!(method in item) || !path.startsWith('/api/') || path === '/api/sse/callback') continue
        const isNamed = JSON.stringify(item[method]).includes('"Idempotency-Key"')
        t.equal(isNamed, !WITHOUT_KEY.includes(`${method} ${path}`), `the document: ${method} ${path}`)
        if (!isNamed) continue
        routes++
        const url = path.replaceAll(/\{[^}]+\}/g, '1')
        const answer = await app.inject({ method, url, headers: { 'idempotency-key': 'ü' }, payload: {} })
        const isForm = answer.statusCode === 400 && answer.json().error.startsWith('Content-Type')
        t.ok(answer.json().code === 'IDEMPOTENCY_KEY_INVALID' || isForm, `${method} ${path}: ${answer.body}`)
      }
    }
    t.ok(routes > 40)
  },
)
