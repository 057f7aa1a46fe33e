import { existsSync } from 'node:fs'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { openStream } from '../support/event-source.ts'
import { startFreezingProxy } from '../support/freezing-proxy.ts'
import { readyDataFolder } from '../support/ready-data-folder.ts'
import { scrape, startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { until } from '../support/until.ts'
import { startTask, TESTING } from '../support/work-at-the-end.ts'

t.test('a signal that comes after some seconds hurries: in order, but without waiting for the work', async (t) => {
  const env = { ...TESTING, DATABASE_URL: await createTestDatabase(t) }
  const service = await startService(t, env)
  const page = await openStream(t, `${service.url}/api/sse/stream?request_id=page`)
  const task = await startTask(service, { steps: 1000, delay: 1 })
  await page.until((each) => each.taskEvents(task).includes('progress_update'))
  const impatience = setInterval(() => service.child.kill('SIGINT'), 200)
  t.teardown(() => clearInterval(impatience))
  t.equal(await service.exited, 0)
  t.ok(service.log.some(({ msg }) => msg === 'the shutdown is hurried by a second signal'))
  t.ok(service.log.some(({ msg }) => msg === 'shutdown complete'))
  t.equal(await page.ended, 'ended')

  const next = await startService(t, env)
  t.equal(await scrape(next.url, 'previous_shutdown_clean'), 1)
  const status = await (await fetch(`${next.url}/api/tasks/${task}/status`)).json()
  t.match(status, { status: /pending|running/ }, 'the task was handed back')
  t.equal(await next.end('SIGKILL'), null)
})

t.test('an error that nobody has caught ends the process in order, with code 1', async (t) => {
  const dataDir = await readyDataFolder(t)
  await writeFile(join(dataDir, 'crash.js'), "process.once('SIGUSR2', () => { throw new Error('a bug') })")
  const command = [process.execPath, '--import', join(dataDir, 'crash.js'), 'scripts/start.ts']
  const service = await startService(t, { DATA_DIR: dataDir }, { command, bundled: true })
  t.equal(await service.end('SIGUSR2'), 1)
  t.ok(service.log.some(({ level, err }) => level === 60 && JSON.stringify(err).includes('a bug')))
  t.ok(service.log.some(({ msg }) => msg === 'shutdown complete'))
  t.notOk(existsSync(join(dataDir, 'postgres/postmaster.pid')))
})

t.test('clients that never send the rest of what they have announced hold no shutdown', async (t) => {
  const env = { DATABASE_URL: await createTestDatabase(t), GRACEFUL_SHUTDOWN_TIMEOUT: '1' }
  const service = await startService(t, env)
  const { hostname, port } = new URL(service.url)
  const begun = [
    'POST /api/types HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"name":',
    'POST /api/types HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"nam',
    'POST /api/types HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Ty',
  ]
  for (const text of begun) {
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.on('error', () => {})
    t.teardown(() => socket.destroy())
  }
  const inFlight = () => scrape(service.url, 'http_active_requests')
  // The scrape itself is one.
  await until(async () => (await inFlight()) === 3)
  t.equal(await service.end('SIGTERM'), 0)
  t.ok(service.log.some(({ msg }) => msg === 'shutdown complete'))
})

t.test('a service whose database has vanished ends in order, with code 0', async (t) => {
  const proxy = await startFreezingProxy(t, await createTestDatabase(t))
  const limits = { DB_STATEMENT_TIMEOUT: '3600', DB_LONG_STATEMENT_TIMEOUT: '3600', DB_POOL_TIMEOUT: '600' }
  const service = await startService(t, { ...limits, DATABASE_URL: proxy.url, GRACEFUL_SHUTDOWN_TIMEOUT: '1' })
  proxy.freeze()
  t.equal(await service.end('SIGTERM'), 0)
  t.ok(service.log.some(({ msg }) => msg === 'the database does not answer: the service closes without telling it'))
  t.ok(service.log.some(({ msg }) => msg === 'shutdown complete'))
})

t.test(
  'a service whose database server has been killed ends in order, and says in plain lines what it could not do',
  async (t) => {
    const dataDir = await readyDataFolder(t)
    const service = await startService(t, { ...TESTING, DATA_DIR: dataDir, GRACEFUL_SHUTDOWN_TIMEOUT: '1' })
    await service.logged(/^ready: /)
    await startTask(service, { steps: 1000, delay: 1 })
    // It cannot be started again.
    await appendFile(join(dataDir, 'postgres/postgresql.conf'), 'no_such_setting = 1\n')
    const pidFile = join(dataDir, 'postgres/postmaster.pid')
    const [pid = ''] = (await readFile(pidFile, 'utf8')).split('\n')
    process.kill(Number(pid), 'SIGKILL')
    await until(async () => (await fetch(`${service.url}/health/readyz`)).status === 503)
    const before = service.log.length
    t.equal(await service.end('SIGTERM'), 0)
    const told = service.log.slice(before)
    const closing = told.slice(told.findIndex(({ msg }) => msg === 'shutting down'))
    // Where the task has not noticed yet that its database is gone, it is ended at the end of the budget.
    const rest = closing.filter(({ msg }) => !msg.startsWith('forcing shutdown'))
    t.same(
      rest.filter(({ level, err }) => level >= 50 || JSON.stringify(err ?? '').includes('    at ')),
      [],
    )
    for (const words of [
      /^the tasks of this process could not be handed back/,
      /^the end of this process could not be/,
    ]) {
      t.match(
        closing.find(({ msg }) => words.test(msg)),
        { level: 40, reason: /./ },
        String(words),
      )
    }
    t.ok(closing.some(({ msg }) => msg === 'shutdown complete'))
    t.same(
      service.log.filter(({ level }) => level === 0),
      [],
      'nothing is printed past the log',
    )
  },
)
