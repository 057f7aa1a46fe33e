import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { openStream } from '../support/event-source.ts'

const app = await buildApp(t)

t.test('no answer leaves its type to be guessed', async (t) => {
  for (const [method, url] of [
    ['GET', '/api/parts'],
    ['GET', '/api/parts/NONE'],
    ['POST', '/api/parts'],
    ['GET', '/api/nothing'],
    ['DELETE', '/api/parts'],
    ['GET', '/health/healthz'],
    ['GET', '/metrics'],
    ['GET', '/api/docs/openapi.json'],
    ['GET', '/api/docs/swagger/'],
    ['GET', '/api/auth/logout'],
  ] as const) {
    const { headers } = await app.inject({ method, url })
    t.match(headers, { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' }, `${method} ${url}`)
    t.equal(headers['strict-transport-security'], undefined, 'not without HTTPS')
  }
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const stream = await openStream(t, `${url}/api/sse/stream?request_id=page`)
  t.equal(stream.headers['x-content-type-options'], 'nosniff', 'a stream')
})

t.test('behind HTTPS browsers are told to stay there', async (t) => {
  const behind = await app.inject({ url: '/api/parts', headers: { 'x-forwarded-proto': 'https' } })
  t.match(behind.headers, { 'strict-transport-security': /^max-age=31536000$/ })
  const secure = await buildApp(t, { settings: { baseurl: 'https://parts.example.com' } })
  t.match((await secure.inject('/api/parts')).headers, { 'strict-transport-security': /^max-age=31536000$/ })
  // Browsers apply it to all ports of the host, and those others may speak HTTP.
  const beside = await buildApp(t, { settings: { baseurl: 'https://parts.lab:3001' } })
  t.equal((await beside.inject('/api/parts')).headers['strict-transport-security'], undefined)
})

t.test('the reference of the API cannot be put into a frame', async (t) => {
  for (const url of ['/api/docs/swagger/', '/api/docs/swagger/static/swagger-initializer.js']) {
    const { statusCode, headers } = await app.inject(url)
    t.equal(statusCode, 200, url)
    t.match(headers, { 'x-frame-options': 'DENY', 'content-security-policy': /frame-ancestors 'none'/ }, url)
  }
})
