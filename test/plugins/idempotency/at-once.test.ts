import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { metricValue } from '../../support/metric-value.ts'
import { createTestDatabase } from '../../support/test-database.ts'

const add = (app: FastifyInstance, key: string) =>
  app.inject({
    method: 'POST',
    url: '/api/inventory/parts/ABCD/stock',
    headers: { 'idempotency-key': key },
    payload: { box_no: 1, loc_no: 1, qty: 3 },
  })

const pieces = (app: FastifyInstance) => app.db.query('select qty from part_locations')

for (const { replicas, requests } of [
  { replicas: 1, requests: 100 },
  { replicas: 2, requests: 100 },
  { replicas: 1, requests: 1000 },
]) {
  t.test(`${requests} repeats at once, over ${replicas} replicas: one effect, one answer`, async (t) => {
    const databaseUrl = await createTestDatabase(t)
    const apps = await Promise.all(Array.from({ length: replicas }, () => buildApp(t, { settings: { databaseUrl } })))
    const [app] = apps
    if (!app) throw new Error('no app')
    await addBox(app.db, 1)
    await addPart(app.db, 'ABCD')
    const before = await metricValue('inventory_quantity_changes_total', { operation: 'add' })
    const answers = await Promise.all(Array.from({ length: requests }, (_, n) => add(apps[n % replicas] ?? app, 'one')))
    t.strictSame([...new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`))].length, 1)
    t.equal(answers[0]?.statusCode, 201)
    t.equal(answers.filter(({ headers }) => headers['idempotency-replayed'] === undefined).length, 1)
    t.strictSame(await pieces(app), [{ qty: 3 }])
    t.equal((await metricValue('inventory_quantity_changes_total', { operation: 'add' })) - before, 3)
  })
}

t.test('a request waits for the first one, and gives up after 5 s; in both replicas', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const [app, other] = await Promise.all([
    buildApp(t, { settings: { databaseUrl } }),
    buildApp(t, { settings: { databaseUrl } }),
  ])
  await addBox(app.db, 1)
  await addPart(app.db, 'ABCD')
  await add(app, 'before')

  const running = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const held = app.db.transaction(async (unit) => {
    await unit.query('select from part_locations for update')
    running.resolve()
    await release.promise
  })
  await running.promise
  const before = await metricValue('idempotent_requests_total', { outcome: 'in_use' })
  const first = add(app, 'one')
  // The first one holds its key as soon as it waits for the pile.
  for (let waiting = 0; waiting === 0; ) {
    const [row] = await other.db.query<{ waiting: number }>(
      "select count(*)::int as waiting from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    )
    waiting = row?.waiting ?? 0
  }
  const late = await Promise.all([add(app, 'one'), add(other, 'one')])
  for (const answer of late) {
    t.equal(answer.statusCode, 409)
    t.match(answer.json(), { code: 'IDEMPOTENCY_KEY_IN_USE' })
    t.match(answer.headers['retry-after'], /^[1-9]\d*$/)
  }
  t.equal((await metricValue('idempotent_requests_total', { outcome: 'in_use' })) - before, 2)
  const patient = [add(app, 'one'), add(other, 'one')]
  release.resolve()
  await held
  const { body } = await first
  for (const answer of await Promise.all(patient)) {
    t.equal(answer.body, body)
    t.equal(answer.headers['idempotency-replayed'], 'true')
  }
  t.strictSame(await pieces(app), [{ qty: 6 }])
})
