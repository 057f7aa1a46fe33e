import t from 'tap'
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
    signed_in_as: null,
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
  const again = await collect(app, waitToken)
  t.strictSame([again.statusCode, again.json()], [201, collected.json()], 'the answer may have been lost')
  t.equal(deviceCookieOf(again), phone.cookie)
  t.match((await app.inject({ url: '/api/auth/self', headers: phone })).json(), { subject: `person:${ada.person}` })
  t.equal((await collect(app, waitToken)).statusCode, 410, 'once it was used the key is not given again')
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

t.test('a browser that becomes the device of somebody else is the former device no more', async (t) => {
  const app = await buildOwnApp(t)
  const [ada, rosa] = [await pairDevice(app, 'Ada'), await pairDevice(app, 'Rosa', 'reader')]
  const code = await app.pairing.makeTerminalCode({ personId: rosa.person })
  const answer = await app.inject({
    method: 'POST',
    url: '/api/pairing/redeem',
    headers: { cookie: ada.cookie },
    payload: { code, device_name: 'Laptop' },
  })
  t.equal(answer.statusCode, 201)
  t.equal((await app.inject({ url: '/api/auth/self', headers: { cookie: ada.cookie } })).statusCode, 401)
  const now = await app.inject({ url: '/api/auth/self', headers: { cookie: deviceCookieOf(answer) } })
  t.match(now.json(), { subject: `person:${rosa.person}` })
})
