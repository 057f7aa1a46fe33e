import { once } from 'node:events'
import { createServer } from 'node:http'
import t from 'tap'
import { OpenAiRunner } from '../../../../services/work/ai-runner/openai-runner.ts'
import { priceOf } from '../../../../services/work/ai-runner/pricing.ts'
import {
  answer,
  calls,
  cutOff,
  dropped,
  failed,
  failure,
  incomplete,
  malformed,
  type Reply,
  silent,
} from '../../../support/model-api-replies.ts'
import { buildWithModel, echoTool, growth, noteProgress, REQUEST, useModel } from './run-model.ts'

const again = (status: number) => failure(status, { retryAfter: 0 })
const fine = answer({ text: 'fine' })

/** A runner that notes how long it would wait, and does not. */
async function useImpatientModel(baseUrl?: string) {
  const { api, app } = await useModel()
  const waits: number[] = []
  const runner = new OpenAiRunner({
    apiKey: api.settings.openaiApiKey,
    baseUrl: baseUrl ?? api.url,
    model: 'gpt-5.4-mini',
    verbosity: 'medium',
    reasoningEffort: 'low',
    maxOutputTokens: null,
    price: priceOf('gpt-5.4-mini', null),
    db: app.db,
    budget: app.aiBudget,
    log: app.log,
    pause: async (ms) => void waits.push(ms),
  })
  const run = (options = {}) => runner.run({ ...REQUEST, signal: new AbortController().signal, ...options })
  return { api, run, waits }
}

t.test('what may work the next time is tried up to three times', async (t) => {
  const { api, run } = await useModel()
  for (const status of [408, 409, 429, 500, 503]) {
    api.reply(again(status), again(status), fine)
    const grown = await growth(async () =>
      t.equal((await run()).parsed.text, 'fine', `after two answers with ${status}`),
    )
    t.match(grown, { error: 2, success: 1, durations: 3, input: 1000 })
  }
  api.reply(again(500), again(500), again(500), fine)
  t.same(await growth(() => t.rejects(run(), { name: 'AiError', message: 'The AI provider has failed (500)' })), {
    error: 3,
    durations: 3,
  })
  t.equal(api.requests.length, 18)
})

t.test('the waits are 4 and 8 seconds, or what the server asks for', async (t) => {
  const { api, run, waits } = await useImpatientModel()
  api.reply(failure(500), failure(429), fine)
  await run()
  t.same(waits.splice(0), [4000, 8000])
  api.reply(failure(429, { retryAfter: 7 }), dropped, fine)
  await run()
  t.same(waits.splice(0), [7000, 8000])
  api.reply(failure(429, { retryAfter: 3600 }))
  await t.rejects(run(), { message: 'The AI provider takes no more requests for now' })
  t.same(waits, [], 'nobody waits for an hour')
})

t.test('what will not work the next time is not tried again', async (t) => {
  const { api, run } = await useModel()
  const cases: [Reply, RegExp][] = [
    [failure(400), /refused the request \(400\)/],
    [failure(401), /refused the API key/],
    [failure(403), /refused the API key/],
    [failure(404), /refused the request \(404\)/],
    [malformed, /cannot be read/],
    [failed('server_error', 'it broke'), /no answer \(failed, server_error\)/],
    [incomplete('max_output_tokens'), /no answer \(incomplete, max_output_tokens\)/],
  ]
  for (const [reply, message] of cases) {
    for (const streamed of [false, true]) {
      api.reply(reply)
      const options = streamed ? { progress: noteProgress().progress } : {}
      t.same(await growth(() => t.rejects(run(options), { name: 'AiError', message })), { error: 1, durations: 1 })
    }
  }
  t.equal(api.requests.length, 2 * cases.length)
})

t.test('connections that break are tried again, whole answers and streams alike', async (t) => {
  const { api, run, waits } = await useImpatientModel()
  for (const streamed of [false, true]) {
    const options = streamed ? { progress: noteProgress().progress } : {}
    api.reply(dropped, cutOff({ text: 'lost' }), fine)
    t.match(await growth(() => run(options)), { error: 2, success: 1 })
    t.same(waits.splice(0), [4000, 8000])
    api.reply(dropped, cutOff({ text: 'lost' }), dropped)
    await t.rejects(run(options), { name: 'AiError', message: 'The connection to the AI provider failed' })
    waits.length = 0
  }
})

t.test('a stream that ends without a response is tried again, one that reports an error is not', async (t) => {
  const started = 'event: response.created\ndata: {"type":"response.created"}\n\n'
  const texts = [started, '', 'event: error\ndata: {"type":"error","code":"overloaded"}\n\n']
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(texts.shift())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const { run, waits } = await useImpatientModel(`http://127.0.0.1:${port}/v1`)
  const { progress } = noteProgress()
  const grown = await growth(() => t.rejects(run({ progress }), { message: 'The model gave no answer (overloaded)' }))
  t.same(grown, { error: 3, durations: 3 })
  t.same(waits, [4000, 8000])
  t.equal(texts.length, 0)
})

t.test('an abort ends the call, the wait and the function at once, and counts as no error', async (t) => {
  const { api, run } = await useModel()
  const reason = new Error('the user has cancelled')
  const abortAfter = (work: (signal: AbortSignal) => Promise<unknown>, event: Promise<unknown>) => {
    const controller = new AbortController()
    event.then(() => controller.abort(reason))
    return growth(() => t.rejects(work(controller.signal), reason))
  }
  for (const streamed of [false, true]) {
    api.reply(silent)
    const options = streamed ? { progress: noteProgress().progress } : {}
    const grown = await abortAfter((signal) => run({ signal, ...options }), api.untilRequests(api.requests.length + 1))
    t.same(grown, {})
  }

  api.reply(calls(['echo', { word: 'x' }]))
  const called = Promise.withResolvers<void>()
  const tool = echoTool(async (_input, _progress, signal) => {
    called.resolve()
    await once(signal, 'abort')
    throw new Error('interrupted')
  })
  t.match(await abortAfter((signal) => run({ signal, tools: [tool] }), called.promise), { success: 1 })
  await t.rejects(run({ signal: AbortSignal.abort(reason) }), reason)
  t.equal(api.requests.length, 3, 'one that is aborted before it begins asks nothing')
})

t.test('an abort ends the wait for another attempt', async (t) => {
  const controller = new AbortController()
  const reason = new Error('the user has cancelled')
  // The failure is logged right before the wait begins.
  const stream = { write: () => void setImmediate(() => controller.abort(reason)) }
  const { api, run } = await buildWithModel(t, { server: { logger: { level: 'warn', stream } } })
  api.reply(failure(500), fine)
  const startedAt = performance.now()
  t.same(await growth(() => t.rejects(run({ signal: controller.signal }), reason)), { error: 1, durations: 1 })
  t.ok(performance.now() - startedAt < 4000)
  t.equal(api.requests.length, 1)
})

t.test('neither keys nor what users and models write get into the log or an error', async (t) => {
  const lines: string[] = []
  const logger = { level: 'info', stream: { write: (line: string) => void lines.push(line) } }
  const { api, run } = await buildWithModel(t, { server: { logger } })
  const words = { userPrompt: 'SECRET-PROMPT', systemPrompt: 'SECRET-SYSTEM' }
  const body = { error: { message: 'sk-test-key SECRET-PROMPT', code: 'invalid_prompt', type: 'test', param: 'input' } }
  api.reply(
    calls(['echo', { word: 'SECRET-ARGUMENT' }]),
    answer({ text: 'SECRET-ANSWER' }),
    { kind: 'status', status: 400, body, headers: {} },
    malformed,
  )
  await run({ ...words, tools: [echoTool()] })
  const error = await run(words).catch((error: unknown) => error)
  t.match(error, { name: 'AiError', cause: { message: /"status":400.*invalid_prompt/ } })
  await run({ ...words, progress: noteProgress().progress }).catch(() => {})
  t.ok(lines.some((line) => line.includes('a call of the model failed') && line.includes('invalid_prompt')))
  const story = lines.join('') + (error instanceof Error ? `${error.message}${error.stack}${error.cause}` : '')
  t.notMatch(story, /SECRET-|sk-test-key/)
})

t.test('what the caller throws from its progress stays what it is', async (t) => {
  const { api, run } = await useModel()
  api.reply(fine)
  const broken = new TypeError('no more progress')
  const fail = () => {
    throw broken
  }
  const progress = { sendProgress: fail, sendProgressText: fail, sendProgressValue: fail }
  t.same(await growth(() => t.rejects(run({ progress }), broken)), {})
})
