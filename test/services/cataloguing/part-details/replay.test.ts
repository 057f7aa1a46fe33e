import { randomUUID } from 'node:crypto'
import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { readReplay, writeReplay } from '../../../../services/cataloguing/part-details/replay-file.ts'
import { runAnalysis, runCleanup } from '../../../support/ai-tasks.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addPart } from '../../../support/inventory-rows.ts'
import { startModelApi } from '../../../support/model-api.ts'
import { answer } from '../../../support/model-api-replies.ts'
import { catalogueAnswer, partDetails } from '../../../support/part-details.ts'

const ANSWER = catalogueAnswer({ analysis_result: partDetails({ product_name: 'from the model' }) })

t.test('the first answer is kept, and used from then on', async (t) => {
  const api = await startModelApi(t)
  const folder = t.testdir()
  const path = join(folder, 'new', 'answer.json')
  const app = await buildApp(t, { settings: { ...api.settings, aiAnalysisCachePath: path } })
  api.reply(answer(ANSWER))
  const first = await runAnalysis(app, { text: 'x' })
  t.equal(await readFile(path, 'utf8'), `${JSON.stringify(ANSWER, null, 2)}\n`)
  const second = await runAnalysis(app, { text: 'y' })
  t.same(second.result, first.result)
  t.match(second.result, { success: true, analysis: { analysis_result: { description: 'from the model' } } })
  t.equal(api.requests.length, 1)
  t.same(await readdir(join(folder, 'new')), ['answer.json'])

  await rm(join(folder, 'new'), { recursive: true })
  await symlink(join(folder, 'nowhere', 'at-all'), join(folder, 'new'))
  api.reply(answer(ANSWER))
  t.match(
    (await runAnalysis(app, { text: 'z' })).result,
    { success: true },
    'an answer that cannot be kept counts, too',
  )
  const values = second.progress.map(([value]) => value)
  t.same(values, [0, 0.05, 0.8, 0.95, 1])
})

t.test('where no model may be used, an answer that is kept will do', async (t) => {
  const folder = t.testdir({ 'answer.json': JSON.stringify(ANSWER) })
  const app = await buildApp(t, {
    settings: {
      aiTestingMode: true,
      aiAnalysisCachePath: join(folder, 'answer.json'),
      aiCleanupCachePath: join(folder, 'missing.json'),
    },
  })
  await addPart(app.db, 'AAAA')
  t.match((await runAnalysis(app, { text: 'x' })).result, { success: true }, 'there is no key either')
  t.same((await runCleanup(app, 'AAAA')).result, {
    success: false,
    cleaned_part: null,
    error_message: 'AI cleanup failed: real AI usage is disabled in testing mode',
  })
  for (const bad of ['{', '{}', JSON.stringify({ ...ANSWER, extra: 1 })]) {
    await writeFile(join(folder, 'answer.json'), bad)
    t.match((await runAnalysis(app, { text: 'x' })).result, {
      success: false,
      error_message: 'AI analysis failed: the file with the recorded answer holds no valid answer',
    })
  }
  await rm(join(folder, 'answer.json'))
  t.match((await runAnalysis(app, { text: 'x' })).result, { success: false, error_message: /testing mode/ })
})

t.test('answers are kept in whole or not at all, also by a bare file name', async (t) => {
  const name = `answer-${randomUUID()}.json`
  t.teardown(() => rm(name, { force: true }))
  await writeReplay(name, ANSWER)
  t.same(await readReplay(name), ANSWER)

  const folder = t.testdir({ taken: { 'x.json': {} } })
  await t.rejects(writeReplay(join(folder, 'taken', 'x.json'), ANSWER))
  t.same(await readdir(join(folder, 'taken')), ['x.json'], 'nothing half-written is left')
  await t.rejects(readReplay(join(folder, 'taken', 'x.json')), { message: /cannot be read/ })
})
