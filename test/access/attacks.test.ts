import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { metricValue } from '../support/metric-value.ts'
import {
  buildOwnApp,
  collect,
  DEVICE_COOKIE,
  deviceCookieOf,
  makeToken,
  pairDevice,
  redeem,
  type TestDevice,
} from '../support/own-sign-in.ts'

async function invite(app: FastifyInstance, { cookie }: TestDevice, payload: object = {}) {
  const answer = await app.inject({ method: 'POST', url: '/api/pairing-codes', headers: { cookie }, payload })
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json()
}

function guess(n: number): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
  let text = ''
  for (let rest = n, i = 0; i < 8; i++, rest = Math.floor(rest / alphabet.length)) {
    text += alphabet[rest % alphabet.length]
  }
  return text
}

function statuses(answers: { statusCode: number }[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { statusCode } of answers) counts[statusCode] = (counts[statusCode] ?? 0) + 1
  return counts
}

t.test('guesses of one address: five a minute, however many come at once, on whichever replica', async (t) => {
  const app = await buildOwnApp(t)
  const other = await buildOwnApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const limited = await metricValue('sign_in_limited_total')
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, n) => redeem(n % 2 ? app : other, guess(n), {}, '10.1.1.1')),
  )
  t.same(statuses(answers), { 404: 5, 429: 995 })
  t.equal(await metricValue('sign_in_limited_total'), limited + 995)
  const refused = answers.find(({ statusCode }) => statusCode === 429)
  t.match(refused?.json(), { code: 'TOO_MANY_ATTEMPTS' })
  t.ok(Number(refused?.headers['retry-after']) > 0)

  const ada = await pairDevice(app, 'Ada')
  const { typed_code: typed } = await invite(app, ada)
  t.equal((await redeem(app, typed, {}, '10.1.1.1')).statusCode, 429, 'also for the right code')
  t.equal((await redeem(app, typed, {}, '10.1.1.2')).statusCode, 202, 'others are not held up')
  const { link } = await invite(app, ada)
  t.equal((await redeem(app, link, {}, '10.1.1.1')).statusCode, 202, 'nor are links, which nobody guesses')

  const links = await Promise.all(Array.from({ length: 20 }, (_, n) => redeem(app, `wrong-link-${n}`, {}, '10.1.1.3')))
  t.same(statuses(links), { 404: 5, 429: 15 }, 'an address that sends wrong links waits, too')
  const { link: right } = await invite(app, ada)
  t.equal(
    (await redeem(other, right, {}, '10.1.1.3')).statusCode,
    202,
    'save with a right one: several people have one address',
  )
  const terminal = await app.pairing.makeTerminalCode({ personId: ada.person })
  t.equal((await redeem(app, terminal, {}, '10.1.1.3')).statusCode, 201)
})

t.test('guesses of many addresses: fifty a minute in all, and a whole IPv6 network counts as one', async (t) => {
  const app = await buildOwnApp(t)
  const network = []
  for (let n = 0; n < 10; n++) network.push(await redeem(app, guess(n), {}, `2001:db8:1:2::${n + 1}`))
  t.same(statuses(network), { 404: 5, 429: 5 })
  const logged = await app.accessLog.list(10, null)
  t.same(
    logged.map(({ what, address }) => [what, address]),
    [5, 4, 3, 2, 1].map((n) => ['code_refused', `2001:db8:1:2::${n}`]),
    'the log has the whole addresses',
  )
  const answers = []
  for (let n = 0; n < 60; n++) answers.push(await redeem(app, guess(n), {}, `10.2.${n}.1`))
  t.same(statuses(answers), { 404: 45, 429: 15 })
})

t.test('whoever types wrong codes, or sends wrong links, keeps nobody out who has a link', async (t) => {
  const app = await buildOwnApp(t)
  const other = await buildOwnApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const ada = await pairDevice(app, 'Ada')
  const { link, id } = await invite(app, ada)
  const terminal = await app.pairing.makeTerminalCode({ personId: ada.person })
  for (let n = 0; n < 60; n++) await redeem(app, guess(n), {}, `10.5.${n}.1`)
  t.equal((await redeem(app, guess(61), {}, '10.5.61.1')).statusCode, 429, 'no more can be typed')
  for (let n = 0; n < 60; n++) t.equal((await redeem(app, `wrong-${n}`, {}, `10.6.${n}.1`)).statusCode, 404)
  const url = `/api/pairing-codes/${id}`
  t.match((await app.inject({ url, headers: { cookie: ada.cookie } })).json(), {
    state: 'open',
    typed_code_ended: true,
  })
  t.equal((await redeem(other, link, {}, '10.5.1.1')).statusCode, 202)
  t.equal((await redeem(app, terminal, {}, '10.5.2.1')).statusCode, 201)
  const [noted] = await app.db.query(`select count(*)::int as count from access_log where detail = 'link'`)
  t.match(noted, { count: 50 }, 'and the log does not grow without end')
})

t.test('a typed code ends when ten wrong ones came while it was open, and its link does not', async (t) => {
  const app = await buildOwnApp(t)
  const ada = await pairDevice(app, 'Ada')
  const code = await invite(app, ada)
  for (let n = 0; n < 9; n++) await redeem(app, guess(n), {}, `10.3.${n}.1`)
  const headers = { cookie: ada.cookie }
  const look = async () => (await app.inject({ url: `/api/pairing-codes/${code.id}`, headers })).json()
  t.match(await look(), { state: 'open', typed_code_ended: false })
  await redeem(app, guess(10), {}, '10.3.10.1')
  t.match(await look(), { state: 'open', typed_code_ended: true })
  t.equal((await redeem(app, code.typed_code, {}, '10.3.11.1')).statusCode, 404)
  t.equal((await redeem(app, code.link, {}, '10.3.12.1')).statusCode, 202)
})

t.test(
  'a code that never was, one that was used and one that is too old are answered alike, by the same statements',
  async (t) => {
    const statements: string[] = []
    const app = await buildOwnApp(t, { onStatement: (sql) => void statements.push(sql) })
    const ada = await pairDevice(app, 'Ada')
    const [used, old, cancelled] = [await invite(app, ada), await invite(app, ada), await invite(app, ada)]
    await redeem(app, used.link)
    await app.db.query(`update pairing_codes set expires_at = now() where id = $1`, [old.id])
    await app.invitations.cancel(
      cancelled.id,
      (await app.callers?.device(ada.cookie.split('=')[1] ?? '', ''))?.identity ?? null,
    )

    const seen: { body: object; statements: string[] }[] = []
    const codes = [guess(1), used.typed_code, old.typed_code, cancelled.typed_code]
    for (const [n, code] of codes.entries()) {
      statements.length = 0
      const answer = await redeem(app, code, {}, `10.4.${n}.1`)
      t.equal(answer.statusCode, 404)
      const { correlationId: _, ...body } = answer.json()
      seen.push({ body, statements: statements.filter((sql) => /pairing_codes|access_/.test(sql)) })
    }
    for (const each of seen) t.same(each, seen[0])
    t.ok((seen[0]?.statements.length ?? 0) > 3)
  },
)

t.test('of two devices that send one code at once, one waits', async (t) => {
  const app = await buildOwnApp(t)
  const other = await buildOwnApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const ada = await pairDevice(app, 'Ada')
  const { link } = await invite(app, ada)
  t.same(statuses(await Promise.all([redeem(app, link), redeem(other, link)])), { 202: 1, 404: 1 })
  const code = await app.pairing.makeTerminalCode({ personId: ada.person })
  t.same(statuses(await Promise.all([redeem(app, code), redeem(other, code)])), { 201: 1, 404: 1 })
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
  t.same(statuses(answers), { 201: 2 })
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
  const both = { cookie: `${planted}; ${own}` }
  t.equal((await app.inject({ url: '/api/parts', headers: both })).statusCode, 401, 'with two of them none is trusted')
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
  t.same(statuses(answers), { 401: 20, 429: 5 })
  t.equal((await call(good, '10.5.1.1')).statusCode, 429)
  t.equal((await call(good, '10.5.1.2')).statusCode, 200)
  t.equal((await call(good, '10.5.1.1')).statusCode, 200, 'a token that is known is not held up by others')
})
