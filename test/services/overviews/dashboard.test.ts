import { once } from 'node:events'
import { Writable } from 'node:stream'
import Fastify, { type FastifyInstance } from 'fastify'
import { register } from 'prom-client'
import t from 'tap'
import { ormOptions } from '../../../mikro-orm.config.ts'
import config from '../../../plugins/config/index.ts'
import database from '../../../plugins/database/index.ts'
import metricsPoller from '../../../plugins/metrics-poller/index.ts'
import dashboard from '../../../services/overviews/dashboard/index.ts'
import { addBox, addPart, addStock, addType } from '../../support/inventory-rows.ts'
import { rewriteLedger } from '../../support/rewrite-ledger.ts'
import { sampleValue } from '../../support/sample-value.ts'
import { createTestDatabase, type Teardown } from '../../support/test-database.ts'
import { until } from '../../support/until.ts'

interface PolledApp {
  app: FastifyInstance
  /** Resolves when a whole round of callbacks that began after the call has ended. */
  poll(): Promise<void>
  /** Log records at ERROR so far. */
  errors: { msg: string; callback: string }[]
}

/** The dashboard with its poll, in a loop that never rests. */
async function buildPolledApp(t: Teardown, prepare: (app: FastifyInstance) => Promise<unknown>): Promise<PolledApp> {
  const databaseUrl = await createTestDatabase(t)
  const errors: PolledApp['errors'] = []
  const stream = new Writable({
    write(line, _encoding, done) {
      errors.push(JSON.parse(String(line)))
      done()
    },
  })
  const app = Fastify({ logger: { level: 'error', stream } })
  await app.register(config, { databaseUrl, dbPoolSize: 3, dbPoolMaxOverflow: 0 })
  await app.register(database, { ormOptions })
  await app.register(metricsPoller, { intervalSeconds: 0.001 })
  await app.register(dashboard)
  t.teardown(() => app.close())
  const rounds = new EventTarget()
  app.registerForPolling('round', () => void rounds.dispatchEvent(new Event('end')))
  await app.after()
  await prepare(app)
  const poll = async () => {
    await once(rounds, 'end')
    await once(rounds, 'end')
  }
  await app.ready()
  return { app, poll, errors }
}

async function seed({ db }: FastifyInstance): Promise<void> {
  const resistor = await addType(db, 'Resistor')
  await addType(db, 'Relay, solid "state"')
  const first = await addBox(db, 20)
  await addBox(db, 8)
  for (const [index, key] of ['AAAA', 'BBBB', 'CCCC', 'DDDD', 'EEEE'].entries()) {
    const part = await addPart(db, key, { typeId: resistor })
    await addStock(db, part, first, index + 1, index === 0 ? 5 : 10)
  }
  await addPart(db, 'FFFF')
  // Two have run out; a kit needs one of them, and one that never was in stock.
  const gone = [await addPart(db, 'GGGG'), await addPart(db, 'HHHH')]
  for (const part of gone) {
    await db.query(
      `insert into quantity_history (part_id, delta_qty, timestamp)
                    select $1, delta, now() - interval '90 days' from unnest('{3,-3}'::int[]) delta`,
      [part],
    )
  }
  await db.query(
    `with documents as (insert into attachment_sets default values returning id),
          kit as (insert into kits (name, build_target, attachment_set_id) select 'Clock', 1, id from documents returning id)
     insert into kit_contents (kit_id, part_id, required_per_unit) select kit.id, part, 2 from kit, unnest($1::int[]) part`,
    [[gone[0], await addPart(db, 'IIII')]],
  )
  await db.query(`insert into attachments (attachment_set_id, attachment_type, title, url)
                  select attachment_set_id, 'url', 'Page', 'https://example.com' from parts where key = 'AAAA'`)
  await rewriteLedger(db, `update quantity_history set timestamp = now() - interval '10 days' where id = 1`)
  await rewriteLedger(db, `update quantity_history set timestamp = now() - interval '40 days' where id = 2`)
}

const PLAIN_VALUES = {
  inventory_total_parts: 9,
  inventory_total_quantity: 45,
  inventory_low_stock_parts: 1,
  inventory_parts_without_docs: 8,
  inventory_recent_changes_7d: 3,
  inventory_recent_changes_30d: 4,
  inventory_total_boxes: 2,
}

async function readValues(): Promise<Record<string, number | undefined>> {
  const values: Record<string, number | undefined> = {}
  for (const name of Object.keys(PLAIN_VALUES)) values[name] = await sampleValue(name)
  return values
}

async function labelsOf(name: string): Promise<unknown[]> {
  const metric = (await register.getMetricsAsJSON()).find((candidate) => candidate.name === name)
  return metric && 'values' in metric ? metric.values.map(({ labels }) => Object.values(labels)[0]) : []
}

t.test('a poll sets every gauge from the database', async (t) => {
  const { app, poll } = await buildPolledApp(t, seed)
  await poll()
  t.same(await readValues(), PLAIN_VALUES)
  t.equal(await sampleValue('inventory_out_of_stock_parts', { needed: 'true' }), 2)
  t.equal(await sampleValue('inventory_out_of_stock_parts', { needed: 'false' }), 1)
  t.equal(await sampleValue('inventory_box_utilization_percent', { box_no: '1' }), 25)
  t.equal(await sampleValue('inventory_box_utilization_percent', { box_no: '2' }), 0, 'an empty box is exactly 0 %')
  t.equal(await sampleValue('inventory_parts_by_type', { type_name: 'Resistor' }), 5)
  t.equal(await sampleValue('inventory_parts_by_type', { type_name: 'Relay, solid "state"' }), 0)

  await app.db.query(`delete from boxes where box_no = 2`)
  await app.db.query(`update types set name = 'Relay' where name like 'Relay,%'`)
  await poll()
  t.same(await labelsOf('inventory_box_utilization_percent'), ['1'], 'a removed box is gone')
  t.same(await labelsOf('inventory_parts_by_type'), ['Resistor', 'Relay'], 'a renamed type has its new label')
})

const BREAKAGES = [
  ['statistics', 'alter table quantity_history rename to hidden', 'alter table hidden rename to quantity_history'],
  ['documents', 'alter table attachments rename to hidden', 'alter table hidden rename to attachments'],
  ['boxes', 'alter table boxes rename description to hidden', 'alter table boxes rename hidden to description'],
  ['types', 'alter table types rename name to hidden', 'alter table types rename hidden to name'],
] as const

for (const [what, damage, repair] of BREAKAGES) {
  t.test(`a poll whose query for ${what} fails changes no gauge and leaves nothing open`, async (t) => {
    const { app, poll, errors } = await buildPolledApp(t, seed)
    await poll()
    const failuresBefore =
      (await sampleValue('metrics_poller_callback_failures_total', { callback: 'dashboard', reason: 'error' })) ?? 0
    await app.db.query(damage)
    await app.db.query(`insert into types ${what === 'types' ? '(hidden)' : '(name)'} values ('New')`)
    await poll()
    const failures =
      ((await sampleValue('metrics_poller_callback_failures_total', { callback: 'dashboard', reason: 'error' })) ?? 0) -
      failuresBefore
    t.ok(failures > 0, 'the failure is counted')
    t.ok(Math.abs(errors.length - failures) <= 1, 'one record for each failure')
    t.match(errors[0], { msg: 'polling callback failed', callback: 'dashboard' })
    t.same(await readValues(), PLAIN_VALUES)
    t.same(await labelsOf('inventory_parts_by_type'), ['Resistor', 'Relay, solid "state"'])

    await app.db.query(repair)
    await poll()
    t.ok((await labelsOf('inventory_parts_by_type')).includes('New'), 'the next poll that works is right again')
  })
}

t.test('a poll whose commit fails keeps the gauges and gives its connection back', async (t) => {
  let failCommit = false
  const { app, poll, errors } = await buildPolledApp(t, async (app) => {
    app.pool.on('connect', (client) => {
      const query = client.query.bind(client)
      Object.assign(client, {
        query: (text: string, ...rest: never[]) =>
          failCommit && text === 'commit' ? Promise.reject(new Error('commit refused')) : query(text, ...rest),
      })
    })
    // Connections that are open already were not seen by the listener above.
    const open = await Promise.all(Array.from({ length: 3 }, () => app.pool.connect()))
    for (const client of open) client.release(true)
    await seed(app)
  })
  await poll()
  failCommit = true
  await addPart(app.db, 'ZZZZ')
  await poll()
  t.ok(errors.length > 0)
  t.equal(await sampleValue('inventory_total_parts'), 9)
  failCommit = false
  await poll()
  t.equal(await sampleValue('inventory_total_parts'), 10)
  t.equal(app.pool.totalCount - app.pool.idleCount <= 1, true, 'no connection is left checked out')
})

t.test('a thousand polls, half of them failing, leak no connection and no transaction', async (t) => {
  let ticks = 0
  const { app, poll } = await buildPolledApp(t, async (app) => {
    await seed(app)
    let broken = false
    app.registerForPolling('saboteur', async () => {
      ticks++
      await app.db.query(
        broken ? 'alter table hidden rename to attachments' : 'alter table attachments rename to hidden',
      )
      broken = !broken
    })
  })
  while (ticks < 1000) await poll()
  t.ok(app.pool.totalCount <= 3, 'the pool did not grow')
  t.equal(app.pool.waitingCount, 0)
  // The server may show a transaction for a moment after its client has heard of the end.
  await until(async () => {
    const [open] = await app.db.query<{ count: number }>(
      `select count(*) as count from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%'`,
    )
    return open?.count === 0
  })
})

t.test('a scrape during polls sees labelled gauges complete', async (t) => {
  const { app, poll } = await buildPolledApp(t, seed)
  await poll()
  for (let i = 0; i < 50; i++) {
    const text = await register.metrics()
    t.equal(text.match(/^inventory_box_utilization_percent\{/gm)?.length, 2)
  }
  await app.close()
  t.equal(await sampleValue('inventory_total_parts'), 0, 'the gauges of a closed instance are reset')
  t.same(await labelsOf('inventory_box_utilization_percent'), [])
})
