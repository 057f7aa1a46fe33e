import t from 'tap'
import { SEARCH_ROUTES } from '../../../bench/search/answers.ts'
import { hostileQueries, NAMED_QUERIES } from '../../../bench/search/hostile-queries.ts'
import { buildApp } from '../../support/build-app.ts'
import { EXAMPLE_PARTS } from '../../support/search-catalogue/catalogue.ts'
import { loadCatalogue } from '../../support/search-catalogue/load-catalogue.ts'

t.test('whatever is typed, the answer is a page of hits or a refusal that names q', async (t) => {
  const app = await buildApp(t, { server: { logger: { level: 'silent' } } })
  await loadCatalogue(app, EXAMPLE_PARTS.slice(0, 30))
  const odd: string[] = []
  for (const q of [...NAMED_QUERIES, ...hostileQueries(250)]) {
    for (const { url, fits } of SEARCH_ROUTES) {
      const answer = await app.inject({ url, query: { q } })
      if (answer.statusCode === 200 && fits(answer.json())) continue
      const isRefused = answer.statusCode === 400 && answer.json().details?.errors?.[0]?.field === 'q'
      if (!isRefused) odd.push(`${url} ${JSON.stringify(q)}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
    }
  }
  t.strictSame(odd.slice(0, 10), [])
})

t.test('seventeen terms and 257 characters are refused, sixteen and 256 are not', async (t) => {
  const app = await buildApp(t)
  const status = async (q: string) => (await app.inject({ url: '/api/parts/search', query: { q } })).statusCode
  t.equal(await status(Array(16).fill('ab').join(' ')), 200)
  t.equal(await status(Array(17).fill('ab').join(' ')), 400)
  t.equal(await status('😀'.repeat(256)), 200)
  t.equal(await status('😀'.repeat(257)), 400)
})
