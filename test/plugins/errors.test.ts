import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { buildApp } from '../support/build-app.ts'

const ENVELOPE = { error: String, details: { message: String }, correlationId: String }

/** No test of this file leaves anything behind. */
const app = await buildApp(t, {
  prepare(instance) {
    const config = { access: 'public' } as const
    instance.get('/test/fails', { config }, async () => {
      throw new Error('the secret is 1234')
    })
    instance.get('/test/unique', { config }, async () =>
      instance.db.query(`insert into types (name) values ('A'), ('A')`),
    )
    instance.get('/test/check', { config }, async () =>
      instance.db.query(`insert into boxes (description, capacity) values ('A', 0)`),
    )
    instance.get('/test/reference', { config }, async () =>
      instance.db.query(`insert into part_sellers (part_id, seller_id, link) values (1, 1, 'x')`),
    )
    instance.get('/test/syntax', { config }, async () => instance.db.query('selec 1'))
  },
})

t.test('every kind of failure has the same body', async (t) => {
  const cases: [string, number, string][] = [
    ['/test/fails', 500, 'Internal server error'],
    ['/test/syntax', 500, 'Internal server error'],
    ['/test/unique', 409, 'Resource already exists'],
    ['/test/check', 400, 'Database constraint violation'],
    ['/test/reference', 400, 'Invalid reference'],
    ['/nowhere', 404, 'Resource not found'],
    ['/api/types/', 404, 'Resource not found'],
    ['/API/types', 404, 'Resource not found'],
    ['/api/utils', 404, 'Resource not found'],
    ['/api/metrics', 404, 'Resource not found'],
    ['/api/types/%zz', 400, String(/url/)],
  ]
  for (const [path, status, error] of cases) {
    const answer = await app.inject({ url: path, headers: { 'x-request-id': 'abc-1' } })
    t.equal(answer.statusCode, status, path)
    t.equal(answer.headers['content-type'], 'application/json')
    t.match(answer.json(), { ...ENVELOPE, correlationId: 'abc-1' })
    if (!error.startsWith('/')) t.equal(answer.json().error, error)
    t.notMatch(answer.body, /secret|selec/)
  }
})

t.test('a known path with another method says which methods it has', async (t) => {
  const answer = await app.inject({ method: 'PATCH', url: '/api/types/7' })
  t.equal(answer.statusCode, 405)
  t.equal(answer.headers.allow, 'GET, HEAD, PUT, DELETE')
  t.match(answer.json(), { ...ENVELOPE, error: 'Method not allowed' })
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    t.equal((await app.inject({ method, url: '/metrics' })).statusCode, 405)
  }
})

t.test('the address of another route is no record of a route with a parameter', async (t) => {
  const cases = [
    ['PATCH', '/api/kits/buildable?status=active', 'GET, HEAD'],
    ['PUT', '/api/parts/search', 'GET, HEAD'],
    ['DELETE', '/api/parts/bulk', 'POST'],
    ['GET', '/api/parts/bulk', 'POST'],
  ] as const
  for (const [method, url, allow] of cases) {
    const answer = await app.inject(method === 'GET' ? { url } : { method, url, payload: { x: 1 } })
    t.equal(answer.statusCode, 405, `${method} ${url}`)
    t.equal(answer.headers.allow, allow)
  }
})

t.test('a body that is no JSON is refused, an empty one is an empty object', async (t) => {
  const send = (payload: string, type?: string) =>
    app.inject({ method: 'POST', url: '/api/types', payload, headers: type ? { 'content-type': type } : {} })
  for (const [payload, type] of [
    ['{"name":', 'application/json'],
    ['name=x', 'application/x-www-form-urlencoded'],
    ['plain', 'text/plain'],
    ['plain', undefined],
  ] as const) {
    const answer = await send(payload, type)
    t.equal(answer.statusCode, 400, payload)
    t.equal(answer.json().error, 'Invalid JSON')
  }
  for (const payload of ['', 'null', '[]', '""', '0', 'false', '{}']) {
    const answer = await send(payload, 'application/json')
    t.equal(answer.statusCode, 400)
    t.equal(answer.json().error, 'name is required', `${payload} counts as an empty object`)
  }
  t.equal((await send(JSON.stringify({ name: 'x'.repeat(2_000_000) }), 'application/json')).statusCode, 413)
  const tolerated = await app.inject({
    method: 'DELETE',
    url: '/api/types/1',
    headers: { 'content-type': 'application/json' },
  })
  t.equal(tolerated.json().code, 'RECORD_NOT_FOUND', 'a content type without a body is no error')
})

t.test('the correlation id is the one that was sent, or a new one', async (t) => {
  const idOf = async (sent?: string) =>
    (await app.inject({ url: '/api/types', headers: sent === undefined ? {} : { 'x-request-id': sent } })).headers[
      'x-request-id'
    ]
  t.equal(await idOf('my id 7'), 'my id 7')
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  for (const bad of [undefined, '', 'x'.repeat(201), 'ümlaut', 'a\tb']) t.match(await idOf(bad), uuid)
})

t.test('a preflight request is answered without credentials', async (t) => {
  const answer = await app.inject({
    method: 'OPTIONS',
    url: '/api/types',
    headers: { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' },
  })
  t.equal(answer.statusCode, 204)
  t.equal(answer.headers['access-control-allow-origin'], 'http://localhost:3000')
  t.equal(answer.headers['access-control-allow-credentials'], undefined)
  const foreign = await app.inject({ url: '/api/types', headers: { origin: 'http://evil.example' } })
  t.equal(foreign.headers['access-control-allow-origin'], undefined)
})

t.test('bytes that are no request get the same body, and the connection ends', async (t) => {
  const { hostname, port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const cases: [string, number, RegExp][] = [
    ['nonsense\r\n\r\n', 400, /^The request is not valid HTTP$/],
    ['GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n', 400, /^The request is not valid HTTP$/],
    [
      `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'c'.repeat(40_000)}\r\n\r\n`,
      431,
      /^The headers of the request are too large$/,
    ],
  ]
  for (const [bytes, status, error] of cases) {
    const socket = connect(Number(port), hostname)
    socket.write(bytes)
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
    t.match(head, new RegExp(`^HTTP/1.1 ${status} `))
    t.match(JSON.parse(body), { ...ENVELOPE, error })
  }
})
