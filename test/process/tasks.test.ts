import pg from 'pg'
import t from 'tap'
import { type EventSourceClient, openStream } from '../support/event-source.ts'
import { PATIENT } from '../support/patient.ts'
import { type ServiceProcess, scrape, startService } from '../support/service-process.ts'
import { createTestDatabase, type Teardown } from '../support/test-database.ts'
import { until } from '../support/until.ts'

interface TaskStatus {
  status: string
  result: unknown
}

async function startTask({ url }: ServiceProcess, params: object): Promise<string> {
  const response = await fetch(`${url}/api/testing/tasks/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ params }),
  })
  if (!response.ok) throw new Error(`no task: ${response.status} ${await response.text()}`)
  const { task_id }: { task_id: string } = JSON.parse(await response.text())
  return task_id
}

async function readTask({ url }: ServiceProcess, taskId: string): Promise<TaskStatus> {
  return JSON.parse(await (await fetch(`${url}/api/tasks/${taskId}/status`)).text())
}

async function openPage(
  t: Teardown,
  { url }: ServiceProcess,
  id: string,
  lastEventId = '',
): Promise<EventSourceClient> {
  const page = await openStream(
    t,
    `${url}/api/sse/stream?request_id=${id}`,
    lastEventId === '' ? {} : { 'last-event-id': lastEventId },
  )
  await page.until((each) => each.lastEventId !== '')
  return page
}

const env = (databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  APP_ENV: 'testing',
  FRONTEND_VERSION_URL: 'http://127.0.0.1:9/',
  TASK_MAX_WORKERS: '2',
  ...PATIENT,
})

/** How many requests still go to a replica until the load balancer has noticed that it is not ready any more. */
const LATE_REQUESTS = 5

/**
 * Sends requests one after another, as a load balancer does that learns a little late that the replica drains.
 *
 * @returns how many were answered, and which were not, or not well.
 */
async function putLoadOn(
  { url }: ServiceProcess,
  draining: Promise<unknown>,
): Promise<{ requests: number; failures: unknown[] }> {
  const failures: unknown[] = []
  let requests = 0
  let left = Number.POSITIVE_INFINITY
  void draining.then(() => {
    left = LATE_REQUESTS
  })
  for (; left > 0; left--) {
    try {
      const response = await fetch(`${url}/api/types`)
      await response.text()
      requests++
      if (response.status !== 200) failures.push(response.status)
    } catch (error) {
      failures.push(error instanceof Error ? error.cause : error)
    }
  }
  return { requests, failures }
}

/** Has the service answer a request only when it is released, so that a drain lasts until then. */
async function holdRequest({ url }: ServiceProcess, databaseUrl: string): Promise<{ release: () => Promise<number> }> {
  const holder = new pg.Client({ connectionString: databaseUrl })
  const observer = new pg.Client({ connectionString: databaseUrl })
  await Promise.all([holder.connect(), observer.connect()])
  await holder.query('begin')
  await holder.query('lock table sellers in access exclusive mode')
  const answer = fetch(`${url}/api/sellers`)
  const waits = async () =>
    (await observer.query(`select from pg_locks where not granted and relation = 'sellers'::regclass`)).rowCount
  await until(async () => (await waits()) !== 0)
  return {
    async release() {
      await Promise.all([holder.end(), observer.end()])
      return (await answer).status
    },
  }
}

const COMPLETE = ['task_started', ...Array(4).fill('progress_update'), 'task_completed']

t.test('replicas come and go; no task and no event is lost', async (t) => {
  const settings = env(await createTestDatabase(t))
  const [a, b] = await Promise.all([startService(t, settings), startService(t, settings)])
  const onB = await openPage(t, b, 'page-b')

  await t.test('a task of one replica is watched on the other', async (t) => {
    const taskId = await startTask(a, { steps: 2, delay: 0.01 })
    await onB.until((each) => each.taskEvents(taskId).includes('task_completed'))
    t.same(onB.taskEvents(taskId), ['task_started', 'progress_update', 'progress_update', 'task_completed'])
  })

  await t.test('a cancel reaches a task wherever it runs or waits', async (t) => {
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => startTask(a, { steps: 1000, delay: 60 })))
    await onB.until((each) => ids.filter((id) => each.taskEvents(id).includes('progress_update')).length === 4)
    for (const id of ids) {
      const response = await fetch(`${b.url}/api/tasks/${id}/cancel`, { method: 'POST' })
      t.equal(response.status, 200)
    }
    const last = await startTask(b, { steps: 1, delay: 0 })
    await onB.until((each) => each.taskEvents(last).includes('task_completed'))
    for (const id of ids) {
      t.match(await readTask(a, id), { status: 'cancelled', result: null })
      t.notOk(onB.taskEvents(id).some((type) => /completed|failed/.test(String(type))))
    }
  })

  await t.test('SIGTERM under load: no request fails, no event is lost, the drain can be scraped', async (t) => {
    const onA = await openPage(t, a, 'page-a')
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, n) => startTask(n % 2 === 0 ? a : b, { steps: 4, delay: 0.1 })),
    )
    await onB.until((each) => ids.filter((id) => each.taskEvents(id).includes('progress_update')).length >= 4)
    const held = await holdRequest(a, settings.DATABASE_URL)
    const draining = a.logged('shutting down')
    const load = Promise.all([1, 2, 3, 4].map(() => putLoadOn(a, draining)))
    const exited = a.end('SIGTERM')
    await draining
    t.equal(await scrape(a.url, 'application_shutting_down'), 1)
    let active = 0
    while (active === 0) active = (await scrape(a.url, 'active_tasks_at_shutdown')) ?? 0
    t.ok(active >= 2 && active <= 12, `${active} tasks were active`)
    const refused = await fetch(`${a.url}/api/testing/tasks/start`, { method: 'POST' })
    t.equal(refused.status, 409)
    t.match(await refused.json(), {
      code: 'INVALID_OPERATION',
      error: 'Cannot start task because service is shutting down',
    })

    const results = await load
    t.same(
      results.flatMap(({ failures }) => failures),
      [],
    )
    t.comment(`${results.map(({ requests }) => requests)} requests were answered meanwhile`)
    t.equal(await held.release(), 200, 'the drain has waited for this one')

    t.equal(await onA.ended, 'ended')
    t.equal(onA.retry, 1000)
    t.same(onA.named, [], 'the page is not told to stay away')
    const moved = await openPage(t, b, 'page-a', onA.lastEventId)
    t.equal(await exited, 0)
    for (const id of ids) {
      await moved.until((each) => [...onA.taskEvents(id), ...each.taskEvents(id)].includes('task_completed'))
      t.same([...onA.taskEvents(id), ...moved.taskEvents(id)], COMPLETE, 'the page that moved has seen all, once')
      await onB.until((each) => each.taskEvents(id).includes('task_completed'))
      t.same(onB.taskEvents(id), COMPLETE)
    }
  })

  await t.test('kill -9 in the middle of a task: another process finishes it, once', async (t) => {
    const taskId = await startTask(b, { steps: 4, delay: 0.3 })
    const waiting = await Promise.all([1, 2, 3].map(() => startTask(b, { steps: 1, delay: 0.3 })))
    await onB.until((each) => each.taskEvents(taskId).includes('progress_update'))
    await b.end('SIGKILL')
    t.equal(await onB.ended, 'broken')

    const c = await startService(t, { ...settings, GRACEFUL_SHUTDOWN_TIMEOUT: '1' })
    const onC = await openPage(t, c, 'page-b', onB.lastEventId)
    const all = [taskId, ...waiting]
    await onC.until((each) => all.every((id) => each.taskEvents(id).includes('task_completed')))
    for (const id of all) {
      t.match(await readTask(c, id), { status: 'completed', result: { status: 'success' } })
      const seen = [...onB.taskEvents(id), ...onC.taskEvents(id)]
      t.equal(seen.filter((type) => type === 'task_completed').length, 1)
    }
    t.equal(onC.taskEvents(taskId).filter((type) => type === 'task_started').length, 1, 'it was started again')

    const long = await startTask(c, { steps: 5, delay: 0.6 })
    await onC.until((each) => each.taskEvents(long).includes('progress_update'))
    t.equal(await c.end('SIGTERM'), 0)
    const d = await startService(t, settings)
    t.equal(await scrape(d.url, 'previous_shutdown_clean'), 1)
    t.equal(await scrape(d.url, 'previous_shutdown_active_tasks'), 1)
    const onD = await openPage(t, d, 'page-b', onC.lastEventId)
    await onD.until((each) => each.taskEvents(long).includes('task_completed'))
    t.match(await readTask(d, long), { status: 'completed', result: { status: 'success' } }, 'it was handed back')
    t.equal(await d.end('SIGTERM'), 0)
  })
})
