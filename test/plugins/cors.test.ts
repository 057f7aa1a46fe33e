import t from 'tap'
import { buildApp } from '../support/build-app.ts'

const ORIGIN = 'http://localhost:3000'
const EXPOSED = ['ETag', 'X-Request-ID', 'Content-Disposition', 'Retry-After', 'Location', 'Allow', 'Link']

function words(header: unknown): string[] {
  return String(header ?? '')
    .split(',')
    .map((word) => word.trim())
}

t.test('a page of an allowed origin may use every method that a route has', async (t) => {
  const used = new Set<string>()
  const app = await buildApp(t)
  const { paths } = JSON.parse(app.openApi.service)
  for (const item of Object.values<object>(paths))
    for (const method of Object.keys(item)) used.add(method.toUpperCase())
  t.ok(used.has('PUT') && used.has('PATCH') && used.has('DELETE'))
  for (const method of used) {
    const answer = await app.inject({
      method: 'OPTIONS',
      url: '/api/types/1',
      headers: { origin: ORIGIN, 'access-control-request-method': method },
    })
    t.equal(answer.statusCode, 204)
    t.ok(words(answer.headers['access-control-allow-methods']).includes(method), method)
  }
})

t.test('a page can read the headers that it needs, on answers and on failures', async (t) => {
  const app = await buildApp(t)
  for (const [url, status] of [
    ['/api/types', 200],
    ['/api/types/1', 404],
    ['/nowhere', 404],
    ['/api/types/%zz', 400],
    [`/api/parts/${'x'.repeat(300)}`, 404],
  ] as const) {
    const answer = await app.inject({ url, headers: { origin: ORIGIN, 'x-request-id': 'abc' } })
    t.equal(answer.statusCode, status, url.slice(0, 40))
    t.equal(answer.headers['access-control-allow-origin'], ORIGIN)
    t.strictSame(
      EXPOSED.filter((name) => !words(answer.headers['access-control-expose-headers']).includes(name)),
      [],
    )
    t.equal(answer.headers['x-request-id'], 'abc')
    t.match(words(answer.headers.vary), ['Origin'])
  }
  for (const url of ['/api/types', '/api/types/%zz']) {
    const foreign = await app.inject({ url, headers: { origin: 'http://evil.example' } })
    t.equal(foreign.headers['access-control-allow-origin'], undefined)
  }
})

t.test('OPTIONS without an origin says which methods a path has', async (t) => {
  const app = await buildApp(t)
  const ask = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'OPTIONS', url, headers })
  for (const headers of [{}, { origin: ORIGIN }]) {
    const answer = await ask('/api/types/1?a=b', headers)
    t.equal(answer.statusCode, 204)
    t.equal(answer.headers.allow, 'GET, HEAD, PUT, DELETE, OPTIONS')
    t.equal(answer.body, '')
    const allowed = 'origin' in headers ? ORIGIN : undefined
    t.equal(answer.headers['access-control-allow-origin'], allowed, 'a page of an allowed origin can read it')
    t.ok(words(answer.headers['access-control-expose-headers']).includes('Allow'))
  }
  t.equal((await ask('/api/types')).headers.allow, 'GET, HEAD, POST, OPTIONS')
  const nowhere = await ask('/nowhere')
  t.equal(nowhere.statusCode, 404)
  t.match(nowhere.json(), { error: 'Resource not found', correlationId: String })
})
