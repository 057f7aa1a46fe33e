import { once } from 'node:events'
import t, { type Test } from 'tap'
import type { Task } from '../../../../services/work/tasks/task.ts'
import { EVERY_TASK } from '../../../../services/work/tasks/task-service.ts'
import { type BuildOptions, buildApp } from '../../../support/build-app.ts'
import { sampleValue } from '../../../support/sample-value.ts'
import { followTask } from '../../../support/task-events.ts'

/** A task that a test holds in the middle: it says that it has begun, and ends when it is told to. */
function heldTask(name = 'held') {
  const gate = Promise.withResolvers<object>()
  const begun = Promise.withResolvers<AbortSignal>()
  let runs = 0
  const task: Task = {
    name,
    async execute(_params, { signal }) {
      runs++
      begun.resolve(signal)
      return gate.promise
    },
  }
  return { task, begun: begun.promise, finish: gate.resolve, fail: gate.reject, runs: () => runs }
}

/** What tests share that need no tasks of their own. */
const shared = await buildApp(t, { settings: { appEnv: 'testing' } })

async function build(t: Test, tasks: Task[] = [], options: BuildOptions = {}) {
  if (tasks.length === 0) return { app: shared, tasks: shared.tasks, ended: followTask(shared) }
  const app = await buildApp(t, {
    ...options,
    settings: { appEnv: 'testing', ...options.settings },
    prepare: (instance) => {
      for (const task of tasks) instance.tasks.register(task)
    },
  })
  return { app, tasks: app.tasks, ended: followTask(app) }
}

t.test('a task runs, completes with its result, and tells its page so', async (t) => {
  const { tasks, ended } = await build(t)
  const before = await sampleValue('background_tasks_total', { task: 'demo_task', status: 'completed' })
  const started = await tasks.startTask('demo_task', { callerSubject: 'rosa', params: { steps: 2, delay: 0 } })
  t.equal(started.status, 'pending')
  const events = await ended(started.task_id)
  t.match(
    events.map(({ event_type, data }) => [event_type, data]),
    [
      ['task_started', null],
      ['progress_update', { text: 'Step 1/2', value: 0.5 }],
      ['progress_update', { text: 'Step 2/2', value: 1 }],
      ['task_completed', { status: 'success' }],
    ],
  )
  t.match(await tasks.getTaskStatus(started.task_id), {
    task_id: started.task_id,
    subject: 'rosa',
    status: 'completed',
    start_time: /^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/,
    end_time: /Z$/,
    result: { status: 'success' },
    error: null,
  })
  t.equal(await sampleValue('background_tasks_total', { task: 'demo_task', status: 'completed' }), (before ?? 0) + 1)
  t.ok(await sampleValue('background_task_duration_seconds_count', { task: 'demo_task' }))
})

t.test('a task that throws fails with the message, once', async (t) => {
  const { tasks, ended } = await build(t)
  const { task_id } = await tasks.startTask('failing_task', { params: { error_message: 'no luck', delay: 0 } })
  const events = await ended(task_id)
  t.match(events.at(-1), { event_type: 'task_failed', data: { error: 'no luck', traceback: /no luck/ } })
  t.match(await tasks.getTaskStatus(task_id), { status: 'failed', error: 'no luck', result: null })
  t.equal(events.filter(({ event_type }) => event_type === 'task_started').length, 1, 'there is no second try')
})

t.test('a result that is no JSON fails the task', async (t) => {
  const task: Task = { name: 'odd', execute: async () => ({ big: 1n }) }
  const { tasks, ended } = await build(t, [task])
  const { task_id } = await tasks.startTask('odd')
  t.match((await ended(task_id)).at(-1), { event_type: 'task_failed', data: { error: /BigInt/ } })
})

t.test('a running task is cancelled for good, whether it returns or throws afterwards', async (t) => {
  for (const outcome of ['returns', 'throws'] as const) {
    const held = heldTask()
    const { app, tasks } = await build(t, [held.task])
    const cancelled = (await sampleValue('background_tasks_total', { task: 'held', status: 'cancelled' })) ?? 0
    const { task_id } = await tasks.startTask('held')
    const signal = await held.begun
    const aborted = once(signal, 'abort')
    t.equal(await tasks.cancelTask(task_id), true)
    await aborted
    if (outcome === 'returns') held.finish({})
    else held.fail(new Error('too late'))
    t.equal(await tasks.cancelTask(task_id), false, 'it has ended already')
    await app.close()
    t.equal(await sampleValue('background_tasks_total', { task: 'held', status: 'cancelled' }), cancelled + 1)
    t.equal((await sampleValue('background_tasks_total', { task: 'held', status: 'failed' })) ?? 0, 0)
  }
})

t.test('a task that is cancelled while it waits never runs', async (t) => {
  const held = heldTask()
  const waiting = heldTask('waiting')
  const { app, tasks, ended } = await build(t, [held.task, waiting.task], { settings: { taskMaxWorkers: 1 } })
  const first = await tasks.startTask('held')
  await held.begun
  const second = await tasks.startTask('waiting')
  t.equal(await tasks.countPending(), 1)
  t.equal(await tasks.cancelTask(second.task_id), true)
  const third = await tasks.startTask('demo_task', { params: { steps: 1, delay: 0 } })
  held.finish({ done: true })
  await Promise.all([ended(first.task_id), ended(third.task_id)])
  t.equal(waiting.runs(), 0)
  t.match(await tasks.getTaskStatus(second.task_id), { status: 'cancelled', result: null, error: null })
  const events = await app.db.query('select 1 from sse_events where task_id = $1', [second.task_id])
  t.equal(events.length, 0, 'and no page hears of it')
})

t.test('five tasks with four workers all complete, in the order of their submission', async (t) => {
  const order: unknown[] = []
  const task: Task = {
    name: 'ordered',
    async execute({ n }) {
      order.push(n)
      return {}
    },
  }
  const held = heldTask()
  const { tasks, ended } = await build(t, [task, held.task], { settings: { taskMaxWorkers: 1 } })
  const holder = await tasks.startTask('held')
  await held.begun
  const started = []
  for (const n of [1, 2, 3, 4, 5]) started.push(await tasks.startTask('ordered', { params: { n } }))
  held.finish({})
  await Promise.all([holder, ...started].map(({ task_id }) => ended(task_id)))
  t.same(order, [1, 2, 3, 4, 5])

  const { tasks: parallel, ended: parallelEnded } = await build(t)
  const ids = await Promise.all([1, 2, 3, 4, 5].map(() => parallel.startTask('demo_task', { params: { delay: 0 } })))
  await Promise.all(ids.map(({ task_id }) => parallelEnded(task_id)))
  for (const { task_id } of ids) t.equal((await parallel.getTaskStatus(task_id))?.status, 'completed')
})

t.test('a task that takes too long is aborted and fails, and its late result counts for nothing', async (t) => {
  const held = heldTask()
  const { tasks, ended } = await build(t, [held.task], { settings: { taskTimeoutSeconds: 1 } })
  const { task_id } = await tasks.startTask('held')
  const signal = await held.begun
  const events = await ended(task_id)
  t.ok(signal.aborted)
  t.match(events.at(-1), { event_type: 'task_failed', data: { error: 'Task timed out after 1 seconds' } })
  held.finish({ late: true })
  t.match(await tasks.getTaskStatus(task_id), { status: 'failed', error: 'Task timed out after 1 seconds' })
})

t.test('an unknown task, and one that has not ended, are neither cancelled nor removed', async (t) => {
  const held = heldTask()
  const { tasks, ended } = await build(t, [held.task])
  for (const id of ['nonsense', '00000000-0000-4000-8000-000000000000', "' or true --"]) {
    t.equal(await tasks.getTaskStatus(id), null)
    t.equal(await tasks.cancelTask(id), false)
    t.equal(await tasks.removeCompletedTask(id), false)
  }
  const { task_id } = await tasks.startTask('held')
  await held.begun
  t.equal(await tasks.removeCompletedTask(task_id), false)
  held.finish({})
  await ended(task_id)
  t.equal(await tasks.cancelTask(task_id), false)
  t.equal(await tasks.removeCompletedTask(task_id), true)
  t.equal(await tasks.getTaskStatus(task_id), null)
  t.rejects(tasks.get(task_id, EVERY_TASK), { statusCode: 404, message: 'Task not found', code: 'RECORD_NOT_FOUND' })
})

t.test('clean-up forgets what ended long ago, and nothing that is active', async (t) => {
  const held = heldTask()
  const { app, tasks, ended } = await build(t, [held.task])
  const old = await tasks.startTask('demo_task', { params: { steps: 1, delay: 0 } })
  const recent = await tasks.startTask('demo_task', { params: { steps: 1, delay: 0 } })
  const active = await tasks.startTask('held')
  await Promise.all([ended(old.task_id), ended(recent.task_id), held.begun])
  await app.db.query(`update tasks set end_time = now() - interval '11 minutes' where task_id = $1`, [old.task_id])
  await app.db.query(`update tasks set start_time = now() - interval '1 day' where task_id = $1`, [active.task_id])
  t.equal(await tasks.cleanUp(600), 1)
  t.equal(await tasks.getTaskStatus(old.task_id), null)
  t.equal((await tasks.getTaskStatus(recent.task_id))?.status, 'completed')
  t.equal((await tasks.getTaskStatus(active.task_id))?.status, 'running')
  const events = await app.db.query('select 1 from sse_events where task_id = $1', [old.task_id])
  t.equal(events.length, 0)
  held.finish({})
})

t.test('a task that writes has its effects together with its completion, or not at all', async (t) => {
  const begun = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  const task: Task = {
    name: 'writer',
    async execute({ name }, { progress, complete }) {
      begun.resolve()
      await go.promise
      return complete(async (unit) => {
        await unit.query('insert into types (name) values ($1)', [name])
        progress.sendProgress('written', 1)
        return { written: name }
      })
    },
  }
  const { app, tasks, ended } = await build(t, [task])
  const cancelled = await tasks.startTask('writer', { params: { name: 'of a cancelled task' } })
  await begun.promise
  await tasks.cancelTask(cancelled.task_id)
  go.resolve()
  const written = await tasks.startTask('writer', { params: { name: 'of a completed task' } })
  await ended(written.task_id)
  t.match(await tasks.getTaskStatus(written.task_id), {
    status: 'completed',
    result: { written: 'of a completed task' },
  })
  const types = await app.db.query<{ name: string }>(`select name from types where name like 'of a %'`)
  t.same(types, [{ name: 'of a completed task' }])
})

t.test('starting a task inside a unit of work that is rolled back starts none', async (t) => {
  const { app, tasks } = await build(t)
  await t.rejects(
    app.db.transaction(async () => {
      await tasks.startTask('demo_task')
      throw new Error('no')
    }),
  )
  t.equal(await tasks.countPending(), 0)
  const jobs = await app.db.query('select from task_jobs() where locked_by is null')
  t.equal(jobs.length, 0)
})

t.test('a name that is not registered, or registered twice, is a mistake of the program', async (t) => {
  const { tasks } = await build(t)
  await t.rejects(tasks.startTask('unheard_of'), { message: /No task is named/ })
  t.throws(() => tasks.register({ name: 'demo_task', execute: async () => ({}) }), { message: /registered already/ })
})
