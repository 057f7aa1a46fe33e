import Fastify from 'fastify'
import fp from 'fastify-plugin'
import pg from 'pg'
import { register } from 'prom-client'
import t from 'tap'
import service, { options } from '../../app.ts'
import { buildApp } from '../support/build-app.ts'
import { addPart } from '../support/inventory-rows.ts'
import { repeated } from '../support/repeated.ts'
import { sampleValue } from '../support/sample-value.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { until } from '../support/until.ts'

/** The server ends the process of a connection a little after the client has closed it. */
async function connectionsGone(databaseUrl: string): Promise<void> {
  await until(async () => (await countConnections(databaseUrl)) === 0)
}

async function countConnections(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query(
    'select count(*)::int as count from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await client.end()
  return rows[0]?.count ?? -1
}

/**
 * Series of the service's own; those of the runtime come as it goes, one set for each kind of garbage collection, and
 * slow requests with a slow machine.
 */
async function listSeries(): Promise<string[]> {
  const lines = (await register.metrics()).split('\n')
  const own = lines.filter((line) => line !== '' && !/^(#|nodejs_|process_|http_slow_request)/.test(line))
  return own.map((line) => line.replace(/ \S+$/, '')).sort()
}

t.test('a dozen apps live in one process; closing one leaves the others and their counters intact', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const settings = { databaseUrl, dbPoolSize: 2 }
  // More than the ten listeners that an emitter may have before Node.js warns.
  const apps = await Promise.all(Array.from({ length: 12 }, () => buildApp(t, { settings })))
  const [first, second] = apps
  if (!first || !second) throw new Error('no apps')
  await addPart(first.db, 'AAAA')
  const labels = { method: 'GET', endpoint: '/api/types', status: '200' }
  for (const app of apps) t.equal((await app.inject('/api/types')).statusCode, 200)
  const before = await sampleValue('http_request_duration_seconds_count', labels)

  await first.close()
  t.equal(await sampleValue('application_shutting_down'), 0)
  t.equal((await second.inject('/api/types')).statusCode, 200)
  t.equal(await sampleValue('http_request_duration_seconds_count', labels), Number(before) + 1)
  t.ok((await sampleValue('inventory_total_boxes')) !== undefined)
  t.equal((await second.inject('/metrics')).statusCode, 200)
})

t.test('the gauges are true soon after ready, and not with the next interval only', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(`with s as (insert into attachment_sets default values returning id)
                      insert into parts (key, description, attachment_set_id) select 'AAAA', 'Part', id from s`)
  await client.end()
  const app = await buildApp(t, { settings: { databaseUrl, metricsUpdateInterval: 3600 } })
  await until(async () => /^inventory_total_parts 1$/m.test((await app.inject('/metrics')).body))
})

t.test('an app that is closed before it is ready, or twice, closes', async (t) => {
  const app = await buildApp(t)
  await app.close()
  await app.close()
  t.pass('closed twice')

  const databaseUrl = await createTestDatabase(t)
  const early = Fastify({ ...options, logger: { level: 'silent' } })
  early.register(fp(service), { settings: { databaseUrl, dbPoolSize: 2 } })
  await early.close()
  await connectionsGone(databaseUrl)
  t.pass('closed before it was ready, without a connection left')
})

t.test('apps that were built and closed leave nothing behind', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const cycle = async () => {
    const app = await buildApp({ teardown: () => {} }, { settings: { databaseUrl, dbPoolSize: 2 } })
    await app.inject('/api/types')
    await app.close()
  }
  await cycle()
  const resources = () => process.getActiveResourcesInfo().filter((name) => name !== 'TTYWrap').length
  const listeners = () => process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0)
  const before = { series: await listSeries(), resources: resources(), listeners: listeners() }
  for (let n = 0; n < repeated(6); n++) await cycle()
  await connectionsGone(databaseUrl)
  t.equal(listeners(), before.listeners, 'no listener of the process')
  t.ok(resources() <= before.resources, 'no timer or socket')
  t.same(await listSeries(), before.series, 'no series')
})
