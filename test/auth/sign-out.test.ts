import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { DOWN } from '../support/identity-provider.ts'
import { type SignInSetup, signIn, startSignIn } from '../support/signed-in-app.ts'
import { until } from '../support/until.ts'

function cookieOf({ baseurl }: SignInSetup, browser: Awaited<ReturnType<typeof signIn>>): string {
  return `refresh_token=${browser.cookie(baseurl, 'refresh_token')}`
}

async function replay({ baseurl }: SignInSetup, cookie: string) {
  const response = await fetch(`${baseurl}/api/types`, { headers: { cookie } })
  return { status: response.status, cookies: response.headers.getSetCookie().filter((line) => !/=;/.test(line)) }
}

t.test('a refresh token is of no use after the sign-out, here and at the provider', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, provider, app } = setup
  const browser = await signIn(setup, 'eddie')
  const cookie = cookieOf(setup, browser)
  t.equal((await browser.request(`${baseurl}/api/auth/logout`)).status, 302)
  t.equal(provider.count('/token/revocation'), 1)
  const asked = provider.count('/token')
  t.same(await replay(setup, cookie), { status: 401, cookies: [] })
  t.equal(provider.count('/token'), asked, 'the provider is not even asked')

  const replica = await buildApp(t, { settings: { ...provider.settings, databaseUrl: app.databaseUrl } })
  t.equal((await replica.inject({ url: '/api/types', headers: { cookie } })).statusCode, 401, 'another replica')
  await app.db.query('delete from forgotten_refresh_tokens')
  t.same(await replay(setup, cookie), { status: 401, cookies: [] }, 'the provider has forgotten it as well')
  t.equal(provider.count('/token'), asked + 1)
  const stored = await app.db.query<{ text: string }>(`select token_refreshes::text as text from token_refreshes`)
  t.notMatch(JSON.stringify(stored), cookie.slice(14))
})

t.test('a page of another site signs nobody out, by no means that it has', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, provider } = setup
  const browser = await signIn(setup, 'eddie')
  const cookie = ['access_token', 'refresh_token', 'id_token']
    .map((name) => `${name}=${browser.cookie(baseurl, name)}`)
    .join('; ')
  const call = (headers: Record<string, string>) =>
    fetch(`${baseurl}/api/auth/logout`, { headers: { cookie, ...headers }, redirect: 'manual' })
  for (const headers of [
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
    { 'sec-fetch-site': 'cross-site', referer: 'https://evil.example/' },
    { 'sec-fetch-site': 'cross-site', referer: `https://evil.example/?${baseurl}` },
  ]) {
    const answer = await call(headers)
    t.equal(answer.status, 403, JSON.stringify(headers))
    t.same(answer.headers.getSetCookie(), [])
    t.match(JSON.parse(await answer.text()), { code: 'ORIGIN_NOT_ALLOWED' })
  }
  t.equal(provider.count('/token/revocation'), 0)
  t.equal((await fetch(`${baseurl}/api/types`, { headers: { cookie } })).status, 200, 'still signed in')
})

t.test('pages of the service, people and programs sign out', async (t) => {
  const origin = 'https://pages.example'
  const { app, baseurl } = await startSignIn(t, { settings: { corsOrigins: [origin] } })
  for (const headers of [
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'same-site', referer: `${baseurl}/parts` },
    { 'sec-fetch-site': 'cross-site', referer: `${origin}/` },
    {},
  ]) {
    t.equal((await app.inject({ url: '/api/auth/logout', headers })).statusCode, 302, JSON.stringify(headers))
  }
})

t.test('a page of the service signs out by a request, and is told where the provider signs out', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, provider } = setup
  const browser = await signIn(setup, 'eddie')
  const cookie = cookieOf(setup, browser)
  const post = (origin: string) =>
    fetch(`${baseurl}/api/auth/logout?redirect=/kits`, { method: 'POST', headers: { cookie, origin } })
  t.equal((await post('https://evil.example')).status, 403)
  t.equal(provider.count('/token/revocation'), 0)
  const answer = await post(baseurl)
  t.equal(answer.status, 200)
  const { url } = (await answer.json()) as { url: string }
  t.match(new URL(url).searchParams.get('post_logout_redirect_uri'), /\/kits$/)
  t.ok(answer.headers.getSetCookie().some((line) => /^refresh_token=;/.test(line)))
  t.equal(provider.count('/token/revocation'), 1)
  t.same(await replay(setup, cookie), { status: 401, cookies: [] })
})

t.test('a provider that cannot revoke, or is not there, does not hold the sign-out', async (t) => {
  for (const [options, gate] of [
    [{ revokes: false }, () => true],
    [{}, DOWN],
  ] as const) {
    const setup = await startSignIn(t, options)
    const browser = await signIn(setup, 'eddie')
    const cookie = cookieOf(setup, browser)
    setup.provider.gate = gate
    t.equal((await browser.request(`${setup.baseurl}/api/auth/logout`)).status, 302)
    t.equal(browser.cookie(setup.baseurl, 'refresh_token'), undefined)
    setup.provider.gate = () => true
    t.same(await replay(setup, cookie), { status: 401, cookies: [] })
  }
})

t.test('what a renewal brings at the time of a sign-out is of no use either', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, provider } = setup
  const browser = await signIn(setup, 'eddie')
  const cookie = cookieOf(setup, browser)
  const renewed = await fetch(`${baseurl}/api/types`, { headers: { cookie } })
  const [next = ''] = renewed.headers.getSetCookie().filter((line) => line.startsWith('refresh_token='))
  t.equal(renewed.status, 200)
  // The browser has not seen the new cookie yet.
  await fetch(`${baseurl}/api/auth/logout`, { headers: { cookie }, redirect: 'manual' })
  t.equal(provider.count('/token/revocation'), 2, 'both are revoked')
  t.same(await replay(setup, cookie), { status: 401, cookies: [] }, 'the old one')
  t.same(await replay(setup, next.split(';')[0] ?? ''), { status: 401, cookies: [] }, 'the new one')

  const other = await signIn(setup, 'rosa')
  const held = Promise.withResolvers<boolean>()
  const calls = provider.count('/token')
  provider.gate = (request) => request.url !== '/token' || held.promise
  const underWay = replay(setup, cookieOf(setup, other))
  await until(() => provider.count('/token') !== calls)
  await fetch(`${baseurl}/api/auth/logout`, { headers: { cookie: cookieOf(setup, other) }, redirect: 'manual' })
  held.resolve(true)
  t.same(await underWay, { status: 401, cookies: [] }, 'one under way')
})

t.test(
  'tokens that nobody knows cost the provider a few calls, and a session is ended at it all the same',
  async (t) => {
    const setup = await startSignIn(t)
    const { baseurl, provider } = setup
    const browser = await signIn(setup, 'eddie')
    const signOut = (cookie: string) => fetch(`${baseurl}/api/auth/logout`, { headers: { cookie }, redirect: 'manual' })
    for (let n = 0; n < 40; n++) t.equal((await signOut(`refresh_token=made-up-${n}`)).status, 302)
    t.equal(provider.count('/token/revocation'), 20)
    await signOut(cookieOf(setup, browser))
    t.equal(provider.count('/token/revocation'), 21)
    t.same(await replay(setup, cookieOf(setup, browser)), { status: 401, cookies: [] })
  },
)

t.test('a request that names a page of another site signs nobody out, whatever sends it', async (t) => {
  const { app, baseurl } = await startSignIn(t)
  for (const [headers, status] of [
    [{ referer: 'http://evil.example/' }, 403],
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ referer: `${baseurl}/parts` }, 302],
  ] as const) {
    t.equal((await app.inject({ url: '/api/auth/logout', headers })).statusCode, status, JSON.stringify(headers))
  }
})

t.test('other sessions of the same user go on', async (t) => {
  const setup = await startSignIn(t)
  const [here, there] = [await signIn(setup, 'eddie'), await signIn(setup, 'eddie')]
  await here.request(`${setup.baseurl}/api/auth/logout`)
  t.equal((await replay(setup, cookieOf(setup, there))).status, 200)
})
