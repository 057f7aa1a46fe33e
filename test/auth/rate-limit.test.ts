import t from 'tap'
import { startSignIn } from '../support/signed-in-app.ts'

t.test('an address that signs in, out and in without end is slowed down', async (t) => {
  const { app, provider } = await startSignIn(t)
  const call = (url: string, address: string) => app.inject({ url, headers: { 'x-forwarded-for': address } })
  const cookie = { 'x-forwarded-for': '203.0.113.1', cookie: 'refresh_token=made-up' }

  const statuses = []
  for (let n = 0; n < 310; n++) {
    const headers = { ...cookie, cookie: `refresh_token=made-up-${n}` }
    statuses.push((await app.inject({ url: '/api/auth/logout', headers })).statusCode)
  }
  t.same(statuses, [...Array(300).fill(302), ...Array(10).fill(429)])
  t.ok(provider.count('/token/revocation') <= 300)
  const refused = await call('/api/auth/logout', '203.0.113.1')
  t.match(refused.json(), { code: 'TOO_MANY_REQUESTS', error: /Too many requests/, correlationId: /./ })
  t.ok(Number(refused.headers['retry-after']) > 0)
  t.equal((await call('/api/auth/logout', '203.0.113.2')).statusCode, 302, 'others are not')
  t.equal((await call('/api/auth/self', '203.0.113.1')).statusCode, 401, 'nor is anything else')
})
