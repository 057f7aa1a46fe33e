import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import t, { type Test } from 'tap'
import { pdfOf } from '../support/pictures.ts'
import { repeated } from '../support/repeated.ts'
import { type ServiceProcess, startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { until } from '../support/until.ts'
import { startWebServer } from '../support/web-server.ts'

/** Kills at random moments; more to be surer. */
const ROUNDS = repeated(2, 'KILL_ROUNDS')
/** Held by a test to stop a change at the trigger. */
const GATE = 4711

const gateAt = (when: string) => `
  create function wait_at_the_gate() returns trigger language plpgsql as
    $$ begin perform pg_advisory_xact_lock_shared(${GATE}); return new; end $$;
  ${when} execute function wait_at_the_gate();
  insert into types (name) values ('T');`
const AT_COMMIT = gateAt(
  'create constraint trigger gate after insert on idempotency_keys deferrable initially deferred for each row',
)
const BEFORE_THE_ANSWER_IS_KEPT = gateAt('create trigger gate before insert on idempotency_keys for each row')

async function connect(t: Test, url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  t.teardown(() => client.end())
  return client
}

function post({ url }: ServiceProcess, path: string, key: string, body: object): Promise<Response> {
  return fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  })
}

/** Resolves when a session of the database waits for the gate. */
async function waitsAtGate(client: pg.Client): Promise<void> {
  await until(async () => {
    const { rows } = await client.query(
      `select from pg_locks where locktype = 'advisory' and objid = ${GATE} and not granted`,
    )
    return rows.length > 0
  })
}

async function settledSessions(client: pg.Client): Promise<void> {
  await until(async () => {
    const { rows } = await client.query("select from pg_locks where locktype = 'advisory' and objid = $1", [GATE])
    return rows.length === 0
  })
}

for (const { name, setUp, replayed } of [
  { name: 'between its commit and its answer', setUp: AT_COMMIT, replayed: 'true' },
  { name: 'before its answer is kept', setUp: BEFORE_THE_ANSWER_IS_KEPT, replayed: null },
]) {
  t.test(`a service that is killed ${name} leaves one effect, and the other replica the answer`, async (t) => {
    const databaseUrl = await createTestDatabase(t)
    const client = await connect(t, databaseUrl)
    await client.query(setUp)
    const env = { DATABASE_URL: databaseUrl, DATA_DIR: t.testdir() }
    const [service, other] = await Promise.all([startService(t, env), startService(t, env)])
    await client.query(`select pg_advisory_lock(${GATE})`)
    const unanswered = post(service, '/boxes', 'one', { description: 'Box', capacity: 3 }).catch(() => 'no answer')
    await waitsAtGate(client)
    await service.end('SIGKILL')
    t.equal(await unanswered, 'no answer')
    await client.query(`select pg_advisory_unlock(${GATE})`)
    await settledSessions(client)

    const again = await post(other, '/boxes', 'one', { description: 'Box', capacity: 3 })
    t.equal(again.status, 201)
    t.equal(again.headers.get('idempotency-replayed'), replayed)
    const { rows } = await client.query<{ box_no: number }>('select box_no from boxes')
    t.match(await again.json(), rows[0] ?? {})
    t.equal(rows.length, 1)
  })
}

t.test('a service that is killed while it downloads leaves the key free', async (t) => {
  const asked = Promise.withResolvers<void>()
  const { origin, pages } = await startWebServer(t, { '/a.pdf': () => asked.resolve() })
  const databaseUrl = await createTestDatabase(t)
  const client = await connect(t, databaseUrl)
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: t.testdir(), OUTBOUND_ALLOW_PRIVATE: 'true' }
  const [service, other] = await Promise.all([startService(t, env), startService(t, env)])
  const part = { description: 'Relay', documents: [{ url: `${origin}/a.pdf`, document_type: 'datasheet' }] }
  const unanswered = post(service, '/ai-parts/create', 'one', part).catch(() => 'no answer')
  await asked.promise
  t.match(await post(other, '/ai-parts/create', 'one', part), { status: 409 }, 'another replica waits, and gives up')
  await service.end('SIGKILL')
  t.equal(await unanswered, 'no answer')
  pages['/a.pdf'] = { type: 'application/pdf', body: pdfOf('a') }
  const again = await post(other, '/ai-parts/create', 'one', part)
  t.equal(again.status, 201)
  t.equal(again.headers.get('idempotency-replayed'), null)
  t.equal((await client.query('select from parts')).rows.length, 1)
  t.equal((await client.query('select from attachments')).rows.length, 1)
})

t.test('killed at random moments, each request has its effect once when it is repeated', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const client = await connect(t, databaseUrl)
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: t.testdir() }
  const other = await startService(t, env)
  const box = { description: 'Box', capacity: 60 }
  for (let round = 1; round <= ROUNDS; round++) {
    const service = await startService(t, env)
    const keys = [1, 2, 3].map((n) => `${round} ${n}`)
    const first = keys.map((key) =>
      post(service, '/boxes', key, box)
        .then((answer) => answer.text())
        .catch(() => null),
    )
    await Promise.race([delay(Math.random() * 60), once(service.child, 'exit')])
    await service.end('SIGKILL')
    const before = await Promise.all(first)
    const after = await Promise.all(keys.map((key) => post(other, '/boxes', key, box).then((answer) => answer.text())))
    for (const [n, answer] of before.entries()) if (answer !== null) t.equal(after[n], answer, 'the first answer')
    const { rows } = await client.query<{ boxes: number }>('select count(*)::int as boxes from boxes')
    t.strictSame(rows, [{ boxes: round * keys.length }])
  }
})
