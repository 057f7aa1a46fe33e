import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import { type BuildOptions, buildApp } from '../../support/build-app.ts'
import { startMixingPooler } from '../../support/mixing-pooler.ts'
import { createTestDatabase } from '../../support/test-database.ts'

async function prepared(app: FastifyInstance): Promise<string[]> {
  const rows = await app.db.query<{ statement: string }>('select statement from pg_prepared_statements')
  return rows.map(({ statement }) => statement.replace(/\s+/g, ' ').trim())
}

/** One connection, so that its session has run everything. */
const ONE = { dbPoolSize: 1, metricsUpdateInterval: 3600 }

async function addPart(app: FastifyInstance): Promise<string> {
  const answer = await app.inject({ method: 'POST', url: '/api/parts', payload: { description: 'Resistor' } })
  return answer.json().key
}

async function useHotRoutes(app: FastifyInstance): Promise<void> {
  await app.inject({ method: 'POST', url: '/api/boxes', payload: { description: 'A', capacity: 9 } })
  for (let n = 1; n <= 3; n++) {
    const key = await addPart(app)
    const stock = { box_no: 1, loc_no: n, qty: 5 }
    for (const request of [
      { method: 'POST', url: `/api/inventory/parts/${key}/stock`, payload: stock },
      { method: 'PUT', url: `/api/parts/${key}`, payload: { description: `Resistor ${n}` } },
      { method: 'GET', url: `/api/parts/${key}` },
      { method: 'GET', url: '/api/parts?limit=50' },
      { method: 'GET', url: '/api/boxes/1' },
    ] as const) {
      const answer = await app.inject(request)
      t.ok(answer.statusCode < 300, `${request.method} ${request.url} ${answer.body}`)
    }
  }
}

t.test('the statements of hot routes are prepared, those of services and of the ORM alike', async (t) => {
  const app = await buildApp(t, { settings: ONE })
  await useHotRoutes(app)
  const statements = await prepared(app)
  t.ok(
    statements.some((text) => /insert into part_locations/i.test(text)),
    'adding stock',
  )
  t.ok(
    statements.some((text) => /insert into "parts".*\$\d/i.test(text)),
    'the ORM inserts',
  )
  t.ok(
    statements.some((text) => /update "parts" set.*\$\d/i.test(text)),
    'the ORM updates',
  )
  t.ok(
    statements.some((text) => /from "parts".*"key" = \$1/i.test(text)),
    'the ORM finds',
  )
  t.ok(statements.length > 8, `${statements.length} statements`)

  const before = await app.db.query<{ name: string }>('select name from pg_prepared_statements order by name')
  await useHotRoutes(app).catch(() => {})
  const after = await app.db.query<{ name: string }>('select name from pg_prepared_statements order by name')
  t.ok(
    before.every(({ name }) => after.some((row) => row.name === name)),
    'and they stay so',
  )
})

t.test('a connection keeps a bounded number of them, those that are used', async (t) => {
  const app = await buildApp(t, { settings: ONE })
  for (let n = 0; n < 500; n++) {
    for (let twice = 0; twice < 2; twice++) await app.db.query(`select $1::int as a${n}`, [n])
    await app.db.query('select $1::text as often', ['used'])
  }
  const statements = await prepared(app)
  t.ok(statements.length <= 202, `${statements.length} are kept`)
  t.ok(statements.includes('select $1::text as often'))
  t.notOk(statements.includes('select $1::int as a0'))
  t.same(await app.db.query('select $1::int as a0', [7]), [{ a0: 7 }], 'one that was let go works again')
})

t.test('texts that come once take nobody a place', async (t) => {
  const app = await buildApp(t, { settings: ONE })
  for (let twice = 0; twice < 2; twice++) await app.db.query('select $1::text as kept', ['used'])
  for (let n = 0; n < 400; n++) await app.db.query(`select ${n} as once`)
  t.ok((await prepared(app)).includes('select $1::text as kept'))
})

t.test('what is planned once is prepared at its first use, also a long text', async (t) => {
  const app = await buildApp(t, { settings: ONE })
  const limits = { statementSeconds: 5, lockSeconds: 5, isPlannedOnce: true }
  const long = `select $1::int as long ${' '.repeat(30_000)}`
  await app.db.withLimits(limits, async () => {
    await app.db.query('select $1::int as once', [1])
    t.same(await app.db.query(long, [2]), [{ long: 2 }])
  })
  const statements = await prepared(app)
  t.ok(statements.includes('select $1::int as once'))
  t.ok(statements.includes('select $1::int as long'))
})

t.test('the server compiles no statement, whatever the planner expects of it', async (t) => {
  const { pool } = await buildApp(t, { settings: ONE })
  const setting = async (of: string) =>
    (await pool.query(`select ${of} as jit from pg_settings where name = 'jit'`)).rows
  t.same(await setting('setting'), [{ jit: 'off' }])
  t.same(await setting('source'), [{ jit: 'session' }], 'also where the server would')
})

t.test('a table that changes under prepared statements fails nobody', async (t) => {
  const app = await buildApp(t, { settings: { ...ONE, dbPoolSize: 4 } })
  const read = () => app.db.query('select * from sellers')
  const readInUnit = () => app.db.transaction((unit) => unit.query('select * from sellers'))
  const everywhere = () => Promise.all(Array.from({ length: 8 }, read))
  await everywhere()
  await everywhere()
  await everywhere()
  await app.pool.query('alter table sellers add column extra int')
  await everywhere()
  await app.pool.query('alter table sellers add column extra2 int')
  await Promise.all(Array.from({ length: 8 }, readInUnit))
  await app.pool.query('alter table sellers drop column extra, drop column extra2')
  await readInUnit()
})

t.test('it can be turned off', async (t) => {
  const app = await buildApp(t, { settings: { ...ONE, dbPreparedStatements: false } })
  await useHotRoutes(app)
  t.same(await prepared(app), [])
})

async function buildWithLog(t: Test, settings: NonNullable<BuildOptions['settings']>) {
  const lines: { level: number; msg: string }[] = []
  const stream = { write: (line: string) => void lines.push(JSON.parse(line)) }
  const app = await buildApp(t, { settings, server: { logger: { level: 'info', stream } } })
  const warnings = () => lines.filter(({ msg }) => /DB_PREPARED_STATEMENTS=false/.test(msg)).map(({ level }) => level)
  return { app, lines, warnings }
}

const WARN = 40
const ERROR = 50

t.test('behind a pooler that mixes sessions the start notices it, says so once, and everything works', async (t) => {
  const databaseUrl = await startMixingPooler(t, await createTestDatabase(t))
  const { app, lines, warnings } = await buildWithLog(t, { databaseUrl, metricsUpdateInterval: 3600 })
  t.same(warnings(), [WARN])
  await Promise.all([useHotRoutes(app), useReads(app), useReads(app), useReads(app)])
  t.same(warnings(), [WARN], 'once')
  t.same(
    lines.filter(({ level }) => level >= ERROR),
    [],
  )
})

async function useReads(app: FastifyInstance): Promise<void> {
  for (let n = 0; n < 5; n++) t.equal((await app.inject('/api/parts?limit=50')).statusCode, 200)
}

t.test('a service that was told to send no names does not warn', async (t) => {
  const databaseUrl = await startMixingPooler(t, await createTestDatabase(t))
  const settings = { databaseUrl, metricsUpdateInterval: 3600, dbPreparedStatements: false }
  const { app, warnings } = await buildWithLog(t, settings)
  await useHotRoutes(app)
  t.same(warnings(), [])
})

const HOT = 'select $1::int as hot'

t.test('when a name is unknown later on, nothing fails, and names are given up', async (t) => {
  const { app, warnings } = await buildWithLog(t, ONE)
  const readInUnit = () =>
    app.db.transaction(async (unit) => [...(await unit.query(HOT, [1])), ...(await unit.query(HOT, [2]))])
  for (let n = 0; n < 3; n++) {
    await app.db.query(HOT, [n])
    await readInUnit()
  }
  t.same(warnings(), [])
  await app.pool.query('deallocate all')
  t.same(await readInUnit(), [{ hot: 1 }, { hot: 2 }])
  t.same(await app.db.query(HOT, [7]), [{ hot: 7 }])
  t.same(warnings(), [WARN])
  await app.pool.query('deallocate all')
  t.same(await app.db.query(HOT, [8]), [{ hot: 8 }])
  t.same(await prepared(app), [])
})

t.test('a name that is lost in the middle of a unit of work has it run again', async (t) => {
  const { app, warnings } = await buildWithLog(t, ONE)
  for (let n = 0; n < 3; n++) await app.db.query(HOT, [n])
  let attempts = 0
  const rows = await app.db.transaction(async (unit) => {
    if (++attempts === 1) await unit.query('deallocate all')
    return unit.query(HOT, [attempts])
  })
  t.same(rows, [{ hot: 2 }])
  t.same(warnings(), [WARN])
})
