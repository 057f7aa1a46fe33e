import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import type { SettingsOverrides } from '../../../../plugins/config/index.ts'
import { readSettings } from '../../../../plugins/config/settings.ts'
import { openProvider } from '../../../../services/work/ai-runner/open-provider.ts'
import { buildApp } from '../../../support/build-app.ts'
import { answer } from '../../../support/model-api-replies.ts'
import { buildWithModel, useModel } from './run-model.ts'

t.test('without a model the service starts, and says what is missing', async (t) => {
  const cases: [SettingsOverrides, RegExp][] = [
    [{}, /OPENAI_API_KEY is required/],
    [{ openaiApiKey: 'k', aiProvider: 'acme' }, /AI_PROVIDER is acme, but only openai works/],
    [{ openaiApiKey: 'k', aiTestingMode: true }, /real AI usage is disabled in testing mode/],
    [{ openaiApiKey: 'k', appEnv: 'testing' }, /real AI usage is disabled in testing mode/],
  ]
  const app = await buildApp(t)
  t.match(app.ai, { runner: null, reason: /OPENAI_API_KEY/ })
  for (const [settings, reason] of cases) {
    const provider = openProvider(readSettings({}, settings), { db: app.db, budget: app.aiBudget, log: app.log })
    t.match(provider, { runner: null, reason })
  }
})

t.test('a wrong key is told in plain words', async (t) => {
  const { api, run } = await buildWithModel(t, { settings: { openaiApiKey: 'sk-wrong' } })
  await t.rejects(run(), { name: 'AiError', message: 'The AI provider refused the API key' })
  t.equal(api.requests.length, 0)
})

t.test('the same runner serves runs that begin at the same time', async (t) => {
  const { api, run } = await useModel()
  api.reply(answer({ text: 'a' }), answer({ text: 'b' }))
  const answers = await Promise.all([run(), run()])
  t.same(answers.map(({ parsed }) => parsed.text).toSorted(), ['a', 'b'])
})

t.test('the client library is loaded with the first run, not with the service', async (t) => {
  const script = `
    import { registerHooks } from 'node:module'
    const seen = []
    registerHooks({ load: (url, context, next) => { seen.push(url); return next(url, context) } })
    await import('./app.ts')
    console.log(seen.filter((url) => url.includes('node_modules/openai/')).length, seen.length)`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  t.match(stdout, /^0 \d{3,}/)
})

t.test('the settings of the model are read and checked', async (t) => {
  const prices = { 'my-model': { input: 1, cached_input: 0.5, output: 2 } }
  const env = { AI_PRICING: JSON.stringify(prices), AI_DAILY_TOKEN_LIMIT: '1000', AI_DAILY_COST_LIMIT: '0.5' }
  t.match(readSettings(env), { aiPricing: prices, aiDailyTokenLimit: 1000, aiDailyCostLimit: 0.5 })
  t.match(readSettings({}), {
    aiProvider: 'openai',
    openaiApiKey: '',
    openaiBaseUrl: 'https://api.openai.com/v1',
    openaiModel: 'gpt-5.4-mini',
    openaiReasoningEffort: 'low',
    openaiVerbosity: 'medium',
    openaiMaxOutputTokens: null,
    aiPricing: null,
    aiTestingMode: false,
  })
  t.equal(readSettings({ APP_ENV: 'testing', AI_TESTING_MODE: 'false' }).aiTestingMode, true)
  for (const env of [
    { AI_PRICING: '{"m":{"input":1}}' },
    { AI_PRICING: '{"m":{"input":-1,"cached_input":0,"output":1}}' },
    { AI_DAILY_TOKEN_LIMIT: '1.5' },
    { OPENAI_REASONING_EFFORT: 'max' },
    { OPENAI_BASE_URL: 'api.openai.com' },
  ]) {
    t.throws(() => readSettings(env), { code: 'INVALID_SETTINGS', message: new RegExp(Object.keys(env).join()) })
  }
})
