import t from 'tap'
import { buildOwnApp, pairDevice } from '../../support/own-sign-in.ts'

t.test('an answer with a secret is given once: the token is made once, and neither kept nor told again', async (t) => {
  const app = await buildOwnApp(t)
  const { cookie } = await pairDevice(app, 'Ada')
  const make = (name: string, key = 'a') =>
    app.inject({
      method: 'POST',
      url: '/api/tokens',
      headers: { cookie, 'idempotency-key': key },
      payload: { name, role: 'reader' },
    })
  const answers = await Promise.all([make('Script'), make('Script'), make('Script')])
  t.strictSame(answers.map(({ statusCode }) => statusCode).sort(), [201, 410, 410])
  const { token } = answers.find(({ statusCode }) => statusCode === 201)?.json() ?? {}
  t.type(token, 'string')
  t.match(await make('Script'), { statusCode: 410, body: /IDEMPOTENCY_ANSWER_GONE/ })
  t.equal((await make('Other')).statusCode, 422)
  t.equal((await app.inject({ url: '/api/tokens', headers: { cookie } })).json().length, 1)
  const [kept] = await app.db.query<{ text: string }>('select k::text as text from idempotency_keys k')
  t.notMatch(kept?.text, token)
  t.match(kept?.text, `x${'0'.repeat(64)}`, 'not even a hash of it')
})

t.test('a wrong key is refused also where a key has no effect', async (t) => {
  const app = await buildOwnApp(t)
  const { cookie } = await pairDevice(app, 'Ada')
  for (const [url, payload] of [
    ['/api/scans', { code: 'ABCD' }],
    ['/api/labels', { items: [{ kind: 'box', id: '1' }] }],
    ['/api/pairing-codes', {}],
  ] as const) {
    const headers = { cookie, 'idempotency-key': 'k'.repeat(256) }
    const answer = await app.inject({ method: 'POST', url, headers, payload })
    t.match(answer, { statusCode: 400, body: /IDEMPOTENCY_KEY_INVALID/ }, url)
  }
})
