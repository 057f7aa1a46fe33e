import type { IncomingMessage, ServerResponse } from 'node:http'
import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { DOWN } from '../support/identity-provider.ts'
import { sampleValue } from '../support/sample-value.ts'
import { type SignInSetup, signIn, startSignIn } from '../support/signed-in-app.ts'
import { until } from '../support/until.ts'

const PAST = Math.floor(Date.now() / 1000) - 3600

/** A signed-in browser whose access token has expired. */
async function expiredSession(setup: SignInSetup, account = 'eddie') {
  const browser = await signIn(setup, account)
  browser.setCookie(setup.baseurl, 'access_token', await setup.provider.sign({ iat: PAST, exp: PAST + 300 }))
  return browser
}

async function refreshes(status: string): Promise<number> {
  return (await sampleValue('auth_token_refresh_total', { status })) ?? 0
}

function answer(status: number, headers: Record<string, string>, body: string) {
  return (request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== '/token') return true
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
    return false
  }
}

t.test('a valid access token never asks the provider', async (t) => {
  const setup = await startSignIn(t)
  const browser = await signIn(setup, 'rosa')
  t.equal((await browser.request(`${setup.baseurl}/api/types`)).status, 200)
  const asked = setup.provider.requests.length
  const successes = (await sampleValue('auth_validation_total', { status: 'success' })) ?? 0
  for (let n = 0; n < 3; n++) t.equal((await browser.request(`${setup.baseurl}/api/types`)).status, 200)
  t.equal(setup.provider.requests.length, asked)
  t.equal(await sampleValue('auth_validation_total', { status: 'success' }), successes + 3)
})

t.test('an expired or missing access token is renewed on the way, whatever the answer is', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, provider } = setup
  const browser = await expiredSession(setup, 'rosa')
  const before = await refreshes('success')

  const read = await browser.request(`${baseurl}/api/types`)
  t.equal(read.status, 200)
  t.equal(read.headers.get('cache-control'), 'no-store')
  t.same(
    read.headers.getSetCookie().map((each) => each.split('=', 1)[0]),
    ['access_token', 'refresh_token', 'id_token'],
  )
  t.equal(await refreshes('success'), before + 1)
  t.same((await browser.request(`${baseurl}/api/types`)).headers.getSetCookie(), [], 'the new one is used')

  browser.setCookie(baseurl, 'access_token', '')
  const self = await browser.request(`${baseurl}/api/auth/self`)
  t.equal(self.status, 200, 'the question who is signed in renews as well')
  t.equal(self.headers.getSetCookie().length, 3)

  browser.setCookie(baseurl, 'access_token', '')
  const write = await browser.request(`${baseurl}/api/types`, { method: 'POST' })
  t.equal(write.status, 403)
  t.match(await write.json(), {
    error: 'Insufficient permissions - requires one of: editor',
    code: 'AUTHORIZATION_FAILED',
  })
  t.equal(write.headers.getSetCookie().length, 3, 'the new cookies go out with a refusal too')
  t.equal(provider.count('/token'), 4)
})

t.test('requests at the same time on several replicas renew once and all go through', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, provider, app } = setup
  const replica = await buildApp(t, { settings: { ...provider.settings, databaseUrl: app.databaseUrl } })
  const address = await replica.listen({ port: 0, host: '127.0.0.1' })
  const browser = await expiredSession(setup)
  const cookie = ['access_token', 'refresh_token'].map((name) => `${name}=${browser.cookie(baseurl, name)}`).join('; ')
  const calls = provider.count('/token')

  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) => fetch(`${n % 2 ? baseurl : address}/api/types`, { headers: { cookie } })),
  )
  t.same(new Set(answers.map(({ status }) => status)), new Set([200]))
  t.equal(provider.count('/token'), calls + 1)
  const issued = answers.map((each) => each.headers.getSetCookie().find((line) => line.startsWith('refresh_token=')))
  t.equal(new Set(issued).size, 1, 'all have the same tokens')

  const late = await fetch(`${address}/api/types`, { headers: { cookie } })
  t.equal(late.status, 200, 'a straggler within 30 s has them as well')
  t.equal(provider.count('/token'), calls + 1)

  const [row] = await app.db.query<{ sealed_tokens: string; seconds: number }>(
    'select sealed_tokens, extract(epoch from expires_at - now())::float as seconds from token_refreshes',
  )
  t.ok(row && row.seconds > 20 && row.seconds <= 30)
  t.notMatch(row?.sealed_tokens, /eyJ/, 'what is kept is encrypted')
  await app.db.query("update token_refreshes set expires_at = now() - interval '1 s'")
  const tooLate = await fetch(`${address}/api/types`, { headers: { cookie } })
  t.equal(tooLate.status, 401, 'then the provider decides')
  t.same(await app.db.query('select 1 from token_refreshes'), [])
})

t.test('the lock of a replica that died while it renewed is taken over', async (t) => {
  const setup = await startSignIn(t)
  const browser = await expiredSession(setup)
  const held = setup.provider.count('/token')
  setup.provider.gate = (request) => request.url !== '/token' || new Promise(() => {})
  const waiting = browser.request(`${setup.baseurl}/api/types`).catch(() => null)
  await until(() => setup.provider.count('/token') !== held)
  await setup.app.db.query("update token_refreshes set expires_at = now() - interval '1 s'")
  setup.provider.gate = () => true
  const replica = await buildApp(t, {
    settings: { ...setup.provider.settings, databaseUrl: setup.app.databaseUrl },
  })
  const names = ['access_token', 'refresh_token']
  const cookie = names.map((name) => `${name}=${browser.cookie(setup.baseurl, name)}`).join('; ')
  const { statusCode } = await replica.inject({ url: '/api/types', headers: { cookie } })
  t.equal(statusCode, 200)
  setup.app.server.closeAllConnections()
  await waiting
})

t.test('a refresh that the provider refuses ends the session; one that it cannot answer does not', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, provider } = setup
  const browser = await expiredSession(setup)
  const failed = await refreshes('failed')

  const unavailable = [
    DOWN,
    answer(500, {}, '{}'),
    answer(503, {}, 'busy'),
    answer(429, {}, '{}'),
    answer(200, {}, '{}'),
  ]
  for (const gate of unavailable) {
    provider.gate = (request, response) => request.url !== '/token' || gate(request, response)
    const response = await browser.request(`${baseurl}/api/types`)
    t.equal(response.status, 503)
    t.match(await response.json(), { code: 'AUTH_PROVIDER_UNAVAILABLE' })
    t.same(response.headers.getSetCookie(), [])
    t.equal((await browser.request(`${baseurl}/api/auth/self`)).status, 503)
  }
  t.equal(await refreshes('failed'), failed + 2 * unavailable.length)

  provider.gate = answer(400, {}, '{"error":"invalid_grant","error_description":"the grant is over"}')
  const refused = await browser.request(`${baseurl}/api/auth/self`)
  t.equal(refused.status, 401)
  t.match(await refused.json(), { error: 'Session expired, please login again', code: 'AUTHENTICATION_REQUIRED' })
  t.equal(refused.headers.get('cache-control'), 'no-store')
  const lines = refused.headers.getSetCookie()
  t.equal(lines.length, 3)
  for (const line of lines)
    t.match(
      line,
      /^(access_token|refresh_token|id_token)=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax$/,
    )
  t.equal(browser.cookie(baseurl, 'refresh_token'), undefined)
  t.ok(setup.log.some((line) => line.includes('Failed to refresh access token: the grant is over')))
})

t.test('a renewed token that is not valid is a 401', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, provider } = setup
  const browser = await expiredSession(setup)
  const token = await provider.sign({ iss: 'https://elsewhere.example' })
  provider.gate = answer(200, {}, JSON.stringify({ access_token: token }))
  t.equal((await browser.request(`${baseurl}/api/types`)).status, 401)
})

t.test('the lifetimes of the cookies follow the answer', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, provider } = setup
  const idToken = await provider.sign({ sub: 'eddie' })
  const now = Math.floor(Date.now() / 1000)
  const refreshJwt = await provider.sign({ exp: now + 1000 })
  const cases: [Record<string, unknown>, Record<string, RegExp>][] = [
    [{ expires_in: 77 }, { access_token: /Max-Age=77;/ }],
    [{}, { access_token: /Max-Age=300;/ }],
    [
      { refresh_token: refreshJwt, id_token: idToken, refresh_expires_in: 5 },
      { refresh_token: /Max-Age=(999|1000);/, id_token: /Max-Age=(999|1000);/ },
    ],
    [
      { refresh_token: 'opaque', id_token: idToken, refresh_expires_in: 1800 },
      { refresh_token: /Max-Age=1800;/, id_token: /Max-Age=1800;/ },
    ],
    [
      { refresh_token: 'opaque', id_token: idToken },
      { refresh_token: /^refresh_token=opaque; Path/, id_token: /^[^;]+; Path/ },
    ],
  ]
  for (const [index, [tokens, expected]] of cases.entries()) {
    provider.gate = answer(200, {}, JSON.stringify({ access_token: await provider.sign(), ...tokens }))
    const response = await fetch(`${baseurl}/api/types`, { headers: { cookie: `refresh_token=session-${index}` } })
    t.equal(response.status, 200)
    const lines = response.headers.getSetCookie()
    t.equal(lines.length, 'refresh_token' in tokens ? 3 : 1, 'what the answer lacks stays as it is')
    for (const [name, pattern] of Object.entries(expected)) {
      t.match(
        lines.find((line) => line.startsWith(`${name}=`)),
        pattern,
      )
    }
  }
})

t.test('the cookie rules over the Authorization header, which works alone', async (t) => {
  const { baseurl, provider } = await startSignIn(t)
  const [reader, editor] = [
    await provider.sign({ sub: 'rosa', realm_access: { roles: ['reader'] } }),
    await provider.sign({ sub: 'ada', resource_access: { inventory: { roles: ['admin'] } } }),
  ]
  const subject = async (headers: Record<string, string>) =>
    ((await (await fetch(`${baseurl}/api/auth/self`, { headers })).json()) as { subject: string }).subject
  t.equal(await subject({ authorization: `bEARER ${editor}` }), 'ada')
  t.equal(await subject({ authorization: `Bearer ${editor}`, cookie: `access_token=${reader}` }), 'rosa')
  t.equal(await subject({ cookie: `other=1; access_token="${reader}"; access_token=${reader}` }), 'rosa')
})

t.test('somebody named in forwarded headers', async (t) => {
  const { app, provider } = await startSignIn(t)
  const [ada, rosa] = [await provider.sign({ sub: 'ada' }), await provider.sign({ sub: 'rosa' })]
  t.equal((await app.auth.identifyForwarded({ cookie: `access_token=${rosa}` }))?.subject, 'rosa')
  const both = { cookie: `access_token=${rosa}`, authorization: `bearer ${ada}` }
  t.equal((await app.auth.identifyForwarded(both))?.subject, 'ada', 'the header rules')
  await t.rejects(app.auth.identifyForwarded({ cookie: 'refresh_token=x' }), { message: 'No valid token provided' })
  t.equal(provider.count('/token'), 0, 'nothing is renewed')
  const open = await buildApp(t)
  t.equal(await open.auth.identifyForwarded({}), null)
})
