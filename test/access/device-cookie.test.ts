import { randomBytes } from 'node:crypto'
import t from 'tap'
import { buildOwnApp, DEVICE_COOKIE, deviceCookieOf, pairDevice } from '../support/own-sign-in.ts'

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
  const browser = { cookie, host: '192.168.1.5:3001', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' }
  for (const referer of [undefined, 'http://evil.example/', 'http://192.168.1.5:8080/', 'http://192.168.1.5/']) {
    const headers = { ...browser, ...(referer !== undefined && { referer }) }
    const answer = await app.inject({ url: '/api/auth/logout', headers })
    t.equal(answer.statusCode, 403, `over plain HTTP, where browsers say less: ${referer}`)
  }
  const { cookie: another } = await pairDevice(app, 'Ada')
  const own = { ...browser, cookie: another, referer: 'http://192.168.1.5:3001/people' }
  const signedOut = await app.inject({ url: '/api/auth/logout', headers: own })
  t.equal(signedOut.statusCode, 302, 'a page of the service')
  t.equal((await app.inject({ url: '/api/parts', headers: { cookie } })).statusCode, 200)

  const logout = await app.inject({ url: '/api/auth/logout', headers: { cookie } })
  t.equal(logout.statusCode, 302)
  t.match(logout.cookies, [{ name: DEVICE_COOKIE, value: '', maxAge: 0 }])
  const after = await app.inject({ url: '/api/parts', headers: { cookie } })
  t.equal(after.statusCode, 401)
  t.same(after.cookies, [], 'another tab may have paired the browser anew')
})

t.test('a page that takes codes can say who is signed in there already', async (t) => {
  const app = await buildOwnApp(t)
  const { cookie, device } = await pairDevice(app, 'Ada')
  const name = async (headers: Record<string, string>) =>
    (await app.inject({ url: '/api/auth/mode', headers })).json().signed_in_as
  t.equal(await name({ cookie }), 'Ada')
  t.equal(await name({}), null)
  t.equal(await name({ cookie: `${DEVICE_COOKIE}=unknown` }), null)
  await app.inject({ method: 'DELETE', url: `/api/devices/${device}`, headers: { cookie } })
  const after = await app.inject({ url: '/api/auth/mode', headers: { cookie } })
  t.match([after.statusCode, after.json().signed_in_as], [200, null], 'not any more')
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

t.test('of several cookies the one counts that is of a device here', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, other] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Ada')]
  const status = async (cookie: string) => (await app.inject({ url: '/api/parts', headers: { cookie } })).statusCode
  const foreign = `${DEVICE_COOKIE}=of-another-service-on-this-host`
  t.equal(await status(`${foreign}; ${ada.cookie}`), 200)
  t.equal(await status(`${ada.cookie}; ${foreign}`), 200)
  t.equal(await status(`${foreign}; ${foreign}2`), 401)
  t.equal(await status(`${ada.cookie}; ${other.cookie}`), 401, 'one of two devices may have been planted')
  await app.inject({ method: 'DELETE', url: `/api/devices/${other.device}`, headers: { cookie: ada.cookie } })
  t.equal(await status(`${other.cookie}; ${ada.cookie}`), 200, 'one of them has ended')
  const malformed = Array.from({ length: 50 }, (_, at) => `${DEVICE_COOKIE}=x${at}`).join('; ')
  t.equal(await status(`${malformed}; ${ada.cookie}`), 200, 'what is no secret of a device is left out')
  const wrong = (count: number) =>
    Array.from({ length: count }, () => `${DEVICE_COOKIE}=${randomBytes(32).toString('base64url')}`).join('; ')
  t.equal(await status(`${wrong(7)}; ${ada.cookie}`), 200)
  t.equal(await status(`${wrong(50)}; ${ada.cookie}`), 401, 'no more than a browser sends')
})

t.test('where several cookies let nobody in, those of longer paths are removed too', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, ben] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Ben')]
  const pathsRemoved = async (url: string, cookie: string) => {
    const answer = await app.inject({ url, headers: { cookie } })
    t.equal(answer.statusCode, 401)
    t.ok(answer.cookies.every(({ name, value, maxAge }) => name === DEVICE_COOKIE && value === '' && maxAge === 0))
    return answer.cookies.map(({ path }) => path)
  }
  const both = `${ada.cookie}; ${ben.cookie}`
  t.same(await pathsRemoved('/api/auth/self?q=/x', both), [
    '/',
    '/api',
    '/api/',
    '/api/auth',
    '/api/auth/',
    '/api/auth/self',
    '/api/auth/self/',
  ])
  t.same(await pathsRemoved('/api/parts/A;Domain=evil.example', both), [
    '/',
    '/api',
    '/api/',
    '/api/parts',
    '/api/parts/',
  ])
  t.same(await pathsRemoved('/api/parts', `${DEVICE_COOKIE}=wrong`), [])
})

t.test('signing out ends each device whose cookie the browser has', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, ben] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Ben')]
  const cookie = `${ada.cookie}; ${ben.cookie}`
  const answer = await app.inject({ method: 'POST', url: '/api/auth/logout', headers: { cookie } })
  t.equal(answer.statusCode, 200)
  t.ok(answer.cookies.length > 1)
  for (const each of [ada.cookie, ben.cookie]) {
    t.equal((await app.inject({ url: '/api/parts', headers: { cookie: each } })).statusCode, 401)
  }
  const log = await app.accessLog.list(2, null)
  t.strictSame(new Set(log.map(({ what, actor }) => `${what} ${actor}`)).size, 2, 'each by itself')
})
