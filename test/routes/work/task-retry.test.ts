import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { followTask } from '../../support/task-events.ts'

interface ListedTask {
  task_id: string
  status: string
  error: string | null
  problem: string | null
  import_id: number | null
  can_retry: boolean
}

t.test('tasks that ended without a result', async (t) => {
  const app = await buildApp(t, { settings: { appEnv: 'testing' } })
  const follow = followTask(app)
  const listed = async (id: string): Promise<ListedTask | undefined> => {
    const tasks: ListedTask[] = (await app.inject('/api/tasks')).json()
    return tasks.find(({ task_id }) => task_id === id)
  }
  const retry = (id: string) => app.inject({ method: 'POST', url: `/api/tasks/${id}/retry` })
  const run = async (name: string, params: Record<string, unknown>): Promise<string> => {
    const { task_id } = await app.tasks.startTask(name, { params })
    await follow(task_id)
    return task_id
  }

  await t.test('a task that failed is started once more with what it was started with', async (t) => {
    const failed = await run('failing_task', { error_message: 'The paper jams', delay: 0 })
    t.match(await listed(failed), { status: 'failed', error: 'The paper jams', problem: null, can_retry: true })
    const answer = await retry(failed)
    t.equal(answer.statusCode, 201)
    const { task_id: again, status } = answer.json()
    t.equal(status, 'pending')
    t.not(again, failed)
    await follow(again)
    t.match(await listed(again), { status: 'failed', error: 'The paper jams' })
    t.match(await listed(failed), { status: 'failed' }, 'the one before stays as it is')
  })

  await t.test('a task that was cancelled as well', async (t) => {
    const { task_id } = await app.tasks.startTask('demo_task', { params: { steps: 1000, delay: 60 } })
    t.match(await listed(task_id), { can_retry: false }, 'not while it goes on')
    t.equal((await retry(task_id)).statusCode, 409)
    await app.inject({ method: 'POST', url: `/api/tasks/${task_id}/cancel` })
    t.match(await listed(task_id), { status: 'cancelled', can_retry: true })
    const again = (await retry(task_id)).json().task_id
    t.equal((await app.inject({ method: 'POST', url: `/api/tasks/${again}/cancel` })).statusCode, 200)
  })

  await t.test('one with a result, and one that nobody knows, are not', async (t) => {
    const done = await run('demo_task', { steps: 1, delay: 0 })
    t.match(await listed(done), { status: 'completed', can_retry: false })
    const refused = await retry(done)
    t.equal(refused.statusCode, 409)
    t.match(refused.json().error, /ended with a result/)
    for (const id of ['00000000-0000-4000-8000-000000000000', 'nonsense']) t.equal((await retry(id)).statusCode, 404)
  })

  await t.test('a file that cannot be read: the list says why, and which import it is', async (t) => {
    const read = await importClient(app).upload('<!doctype html><title>Sign in</title>', { name: 'order.csv' })
    t.match(read, { status: 'failed' })
    t.match(await listed(read.task_id), {
      status: 'completed',
      error: null,
      problem: read.error,
      import_id: read.id,
      can_retry: false,
    })
    const refused = await retry(read.task_id)
    t.equal(refused.statusCode, 409)
    t.match(refused.json().error, /has to be given again/)
  })
})
