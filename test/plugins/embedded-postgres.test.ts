import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { startEmbeddedServer } from '../../plugins/embedded-postgres/index.ts'
import { findServerAccount } from '../../plugins/embedded-postgres/server-account.ts'
import type { Teardown } from '../support/test-database.ts'
import { until } from '../support/until.ts'

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  // The server may end beside the statement, which then fails.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** A folder that only its owner may enter, as a home is. */
async function privateFolder(t: Teardown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'inventory-embedded-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Starts the server of a folder in another process, which lives until it is killed. */
async function startElsewhere(dataDir: string): Promise<{ child: ChildProcess; url: string }> {
  const script = `
    import { startEmbeddedServer } from './plugins/embedded-postgres/index.ts'
    const { url } = await startEmbeddedServer({ dataDir: process.argv[1] })
    console.log(url)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [output] = await once(child.stdout, 'data')
  return { child, url: String(output).trim() }
}

const pidFileOf = (dataDir: string) => join(dataDir, 'postgres/postmaster.pid')

async function serverPid(dataDir: string): Promise<number> {
  const [pid = ''] = (await readFile(pidFileOf(dataDir), 'utf8')).split('\n')
  return Number(pid)
}

/** Ends the server of a folder behind the back of whoever has started it. */
async function endServer(dataDir: string): Promise<void> {
  process.kill(await serverPid(dataDir), 'SIGINT')
  await until(() => !existsSync(pidFileOf(dataDir)))
}

t.test('data survives a stop, a kill, and a copy of the folder', async (t) => {
  const folder = await privateFolder(t)
  const dataDir = join(folder, 'data')
  const first = await startEmbeddedServer({ dataDir })
  await query(first.url, `create table notes (text text)`)
  await query(first.url, `insert into notes values ('kept')`)
  await t.rejects(startEmbeddedServer({ dataDir }), {
    message: new RegExp(`in use by electronics-inventory \\(process ${process.pid}\\).*DATA_DIR`),
  })
  await first.stop()
  await t.rejects(query(first.url, 'select 1'), { code: 'ECONNREFUSED' })

  const { child, url: orphanUrl } = await startElsewhere(dataDir)
  await query(orphanUrl, `insert into notes values ('written before the kill')`)
  child.kill('SIGKILL')
  await once(child, 'exit')

  const progress: string[] = []
  const adopted = await startEmbeddedServer({ dataDir, onProgress: (message) => progress.push(message) })
  t.equal(adopted.url, orphanUrl, 'the server that was left behind is adopted')
  t.ok(progress.some((message) => /runs on .* already/.test(message)))
  t.same(await query(adopted.url, 'select text from notes order by text'), [
    { text: 'kept' },
    { text: 'written before the kill' },
  ])
  await adopted.stop()

  const copyDir = join(folder, 'copy')
  await cp(dataDir, copyDir, { recursive: true })
  const [original, copy] = await Promise.all([
    startEmbeddedServer({ dataDir }),
    startEmbeddedServer({ dataDir: copyDir }),
  ])
  t.not(original.url, copy.url, 'a copy runs beside the original')
  t.same(await query(copy.url, 'select count(*)::int as count from notes'), [{ count: 2 }])
  await Promise.all([original.stop(), copy.stop()])
})

t.test('the folder stays claimed when the connection that claims it is lost', async (t) => {
  const dataDir = join(await privateFolder(t), 'data')
  const first = await startEmbeddedServer({ dataDir })
  const owner = `select l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid
                  where l.locktype = 'advisory' and a.application_name like '%(process %)'`
  const [before] = await query(first.url, owner)
  await query(first.url, `select pg_terminate_backend(${Number(before?.pid)})`)
  await until(async () => {
    const [now] = await query(first.url, owner)
    return now !== undefined && now.pid !== before?.pid
  })
  await t.rejects(startEmbeddedServer({ dataDir }), { message: /in use by electronics-inventory/ })
  await first.stop()
})

t.test('a server that has ended by itself is started again, as soon as it can be', async (t) => {
  const dataDir = join(await privateFolder(t), 'data')
  const told: string[] = []
  const server = await startEmbeddedServer({ dataDir, onTrouble: (message) => told.push(message) })
  await query(server.url, `create table notes as select 'kept' as text`)
  const answers = () =>
    query(server.url, 'select text from notes').then(
      (rows) => rows,
      () => null,
    )
  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    told.length = 0
    process.kill(await serverPid(dataDir), signal)
    // It answers before it is said that it does: a start that is not over yet would fail with the next signal.
    await until(() => told.some((message) => message.includes('had ended and was started again')))
    t.same(await answers(), [{ text: 'kept' }], signal)
  }

  const settings = join(dataDir, 'postgres/postgresql.conf')
  const before = await readFile(settings, 'utf8')
  await writeFile(settings, `${before}no_such_setting = 1\n`)
  await endServer(dataDir)
  await until(() => told.some((message) => message.includes('contains errors')))
  await writeFile(settings, before)
  await until(async () => (await answers()) !== null)
  await server.stop()
  t.notOk(existsSync(pidFileOf(dataDir)), 'the last one is stopped')
})

t.test('a file of the server that names a process of something else is told with what to do', async (t) => {
  const dataDir = join(await privateFolder(t), 'data')
  await (await startEmbeddedServer({ dataDir })).stop()
  const { uid, gid } = findServerAccount() ?? {}
  // PostgreSQL takes no process of another user for a server.
  const other = spawn('sleep', ['600'], uid === undefined || gid === undefined ? {} : { uid, gid })
  t.teardown(() => other.kill())
  await once(other, 'spawn')
  await writeFile(pidFileOf(dataDir), `${other.pid}\n`)
  await t.rejects(startEmbeddedServer({ dataDir }), {
    name: 'StartError',
    message: new RegExp(`postmaster\\.pid names the process ${other.pid}, which runs.*delete the file`),
  })
  await rm(pidFileOf(dataDir))
  await (await startEmbeddedServer({ dataDir })).stop()
})

t.test('a server that is gone already is stopped', async (t) => {
  const dataDir = join(await privateFolder(t), 'data')
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    const server = await startEmbeddedServer({ dataDir })
    process.kill(await serverPid(dataDir), signal)
    await until(() =>
      query(server.url, 'select 1').then(
        () => false,
        () => true,
      ),
    )
    await server.stop()
  }
  const again = await startEmbeddedServer({ dataDir })
  t.same(await query(again.url, 'select 1 as one'), [{ one: 1 }])
  await again.stop()
})

t.test('the folder stays claimed when its server recovers, and when it is gone', async (t) => {
  const dataDir = join(await privateFolder(t), 'data')
  const first = await startEmbeddedServer({ dataDir })
  const victim = new pg.Client({ connectionString: first.url })
  victim.on('error', () => {})
  await victim.connect()
  const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid')
  process.kill(Number(rows[0]?.pid), 'SIGKILL')
  await t.rejects(startEmbeddedServer({ dataDir }), { message: /in use by electronics-inventory/ })
  await until(() =>
    query(first.url, 'select 1').then(
      () => true,
      () => false,
    ),
  )

  await endServer(dataDir)
  await t.rejects(startEmbeddedServer({ dataDir }), { message: /in use by electronics-inventory/ })
  await first.stop()
  const second = await startEmbeddedServer({ dataDir })
  await second.stop()
})

t.test('a server that is about to end is waited for', async (t) => {
  const dataDir = join(await privateFolder(t), 'data')
  const { child, url } = await startElsewhere(dataDir)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  child.kill('SIGKILL')
  await once(child, 'exit')
  // It lets nobody in any more, and ends when its last client has gone.
  process.kill(await serverPid(dataDir), 'SIGTERM')
  const waiting = Promise.withResolvers<void>()
  const starting = startEmbeddedServer({
    dataDir,
    onProgress: (message) => {
      if (message.startsWith('Waiting for the embedded PostgreSQL')) waiting.resolve()
    },
  })
  await Promise.race([waiting.promise, starting])
  await client.end()
  const next = await starting
  t.same(await query(next.url, 'select 1 as one'), [{ one: 1 }])
  await next.stop()
})

t.test(
  'where the folder cannot be locked, a server that another process has started is not stopped',
  { skip: process.platform !== 'linux' },
  async (t) => {
    const programs = t.testdir({ flock: '#!/bin/sh\necho "flock: 3: Function not implemented" >&2\nexit 65\n' })
    await chmod(join(programs, 'flock'), 0o755)
    const { PATH = '' } = process.env
    process.env.PATH = `${programs}:${PATH}`
    t.teardown(() => {
      process.env.PATH = PATH
    })
    const dataDir = join(await privateFolder(t), 'data')
    const progress: string[] = []
    const first = await startEmbeddedServer({ dataDir, onProgress: (message) => progress.push(message) })
    t.match(progress, [/cannot be locked \(flock: 3: Function not implemented\)/])
    await t.rejects(startEmbeddedServer({ dataDir }), { message: /in use by electronics-inventory \(process \d+\)/ })
    await endServer(dataDir)
    const second = await startEmbeddedServer({ dataDir })
    await first.stop()
    t.same(await query(second.url, 'select 1 as one'), [{ one: 1 }])
    await second.stop()
  },
)

t.test('variables that are about another server change nothing', async (t) => {
  const dataDir = join(await privateFolder(t), 'data')
  const variables = {
    PGSSLMODE: 'require',
    PGSSLNEGOTIATION: 'direct',
    PGOPTIONS: '-c default_transaction_read_only=on',
    PGHOST: '203.0.113.1',
    PGPORT: '1',
    PGUSER: 'nobody',
    PGPASSWORD: 'wrong',
    PGDATABASE: 'none',
    PGDATA: '/nowhere',
    PGAPPNAME: 'other',
  }
  const script = `
    import { startEmbeddedServer } from './plugins/embedded-postgres/index.ts'
    import { createPool } from './plugins/database/pool.ts'
    const { url, stop } = await startEmbeddedServer({ dataDir: process.argv[1] })
    const pool = createPool({ databaseUrl: url, poolMax: 1, poolTimeoutSeconds: 5 })
    await pool.query('create table notes (text text)')
    await pool.end()
    await stop()
    console.log('done')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, dataDir], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [output] = await once(child.stdout, 'data')
  t.equal(String(output).trim(), 'done')
  await once(child, 'exit')
})

t.test('of two processes that start at once on a new folder one wins and the other is told why', async (t) => {
  const dataDir = join(await privateFolder(t), 'data')
  const others: Promise<unknown>[] = []
  const first = startEmbeddedServer({
    dataDir,
    onProgress: () => {
      others.push(startEmbeddedServer({ dataDir }).catch((error: unknown) => error))
    },
  })
  const refused = await Promise.race([first, until(() => others.length > 0).then(() => others[0])])
  t.match(refused, { message: /is in use by electronics-inventory \(process \d+\)\. Stop it first/ })
  const server = await first
  for (const error of await Promise.all(others)) t.match(error, { name: 'StartError', message: /is in use by/ })
  t.same(await query(server.url, 'select 1 as one'), [{ one: 1 }])
  await server.stop()
})
