import t from 'tap'
import { answer, calls, incomplete } from '../../../support/model-api-replies.ts'
import { sampleValue } from '../../../support/sample-value.ts'
import { createTestDatabase } from '../../../support/test-database.ts'
import { until } from '../../../support/until.ts'
import { buildWithModel, echoTool } from './run-model.ts'

const ratio = (budget: 'tokens' | 'cost') => sampleValue('ai_budget_used_ratio', { budget })
const fine = answer({ text: 'fine' })
const RENEWAL = /is renewed at \d{4}-\d\d-\d\dT00:00:00\.000Z/

t.test('a budget of tokens holds for all instances together, and is refused by name when it is spent', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const settings = { databaseUrl, aiDailyTokenLimit: 2000 }
  const one = await buildWithModel(t, { settings })
  const other = await buildWithModel(t, { settings })
  one.api.reply(fine, fine)
  await one.run()
  t.equal(await ratio('tokens'), 0.55, 'input and output of the round')
  await other.app.aiBudget.assertWithinBudget('start AI analysis')
  await one.run()
  t.equal(await ratio('tokens'), 1, 'a round that has begun is let through; more than the whole is the whole')
  await t.rejects(other.app.aiBudget.assertWithinBudget('start AI analysis'), {
    statusCode: 409,
    code: 'INVALID_OPERATION',
    message: /^Cannot start AI analysis because the daily AI budget of 2000 tokens is spent; it is renewed at/,
  })
  await t.rejects(other.run(), { name: 'AiError', kind: 'over_budget', message: RENEWAL })
  t.equal(other.api.requests.length, 0)
})

t.test('a budget of dollars stops a run between two rounds', async (t) => {
  // A round costs 0.001065 dollars.
  const { api, app, run } = await buildWithModel(t, { settings: { aiDailyCostLimit: 0.002 } })
  const call = calls(['echo', { word: 'x' }])
  api.reply(call, call, fine)
  await t.rejects(run({ tools: [echoTool()] }), {
    kind: 'over_budget',
    message: /^The AI stopped because the daily AI budget of 0\.002 US dollars is spent/,
  })
  t.equal(api.requests.length, 2)
  t.equal(await ratio('cost'), 1)
  t.equal(await ratio('tokens'), undefined, 'a budget that is not configured has no series')
  await t.rejects(app.aiBudget.assertWithinBudget(), { message: RENEWAL })
})

t.test('an answer that was cut short counts, since it is paid for', async (t) => {
  const { api, app, run } = await buildWithModel(t, { settings: { aiDailyTokenLimit: 11_000 } })
  api.reply(incomplete('max_output_tokens'))
  await t.rejects(run(), { name: 'AiError' })
  t.same(await app.db.query('select tokens::int as tokens from ai_usage'), [{ tokens: 1100 }])
  t.equal(await ratio('tokens'), 0.1)
})

t.test('a new day in UTC begins with nothing used', async (t) => {
  const settings = { aiDailyTokenLimit: 1000, aiDailyCostLimit: 1 }
  const { api, app, run } = await buildWithModel(t, { settings })
  api.reply(fine, fine)
  await run()
  await t.rejects(run(), { kind: 'over_budget', message: RENEWAL })
  await app.db.query('update ai_usage set day = day - 1')
  await app.aiBudget.assertWithinBudget()
  await app.aiBudget.poll()
  t.same([await ratio('tokens'), await ratio('cost')], [0, 0])
  await run()
  t.same(await app.db.query('select count(*)::int as days from ai_usage'), [{ days: 2 }])
})

t.test('rounds that end at the same time are all counted', async (t) => {
  const { api, app, run } = await buildWithModel(t)
  api.reply(...Array.from({ length: 30 }, () => fine))
  await Promise.all(Array.from({ length: 30 }, () => run()))
  const [usage] = await app.db.query<object>('select tokens::int as tokens, cost_dollars from ai_usage')
  t.match(usage, { tokens: 33_000 }, 'without a budget, too: one may be set in the middle of a day')
})

t.test('the poller sets the gauge from the database, and it goes with the instance', async (t) => {
  const settings = { databaseUrl: await createTestDatabase(t), aiDailyTokenLimit: 1000 }
  const first = await buildWithModel(t, { settings })
  await first.app.aiBudget.record(250, 0, new AbortController().signal)
  await first.app.close()
  t.equal(await ratio('tokens'), undefined)
  const second = await buildWithModel(t, { settings })
  await until(async () => (await ratio('tokens')) === 0.25)
  await second.app.close()
  t.equal(await ratio('tokens'), undefined)
})
