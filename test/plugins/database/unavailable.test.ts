import { chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import type { UnitOfWork } from '../../../plugins/database/database.ts'
import { startEmbeddedServer } from '../../../plugins/embedded-postgres/index.ts'
import { answerTo } from '../../../plugins/errors/answers.ts'
import type { Task } from '../../../services/work/tasks/task.ts'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { administer, withDatabase } from '../../support/running-server.ts'
import { followTask } from '../../support/task-events.ts'
import { createTestDatabase } from '../../support/test-database.ts'
import { until } from '../../support/until.ts'

const newType = { method: 'POST', url: '/api/types', payload: { name: 'New' } } as const

async function readiness(app: FastifyInstance) {
  const answer = await app.inject('/health/readyz')
  return { ...answer.json(), status: answer.statusCode }
}

/** The stacks of errors in the lines of a log. */
function stacksIn(lines: readonly string[]): string[] {
  return lines.map((line) => JSON.parse(line).err?.stack).filter((stack) => stack !== undefined)
}

t.test('without a server requests are answered with 503, and the probe says no more than that', async (t) => {
  for (const server of ['127.0.0.1:1', 'no-such-host.invalid']) {
    const databaseUrl = `postgresql://someone:a-secret@${server}/parts`
    const lines: string[] = []
    const stream = { write: (line: string) => void lines.push(line) }
    const settings = { databaseUrl, dbPoolTimeout: 2 }
    const app = await buildApp(t, { settings, server: { logger: { level: 'warn', stream } } })
    for (const request of ['/api/parts?limit=1', '/api/types', newType]) {
      const answer = await app.inject(request)
      t.equal(answer.statusCode, 503, `${server} ${JSON.stringify(request)}`)
      t.equal(answer.headers['retry-after'], '5')
      t.match(answer.json(), { error: /database/, code: 'DATABASE_UNAVAILABLE', correlationId: /./ })
    }
    t.strictSame((await readiness(app)).database, { connected: false, reason: 'no connection', ok: false })
    await app.close()
    const told = lines.map((line) => JSON.parse(line))
    const { reason } = told.find(({ msg }) => msg.startsWith('there is no connection')) ?? {}
    t.match(
      reason,
      /\. Check (the host name in DATABASE_URL|DATABASE_URL, and that its server runs)$/,
      'the log has it',
    )
    t.same(
      stacksIn(lines).filter((stack) => /^\s+at /m.test(stack)),
      [],
      'and no places in the program',
    )
  }
})

t.test('a server that refuses TLS is one without a connection', async (t) => {
  const plainUrl = await createTestDatabase(t)
  const databaseUrl = `${plainUrl}${plainUrl.includes('?') ? '&' : '?'}sslmode=require`
  const app = await buildApp(t, { settings: { databaseUrl, dbPoolTimeout: 2 } })
  for (const request of ['/api/types', newType]) {
    t.match(await app.inject(request), { statusCode: 503, body: /DATABASE_UNAVAILABLE/ })
  }
  t.match((await readiness(app)).database, { connected: false, reason: 'no connection' })
})

t.test('what follows a statement that the server could not do has the same reason', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const name = new URL(databaseUrl).pathname.slice(1)
  await administer(databaseUrl, `alter database ${name} set default_transaction_read_only = on`)
  const { db } = await buildApp(t, { settings: { databaseUrl } })
  const failing = (further: (unit: UnitOfWork) => Promise<unknown>) =>
    db
      .transaction(async (unit) => {
        await unit.query('select 1')
        await unit.query(`insert into types (name) values ('New')`).catch(() => {})
        await further(unit)
      })
      .catch((error: unknown) => error)
  const later = await failing((unit) => unit.query('select 2'))
  t.match(answerTo(later), { statusCode: 503 }, 'a later statement')
  t.match(answerTo(await failing(async () => {})), { statusCode: 503 }, 'and the commit')
  const refused = await db
    .transaction(async (unit) => {
      await unit.query('select 1 / 0').catch(() => {})
      await unit.query('select 2')
    })
    .catch((error: unknown) => error)
  t.match(answerTo(refused), { statusCode: 500 }, 'a mistake of the program stays one')
})

t.test('a database that is only read is not ready for writing', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const name = new URL(databaseUrl).pathname.slice(1)
  await administer(databaseUrl, `alter database ${name} set default_transaction_read_only = on`)
  const lines: string[] = []
  const stream = { write: (line: string) => void lines.push(line) }
  const app = await buildApp(t, { settings: { databaseUrl }, server: { logger: { level: 'warn', stream } } })
  t.match(await readiness(app), { status: 503, database: { connected: true, reason: 'the database is read only' } })
  const refused = await app.inject(newType)
  t.equal(refused.statusCode, 503)
  t.equal(refused.headers['retry-after'], '5')
  t.equal((await app.inject('/api/types')).statusCode, 200, 'reading works')
  await app.close()
  const stacks = stacksIn(lines)
  t.ok(stacks.length > 0, 'the log has the reason')
  t.same(
    stacks.filter((stack) => !/^[^\n]*cannot execute [^\n]* in a read-only transaction$/.test(stack)),
    [],
    'and nothing beside it',
  )
})

t.test('a database that is writable again is ready by itself', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const name = new URL(databaseUrl).pathname.slice(1)
  await administer(databaseUrl, `alter database ${name} set default_transaction_read_only = on`)
  const task: Task = { name: 'work', execute: async () => ({ done: true }) }
  const app = await buildApp(t, { settings: { databaseUrl }, prepare: (instance) => instance.tasks.register(task) })
  const ended = followTask(app)
  const several = await Promise.all(Array.from({ length: 4 }, () => app.pool.connect()))
  for (const client of several) client.release()
  t.match(await readiness(app), { status: 503, database: { reason: 'the database is read only' } })
  const busy = await app.pool.connect()
  await administer(databaseUrl, `alter database ${name} reset default_transaction_read_only`)
  await until(async () => (await readiness(app)).status === 200)
  t.match(await app.inject(newType), { statusCode: 201 })

  await t.rejects(busy.query(`insert into types (name) values ('Late')`), { code: '25006' })
  const gone = new Promise<void>((resolve) => busy.once('end', resolve))
  busy.release()
  await gone
  t.pass('a connection that has refused a change is not used again')

  const { task_id } = await app.tasks.startTask('work', { callerSubject: 'rosa' })
  const events = await ended(task_id)
  t.match(events.at(-1), { event_type: 'task_completed' }, 'and so are those of the tasks')
})

t.test('a standby is not ready', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'inventory-standby-'))
  t.teardown(() => rm(dataDir, { recursive: true, force: true }))
  const primary = await startEmbeddedServer({ dataDir })
  const first = await buildApp(t, { settings: { databaseUrl: primary.url, migrateOnStart: true } })
  await first.close()
  await primary.stop()
  const signal = join(dataDir, 'postgres', 'standby.signal')
  await writeFile(signal, '')
  const { uid, gid } = await stat(join(dataDir, 'postgres'))
  await chown(signal, uid, gid)
  const server = await startEmbeddedServer({ dataDir })
  t.teardown(() => server.stop())
  const app = await buildApp(t, { settings: { databaseUrl: server.url } })
  t.match(await readiness(app), { status: 503, database: { connected: true, reason: 'the server is a standby' } })
  t.equal((await app.inject(newType)).statusCode, 503)
  t.equal((await app.inject('/api/types')).statusCode, 200)
  await app.close()
})

t.test('a database that cannot store every text is refused at the start', async (t) => {
  const databaseUrl = await createTestDatabase(t, { migrated: false })
  const name = `latin_${new URL(databaseUrl).pathname.slice(1)}`
  await administer(
    databaseUrl,
    `create database ${name} encoding 'LATIN1' locale_provider libc locale 'C' template template0`,
  )
  t.teardown(() => administer(databaseUrl, `drop database ${name} with (force)`))
  for (const migrateOnStart of [true, false]) {
    await t.rejects(buildApp(t, { settings: { databaseUrl: withDatabase(databaseUrl, name), migrateOnStart } }), {
      name: 'StartError',
      message: /LATIN1.*UTF8.*create database/,
    })
  }
})

t.test('probes that come together ask once, and not for the migrations again', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  t.equal((await readiness(app)).status, 200)
  t.ok((await statements.during(() => Promise.all(Array.from({ length: 40 }, () => readiness(app))))) <= 1)

  const waiting = await Promise.all(Array.from({ length: app.config.poolMax }, () => app.pool.connect()))
  const probes = Array.from({ length: 40 }, () => readiness(app))
  const answers = await Promise.all(probes)
  t.ok(app.pool.waitingCount <= 3, `${app.pool.waitingCount} wait for a connection, not one a probe`)
  for (const { status } of answers) t.ok(status === 200 || status === 503)
  for (const connection of waiting) connection.release()
})
