import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { REPLICA_ROUTES } from '../../../routes/replica-routes.ts'
import { buildApp } from '../../support/build-app.ts'
import { startFreezingProxy } from '../../support/freezing-proxy.ts'
import { metricValue } from '../../support/metric-value.ts'
import { startReplicatedServer } from '../../support/standby.ts'
import { createTestDatabase } from '../../support/test-database.ts'
import { until } from '../../support/until.ts'

const servers = await startReplicatedServer(t)
let made = 0

const REASONS = ['behind', 'no_connection', 'failed', 'after_change']
const reads = (server: string, reason: string) => metricValue('db_replica_reads_total', { server, reason })
const onReplica = () => reads('replica', 'caught_up')
const onPrimary = async () => {
  const counts = REASONS.map((reason) => reads('primary', reason))
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}
const isUsable = async () => (await metricValue('db_replica_usable')) === 1

interface StartOptions {
  readUrl?: string
  waitMs?: number
}

/** On a machine with much to do the standby may need a while: only where a test is about that, it is not waited for. */
const PATIENT_MS = 10_000

/** The service with the standby, which it has found already. */
async function start(t: Test, { readUrl = servers.standbyUrl, waitMs = PATIENT_MS }: StartOptions = {}) {
  const app = await buildApp(t, {
    settings: { databaseUrl: servers.url, databaseReadUrl: readUrl, dbReadWaitMs: waitMs, metricsUpdateInterval: 3600 },
  })
  await until(isUsable)
  return app
}

async function send(app: FastifyInstance, url: string, payload: object) {
  const answer = await app.inject({ method: 'POST', url, payload })
  if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}: ${answer.body}`)
  return answer.json()
}

/** Adds a part. @returns its key. */
async function addPart(app: FastifyInstance): Promise<string> {
  return (await send(app, '/api/parts', { description: `Resistor ${++made} kΩ` })).key
}

/** The key of the newest part in the list. */
async function newest(app: FastifyInstance): Promise<string> {
  const answer = await app.inject('/api/parts?limit=1')
  return answer.json()[0]?.key
}

t.test('the replica answers what searches, lists, sums up and exports, all of it', async (t) => {
  const app = await start(t)
  const type = await send(app, '/api/types', { name: 'Resistors' })
  const box = await send(app, '/api/boxes', { description: 'Shelf', capacity: 3 })
  const key = await addPart(app)
  await send(app, `/api/inventory/parts/${key}/stock`, { box_no: box.box_no, loc_no: 1, qty: 5 })
  const kit = await send(app, '/api/kits', { name: 'Radio', build_target: 1 })
  await send(app, `/api/kits/${kit.id}/contents`, { part_id: await idOf(app, key), required_per_unit: 2 })
  const list = await send(app, '/api/shopping-lists', { name: 'Next order' })
  const seller = await send(app, '/api/sellers', { name: 'Shop', website: 'https://shop.example' })
  const values: Record<string, unknown> = {
    part_key: key,
    box_no: box.box_no,
    type_id: type.id,
    kit_id: kit.id,
    list_id: list.id,
    seller_id: seller.id,
  }
  const query: Record<string, string> = {
    '/api/parts/search': '?q=resistor',
    '/api/parts/suggestions': '?q=resi',
  }
  for (const route of REPLICA_ROUTES) {
    t.ok(app.hasRoute({ method: 'GET', url: route }), `${route} is one`)
    const [before, beforeOnPrimary] = [await onReplica(), await onPrimary()]
    const url = route.replace(/:(\w+)/g, (_, name) => String(values[name])) + (query[route] ?? '')
    const answer = await app.inject(url)
    t.ok(answer.statusCode < 500, `${url} answers ${answer.statusCode}`)
    t.ok((await onReplica()) > before, `${url} is read from the replica`)
    t.equal(await onPrimary(), beforeOnPrimary, `${url} alone`)
  }
  const before = await onReplica()
  t.equal((await app.inject(`/api/parts/${key}`)).statusCode, 200)
  t.equal(await onReplica(), before, 'a single record is read from the primary')
})

async function idOf(app: FastifyInstance, key: string): Promise<number> {
  const [row] = await app.db.query<{ id: number }>('select id from parts where key = $1', [key])
  return row?.id ?? 0
}

/** Reads a list. @returns whether the replica has answered it. */
async function isReadOnReplica(app: FastifyInstance): Promise<boolean> {
  const before = await onReplica()
  await newest(app)
  return (await onReplica()) > before
}

t.test('a read waits for what was committed before it', async (t) => {
  const app = await start(t)
  await servers.pause()
  const key = await addPart(app)
  const [before, beforeOnPrimary] = [await onReplica(), await onPrimary()]
  const read = newest(app)
  await servers.resume()
  t.equal(await read, key, 'and sees it')
  t.ok((await onReplica()) > before, 'on the replica')
  t.equal(await onPrimary(), beforeOnPrimary, 'alone')
})

t.test('the primary answers while the replica is behind', async (t) => {
  const app = await start(t, { waitMs: 20 })
  await servers.pause()
  for (let n = 0; n < 3; n++) {
    const key = await addPart(app)
    t.equal(await newest(app), key)
    t.match((await app.inject('/api/exports/parts?format=csv')).body, key)
  }
  t.ok((await reads('primary', 'behind')) >= 6)
  await until(async () => (await metricValue('db_replica_lag_bytes')) > 0)
  await until(async () => (await metricValue('db_replica_lag_seconds')) > 0)
  t.equal(await metricValue('db_replica_usable'), 0)
  t.match(await app.inject('/health/readyz'), { statusCode: 200 }, 'the service is ready')

  await servers.resume()
  await until(isUsable)
  t.equal(await metricValue('db_replica_lag_seconds'), 0)
  t.equal(await metricValue('db_replica_lag_bytes'), 0)
  await until(async () => isReadOnReplica(app))
})

t.test('the primary answers while the replica is down, also at the start', async (t) => {
  const app = await start(t)
  await servers.stopStandby()
  for (let n = 0; n < 3; n++) t.match(await app.inject('/api/parts?limit=1'), { statusCode: 200 })
  await until(async () => (await metricValue('db_replica_usable')) === 0)
  const before = await reads('primary', 'no_connection')
  t.match(await app.inject('/api/parts?limit=1'), { statusCode: 200 })
  t.equal(await reads('primary', 'no_connection'), before + 1)
  t.match(await app.inject('/health/readyz'), { statusCode: 200 })

  await app.close()
  const later = await buildApp(t, { settings: { databaseUrl: servers.url, databaseReadUrl: servers.standbyUrl } })
  t.match(await later.inject('/api/parts?limit=1'), { statusCode: 200 })
  await servers.startStandby()
  await until(async () => isReadOnReplica(later))
})

t.test('what changes something goes to the primary, and so does what follows it', async (t) => {
  const { db } = await start(t)
  const names = await db.preferReplica(async () => {
    await db.query('select 1 as one')
    await servers.pause()
    await db.query(`insert into types (name) values ('Coils')`)
    return db.query<{ name: string }>(`select name from types where name = 'Coils'`)
  })
  t.same(names, [{ name: 'Coils' }])
  await servers.resume()
  await until(isUsable)
  const before = await reads('primary', 'failed')
  const [row] = await db.preferReplica(() => db.query<{ id: string }>('select pg_current_xact_id()::text as id'))
  t.match(row?.id, /^\d+$/, 'so does what a standby cannot do')
  t.equal(await reads('primary', 'failed'), before + 1)
  await t.rejects(
    db.preferReplica(() => db.query('select 1 / 0')),
    { code: '22012' },
    'what fails anywhere is not tried twice',
  )
  let runs = 0
  const cut = db.preferReplica(() =>
    db.transaction(
      async (unit) => {
        runs++
        await unit.query('select pg_terminate_backend(pg_backend_pid())').catch((cause) => {
          throw new Error('The export ended before its end', { cause })
        })
      },
      { readOnly: true },
    ),
  )
  await t.rejects(cut, { message: /ended before its end/ })
  t.equal(runs, 1, 'nor what says that it cannot be done again')
  t.equal(await reads('primary', 'failed'), before + 1)
})

t.test('a replica that falls silent holds up no read for long', async (t) => {
  const proxy = await startFreezingProxy(t, servers.standbyUrl)
  const app = await start(t, { readUrl: proxy.url, waitMs: 100 })
  await newest(app)
  proxy.freeze()
  t.ok(await newest(app), 'a read that is under way is cut, and answered by the primary')
  t.equal(await metricValue('db_replica_usable'), 0)
  t.ok(await newest(app))
})

t.test('a server that follows another one is not used', async (t) => {
  const lines: string[] = []
  const stream = { write: (line: string) => void lines.push(line) }
  const settings = { databaseUrl: servers.url, databaseReadUrl: await createTestDatabase(t) }
  const app = await buildApp(t, { settings, server: { logger: { level: 'warn', stream } } })
  await until(() => lines.some((line) => line.includes('DATABASE_READ_URL names no standby')))
  const before = await onReplica()
  t.match(await app.inject('/api/parts?limit=1'), { statusCode: 200 })
  t.equal(await onReplica(), before)
})
