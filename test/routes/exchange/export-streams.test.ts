import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { metricValue } from '../../support/metric-value.ts'
import { until } from '../../support/until.ts'

/** Long descriptions, so that the file is far larger than what lies in buffers on its way. */
async function addLargeParts({ db }: FastifyInstance, count: number): Promise<void> {
  await db.transaction(async (unit) => {
    // Without triggers: search documents of so much text would take long.
    await unit.query('set local session_replication_role = replica')
    await unit.query(ADD_LARGE_PARTS, [count])
  })
}

const ADD_LARGE_PARTS = `
  with numbers as (select n, row_number() over () as place from generate_series(0, $1 - 1) n),
          sets as (insert into attachment_sets select from numbers returning id),
          placed as (select id, row_number() over () as place from sets)
     insert into parts (key, description, attachment_set_id)
     select chr(65 + n / 17576 % 26) || chr(65 + n / 676 % 26) || chr(65 + n / 26 % 26) || chr(65 + n % 26),
            repeat('long ', 1000), id
       from numbers join placed using (place)`

async function open(base: string, path: string): Promise<IncomingMessage> {
  const [answer] = await once(get(`${base}/api/exports/${path}`), 'response')
  return answer
}

const END_WAITING_SESSIONS = `
  select pg_terminate_backend(pid) from pg_stat_activity
   where datname = current_database() and pid <> pg_backend_pid() and state = 'idle in transaction'`

const aborted = () => metricValue('exports_total', { export: 'parts', format: 'csv', outcome: 'aborted' })

t.test('an export is of one moment, however slowly it is read', async (t) => {
  const app = await buildApp(t)
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  await addLargeParts(app, 3000)
  const answer = await open(base, 'parts?columns=key,description,total_quantity&bom=false')
  t.equal(answer.statusCode, 200)
  // Nothing is read yet: the service waits with most of the file.
  await app.db.query(`update parts set description = 'short' where key > 'AAAB'`)
  const box = await addBox(app.db, 1)
  await app.inventory.add('AEKJ', { boxNo: box, locNo: 1 }, 5)
  const [, ...lines] = (await text(answer)).split('\r\n')
  t.equal(lines.length, 3001)
  t.ok(lines.slice(0, -1).every((line) => line.length > 5000 && line.endsWith(',0')))
  await app.exports.settled()
})

t.test('a client that leaves frees the connection', async (t) => {
  const app = await buildApp(t, { settings: { dbPoolSize: 2, dbPoolMaxOverflow: 0 } })
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  await addLargeParts(app, 5000)
  const before = await aborted()
  const answers = await Promise.all([open(base, 'parts'), open(base, 'parts')])
  for (const answer of answers) {
    await once(answer, 'readable')
    answer.destroy()
  }
  await app.exports.settled()
  t.equal(await aborted(), before + 2)
  await until(async () => app.pool.idleCount === app.pool.totalCount)
  t.equal((await app.inject('/api/parts?limit=1')).statusCode, 200)
})

t.test('an export that fails on its way has no proper end', async (t) => {
  const app = await buildApp(t, { settings: { dbPoolSize: 2, dbPoolMaxOverflow: 0 } })
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  await addLargeParts(app, 5000)
  const failed = () => metricValue('exports_total', { export: 'parts', format: 'json', outcome: 'error' })
  const before = await failed()
  const answer = await open(base, 'parts?format=json')
  await once(answer, 'readable')
  // It waits for its reader sooner or later.
  await until(async () => (await app.db.query(END_WAITING_SESSIONS)).length > 0)
  await t.rejects(text(answer), { code: 'ECONNRESET' })
  await app.exports.settled()
  t.equal(await failed(), before + 1)
  t.equal((await app.inject('/api/parts?limit=1')).statusCode, 200)
})

t.test('readers may export, and nobody else', async (t) => {
  const app = await buildApp(t)
  await addPart(app.db, 'AAAA')
  for (const what of ['parts', 'stock', 'history', 'inventory']) {
    t.equal((await app.inject(`/api/exports/${what}`)).statusCode, 200, what)
    t.equal((await app.inject({ method: 'HEAD', url: `/api/exports/${what}` })).statusCode, 405, what)
    t.equal((await app.inject({ method: 'POST', url: `/api/exports/${what}` })).statusCode, 405, what)
  }
})
