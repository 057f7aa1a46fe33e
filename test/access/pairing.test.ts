import t from 'tap'
import { linkAddresses } from '../../services/access/pairing/link-addresses.ts'
import { metricValue } from '../support/metric-value.ts'
import { buildOwnApp, collect, DEVICE_COOKIE, deviceCookieOf, pairDevice, redeem } from '../support/own-sign-in.ts'

t.test('the first code signs an administrator in, once', async (t) => {
  const app = await buildOwnApp(t)
  t.match((await app.inject('/api/auth/self')).json(), { error: 'No valid token provided' })
  t.equal((await app.inject('/api/parts')).statusCode, 401)
  t.same((await app.inject('/api/auth/mode')).json(), {
    mode: 'own',
    secure: false,
    needs_administrator: true,
  })

  const code = await app.pairing.makeTerminalCode({ name: null, role: 'admin', isFirst: true })
  const other = await app.pairing.makeTerminalCode({ name: null, role: 'admin', isFirst: true })
  const paired = await redeem(app, `http://192.168.1.5:3001/pair#${code}`, { person_name: ' Ada  ' })
  t.equal(paired.statusCode, 201, paired.body)
  t.match(paired.json(), { person: { name: 'Ada', role: 'admin', active: true }, device: { name: 'Phone' } })
  const set = paired.cookies.find(({ name }) => name === DEVICE_COOKIE)
  t.match(set, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 90 * 86_400 })
  t.equal(set?.secure, undefined)
  t.equal(Buffer.from(set?.value ?? '', 'base64url').length, 32, '256 random bits')

  const { person } = paired.json()
  const headers = { cookie: deviceCookieOf(paired) }
  t.same((await app.inject({ url: '/api/auth/self', headers })).json(), {
    subject: `person:${person.id}`,
    email: null,
    name: 'Ada',
    roles: ['admin', 'editor', 'reader'],
  })
  t.equal((await app.inject({ url: '/api/parts', headers })).statusCode, 200)
  t.equal((await redeem(app, code)).statusCode, 404, 'it works once')
  t.equal((await redeem(app, other)).statusCode, 404, 'another code for the first one has no meaning any more')
})

t.test('another device of one’s own, by link', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const headers = { cookie: ada.cookie, host: '192.168.1.5:3001' }
  const before = await metricValue('pairing_attempts_total', { kind: 'link', outcome: 'paired' })

  const made = await app.inject({ method: 'POST', url: '/api/pairing-codes', headers })
  t.equal(made.statusCode, 201, made.body)
  const { id, link } = made.json()
  t.match(link, /^http:\/\/192\.168\.1\.5:3001\/pair#[\w-]{27}$/)
  const state = async () => (await app.inject({ url: `/api/pairing-codes/${id}`, headers })).json()
  t.match(await state(), { state: 'open', device: null })

  const sent = await redeem(app, link)
  t.equal(sent.statusCode, 202)
  t.same(sent.cookies, [], 'nothing before the approval')
  const { wait_token: waitToken, match_number: number } = sent.json()
  t.match((await collect(app, waitToken)).json(), { state: 'waiting' })
  const waiting = await state()
  t.match(waiting, { state: 'waiting', device: { name: 'Phone', browser: 'Firefox on Android', address: '127.0.0.1' } })
  t.equal(waiting.device.choices.length, 3)
  t.ok(waiting.device.choices.includes(number))
  t.equal((await redeem(app, link)).statusCode, 404, 'a second device with the same code')

  const url = `/api/pairing-codes/${id}/approve`
  const approved = await app.inject({ method: 'POST', url, headers, payload: { match_number: number } })
  t.match(approved.json(), { state: 'approved' })
  const collected = await collect(app, waitToken)
  t.equal(collected.statusCode, 201, collected.body)
  t.match(collected.json(), { person: { id: ada.person, name: 'Ada' } })
  const phone = { cookie: deviceCookieOf(collected) }
  t.match((await app.inject({ url: '/api/auth/self', headers: phone })).json(), { subject: `person:${ada.person}` })
  t.equal((await collect(app, waitToken)).statusCode, 410, 'the key is given once')
  t.match(await state(), { state: 'used' })
  t.equal(await metricValue('pairing_attempts_total', { kind: 'link', outcome: 'paired' }), before + 1)

  const devices = (await app.inject({ url: '/api/devices', headers: phone })).json()
  t.same(devices.map(({ current }: { current: boolean }) => current).sort(), [false, true])
})

t.test('each step of a pairing may come to another replica', async (t) => {
  const here = await buildOwnApp(t)
  const there = await buildOwnApp(t, { settings: { databaseUrl: here.config.databaseUrl } })
  const headers = { cookie: (await pairDevice(here, 'Ada')).cookie }
  const payload = { name: 'Rosa', role: 'editor' }
  const made = (await there.inject({ method: 'POST', url: '/api/pairing-codes', headers, payload })).json()
  const sent = (await redeem(here, made.typed_code)).json()
  t.match((await collect(there, sent.wait_token)).json(), { state: 'waiting' })
  const url = `/api/pairing-codes/${made.id}/approve`
  await there.inject({ method: 'POST', url, headers, payload: { match_number: sent.match_number } })
  const collected = await collect(here, sent.wait_token)
  t.match(collected.json(), { person: { name: 'Rosa', role: 'editor' } })
  for (const app of [here, there]) {
    const self = await app.inject({ url: '/api/auth/self', headers: { cookie: deviceCookieOf(collected) } })
    t.match(self.json(), { name: 'Rosa', roles: ['editor', 'reader'] })
    t.equal((await redeem(app, made.link)).statusCode, 404)
  }
})

t.test('a new person by a code that is typed', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const headers = { cookie: ada.cookie }
  const payload = { name: 'Rosa', role: 'editor' }
  const made = (await app.inject({ method: 'POST', url: '/api/pairing-codes', headers, payload })).json()
  t.match(made.typed_code, /^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
  t.equal((await app.people.list()).length, 1, 'nobody is added before the approval')

  const sent = (await redeem(app, ` ${made.typed_code.toLowerCase().replace('-', ' ')}`)).json()
  const approve = { method: 'POST', url: `/api/pairing-codes/${made.id}/approve`, headers } as const
  await app.inject({ ...approve, payload: { match_number: sent.match_number } })
  const collected = await collect(app, sent.wait_token)
  t.match(collected.json(), { person: { name: 'Rosa', role: 'editor' } })
  const rosa = { cookie: deviceCookieOf(collected) }
  t.same((await app.inject({ url: '/api/auth/self', headers: rosa })).json().roles, ['editor', 'reader'])

  const taken = await app.inject({ method: 'POST', url: '/api/pairing-codes', headers, payload: { name: 'ROSA' } })
  t.equal(taken.statusCode, 409, 'a name is unique when folded')
})

t.test('another number than the device shows, a refusal and a cancelled code let nobody in', async (t) => {
  const app = await buildOwnApp(t)
  const { cookie } = await pairDevice(app, 'Ada')
  const headers = { cookie }
  const make = async () => (await app.inject({ method: 'POST', url: '/api/pairing-codes', headers })).json()
  const post = (url: string, payload?: object) =>
    app.inject({ method: 'POST', url, headers, ...(payload && { payload }) })

  const mistaken = await make()
  const sent = (await redeem(app, mistaken.link)).json()
  const wrong = await post(`/api/pairing-codes/${mistaken.id}/approve`, { match_number: (sent.match_number + 1) % 100 })
  t.match([wrong.statusCode, wrong.json().code], [409, 'PAIRING_MISMATCH'])
  const right = await post(`/api/pairing-codes/${mistaken.id}/approve`, { match_number: sent.match_number })
  t.equal(right.statusCode, 409, 'there is no second guess')
  t.equal((await collect(app, sent.wait_token)).statusCode, 410)

  const refused = await make()
  const waiting = (await redeem(app, refused.link)).json()
  t.match((await post(`/api/pairing-codes/${refused.id}/refuse`)).json(), { state: 'cancelled' })
  t.equal((await collect(app, waiting.wait_token)).statusCode, 410)

  const cancelled = await make()
  t.equal((await app.inject({ method: 'DELETE', url: `/api/pairing-codes/${cancelled.id}`, headers })).statusCode, 204)
  t.equal((await redeem(app, cancelled.link)).statusCode, 404)
})

t.test('codes end by themselves', async (t) => {
  const app = await buildOwnApp(t)
  const { cookie } = await pairDevice(app, 'Ada')
  const headers = { cookie }
  const make = async () => (await app.inject({ method: 'POST', url: '/api/pairing-codes', headers })).json()
  const minutes = async (id: number) => {
    const [row] = await app.db.query<{ minutes: number }>(
      'select extract(epoch from expires_at - made_at)::float8 / 60 as minutes from pairing_codes where id = $1',
      [id],
    )
    return row?.minutes
  }
  const code = await make()
  t.equal(await minutes(code.id), 5)
  await app.db.query(`update pairing_codes set expires_at = now() where id = $1`, [code.id])
  t.equal((await redeem(app, code.link)).statusCode, 404)
  t.equal((await redeem(app, code.typed_code)).statusCode, 404)

  const late = await make()
  const sent = (await redeem(app, late.link)).json()
  await app.db.query(`update pairing_codes set expires_at = now() where id = $1`, [late.id])
  t.equal((await collect(app, sent.wait_token)).statusCode, 410)
  const approve = { method: 'POST', url: `/api/pairing-codes/${late.id}/approve`, headers } as const
  t.equal((await app.inject({ ...approve, payload: { match_number: sent.match_number } })).statusCode, 409)

  const terminal = await app.pairing.makeTerminalCode({ name: 'Eve', role: 'reader', isFirst: false })
  const [row] = await app.db.query<{ minutes: number }>(
    `select extract(epoch from expires_at - made_at)::float8 / 60 as minutes from pairing_codes where kind = 'terminal'
      order by id desc limit 1`,
  )
  t.equal(row?.minutes, 15)
  await app.db.query(`update pairing_codes set expires_at = now()`)
  t.equal((await redeem(app, terminal)).statusCode, 404)
})

t.test('signing out revokes the device, and the way in leads to the page that takes codes', async (t) => {
  const app = await buildOwnApp(t)
  const { cookie } = await pairDevice(app, 'Ada')
  const login = await app.inject('/api/auth/login?redirect=/parts%3Fq%3D1')
  t.match([login.statusCode, login.headers.location], [302, '/pair?redirect=%2Fparts%3Fq%3D1'])
  for (const redirect of ['', '?redirect=//evil.example', '?redirect=https://evil.example/']) {
    t.equal((await app.inject(`/api/auth/login${redirect}`)).statusCode, 400, redirect)
  }
  const foreign = { cookie, 'sec-fetch-site': 'cross-site' }
  t.equal((await app.inject({ url: '/api/auth/logout', headers: foreign })).statusCode, 403)
  t.equal((await app.inject({ url: '/api/parts', headers: { cookie } })).statusCode, 200)

  const logout = await app.inject({ url: '/api/auth/logout', headers: { cookie } })
  t.equal(logout.statusCode, 302)
  t.match(logout.cookies, [{ name: DEVICE_COOKIE, value: '', maxAge: 0 }])
  const after = await app.inject({ url: '/api/parts', headers: { cookie } })
  t.equal(after.statusCode, 401)
  t.match(after.cookies, [{ name: DEVICE_COOKIE, value: '' }], 'a cookie of no use is removed')
})

t.test('over HTTPS the cookie has a prefix, and no other is read', async (t) => {
  const app = await buildOwnApp(t)
  const code = await app.pairing.makeTerminalCode({ name: 'Ada', role: 'admin', isFirst: false })
  const secure = { 'x-forwarded-proto': 'https', host: 'parts.lab' }
  const answer = await app.inject({
    method: 'POST',
    url: '/api/pairing/redeem',
    headers: secure,
    payload: { code, device_name: 'Phone' },
  })
  t.match(answer.cookies, [{ name: `__Host-${DEVICE_COOKIE}`, secure: true, path: '/' }])
  const cookie = deviceCookieOf(answer, `__Host-${DEVICE_COOKIE}`)
  t.equal((await app.inject({ url: '/api/parts', headers: { ...secure, cookie } })).statusCode, 200)
  const planted = cookie.replace('__Host-', '')
  t.equal((await app.inject({ url: '/api/parts', headers: { ...secure, cookie: planted } })).statusCode, 401)
  t.equal((await app.inject({ url: '/api/parts', headers: { host: 'parts.lab', cookie } })).statusCode, 401)
})

t.test('the cookie is renewed by use, once a day', async (t) => {
  const app = await buildOwnApp(t, { settings: { deviceSessionDays: 30 } })
  const { cookie, device } = await pairDevice(app, 'Ada')
  const read = () => app.inject({ url: '/api/parts', headers: { cookie } })
  t.same((await read()).cookies, [])
  await app.db.query(
    `update devices set renewed_at = now() - interval '25 hours', last_seen_at = now() - interval '2 hours'`,
  )
  app.callers?.memory.clear()
  const renewed = await read()
  t.match(renewed.cookies, [{ name: DEVICE_COOKIE, maxAge: 30 * 86_400 }])
  t.equal(deviceCookieOf(renewed), cookie)
  t.equal(renewed.headers['cache-control'], 'no-store')
  t.same((await read()).cookies, [])

  await app.db.query(`update devices set last_seen_at = now() - interval '31 days' where id = $1`, [device])
  app.callers?.memory.clear()
  t.equal((await read()).statusCode, 401, 'one that was not used for so long')
})

t.test('elsewhere than in mode own devices are not paired', async (t) => {
  const app = await buildOwnApp(t, { settings: { authMode: 'open' } })
  t.equal((await redeem(app, 'ABCD-EFGH')).statusCode, 409)
  t.equal((await collect(app, 'x')).statusCode, 409)
  t.equal((await app.inject({ method: 'POST', url: '/api/pairing-codes' })).statusCode, 409)
  const payload = { name: 'x', role: 'reader' }
  t.equal((await app.inject({ method: 'POST', url: '/api/tokens', payload })).statusCode, 409)
  t.same((await app.inject('/api/people')).json(), [])
  t.same((await app.inject('/api/auth/mode')).json(), {
    mode: 'open',
    secure: false,
    needs_administrator: false,
  })
})

t.test('a body that was meant otherwise is refused, and makes no code', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const headers = { cookie: ada.cookie }
  const send = (method: 'POST' | 'PATCH', url: string, payload: object) => app.inject({ method, url, headers, payload })
  const before = await app.db.query('select id from pairing_codes')
  for (const [method, url, payload, problem] of [
    ['POST', '/api/pairing-codes', { role: 'editor' }, 'name must be sent with role'],
    ['POST', '/api/pairing-codes', { person_name: 'Rosa' }, 'person_name is not a known field'],
    ['POST', '/api/pairing-codes', { name: 'Rosa', person: 'x' }, 'person is not a known field'],
    ['POST', '/api/pairing-codes/1/approve', { match_number: 1, number: 1 }, 'number is not a known field'],
    ['POST', '/api/pairing/redeem', { code: 'x', device_name: 'x', name: 'Rosa' }, 'name is not a known field'],
    ['POST', '/api/pairing/collect', { wait_token: 'x', code: 'x' }, 'code is not a known field'],
    ['PATCH', `/api/people/${ada.person}`, { activ: false }, 'activ is not a known field'],
    ['PATCH', `/api/devices/${ada.device}`, { name: 'x', person: 1 }, 'person is not a known field'],
    ['POST', '/api/tokens', { name: 'x', role: 'reader', scopes: 'kicad' }, 'scopes is not a known field'],
  ] as const) {
    const answer = await send(method, url, payload)
    t.equal(answer.statusCode, 400, `${url} ${JSON.stringify(payload)}`)
    t.match(answer.body, problem)
  }
  t.same(await app.db.query('select id from pairing_codes'), before)
})

t.test('where nobody has said where the service is, it is where it was reached', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const host = '192.168.1.5:3001'
  const login = (redirect: string) =>
    app.inject({ url: `/api/auth/login?redirect=${encodeURIComponent(redirect)}`, headers: { host } })
  t.equal((await login('http://localhost:3000/parts')).statusCode, 400, 'the default of BASEURL is another program')
  t.equal((await login('https://192.168.1.5:3001/parts')).statusCode, 400)
  t.equal((await login(`http://${host}/parts`)).statusCode, 302)
  const rename = (origin: string, proto = 'http') =>
    app.inject({
      method: 'PATCH',
      url: `/api/devices/${ada.device}`,
      headers: { cookie: ada.cookie, host, origin, 'x-forwarded-proto': proto },
      payload: { name: 'Bench' },
    })
  t.equal((await rename(`http://${host}`)).statusCode, 200)
  t.equal((await rename('http://localhost:3000')).statusCode, 403)
  t.equal((await rename(`https://${host}`)).statusCode, 403, 'another scheme is another origin')
  t.equal((await rename(`http://${host}`, 'javascript')).statusCode, 200, 'what is no scheme is ignored')
})

t.test('an unknown scope is answered with those that there are', async (t) => {
  const app = await buildOwnApp(t)
  const { cookie } = await pairDevice(app, 'Ada')
  const payload = { name: 'x', role: 'reader', scope: 'everything' }
  const answer = await app.inject({ method: 'POST', url: '/api/tokens', headers: { cookie }, payload })
  t.match(answer.json().error ?? answer.body, /scope must be one of: .*[a-z]$/)
})

t.test('links name only addresses that are listened on', async (t) => {
  const settings = { baseurl: 'http://localhost:3000', basePath: '', port: 3001, tlsCertFile: null }
  for (const link of linkAddresses({ ...settings, host: '0.0.0.0' })) t.notMatch(link, '[', link)
  t.same(linkAddresses({ ...settings, host: '10.0.0.7' }), ['http://10.0.0.7:3001'])
})
