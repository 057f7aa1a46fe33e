import t from 'tap'
import {
  answer,
  calls,
  functionCall,
  message,
  reasoning,
  round,
  webSearch,
} from '../../../support/model-api-replies.ts'
import { Answer, buildWithModel, echoTool, growth, noteProgress, useModel } from './run-model.ts'

t.test('a request has what the API expects, and nothing that was not asked for', async (t) => {
  const { api, run } = await useModel()
  api.reply(answer({ text: 'fine' }))
  const result = await run()
  t.match(result, {
    parsed: { text: 'fine' },
    outputText: '{"text":"fine"}',
    usage: { inputTokens: 1000, cachedInputTokens: 200, outputTokens: 100, reasoningTokens: 40, webSearches: 0 },
    elapsedSeconds: Number,
  })
  const [request] = api.requests
  t.same(request?.body, {
    model: 'gpt-5.4-mini',
    input: [
      { role: 'developer', content: [{ type: 'input_text', text: 'You are a test.' }] },
      { role: 'user', content: [{ type: 'input_text', text: 'Answer.' }] },
    ],
    text: {
      verbosity: 'medium',
      format: { type: 'json_schema', name: 'test_answer', strict: true, schema: JSON.parse(JSON.stringify(Answer)) },
    },
    reasoning: { effort: 'low' },
  })
  t.equal(request?.headers['x-stainless-retry-count'], '0')
  t.equal(api.uploads.length, 0)
})

t.test('the settings and the request decide about the model, its effort and its tools', async (t) => {
  const { api, run } = await buildWithModel(t, {
    settings: {
      openaiModel: 'gpt-5',
      openaiVerbosity: 'high',
      openaiReasoningEffort: 'high',
      openaiMaxOutputTokens: 5000,
    },
  })
  api.reply(answer({ text: '' }), answer({ text: '' }), answer({ text: '' }))
  await run({ webSearch: true, tools: [echoTool()], reasoningSummary: true })
  t.match(api.requests[0]?.body, {
    model: 'gpt-5',
    text: { verbosity: 'high' },
    max_output_tokens: 5000,
    tools: [
      { type: 'web_search' },
      { type: 'function', name: 'echo', description: 'Says it again.', strict: true, parameters: { type: 'object' } },
    ],
  })
  t.same(api.requests[0]?.body.reasoning, { effort: 'high' }, 'a run that is not streamed tells no summary')
  const { progress } = noteProgress()
  await run({ reasoningEffort: null, reasoningSummary: true, progress })
  t.same(api.requests[1]?.body.reasoning, { summary: 'auto' })
  t.equal(api.requests[1]?.body.stream, true)
  await run({ reasoningEffort: null })
  t.notOk('reasoning' in (api.requests[2]?.body ?? {}))
})

t.test('the model calls functions over several rounds until it answers', async (t) => {
  const { api, run } = await useModel()
  const first = functionCall('echo', { word: 'one' })
  const second = functionCall('echo', { word: 'two' })
  const thought = reasoning('**Thinking**\n\nabout it')
  api.reply(
    round([thought, webSearch('what is one'), first, second]),
    calls(['echo', { word: 'three' }]),
    answer({ text: 'done' }),
  )
  const order: unknown[] = []
  const tool = echoTool(async (input) => {
    order.push(input)
    return { got: input, sign: 'Ω' }
  })
  const result = await run({ tools: [tool], webSearch: true })
  t.equal(result.parsed.text, 'done')
  t.same(order, [{ word: 'one' }, { word: 'two' }, { word: 'three' }])
  const input = api.requests[1]?.body.input ?? []
  t.same(
    input.slice(2).map(({ type }) => type),
    ['reasoning', 'web_search_call', 'function_call', 'function_call', 'function_call_output', 'function_call_output'],
    'all that the model has put out goes back to it',
  )
  t.same(input.at(-2), {
    type: 'function_call_output',
    call_id: first.call_id,
    output: JSON.stringify({ got: { word: 'one' }, sign: 'Ω' }),
  })
  t.equal(input.at(-1)?.call_id, second.call_id)
  t.equal(api.requests[2]?.body.input.length, 10)
  t.match(result.usage, { inputTokens: 3000, cachedInputTokens: 600, outputTokens: 300, webSearches: 1 })
})

t.test('each round is counted, reasoning is part of the output, and web searches cost', async (t) => {
  const { api, run } = await useModel()
  api.reply(round([webSearch('a'), webSearch('b'), functionCall('echo', { word: 'x' })]), answer({ text: '' }))
  let costDollars: number | null = null
  const grown = await growth(async () => {
    ;({ costDollars } = await run({ tools: [echoTool()] }))
  })
  // By round: 800 uncached tokens at 0.75 $, 200 cached ones at 0.075 $ and 100 written ones at 4.5 $ a million.
  const dollars = 2 * (0.0006 + 0.000015 + 0.00045) + 2 * 0.01
  t.same(grown, {
    success: 2,
    durations: 2,
    input: 2000,
    output: 200,
    reasoning: 80,
    cached: 400,
    dollars: Number(dollars.toFixed(9)),
  })
  t.equal(Number(Number(costDollars).toFixed(9)), Number(dollars.toFixed(9)))
})

t.test('what the model does wrong with functions is told to it', async (t) => {
  const { api, run } = await useModel()
  api.reply(
    calls(['shout', { word: 'x' }], ['echo', '{"word": '], ['echo', { word: 1 }], ['echo', { word: 'x', loud: true }]),
    answer({ text: 'recovered' }),
  )
  const broken = echoTool(async () => {
    throw new Error('a secret of the implementation')
  })
  t.equal((await run({ tools: [broken] })).parsed.text, 'recovered')
  const outputs = (api.requests[1]?.body.input.slice(-4) ?? []).map(({ output }) => JSON.parse(String(output)))
  t.match(outputs, [
    { error: /no function of this name.*echo/ },
    { error: /not valid JSON/ },
    { error: /schema: \/word must be string/ },
    { error: /schema: \/loud / },
  ])
  api.reply(calls(['echo', { word: 'x' }]), answer({ text: 'again' }))
  t.equal((await run({ tools: [broken] })).parsed.text, 'again')
  t.equal(api.requests.at(-1)?.body.input.at(-1)?.output, '{"error":"The function failed"}')
})

t.test('a model that never comes to an answer is stopped', async (t) => {
  const { api, run } = await useModel()
  api.reply(...Array.from({ length: 25 }, () => calls(['echo', { word: 'again' }])))
  let executed = 0
  const tool = echoTool(async () => ({ count: ++executed }))
  await t.rejects(run({ tools: [tool] }), { name: 'AiError', kind: 'no_answer', message: /within 20 rounds/ })
  t.equal(api.requests.length, 20)
  t.ok(executed < 21)
})

t.test('an answer that is empty, refused or of another form is an error', async (t) => {
  const { api, run } = await useModel()
  const refusal = { type: 'message', id: 'm', role: 'assistant', status: 'completed' }
  api.reply(
    round([]),
    round([message('')]),
    round([{ ...refusal, content: [{ type: 'refusal', refusal: 'no' }] }]),
    round([message('no JSON')]),
    answer({ text: 3 }),
    answer({ text: 'x', more: 1 }),
  )
  await t.rejects(run(), { name: 'AiError', kind: 'no_answer', message: 'The model gave no answer (completed)' })
  await t.rejects(run(), { message: 'The model gave no answer (completed)' })
  await t.rejects(run(), { kind: 'no_answer', message: 'The model refused to answer' })
  await t.rejects(run(), { kind: 'invalid_answer', message: /no JSON/ })
  await t.rejects(run(), { kind: 'invalid_answer', message: /wrong form/, cause: { message: /\/text must be string/ } })
  await t.rejects(run(), { message: /wrong form/ })
})

t.test('a model without a price costs nothing, is counted, and is warned of once', async (t) => {
  const warnings: string[] = []
  const stream = { write: (line: string) => void (JSON.parse(line).level === 40 && warnings.push(line)) }
  const settings = { openaiModel: 'local-model' }
  const { api, run } = await buildWithModel(t, { settings, server: { logger: { level: 'warn', stream } } })
  const labels = { model: 'local-model', verbosity: 'medium', reasoning_effort: 'low' }
  api.reply(answer({ text: '' }), answer({ text: '' }, null))
  const grown = await growth(async () => {
    t.equal((await run()).costDollars, null)
    t.match((await run()).usage, { inputTokens: 0, outputTokens: 0 }, 'a server need not tell what was used')
  }, labels)
  t.match(grown, { success: 2, input: 1000 })
  t.notOk('dollars' in grown)
  t.equal(warnings.filter((line) => line.includes('AI_PRICING')).length, 1)
})

t.test('AI_PRICING adds to the prices and rules over them', async (t) => {
  const price = { input: 10, cached_input: 1, output: 100 }
  const { api, run } = await buildWithModel(t, { settings: { aiPricing: { 'gpt-5.4-mini': price } } })
  api.reply(answer({ text: '' }, { input: 1000, cached: 0, output: 10 }))
  t.equal(Number((await run()).costDollars?.toFixed(9)), 0.011)
})
