import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { readyDataFolder } from '../support/ready-data-folder.ts'
import { launchService, startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'

const run = promisify(execFile)

t.test('a second instance on one data folder', async (t) => {
  const dataDir = await readyDataFolder(t)
  const first = await startService(t, { DATA_DIR: dataDir })
  const second = await launchService(t, { DATA_DIR: dataDir })
  t.equal(await second.exited, 1)
  t.match(
    second.log.at(-1)?.msg,
    /^The service cannot start\. The data folder .* is in use by .*process \d+.* Stop it first/,
  )
  t.equal((await fetch(`${first.url}/health/readyz`)).status, 200, 'the first one works on')
  t.equal(await first.end('SIGTERM'), 0)
})

t.test('SIGTERM in the middle of a start ends it, with code 0 and nothing left', async (t) => {
  const steps: [string | RegExp, () => string | Promise<string>][] = [
    [/^Starting the embedded PostgreSQL/, () => t.testdir()],
    ['migration applied', () => t.testdir()],
    ['metrics poller started', () => readyDataFolder(t)],
  ]
  for (const [step, folder] of steps) {
    const dataDir = await folder()
    const service = await launchService(t, { DATA_DIR: dataDir }, { group: true })
    await service.logged(step)
    service.signalGroup('SIGTERM')
    t.equal(await service.exited, 0)
    t.same(
      service.log.filter(({ level }) => level === 0 || level >= 50),
      [],
      String(step),
    )
    t.notOk(existsSync(join(dataDir, 'postgres/postmaster.pid')))
    t.notOk(
      (await readdir(dataDir)).some((name) => name.includes('.new-')),
      'no cluster is left half-made',
    )
    // There is none yet where the signal came first.
    await rm(join(dataDir, 'postgres'), { recursive: true, force: true })
  }
})

t.test('nobody says ready while the readiness says no', async (t) => {
  const databaseUrl = await createTestDatabase(t, { migrated: false })
  const service = await startService(t, { DATABASE_URL: databaseUrl })
  const warning = await service.logged(/^not ready yet/)
  t.match(warning, { level: 40, msg: /the database lacks migrations: run "npm run cli -- migrate"/ })
  t.equal((await fetch(`${service.url}/health/readyz`)).status, 503)
  t.notOk(service.log.some(({ msg }) => msg.startsWith('ready')))
  const parts = await fetch(`${service.url}/api/parts`)
  t.equal(parts.status, 503)
  t.match(await parts.json(), { error: 'The database is not up to date yet', code: 'DATABASE_UNAVAILABLE' })
  t.notOk(
    service.log.some(({ err }) => err !== undefined),
    'nothing tries what cannot work yet',
  )
  t.equal(service.log.filter(({ msg }) => msg.startsWith('migrations are pending')).length, 1)
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, NODE_COMPILE_CACHE: 'node_modules/.cache/compiled', DATABASE_URL: databaseUrl }
  await run(process.execPath, ['cli/main.ts', 'migrate'], { env })
  await service.logged(/^ready: API at/)
  await service.logged('the migrations are applied: background work begins')
  t.equal((await fetch(`${service.url}/health/readyz`)).status, 200)
  t.equal((await fetch(`${service.url}/api/parts`)).status, 200)
  t.equal(service.log.filter(({ msg }) => msg.startsWith('not ready yet')).length, 1, 'said once')
  t.equal(await service.end('SIGTERM'), 0)
})
