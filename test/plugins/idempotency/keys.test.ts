import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

const box = (key: string | string[]) =>
  ({
    method: 'POST',
    url: '/api/boxes',
    headers: { 'idempotency-key': key },
    payload: { description: 'Box', capacity: 1 },
  }) as const

t.test('a key is 1 to 255 printable ASCII characters', async (t) => {
  const app = await buildApp(t)
  for (const key of ['a', 'x'.repeat(255), '!~ "\\,;', '550e8400-e29b-41d4-a716-446655440000']) {
    t.equal((await app.inject(box(key))).statusCode, 201, key.slice(0, 20))
  }
  for (const key of ['', ' ', 'x'.repeat(256), 'x'.repeat(10_000), 'a\tb', 'a\u0000b', 'a\u007fb', 'ü', '\u{1f600}']) {
    const answer = await app.inject(box(key))
    t.equal(answer.statusCode, 400, JSON.stringify(key.slice(0, 20)))
    t.match(answer.json(), { code: 'IDEMPOTENCY_KEY_INVALID', error: /1 to 255 printable ASCII/ })
  }
  t.strictSame(await app.db.query('select count(*)::int as boxes from boxes'), [{ boxes: 4 }])
})

t.test('over a connection: a key of 10 kB, control characters, two keys', async (t) => {
  const app = await buildApp(t)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const payload = JSON.stringify({ description: 'Box', capacity: 1 })
  const send = async (keys: string[]) => {
    const sent = request(`${url}/api/boxes`, { method: 'POST' })
    sent.setHeader('content-type', 'application/json')
    sent.setHeader('idempotency-key', keys)
    const answered = Promise.withResolvers<[number | undefined, string]>()
    sent.on('error', answered.reject)
    sent.on('response', (answer) => {
      text(answer).then((body) => answered.resolve([answer.statusCode, body]), answered.reject)
    })
    sent.end(payload)
    return answered.promise
  }
  for (const keys of [['x'.repeat(10_000)], ['a\tb'], ['caf\u00e9'], ['a', 'b'], ['a', 'a']]) {
    const [status, body] = await send(keys)
    t.equal(status, 400)
    t.match(body, /IDEMPOTENCY_KEY_INVALID/)
  }
  t.strictSame(await app.db.query('select id from boxes'), [])
})

t.test('a page of another origin may send the header, and read whether it got an earlier answer', async (t) => {
  const app = await buildApp(t)
  const origin = 'http://localhost:3000'
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/api/boxes',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'idempotency-key,content-type',
    },
  })
  t.match(String(preflight.headers['access-control-allow-headers']).toLowerCase(), /idempotency-key/)
  const answer = await app.inject({ ...box('a'), headers: { 'idempotency-key': 'a', origin } })
  t.equal(answer.statusCode, 201)
  t.match(String(answer.headers['access-control-expose-headers']), /Idempotency-Replayed/)
})
