import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { followTask } from '../../support/task-events.ts'
import { until } from '../../support/until.ts'

t.test('the list of tasks: those that have not ended first, with the progress of those that run', async (t) => {
  const app = await buildApp(t, { settings: { appEnv: 'testing' } })
  const list = async (query = '') => (await app.inject(`/api/tasks${query}`)).json()
  t.same(await list(), [])
  const follow = followTask(app)
  const done = await app.tasks.startTask('demo_task', { params: { steps: 1, delay: 0 } })
  await follow(done.task_id)
  const failed = await app.tasks.startTask('failing_task')
  await follow(failed.task_id)
  const running = await app.tasks.startTask('demo_task', {
    callerSubject: 'eddie',
    params: { steps: 10_000, delay: 1 },
  })
  await until(async () => (await list())[0]?.progress !== null)

  const tasks = await list()
  t.match(tasks, [
    {
      task_id: running.task_id,
      name: 'demo_task',
      subject: 'eddie',
      status: 'running',
      end_time: null,
      progress: { text: /^Step \d+\/10000$/ },
    },
    { task_id: failed.task_id, status: 'failed', error: String, progress: null },
    { task_id: done.task_id, status: 'completed', error: null, progress: null },
  ])
  t.equal((await list('?limit=1')).length, 1)
  t.equal((await app.inject('/api/tasks?limit=0')).statusCode, 400)
  await app.inject({ method: 'POST', url: `/api/tasks/${running.task_id}/cancel` })
  t.match(
    await list('?limit=1'),
    [{ task_id: running.task_id, status: 'cancelled' }],
    'the newest of those that have ended',
  )
})
