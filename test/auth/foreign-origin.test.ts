import t from 'tap'
import { signIn, startSignIn } from '../support/signed-in-app.ts'

t.test('with a session in cookies a page of another origin changes nothing', async (t) => {
  const setup = await startSignIn(t)
  const { app, baseurl, provider } = setup
  const eddie = await signIn(setup, 'eddie')
  const cookie = `access_token=${eddie.cookie(baseurl, 'access_token')}`
  const token = await provider.sign()
  const other = { origin: 'http://127.0.0.1:3002', 'sec-fetch-site': 'same-site' }
  const { host } = new URL(baseurl)

  const send = async (headers: Record<string, string>) =>
    (await app.inject({ method: 'POST', url: '/api/kits/4711/archive', headers: { host, ...headers } })).statusCode

  t.equal(await send({ cookie, ...other }), 403)
  t.equal(await send({ cookie: `refresh_token=x; ${cookie}`, origin: 'http://evil.example' }), 403)
  t.equal(await send({ cookie: 'refresh_token=x', 'sec-fetch-site': 'cross-site' }), 403, 'before a renewal')
  t.equal(provider.count('/token'), 1, 'the provider was asked at the sign-in only')
  t.equal(await send({ cookie, authorization: `Bearer ${token}`, ...other }), 403, 'the cookie counts')
  t.equal(await send({ cookie, origin: baseurl, 'sec-fetch-site': 'same-origin' }), 404)
  t.equal(await send({ cookie }), 404, 'a program with a cookie')
  t.equal(await send({ authorization: `Bearer ${token}`, ...other }), 404, 'a token is no cookie')
  t.equal(await send(other), 401, 'nobody is nobody')
})
