import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { Browser } from '../support/browser.ts'
import { openStream } from '../support/event-source.ts'
import { type ServiceProcess, startService } from '../support/service-process.ts'

/** Milliseconds. */
const READY_WITHIN = 30_000
const ENDED_WITHIN = 5000

const folder = await mkdtemp(join(tmpdir(), 'inventory-copies-'))
t.teardown(() => rm(folder, { recursive: true, force: true }))
const copy = (name: string) => join(folder, name)

async function prepareCopies(): Promise<void> {
  const { PATH = '', HOME = '' } = process.env
  const seed = copy('seed')
  await promisify(execFile)(process.execPath, ['cli/main.ts', 'load-sample-data', '--yes-i-am-sure'], {
    env: { PATH, HOME, NODE_COMPILE_CACHE: 'node_modules/.cache/compiled', DATA_DIR: seed, APP_ENV: 'testing' },
  })
  for (const name of ['one', 'two']) await cp(seed, copy(name), { recursive: true })
}

async function start(t: Test, name: string): Promise<ServiceProcess> {
  const began = performance.now()
  const service = await startService(t, {
    APP_ENV: 'testing',
    DATA_DIR: copy(name),
    FRONTEND_VERSION_URL: 'http://127.0.0.1:9/version.json',
  })
  const readiness = await fetch(`${service.url}/health/readyz`)
  t.equal(readiness.status, 200)
  t.ok((await readiness.text()).length > 0)
  t.ok(performance.now() - began < READY_WITHIN, 'ready in time')
  return service
}

async function stop(t: Test, service: ServiceProcess): Promise<void> {
  const began = performance.now()
  t.equal(await service.end('SIGTERM'), 0)
  t.ok(performance.now() - began < ENDED_WITHIN, 'ended in time')
}

async function json(url: string, init: RequestInit = {}): Promise<Record<string, unknown>> {
  return JSON.parse(await (await fetch(url, init)).text())
}

const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

await prepareCopies()

t.test('two copies of a prepared data folder run side by side, each on its own', async (t) => {
  const [one, two] = await Promise.all([start(t, 'one'), start(t, 'two')])
  const [before, same] = await Promise.all([one, two].map(({ url }) => json(`${url}/api/dashboard/stats`)))
  t.ok(Number(before?.total_parts) > 0, 'the sample data is there')
  t.same(same, before)
  await json(`${one.url}/api/types`, post({ name: 'Only in one' }))
  t.match(await json(`${one.url}/api/dashboard/stats`), { total_types: Number(before?.total_types) + 1 })
  t.same(await json(`${two.url}/api/dashboard/stats`), before)

  await stop(t, one)
  const again = await start(t, 'one')
  t.match(await json(`${again.url}/api/dashboard/stats`), { total_types: Number(before?.total_types) + 1 }, 'kept')
  await Promise.all([stop(t, again), stop(t, two)])
})

t.test('what tests of the front end use', async (t) => {
  await cp(copy('seed'), copy('three'), { recursive: true })
  const service = await start(t, 'three')
  const { url, child } = service
  let output = ''
  child.stdout?.on('data', (chunk) => {
    output += chunk
  })

  const browser = new Browser()
  const created = await browser.request(
    `${url}/api/testing/auth/session`,
    post({ subject: 'tester', roles: ['reader'] }),
  )
  t.equal(created.status, 201)
  t.match(await (await browser.request(`${url}/api/auth/self`)).json(), { subject: 'tester', roles: ['reader'] })
  t.equal((await browser.request(`${url}/api/testing/auth/clear`, { method: 'POST' })).status, 204)

  const image = () => fetch(`${url}/api/testing/content/image?text=same`).then((answer) => answer.arrayBuffer())
  t.same(Buffer.from(await image()), Buffer.from(await image()), 'a fixture is the same each time')
  const page = await json(
    `${url}/api/parts/attachment-preview`,
    post({ url: `${url}/api/testing/content/html?title=Sheet` }),
  )
  t.match(page, { title: 'Sheet' }, 'the service reads its own fixtures')

  const log = await openStream(t, `${url}/api/testing/logs/stream?request_id=pw-log`)
  await log.until(({ named }) => named.length > 0)
  t.match(log.named[0], ['connection_open', /"status":"connected"/])
  const stream = await openStream(t, `${url}/api/sse/stream?request_id=pw-page`)
  const { task_id: taskId } = await json(`${url}/api/testing/tasks/start`, post({ params: { steps: 2, delay: 0.01 } }))
  await stream.message(({ payload }) => payload.task_id === taskId && payload.event_type === 'task_completed')
  t.same(stream.taskEvents(String(taskId)), ['task_started', 'progress_update', 'progress_update', 'task_completed'])

  await json(`${url}/api/types`, {
    ...post({ name: 'Logged' }),
    headers: { 'content-type': 'application/json', 'x-request-id': 'pw-type' },
  })
  await log.until(({ named }) =>
    named.some(([name, data]) => name === 'log' && data.includes('"correlation_id":"pw-type"')),
  )
  t.ok(
    service.log.some(({ reqId }) => reqId === 'pw-type'),
    'the log is written',
  )
  t.equal(output, '', 'to standard error alone')
  await stop(t, service)
  t.same(log.named.at(-1)?.[0], 'connection_close')
  t.equal(await stream.ended, 'ended')
})
