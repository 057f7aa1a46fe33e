import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { found, mouserPart, startMouser } from '../../../support/mouser-api.ts'
import { sampleValue } from '../../../support/sample-value.ts'
import { until } from '../../../support/until.ts'

const limit = (window: string) => sampleValue('mouser_api_quota_limit', { window })
const remaining = (window: string) => sampleValue('mouser_api_quota_remaining', { window })

t.test('with a key the service publishes its limits and what is left of them', async (t) => {
  const api = await startMouser(t)
  api.answer = found(mouserPart('NE555P'))
  const app = await buildApp(t, {
    settings: {
      dataDir: t.testdir({}),
      mouserSearchApiKey: 'abc',
      mouserBaseUrl: `${api.baseUrl}/`,
      mouserRequestsPerMinute: 7,
      mouserRequestsPerDay: 70,
    },
  })
  t.equal(await limit('minute'), 7)
  t.equal(await limit('day'), 70)
  const result = await app.mouser.searchByPartNumber('NE555P', new AbortController().signal)
  t.match(result, { total_results: 1, error: null })
  t.equal(api.requests[0]?.url, '/api/v1/search/partnumber?apikey=abc')
  t.equal(await remaining('minute'), 6)

  const again = await buildApp(t, {
    settings: {
      databaseUrl: app.config.databaseUrl,
      dataDir: t.testdir({}),
      mouserSearchApiKey: 'abc',
      metricsUpdateInterval: 1,
    },
  })
  await until(async () => (await remaining('day')) === 999)
  t.equal(await remaining('day'), 999, 'the poll of another replica sees the request')
  await again.close()
  await app.close()
  t.equal(await limit('minute'), undefined)
  t.equal(await remaining('day'), undefined)
})

t.test('without a key there is nothing to publish', async (t) => {
  const app = await buildApp(t)
  t.notOk(app.mouser.enabled)
  t.equal(await limit('minute'), undefined)
  t.equal(await remaining('minute'), undefined)
})
