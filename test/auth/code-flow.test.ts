import t from 'tap'
import { Browser, signInAtProvider } from '../support/browser.ts'
import { sampleValue } from '../support/sample-value.ts'
import { signIn, startSignIn } from '../support/signed-in-app.ts'

t.test('somebody signs in with the code flow, uses the service and signs out', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, provider } = setup
  const browser = new Browser()
  const exchanges = (await sampleValue('oidc_token_exchange_total', { status: 'success' })) ?? 0

  t.equal((await browser.request(`${baseurl}/api/auth/self`)).status, 401)
  const login = await browser.request(`${baseurl}/api/auth/login?redirect=${encodeURIComponent('/parts?q=ä b')}`)
  t.equal(login.status, 302)
  t.equal(login.headers.get('cache-control'), 'no-store')
  const location = new URL(login.headers.get('location') ?? '')
  t.equal(location.origin, provider.issuer)
  const { state, nonce, code_challenge, ...rest } = Object.fromEntries(location.searchParams)
  t.same(rest, {
    client_id: 'inventory',
    response_type: 'code',
    redirect_uri: `${baseurl}/api/auth/callback`,
    scope: 'openid profile email',
    code_challenge_method: 'S256',
  })
  t.match(code_challenge, /^[\w-]{43}$/)
  t.match(nonce, /^[\w-]{43}$/)
  t.match(state, /^[\w-]{100,}$/)

  const callback = await signInAtProvider(browser, location.href, 'eddie', `${baseurl}/api/auth/callback`)
  const done = await browser.request(callback)
  t.equal(done.status, 302)
  t.equal(done.headers.get('location'), '/parts?q=%C3%A4%20b')
  t.equal(done.headers.get('cache-control'), 'no-store')
  const cookies = done.headers.getSetCookie()
  t.same(
    cookies.map((each) => each.split('=', 1)[0]),
    ['access_token', 'refresh_token', 'id_token'],
  )
  t.match(cookies[0], /; Max-Age=300; Path=\/; HttpOnly; SameSite=Lax$/)
  t.notMatch(cookies[1], /Max-Age|Secure|Domain/, 'an opaque refresh token without lifetime is kept for the session')
  t.equal(await sampleValue('oidc_token_exchange_total', { status: 'success' }), exchanges + 1)

  const self = await browser.request(`${baseurl}/api/auth/self`)
  t.equal(self.status, 200)
  t.same(await self.json(), {
    subject: 'eddie',
    email: 'eddie@example.com',
    name: 'Name of eddie',
    roles: ['editor', 'reader'],
  })
  t.equal((await browser.request(`${baseurl}/api/types`)).status, 200)

  const again = await browser.request(callback)
  t.equal(again.status, 400, 'a state works once')
  t.match(await again.json(), { error: 'Invalid or expired authentication state', code: 'VALIDATION_FAILED' })

  const idToken = browser.cookie(baseurl, 'id_token')
  const logout = await browser.request(`${baseurl}/api/auth/logout`)
  t.equal(logout.status, 302)
  const end = new URL(logout.headers.get('location') ?? '')
  t.same(Object.fromEntries(end.searchParams), {
    client_id: 'inventory',
    post_logout_redirect_uri: `${baseurl}/`,
    id_token_hint: idToken,
  })
  t.equal((await browser.request(end.href)).status, 200, 'the provider accepts the hint')
  t.equal(browser.cookie(baseurl, 'access_token'), undefined)
  t.equal((await browser.request(`${baseurl}/api/types`)).status, 401)
})

t.test('a sign-in belongs to the browser that began it', async (t) => {
  const { baseurl } = await startSignIn(t)
  const attacker = new Browser()
  const login = await attacker.request(`${baseurl}/api/auth/login?redirect=/`)
  const callback = await signInAtProvider(
    attacker,
    login.headers.get('location') ?? '',
    'eddie',
    `${baseurl}/api/auth/callback`,
  )
  const victim = new Browser()
  t.equal((await victim.request(callback)).status, 400, 'a browser that began none')
  await victim.request(`${baseurl}/api/auth/login?redirect=/`)
  t.equal((await victim.request(callback)).status, 400, 'a browser that began another one')
  t.equal(victim.cookie(baseurl, 'access_token'), undefined)

  await attacker.request(`${baseurl}/api/auth/login?redirect=/other-tab`)
  t.equal((await attacker.request(callback)).status, 302, 'a second tab does not end the sign-in of the first')
})

t.test(
  'in the frame of another site a sign-in works without its cookie, and all cookies are partitioned',
  async (t) => {
    const { baseurl } = await startSignIn(t, {
      settings: { oidcCookieSamesite: 'None', oidcCookiePartitioned: true, oidcCookieSecure: true },
    })
    const login = await fetch(`${baseurl}/api/auth/login?redirect=/`, { redirect: 'manual' })
    t.match(login.headers.getSetCookie()[0], /; Secure; SameSite=None; Partitioned|Partitioned/)
    const browser = new Browser()
    const callback = await signInAtProvider(
      browser,
      login.headers.get('location') ?? '',
      'ada',
      `${baseurl}/api/auth/callback`,
    )
    const done = await browser.request(callback)
    t.equal(done.status, 302)
    for (const line of done.headers.getSetCookie()) {
      for (const attribute of ['HttpOnly', 'Secure', 'SameSite=None', 'Partitioned']) t.match(line, attribute)
    }
  },
)

t.test('what the provider refuses is told in its words, and nothing of it is a 500', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl } = setup
  const text = `\u202e\u001b[31mdenied${' by the owner'.repeat(40)}\u202e\u001b[31m`
  const refused = await fetch(
    `${baseurl}/api/auth/callback?error=access_denied&error_description=${encodeURIComponent(text)}`,
  )
  t.equal(refused.status, 401)
  const { error, code } = (await refused.json()) as { error: string; code: string }
  t.equal(code, 'AUTHENTICATION_REQUIRED')
  t.equal(error.length, 200)
  t.notMatch(error, /\p{C}/u)

  const failed = (await sampleValue('oidc_token_exchange_total', { status: 'failed' })) ?? 0
  const browser = new Browser()
  const login = await browser.request(`${baseurl}/api/auth/login?redirect=/`)
  const state = new URL(login.headers.get('location') ?? '').searchParams.get('state')
  const replayed = await browser.request(`${baseurl}/api/auth/callback?code=made-up&state=${state}`)
  t.equal(replayed.status, 401)
  t.match(await replayed.json(), { error: /^Failed to exchange authorization code: / })
  t.equal(await sampleValue('oidc_token_exchange_total', { status: 'failed' }), failed + 1)
})

t.test('nothing of a sign-in and of a search reaches the log', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, log, app } = setup
  const browser = await signIn(setup, 'eddie')
  await browser.request(`${baseurl}/api/auth/self`)
  await browser.request(`${baseurl}/api/auth/callback?code=secret-code&state=secret-state&id_token=secret-id`)
  await browser.request(`${baseurl}/api/auth/callback/?code=secret-code&state=secret-state`)
  await browser.request(`${baseurl}/api/auth/callback?code=secret-code&state=secret-state`, { method: 'POST' })
  await browser.request(`${baseurl}/api/sse/callback?secret=secret-of-gateway`, { method: 'POST' })
  await browser.request(`${baseurl}/api/parts/search?limit=1&q=private-words`)
  const secrets = ['access_token', 'refresh_token', 'id_token'].map((name) => browser.cookie(baseurl, name) ?? '')
  await browser.request(`${baseurl}/api/auth/logout`)
  await app.close()
  const text = log.join('')
  t.match(text, 'signed in')
  t.match(text, 'signed out')
  t.match(text, '/api/auth/callback?code=***&state=***')
  t.match(text, '/api/sse/callback?secret=***')
  t.match(text, '/api/parts/search?limit=1&q=***')
  for (const secret of [
    ...secrets,
    'secret-of-gateway',
    'private-words',
    'secret-code',
    'secret-state',
    'secret-id',
    'the-secret-of-the-client',
  ]) {
    t.ok(secret.length > 5)
    t.notOk(text.includes(secret), secret.slice(0, 12))
  }
})
