import { join } from 'node:path'
import t from 'tap'
import { encodeForm } from '../support/ai-tasks.ts'
import { openStream } from '../support/event-source.ts'
import { startModelApi } from '../support/model-api.ts'
import { answer, silent } from '../support/model-api-replies.ts'
import { catalogueAnswer, partDetails } from '../support/part-details.ts'
import { startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'

const GIF = Buffer.from(`GIF89a${'\u0001'.repeat(1000)}`)

t.test('kill -9 in the middle of a call of the model: the next process finishes the analysis, once', async (t) => {
  const api = await startModelApi(t)
  const folder = t.testdir({ one: {}, two: {} })
  const env = {
    DATABASE_URL: await createTestDatabase(t),
    FRONTEND_VERSION_URL: 'http://127.0.0.1:9/',
    OPENAI_API_KEY: api.settings.openaiApiKey,
    OPENAI_BASE_URL: api.url,
  }
  api.reply(silent)
  const first = await startService(t, { ...env, DATA_DIR: join(folder, 'one') })
  const { payload, headers } = await encodeForm({ text: 'a relay', image: { bytes: GIF, type: 'image/gif' } })
  const response = await fetch(`${first.url}/api/ai-parts/analyze`, {
    method: 'POST',
    headers,
    body: new Uint8Array(payload),
  })
  t.equal(response.status, 201)
  const { task_id: id }: { task_id: string } = JSON.parse(await response.text())
  await api.untilRequests(1)
  await first.end('SIGKILL')

  api.reply(answer(catalogueAnswer({ analysis_result: partDetails({ product_name: 'G5LE relay' }) })))
  // Another folder: what was uploaded must not lie in that of the process that died.
  const second = await startService(t, { ...env, DATA_DIR: join(folder, 'two') })
  const page = await openStream(t, `${second.url}/api/sse/stream?request_id=page`, { 'last-event-id': '1' })
  await page.until((each) => each.taskEvents(id).includes('task_completed'))
  t.equal(page.taskEvents(id).filter((type) => type === 'task_completed').length, 1)
  t.match(await (await fetch(`${second.url}/api/tasks/${id}/status`)).json(), {
    status: 'completed',
    result: { success: true, analysis: { analysis_result: { description: 'G5LE relay' } } },
  })
  t.equal(api.requests.length, 2)
  const [lost, finished] = api.requests.map(({ body }) => body.input)
  t.same(finished, lost, 'the model got the same text and picture again')
  t.match(JSON.stringify(finished), GIF.toString('base64'))
  t.equal(await second.end('SIGTERM'), 0)
})
