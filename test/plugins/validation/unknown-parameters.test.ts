import t from 'tap'
import type { OpenApiDocument } from '../../../plugins/openapi/document.ts'
import { buildApp } from '../../support/build-app.ts'

/** A value that an operation takes, for parameters that cannot have any text. */
const VALUES: Record<string, string> = { limit: '1', offset: '0', threshold: '1', status: 'active', thumbnail: '1' }

t.test('a query parameter that a list does not know is refused with those that it knows', async (t) => {
  const app = await buildApp(t)
  const cases: [string, string][] = [
    ['/api/parts?search=4k7', 'search is not a known query parameter; known are '],
    ['/api/parts?limit=5&ofset=5', 'ofset is not a known query parameter; known are '],
    ['/api/types?includeStats=true', 'includeStats is not a known query parameter; known are include_stats'],
    ['/api/kits?state=archived', 'state is not a known query parameter; known are '],
    ['/api/sellers?name=x', 'name is not a known query parameter; this address takes none'],
    ['/api/dashboard/low-stock?least=5', 'least is not a known query parameter; known are threshold, limit, after'],
    ['/api/shopping-lists?done=1', 'done is not a known query parameter; known are '],
    ['/api/types?__proto__=1', '__proto__ is not a known query parameter; known are include_stats'],
  ]
  for (const [url, error] of cases) {
    const answer = await app.inject(url)
    t.equal(answer.statusCode, 400, url)
    t.ok(answer.json().error.startsWith(error), answer.json().error)
  }
  const write = await app.inject({ method: 'POST', url: '/api/types?dry_run=true', payload: { name: 'a' } })
  t.equal(write.statusCode, 400)
  t.strictSame((await app.inject('/api/types?include_stats=true')).json(), [], 'and nothing is changed')
  for (const url of ['/health/healthz?x=1', '/metrics?x=1', '/api/icons/pdf?x=1', '/api/auth/self?x=1']) {
    t.equal((await app.inject(url)).statusCode, 200, `${url} is open and takes any`)
  }
})

t.test('what the documents declare is taken', async (t) => {
  const app = await buildApp(t)
  const { body: frontEnd } = await app.inject('/api/docs/openapi.json')
  for (const text of [app.openApi.service, frontEnd]) {
    const document: OpenApiDocument = JSON.parse(text)
    for (const [path, { get }] of Object.entries(document.paths)) {
      if (get?.['x-required-role'] === undefined || path.includes('{')) continue
      for (const { name } of (get.parameters ?? []).filter((parameter) => parameter.in === 'query')) {
        const answer = await app.inject(`${path}?${name}=${VALUES[name] ?? 'true'}`)
        t.notMatch(answer.body, /is not a known query parameter/, `${path} ${name}`)
      }
    }
  }
})
