import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import type { Complete, Progress, Task, TaskContext } from '../../../../services/work/tasks/task.ts'
import { analyze, runAnalysis } from '../../../support/ai-tasks.ts'
import { buildApp } from '../../../support/build-app.ts'
import { startModelApi } from '../../../support/model-api.ts'
import { answer, silent } from '../../../support/model-api-replies.ts'
import { catalogueAnswer } from '../../../support/part-details.ts'
import { followTask } from '../../../support/task-events.ts'
import { createTestDatabase } from '../../../support/test-database.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const VAGUE = answer(catalogueAnswer({ analysis_failure_reason: 'vague' }))

async function start(app: FastifyInstance, text: string): Promise<string> {
  return (await analyze(app, { text, image: { bytes: PNG } })).json().task_id
}

function taskOf(app: FastifyInstance): Task {
  const task = app.tasks.tasks.find(({ name }) => name === 'part_analysis')
  if (!task) throw new Error('there is no such task')
  return task
}

t.test('a cancelled analysis stops, or never begins; nothing more is told', async (t) => {
  const api = await startModelApi(t)
  const dataDir = t.testdir()
  const app = await buildApp(t, { settings: { ...api.settings, dataDir, taskMaxWorkers: 1 } })
  api.reply(silent, VAGUE)
  const running = await start(app, 'one')
  await api.untilRequests(1)
  const waiting = await start(app, 'two')
  for (const id of [waiting, running]) {
    t.equal((await app.inject({ method: 'POST', url: `/api/tasks/${id}/cancel` })).statusCode, 200)
  }
  // There is one worker: it comes to this one when the function of the first has returned.
  t.match((await runAnalysis(app, { text: 'three' })).result, { success: true })
  t.equal(api.requests.length, 2, 'the model was never asked for the one that had not begun')
  for (const id of [waiting, running]) {
    t.match((await app.inject({ url: `/api/tasks/${id}/status` })).json(), { status: 'cancelled', result: null })
    const events = await app.db.query<{ type: string }>(
      `select data ->> 'event_type' as type from sse_events where task_id = $1`,
      [id],
    )
    t.notOk(events.some(({ type }) => /completed|failed/.test(type)))
    t.equal((await app.inject({ method: 'DELETE', url: `/api/tasks/${id}` })).statusCode, 200)
  }
  t.same(await app.db.query('select id from analysis_pictures'), [], 'the pictures are gone with the tasks')
  t.same(await readdir(`${dataDir}/temporary`), [])
})

t.test('an analysis that takes too long fails', async (t) => {
  const api = await startModelApi(t)
  const app = await buildApp(t, { settings: { ...api.settings, taskTimeoutSeconds: 1 } })
  api.reply(silent)
  const events = await followTask(app)((await analyze(app, { text: 'x' })).json().task_id)
  t.match(events.at(-1), { event_type: 'task_failed', data: { error: 'Task timed out after 1 seconds' } })
})

t.test('an analysis that a shutdown interrupts is run again by the next process, with its picture', async (t) => {
  const api = await startModelApi(t)
  const databaseUrl = await createTestDatabase(t)
  const folder = t.testdir({ one: {}, two: {} })
  const settings = { ...api.settings, databaseUrl, gracefulShutdownTimeout: 1 }
  const first = await buildApp(t, { settings: { ...settings, dataDir: join(folder, 'one') } })
  api.reply(silent, VAGUE)
  const id = await start(first, 'x')
  await api.untilRequests(1)
  await first.close()
  const second = await buildApp(t, { settings: { ...settings, dataDir: join(folder, 'two') } })
  const events = await followTask(second)(id)
  t.match(events.at(-1), { event_type: 'task_completed', data: { success: true } })
  t.equal(events.filter(({ event_type }) => event_type === 'task_completed').length, 1)
  const pictures = api.requests.map(({ body }) => JSON.stringify(body.input).includes(PNG.toString('base64')))
  t.same(pictures, [true, true])
  t.same(await second.db.query('select id from analysis_pictures'), [], 'it is forgotten with the end')
})

t.test('what is no failure of the model', async (t) => {
  const api = await startModelApi(t)
  const app = await buildApp(t, { settings: api.settings })
  const task = taskOf(app)
  const complete: Complete = (work) => app.db.transaction(work)
  const params = { text: 'x', picture_id: null }
  const taskId = '00000000-0000-4000-8000-000000000001'
  const told: string[] = []
  const quiet: Progress = {
    sendProgressText: (text) => void told.push(text),
    sendProgressValue: () => {},
    sendProgress: (text) => void told.push(text),
  }
  const { signal } = new AbortController()
  const context: TaskContext = { progress: quiet, signal, complete, taskId }

  t.match(
    await task.execute(params, {
      ...context,
      signal: AbortSignal.abort(),
      complete: () => Promise.reject(new Error('completed')),
    }),
    { cancelled: true, message: String },
    'cancelled before it began',
  )
  t.equal(api.requests.length, 0)

  const broken: Progress = {
    ...quiet,
    sendProgressText: () => {
      throw new Error('secret detail')
    },
  }
  t.same(await task.execute(params, { ...context, progress: broken }), {
    success: false,
    analysis: null,
    error_message: 'Unexpected error: something went wrong on our side; the log has the details',
  })
  t.match(await task.execute({}, context), {
    success: false,
    error_message: /^Unexpected error: /,
  })
  for (const picture_id of [null, '00000000-0000-4000-8000-000000000000']) {
    t.same(await task.execute({ text: null, picture_id }, context), {
      success: false,
      analysis: null,
      error_message: 'AI analysis failed: there is neither a text nor a picture',
    })
  }
})
