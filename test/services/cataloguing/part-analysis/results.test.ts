import { readdir } from 'node:fs/promises'
import t from 'tap'
import { runAnalysis } from '../../../support/ai-tasks.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addPart, addType } from '../../../support/inventory-rows.ts'
import { startModelApi } from '../../../support/model-api.ts'
import { answer, failure } from '../../../support/model-api-replies.ts'
import { catalogueAnswer, partDetails } from '../../../support/part-details.ts'

const api = await startModelApi(t)
const dataDir = t.testdir()
const app = await buildApp(t, { settings: { ...api.settings, dataDir } })
await app.db.query('delete from types')
const relay = await addType(app.db, 'Relay')

t.test('what a model answers, as the user gets to see it', async (t) => {
  await addPart(app.db, 'AAAA')
  await addPart(app.db, 'BBBB')
  const analysisOf = async (given: Parameters<typeof catalogueAnswer>[0]) => {
    api.reply(answer(catalogueAnswer(given)))
    return (await runAnalysis(app, { text: 'a relay' })).result
  }
  const high = { part_key: 'AAAA', confidence: 'high', reasoning: 'the same number' } as const
  const medium = { part_key: 'BBBB', confidence: 'medium', reasoning: 'the same family' } as const

  t.same(await analysisOf({ analysis_failure_reason: ' too vague ' }), {
    success: true,
    analysis: { analysis_result: null, duplicate_parts: null, analysis_failure_reason: 'too vague' },
    error_message: null,
  })
  t.same(await analysisOf({ duplicate_parts: [high, medium] }), {
    success: true,
    analysis: { analysis_result: null, duplicate_parts: [high, medium], analysis_failure_reason: null },
    error_message: null,
  })
  t.match(await analysisOf({ duplicate_parts: [] }), { success: true, analysis: { duplicate_parts: [] } })
  t.match(
    await analysisOf({
      analysis_result: partDetails({ product_category: 'Relay', product_name: 'G5LE relay 5V' }),
      duplicate_parts: [medium],
      analysis_failure_reason: 'not sure',
    }),
    {
      success: true,
      analysis: {
        analysis_result: {
          description: 'G5LE relay 5V',
          type: 'Relay',
          type_is_existing: true,
          existing_type_id: relay,
        },
        duplicate_parts: [medium],
        analysis_failure_reason: 'not sure',
      },
    },
    'all three',
  )
  t.match(await analysisOf({ analysis_result: partDetails({ product_category: 'Proposed: Foo' }) }), {
    analysis: { analysis_result: { type: 'Foo', type_is_existing: false, existing_type_id: null, documents: [] } },
  })

  for (const nothing of [{}, { analysis_failure_reason: '' }, { analysis_failure_reason: ' \n' }]) {
    t.same(await analysisOf(nothing), {
      success: false,
      analysis: null,
      error_message: 'AI analysis failed: the model gave no usable answer',
    })
  }

  await t.test('matches name parts that exist, each once', async (t) => {
    const unknown = { ...high, part_key: 'ZZZZ' }
    t.match(
      await analysisOf({
        duplicate_parts: [{ ...high, confidence: 'medium' }, unknown, high, { ...medium, part_key: ' BBBB ' }, medium],
      }),
      { analysis: { duplicate_parts: [high, medium] } },
    )
    t.match(await analysisOf({ duplicate_parts: [unknown], analysis_result: partDetails() }), {
      success: true,
      analysis: { duplicate_parts: [] },
    })
    t.match(await analysisOf({ duplicate_parts: [unknown] }), { success: false }, 'invented matches say nothing')
  })

  await t.test('a failure of the model is told in a few words', async (t) => {
    api.reply(failure(401))
    const { result, events } = await runAnalysis(app, { text: 'a relay' })
    t.match(result, { success: false, analysis: null, error_message: /^AI analysis failed: / })
    t.equal(events.at(-1)?.event_type, 'task_completed')
    t.notMatch(String(result.error_message), /scripted|sk-test/)
  })
})

t.test('progress has its values, and the model gets the text and the rules', async (t) => {
  api.reply(answer(catalogueAnswer({ analysis_failure_reason: 'vague' })))
  const { progress, events } = await runAnalysis(app, { text: '  G5LE relay\n' })
  t.same(events.map(({ event_type }) => event_type).slice(0, 2), ['task_started', 'progress_update'])
  const values = progress.map(([value]) => value)
  t.same([values[0], values[1], ...values.slice(-3)], [0, 0.05, 0.8, 0.95, 1])
  const scaled = values.slice(2, -3)
  t.ok(scaled.length > 0 && scaled.every((value) => value > 0.05 && value <= 0.8), 'the run lies in between')

  const request = api.requests.at(-1)
  t.match(request?.body.input, [
    { role: 'developer', content: [{ text: /You keep the catalogue/ }] },
    { role: 'user', content: [{ type: 'input_text', text: 'G5LE relay' }] },
  ])
  const prompt = JSON.stringify(request?.body.input)
  t.match(prompt, /a new part/)
  t.match(prompt, '[\\"Relay\\"]')
  t.notMatch(prompt, /mouser/i, 'no distributor is named')
  t.notMatch(prompt, /\{\{/)
})

t.test('the model sees the picture, with or without a text', async (t) => {
  const gif = Buffer.from(`GIF89a${'\u0001'.repeat(100)}`)
  const seen = () => api.requests.at(-1)?.body.input.at(-1)
  const image = { type: 'input_image', image_url: `data:image/gif;base64,${gif.toString('base64')}` }
  api.reply(
    answer(catalogueAnswer({ analysis_failure_reason: 'x' })),
    answer(catalogueAnswer({ analysis_failure_reason: 'x' })),
  )

  t.match((await runAnalysis(app, { image: { bytes: gif, type: 'image/png' } })).result, { success: true })
  t.match(
    seen(),
    { role: 'user', content: [{ text: 'The picture shows the part.' }, image] },
    'its bytes say what it is',
  )
  t.match((await runAnalysis(app, { text: 'a relay', image: { bytes: gif } })).result, { success: true })
  t.match(seen(), { role: 'user', content: [{ text: 'a relay' }, image] })

  t.same(await app.db.query('select id from analysis_pictures'), [])
  t.same(await readdir(`${dataDir}/temporary`), [])
  t.equal(api.uploads.length, 0)
})

t.test('what does not work without a model', async (t) => {
  const without = await buildApp(t)
  t.match((await runAnalysis(without, { text: 'x' })).result, {
    success: false,
    error_message: /^AI analysis failed: .*OPENAI_API_KEY is required/,
  })
  const other = await buildApp(t, { settings: { aiProvider: 'acme' } })
  t.match((await runAnalysis(other, { text: 'x' })).result, { success: false, error_message: /acme.*openai/ })
})
