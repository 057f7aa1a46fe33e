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

/** Words that may be misspelled numbers, in many ways. */
const LONG_NUMBER = "resistor-rtypestocklm-'nresistor100n"
const NUMBERS = ['ATMGEA328', 'RESITRO4711', 'TLCC9272X', 'QWERTZ1234', 'ASDFGH5678', 'YXCVBN9012']

t.test('numbers that a misspelled one may have been are few, and each is sent once a statement', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS.slice(0, 5))
  const calls = t.capture(app.db, 'query', app.db.query)
  const queries = [
    hostileQueries(40).at(-1) ?? '',
    LONG_NUMBER,
    `${NUMBERS.join(' ')}`,
    `4k7 ${NUMBERS.slice(0, 5).join(' ')}`,
  ]
  for (const q of queries) {
    t.equal((await app.inject({ url: '/api/parts/search', query: { q } })).statusCode, 200)
    for (const { args } of calls()) {
      const sent = JSON.stringify(args[1] ?? [])
      const numbers = sent.match(/[nf]:[A-Z0-9.]+/g) ?? []
      t.ok(sent.length < 100_000, `${sent.length} characters for ${q}`)
      t.ok(numbers.length < 3000, `${numbers.length} numbers for ${q}`)
    }
  }
})

t.test('seventeen terms and 257 characters are refused, sixteen and 256 are not', async (t) => {
  const app = await buildApp(t)
  const status = async (q: string) => (await app.inject({ url: '/api/parts/search', query: { q } })).statusCode
  t.equal(await status(Array(16).fill('ab').join(' ')), 200)
  t.equal(await status(Array(17).fill('ab').join(' ')), 400)
  t.equal(await status('😀'.repeat(256)), 200)
  t.equal(await status('😀'.repeat(257)), 400)
})
