import { Agent, get, type IncomingMessage } from 'node:http'
import pg from 'pg'
import t from 'tap'
import { PATIENT } from '../support/patient.ts'
import { scrape, startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { until } from '../support/until.ts'

/** Holds a lock that every request of `GET /api/types` waits for, until it is released. */
async function blockTypes(
  databaseUrl: string,
): Promise<{ release: () => Promise<void>; waiting: () => Promise<number> }> {
  const blocker = new pg.Client({ connectionString: databaseUrl })
  const observer = new pg.Client({ connectionString: databaseUrl })
  await Promise.all([blocker.connect(), observer.connect()])
  await blocker.query('begin')
  await blocker.query('lock table types in access exclusive mode')
  return {
    async release() {
      await blocker.query('rollback')
      await Promise.all([blocker.end(), observer.end()])
    },
    async waiting() {
      const { rows } = await observer.query(
        `select count(*)::int as count from pg_locks where not granted and relation = 'types'::regclass`,
      )
      return rows[0]?.count ?? 0
    },
  }
}

t.test('SIGTERM under load: requests are answered, the drain can be watched, the next process knows', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const first = await startService(t, { DATABASE_URL: databaseUrl, ...PATIENT })
  t.equal(await scrape(first.url, 'previous_shutdown_clean'), 1, 'the very first start counts as clean')

  const types = await blockTypes(databaseUrl)
  const answers = Array.from({ length: 8 }, () => fetch(`${first.url}/api/types`))
  await until(async () => (await types.waiting()) === 8)

  const exited = first.end('SIGTERM')
  await first.logged('shutting down')
  t.equal(await scrape(first.url, 'application_shutting_down'), 1, 'the drain can be scraped')
  const readiness = await fetch(`${first.url}/health/readyz`)
  t.equal(readiness.status, 503)
  t.same(await readiness.json(), { status: 'shutting down', ready: false })
  await types.release()
  for (const answer of await Promise.all(answers)) t.equal(answer.status, 200)
  t.equal(await exited, 0)

  const second = await startService(t, { DATABASE_URL: databaseUrl })
  t.equal(await scrape(second.url, 'previous_shutdown_clean'), 1)
  t.ok(Number(await scrape(second.url, 'previous_shutdown_duration_seconds')) > 0)
  t.equal(await scrape(second.url, 'previous_shutdown_active_tasks'), 0)

  t.equal(await second.end('SIGKILL'), null)
  const third = await startService(t, { DATABASE_URL: databaseUrl })
  t.equal(await scrape(third.url, 'previous_shutdown_clean'), 0, 'a kill shows')
  t.ok(third.log.some(({ level, msg }) => level === 40 && /crashed or was killed/.test(msg)))

  const replica = await startService(t, { DATABASE_URL: databaseUrl })
  t.equal(await scrape(replica.url, 'previous_shutdown_clean'), 1, 'a replica that still runs is not taken for dead')
  t.equal(await third.end('SIGINT'), 0)
  t.equal(await replica.end('SIGTERM'), 0)
})

t.test('SIGTERM with 100 keep-alive clients and 20 requests in flight resets no connection', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const service = await startService(t, { DATABASE_URL: databaseUrl, ...PATIENT })
  const agent = new Agent({ keepAlive: true, maxSockets: 120 })
  t.teardown(() => agent.destroy())
  const request = (path: string) =>
    new Promise<number>((resolve, reject) => {
      get(`${service.url}${path}`, { agent }, (response: IncomingMessage) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0))
      }).on('error', reject)
    })

  const idle = await Promise.all(Array.from({ length: 100 }, () => request('/health/healthz')))
  t.ok(idle.every((status) => status === 200))
  t.ok(Object.values(agent.freeSockets).flat().length >= 50, 'the clients keep their connections')

  const types = await blockTypes(databaseUrl)
  const inFlight = Array.from({ length: 20 }, () => request('/api/types'))
  await until(async () => (await types.waiting()) === 20)
  const exited = service.end('SIGTERM')
  await service.logged('shutting down')
  await types.release()
  const released = performance.now()
  t.ok(
    (await Promise.all(inFlight)).every((status) => status === 200),
    'all are answered',
  )
  t.equal(await exited, 0)
  t.comment(`ended ${Math.round(performance.now() - released)} ms after the last request was free to finish`)
})
