import t from 'tap'
import {
  buildOwnApp,
  collect,
  countStatuses,
  DEVICE_COOKIE,
  deviceCookieOf,
  invite,
  makeToken,
  pairDevice,
  redeem,
} from '../support/own-sign-in.ts'

t.test('of two devices that send one code at once, one waits', async (t) => {
  const app = await buildOwnApp(t)
  const other = await buildOwnApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const ada = await pairDevice(app, 'Ada')
  const { link } = await invite(app, ada)
  t.same(countStatuses(await Promise.all([redeem(app, link), redeem(other, link)])), { 202: 1, 404: 1 })
  const code = await app.pairing.makeTerminalCode({ personId: ada.person })
  t.same(countStatuses(await Promise.all([redeem(app, code), redeem(other, code)])), { 201: 1, 404: 1 })
})

t.test('of two requests that collect one key at once, both get the same one, and one device is paired', async (t) => {
  const app = await buildOwnApp(t)
  const other = await buildOwnApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const ada = await pairDevice(app, 'Ada')
  const { id, link } = await invite(app, ada)
  const sent = (await redeem(app, link)).json()
  const headers = { cookie: ada.cookie }
  const url = `/api/pairing-codes/${id}/approve`
  await app.inject({ method: 'POST', url, headers, payload: { match_number: sent.match_number } })
  const answers = await Promise.all([collect(app, sent.wait_token), collect(other, sent.wait_token)])
  t.same(countStatuses(answers), { 201: 2 })
  const [one, two] = answers.map((answer) => deviceCookieOf(answer))
  t.equal(one, two)
  t.equal((await app.inject({ url: '/api/devices', headers })).json().length, 2)
})

t.test('only who has made a code sees it, approves it or ends it', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, rosa, eve] = [
    await pairDevice(app, 'Ada'),
    await pairDevice(app, 'Rosa', 'reader'),
    await pairDevice(app, 'Eve', 'admin'),
  ]
  const { id, link } = await invite(app, ada)
  const { match_number } = (await redeem(app, link)).json()
  for (const { cookie } of [rosa, eve]) {
    const headers = { cookie }
    const url = `/api/pairing-codes/${id}`
    t.equal((await app.inject({ url, headers })).statusCode, 404)
    t.equal((await app.inject({ method: 'DELETE', url, headers })).statusCode, 404)
    t.equal((await app.inject({ method: 'POST', url: `${url}/refuse`, headers })).statusCode, 404)
    const approve = { method: 'POST', url: `${url}/approve`, headers, payload: { match_number } } as const
    t.equal((await app.inject(approve)).statusCode, 404)
  }
  t.match((await app.inject({ url: `/api/pairing-codes/${id}`, headers: { cookie: ada.cookie } })).json(), {
    state: 'waiting',
  })
})

t.test('readers and editors invite nobody, and a demoted administrator’s invitation is worth nothing', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, eddie] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Eddie', 'editor')]
  const rosa = await pairDevice(app, 'Rosa', 'reader')
  for (const { cookie } of [eddie, rosa]) {
    for (const role of ['admin', 'reader']) {
      const payload = { name: 'Mallory', role }
      const answer = await app.inject({ method: 'POST', url: '/api/pairing-codes', headers: { cookie }, payload })
      t.equal(answer.statusCode, 403)
    }
  }
  const eve = await pairDevice(app, 'Eve', 'admin')
  const { id, link } = await invite(app, eve, { name: 'Mallory', role: 'admin' })
  const { match_number } = (await redeem(app, link)).json()
  await app.inject({
    method: 'PATCH',
    url: `/api/people/${eve.person}`,
    headers: { cookie: ada.cookie },
    payload: { role: 'reader' },
  })
  const approve = { method: 'POST', url: `/api/pairing-codes/${id}/approve`, payload: { match_number } } as const
  t.equal((await app.inject({ ...approve, headers: { cookie: eve.cookie } })).statusCode, 403)
  t.notOk((await app.people.list()).some(({ name }) => name === 'Mallory'))
})

t.test('a stolen device lets nobody in after its end, also with an approval from before', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, stolen] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Ada')]
  const { id, link } = await invite(app, stolen)
  const { match_number, wait_token } = (await redeem(app, link)).json()
  const approve = { method: 'POST', url: `/api/pairing-codes/${id}/approve`, payload: { match_number } } as const
  t.equal((await app.inject({ ...approve, headers: { cookie: stolen.cookie } })).statusCode, 200)
  const headers = { cookie: ada.cookie }
  t.equal((await app.inject({ method: 'DELETE', url: `/api/devices/${stolen.device}`, headers })).statusCode, 204)
  t.equal((await collect(app, wait_token)).statusCode, 410)
})

t.test('a token invites nobody, makes no token and pairs no device', async (t) => {
  const app = await buildOwnApp(t)
  const token = await makeToken(app, await pairDevice(app, 'Ada'), { role: 'admin' })
  const headers = { authorization: `Bearer ${token}` }
  for (const [url, payload] of [
    ['/api/pairing-codes', {}],
    ['/api/pairing-codes', { name: 'Mallory', role: 'admin' }],
    ['/api/tokens', { name: 'x', role: 'reader' }],
  ] as const) {
    t.equal((await app.inject({ method: 'POST', url, headers, payload })).statusCode, 403, url)
  }
})

t.test('a cookie that somebody has planted becomes no session', async (t) => {
  const app = await buildOwnApp(t)
  const planted = `${DEVICE_COOKIE}=${Buffer.alloc(32, 7).toString('base64url')}`
  const code = await app.pairing.makeTerminalCode({ name: 'Ada', role: 'admin', isFirst: false })
  const answer = await app.inject({
    method: 'POST',
    url: '/api/pairing/redeem',
    headers: { cookie: planted },
    payload: { code, device_name: 'Phone' },
  })
  t.equal(answer.statusCode, 201)
  const own = deviceCookieOf(answer)
  t.not(own, planted)
  t.equal((await app.inject({ url: '/api/parts', headers: { cookie: planted } })).statusCode, 401)
  const status = async (cookie: string) => (await app.inject({ url: '/api/parts', headers: { cookie } })).statusCode
  t.equal(await status(`${planted}; ${own}`), 200, 'one of nobody locks nobody out')
  const { cookie: mallory } = await pairDevice(app, 'Mallory')
  t.equal(await status(`${mallory}; ${own}`), 401, 'of two that are good none is trusted')
})

t.test('a page of another origin changes nothing, and gives no browser a session of its own', async (t) => {
  const app = await buildOwnApp(t, { settings: { baseurl: 'https://parts.example.com' } })
  const { cookie } = await pairDevice(app, 'Ada')
  const host = '192.168.1.5:3001'
  const post = (headers: Record<string, string>, url = '/api/types') =>
    app.inject({ method: 'POST', url, headers: { host, ...headers }, payload: { name: headers.origin ?? 'x' } })
  for (const origin of ['http://evil.example', 'http://192.168.1.5:3002', 'null', 'http://parts.example.com']) {
    t.equal((await post({ cookie, origin })).json().code, 'ORIGIN_NOT_ALLOWED', origin)
    t.equal((await post({ origin }, '/api/pairing/redeem')).json().code, 'ORIGIN_NOT_ALLOWED', `${origin} pairs`)
    t.equal((await post({ origin }, '/api/pairing/collect')).json().code, 'ORIGIN_NOT_ALLOWED', `${origin} collects`)
  }
  t.equal((await post({ cookie, 'sec-fetch-site': 'cross-site' })).statusCode, 403)
  t.equal((await post({ cookie, origin: `http://${host}` })).statusCode, 201, 'the host that was asked for')
  t.equal((await post({ cookie, origin: 'https://parts.example.com' })).statusCode, 201, 'BASEURL')
  t.equal((await app.inject({ url: '/api/parts', headers: { cookie, host: 'any.name' } })).statusCode, 200)
})

t.test('a token is no cookie of a device, and the secret of a device is no token', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const token = await makeToken(app, ada, { role: 'admin' })
  const read = async (headers: Record<string, string>) => (await app.inject({ url: '/api/parts', headers })).statusCode
  t.equal(await read({ authorization: `Bearer ${token}` }), 200)
  t.equal(await read({ cookie: `${DEVICE_COOKIE}=${token}` }), 401)
  t.equal(await read({ authorization: `Bearer ${ada.cookie.split('=')[1]}` }), 401)
  t.equal(await read({ authorization: `Bearer inv_${ada.cookie.split('=')[1]}` }), 401)
})

t.test('wrong tokens of one address are limited, at all replicas together', async (t) => {
  const app = await buildOwnApp(t)
  const other = await buildOwnApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const good = await makeToken(app, await pairDevice(app, 'Ada'), { role: 'reader' })
  const call = (token: string, remoteAddress: string, at = app) =>
    at.inject({ url: '/api/parts', headers: { authorization: `Bearer ${token}` }, remoteAddress })
  const wrong = `${good.slice(0, -1)}${good.endsWith('a') ? 'b' : 'a'}`
  const answers = []
  for (let n = 0; n < 25; n++) answers.push(await call(wrong, '10.5.1.1', n % 2 ? app : other))
  t.same(countStatuses(answers), { 401: 20, 429: 5 })
  t.equal((await call(good, '10.5.1.1')).statusCode, 200, 'a good token is not held up by wrong ones of its address')
  t.equal((await call(good, '10.5.1.1', other)).statusCode, 200)
  t.equal((await call(wrong, '10.5.1.1')).statusCode, 429)
  t.equal((await call(wrong, '10.5.1.2')).statusCode, 401)
})
