import t from 'tap'
import { startSignIn } from '../support/signed-in-app.ts'

t.test('refresh tokens that are none do not become as many calls of the provider', async (t) => {
  const { app, provider } = await startSignIn(t)
  const send = (cookie: string, address = '203.0.113.1') =>
    app.inject({ url: '/api/types', headers: { cookie, 'x-forwarded-for': address } })

  const answers = await Promise.all(Array.from({ length: 300 }, (_, n) => send(`refresh_token=random-${n}`)))
  const statuses = answers.map(({ statusCode }) => statusCode)
  t.same(new Set(statuses), new Set([401, 429]))
  t.equal(provider.count('/token'), statuses.filter((status) => status === 401).length)
  t.ok(provider.count('/token') <= 20)
  const refused = answers.find(({ statusCode }) => statusCode === 429)
  t.match(refused?.json(), { code: 'TOO_MANY_RENEWALS', error: /Too many/ })
  t.equal(refused?.headers['set-cookie'], undefined, 'the session of somebody else at this address is not ended')

  const asked = provider.count('/token')
  for (let n = 0; n < 5; n++) t.equal((await send('refresh_token=random', '203.0.113.2')).statusCode, 401)
  t.equal(provider.count('/token'), asked + 1, 'one that was refused is not asked about again')
})

t.test('sessions that are renewed count for nothing', async (t) => {
  const { app, provider } = await startSignIn(t)
  const token = await provider.sign()
  provider.gate = (request, response) => {
    if (request.url !== '/token') return true
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ access_token: token }))
    return false
  }
  for (let n = 0; n < 30; n++) {
    const answer = await app.inject({ url: '/api/types', headers: { cookie: `refresh_token=session-${n}` } })
    t.equal(answer.statusCode, 200)
  }
})
