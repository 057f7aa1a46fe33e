import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { appendFile, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import t, { type Test } from 'tap'
import { mountDisk } from '../support/mounted-disk.ts'
import { readyDataFolder } from '../support/ready-data-folder.ts'
import { administer } from '../support/running-server.ts'
import { launchService, startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'

const run = promisify(execFile)

/** Starts a service that cannot start, and sees that it says so in plain words and leaves nothing behind. */
async function refuses(t: Test, env: Record<string, string>, words: RegExp): Promise<void> {
  const dataDir = env.DATA_DIR ?? (env.DATABASE_URL ? t.testdir() : await readyDataFolder(t))
  const service = await launchService(t, { DATA_DIR: dataDir, ...env })
  t.equal(await service.exited, 1)
  const said = service.log.filter(({ level }) => level === 0).map(({ msg }) => msg)
  t.match(said.join('\n'), words)
  t.match(said[0], /^The service cannot start\. /)
  t.notMatch(said.join('\n'), /^\s+at /m, 'no stack')
  t.notOk(existsSync(join(dataDir, 'postgres/postmaster.pid')), 'no server is left')
}

t.test('settings that are wrong are named, all of them', async (t) => {
  await refuses(
    t,
    { PORT: 'abc', APP_ENV: 'production' },
    /PORT must be an integer[\s\S]+DATABASE_URL must be set[\s\S]+docs\/configuration\.md/,
  )
  await refuses(t, { WEB_ROOT: '/nowhere' }, /WEB_ROOT must be the folder of a built front end/)
})

t.test('a port that is in use', async (t) => {
  const other = createServer()
  t.teardown(() => other.close())
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  await refuses(t, { PORT: port }, new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is in use\\..* set PORT to another one`))
})

t.test('a port for operations that is in use', async (t) => {
  const other = createServer()
  t.teardown(() => other.close())
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  await refuses(t, { METRICS_PORT: port }, new RegExp(`Port ${port} of 127\\.0\\.0\\.1, .* or set METRICS_PORT to`))
})

t.test('an address that the machine does not have', (t) =>
  refuses(t, { HOST: '192.0.2.1', ALLOW_UNAUTHENTICATED_HOST: 'true' }, /no address 192\.0\.2\.1\. Set HOST/),
)

t.test('a data folder that cannot be made', (t) =>
  refuses(t, { DATA_DIR: join(t.testdir({ file: 'x' }), 'file/data') }, /file\/data is no folder\. Set DATA_DIR/),
)

t.test('a data folder in a place where none can be made', { skip: !existsSync('/proc/self') }, (t) =>
  refuses(t, { DATA_DIR: '/proc/x' }, /\/proc\/x cannot be made: .* Set DATA_DIR to another folder\./),
)

t.test('a read-only disk', async (t) => {
  const folder = await mountDisk(t, 'ro')
  if (folder === null) return
  await refuses(
    t,
    { DATA_DIR: join(folder, 'data') },
    /is on a read-only file system\. Make it writable, or set DATA_DIR/,
  )
})

t.test('a disk without space for the database', async (t) => {
  // The one ends while files are copied, the other while the server writes its log.
  for (const size of ['8m', '20m']) {
    const folder = await mountDisk(t, `size=${size}`)
    if (folder === null) return
    await refuses(t, { DATA_DIR: join(folder, 'data') }, /No space is left on that disk: free some/)
  }
})

t.test('files that the server does not take', async (t) => {
  const dataDir = await readyDataFolder(t)
  await appendFile(join(dataDir, 'postgres/postgresql.conf'), 'no_such_setting = 1\n')
  await refuses(
    t,
    { DATA_DIR: dataDir },
    /did not start on \S+: configuration file "\S+postgresql\.conf" contains errors; [^\n]+ line \d+\. Mend that file .*server\.log$/,
  )
})

t.test('a database that cannot be used', async (t) => {
  const url = new URL(await createTestDatabase(t, { migrated: false }))
  const withUrl = (change: (url: URL) => void) => {
    const changed = new URL(url)
    change(changed)
    return { DATABASE_URL: changed.href, MIGRATE_ON_START: 'true' }
  }
  const wrongPassword = withUrl((each) => {
    each.password = 'wrong'
  })
  await refuses(t, wrongPassword, /Password authentication failed .* Check user and password in DATABASE_URL/)
  const noPassword = withUrl((each) => {
    each.password = ''
  })
  await refuses(t, noPassword, /asks for a password, and there is none: write it into DATABASE_URL/)
  await refuses(t, { ...noPassword, MIGRATE_ON_START: 'false' }, /asks for a password/)
  const nobodyThere = withUrl((each) => {
    each.port = '9'
  })
  await refuses(t, nobodyThere, /The database does not answer .* Check DATABASE_URL/)
  const noDatabase = withUrl((each) => {
    each.pathname = '/missing'
  })
  await refuses(t, noDatabase, /Database "missing" does not exist\. Make it with createdb/)
  await administer(url.href, `alter database ${url.pathname.slice(1)} allow_connections false`)
  await refuses(
    t,
    withUrl(() => {}),
    /is not currently accepting connections\. Run "alter database/,
  )
})

t.test('a database in which another program has tables of the same names', async (t) => {
  for (const table of ['types (id int)', 'schema_migrations (version text)']) {
    const url = await createTestDatabase(t, { migrated: false })
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query(`create table ${table}`)
    await client.end()
    await refuses(
      t,
      { DATABASE_URL: url, MIGRATE_ON_START: 'true' },
      /another program.*Use a database of its own, or a schema/,
    )
  }
})

t.test('a data folder that has lost the password of its server', async (t) => {
  const dataDir = await readyDataFolder(t)
  const first = await startService(t, { DATA_DIR: dataDir })
  t.equal(await first.end('SIGTERM'), 0)
  await rm(join(dataDir, 'postgres.password'))
  await refuses(
    t,
    { DATA_DIR: dataDir },
    /embedded PostgreSQL did not start .* the password in .*postgres\.password\. Put that file back/,
  )
})

t.test('an older Node is told which one is needed, in two lines', async (t) => {
  const folder = t.testdir({
    'old.cjs': "Object.defineProperty(process.versions, 'node', { value: '20.20.2' })",
  })
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(await readFile('package.json', 'utf8'))
  const programs = Object.keys(scripts).filter((name) => /\bnode .*\.ts$/.test(scripts[name] ?? ''))
  t.ok(programs.length > 10)
  for (const name of programs) {
    t.match(scripts[name], /node --import \.\/scripts\/check-node\.js /, `npm run ${name} looks first`)
  }
  const args = ['--require', join(folder, 'old.cjs'), '--import', './scripts/check-node.js', 'scripts/start.ts']
  const failed = await run(process.execPath, args).then(
    () => null,
    (error: { code: number; stderr: string }) => error,
  )
  t.equal(failed?.code, 1)
  t.match(failed?.stderr, /^This service needs Node 22\.18 or newer, and this is Node 20\.20\.2\.\nInstall a newer one/)
})
