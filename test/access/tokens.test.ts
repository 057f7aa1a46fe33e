import t from 'tap'
import { isTokenSecret, newTokenSecret } from '../../services/access/tokens/token-secret.ts'
import { metricValue } from '../support/metric-value.ts'
import { buildOwnApp, makeToken, pairDevice } from '../support/own-sign-in.ts'
import { startSignIn } from '../support/signed-in-app.ts'
import { until } from '../support/until.ts'

t.test('a token has a form that secret scanners know', async (t) => {
  const token = newTokenSecret()
  t.match(token, /^inv_[0-9A-Za-z]{46}$/)
  t.ok(isTokenSecret(token))
  for (const wrong of [token.slice(1), `${token}x`, token.replace('inv_', 'inv-'), `${token.slice(0, -1)}_`]) {
    t.notOk(isTokenSecret(wrong), wrong)
  }
  t.notOk(isTokenSecret(`inv_${'a'.repeat(46)}`), 'the checksum')
})

t.test('a token acts for who has made it, as Bearer and as Token, until it ends', async (t) => {
  const app = await buildOwnApp(t)
  const rosa = await pairDevice(app, 'Rosa', 'editor')
  const headers = { cookie: rosa.cookie }
  const create = (payload: object) => app.inject({ method: 'POST', url: '/api/tokens', headers, payload })
  t.equal((await create({ name: 'x', role: 'admin' })).statusCode, 403, 'no role above one’s own')
  t.equal((await create({ name: 'x', role: 'reader', expires_in_days: 731 })).statusCode, 400)

  const made = await create({ name: 'KiCad', role: 'reader' })
  t.equal(made.headers['cache-control'], 'no-store')
  const { id, token, expires_at } = made.json()
  t.match(Date.parse(expires_at) - Date.now() > 89.9 * 86_400_000, true)
  const call = (authorization: string, url = '/api/auth/self') => app.inject({ url, headers: { authorization } })
  const used = await metricValue('access_tokens_used_total', { scope: 'all', outcome: 'accepted' })
  for (const scheme of ['Bearer', 'Token', 'bearer', 'token']) {
    t.same((await call(`${scheme} ${token}`)).json(), {
      subject: `person:${rosa.person}`,
      email: null,
      name: 'Rosa (token KiCad)',
      roles: ['reader'],
    })
  }
  t.equal(await metricValue('access_tokens_used_total', { scope: 'all', outcome: 'accepted' }), used + 4)
  for (const wrong of [`Basic ${token}`, `Bearer ${token} x`, 'Bearer x', 'Token x', token]) {
    t.equal((await call(wrong)).statusCode, 401, wrong)
  }

  const listed = (await app.inject({ url: '/api/tokens', headers })).json()
  t.match(listed, [{ id, name: 'KiCad', role: 'reader', scope: null, owner_name: 'Rosa' }])
  t.match(listed[0].last_used_at, /:00\.000Z$/, 'to the minute')
  t.notOk(JSON.stringify(listed).includes(token))

  t.equal((await app.inject({ method: 'DELETE', url: `/api/tokens/${id}`, headers })).statusCode, 204)
  t.match((await call(`Bearer ${token}`)).json(), { error: 'This access token was revoked' })
  const short = await makeToken(app, rosa, { role: 'reader', expires_in_days: 1 })
  t.equal((await call(`Bearer ${short}`)).statusCode, 200)
  await app.db.query('update access_tokens set expires_at = now()')
  await until(async () => (await call(`Bearer ${short}`)).statusCode !== 200)
  t.match((await call(`Bearer ${short}`)).json(), { error: 'This access token has expired' })
})

t.test('a token has at most the role that its owner has now', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, rosa] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Rosa', 'editor')]
  const authorization = `Bearer ${await makeToken(app, rosa, { role: 'editor' })}`
  const self = async () => (await app.inject({ url: '/api/auth/self', headers: { authorization } })).json().roles
  t.same(await self(), ['editor', 'reader'])
  const url = `/api/people/${rosa.person}`
  await app.inject({ method: 'PATCH', url, headers: { cookie: ada.cookie }, payload: { role: 'reader' } })
  t.same(await self(), ['reader'])
})

t.test('tokens of others are theirs, except for administrators', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, rosa] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Rosa', 'editor')]
  await makeToken(app, ada, { role: 'admin' })
  await makeToken(app, rosa, { role: 'reader' })
  const list = async (cookie: string) => (await app.inject({ url: '/api/tokens', headers: { cookie } })).json()
  t.match(await list(rosa.cookie), [{ owner_name: 'Rosa' }])
  const all = await list(ada.cookie)
  t.equal(all.length, 2)
  const [ofAda, ofRosa] = ['Ada', 'Rosa'].map(
    (name) => all.find((each: { owner_name: string }) => each.owner_name === name).id,
  )
  const end = async (cookie: string, id: number) =>
    (await app.inject({ method: 'DELETE', url: `/api/tokens/${id}`, headers: { cookie } })).statusCode
  t.equal(await end(rosa.cookie, ofAda), 404)
  t.equal(await end(ada.cookie, ofRosa), 204)
})

t.test('with an identity provider, people make tokens for their programs', async (t) => {
  const { app, provider } = await startSignIn(t)
  const authorization = `Bearer ${await provider.sign({ sub: 'eddie', name: 'Eddie', realm_access: { roles: ['editor'] } })}`
  const payload = { name: 'Scanner', role: 'reader' }
  const made = await app.inject({ method: 'POST', url: '/api/tokens', headers: { authorization }, payload })
  t.equal(made.statusCode, 201, made.body)
  const self = await app.inject({ url: '/api/auth/self', headers: { authorization: `Token ${made.json().token}` } })
  t.same(self.json(), { subject: 'eddie', email: null, name: 'Eddie (token Scanner)', roles: ['reader'] })
  t.same((await app.inject({ url: '/api/devices', headers: { authorization } })).json(), [])
  const redeemed = { method: 'POST', url: '/api/pairing/redeem', payload: { code: 'x', device_name: 'x' } } as const
  t.equal((await app.inject(redeemed)).statusCode, 409)
})
