import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { signIn, startSignIn } from '../support/signed-in-app.ts'

t.test('refresh tokens that are none do not become as many calls of the provider', async (t) => {
  const { app, provider } = await startSignIn(t)
  const send = (cookie: string, address = '203.0.113.1') =>
    app.inject({ url: '/api/types', headers: { cookie, 'x-forwarded-for': address } })

  const answers = await Promise.all(Array.from({ length: 300 }, (_, n) => send(`refresh_token=random-${n}`)))
  const statuses = answers.map(({ statusCode }) => statusCode)
  t.same(new Set(statuses), new Set([401, 429]))
  t.equal(provider.count('/token'), statuses.filter((status) => status === 401).length)
  t.ok(provider.count('/token') <= 20)
  const refused = answers.find(({ statusCode }) => statusCode === 429)
  t.match(refused?.json(), { code: 'TOO_MANY_RENEWALS', error: /Too many/ })
  t.match(refused?.headers['retry-after'], /^([1-9]|[1-5]\d|60)$/)
  t.equal(refused?.headers['set-cookie'], undefined, 'the session of somebody else at this address is not ended')

  const asked = provider.count('/token')
  for (let n = 0; n < 5; n++) t.equal((await send('refresh_token=random', '203.0.113.2')).statusCode, 401)
  t.equal(provider.count('/token'), asked + 1, 'one that was refused is not asked about again')
})

t.test('sessions that are renewed count for nothing', async (t) => {
  const { app, provider } = await startSignIn(t)
  const token = await provider.sign()
  provider.gate = (request, response) => {
    if (request.url !== '/token') return true
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ access_token: token }))
    return false
  }
  for (let n = 0; n < 30; n++) {
    const answer = await app.inject({ url: '/api/types', headers: { cookie: `refresh_token=session-${n}` } })
    t.equal(answer.statusCode, 200)
  }
})

t.test('many sessions behind one address are renewed while the provider is slow', async (t) => {
  const { app, provider } = await startSignIn(t)
  const token = await provider.sign()
  const slow: (() => void)[] = []
  provider.gate = async (request, response) => {
    if (request.url !== '/token') return true
    // The first ones wait until as many are in progress as the service lets be.
    if (slow.length < 10) {
      const all = new Promise<void>((resolve) => slow.push(resolve))
      if (slow.length === 10) for (const go of slow) go()
      await all
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ access_token: token }))
    return false
  }
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      app.inject({ url: '/api/types', headers: { cookie: `refresh_token=session-${n}` } }),
    ),
  )
  t.same(new Set(answers.map(({ statusCode }) => statusCode)), new Set([200]))
})

t.test('refused tokens of an address do not lock out the sessions that were confirmed there', async (t) => {
  const setup = await startSignIn(t)
  const { app, baseurl, provider } = setup
  const browser = await signIn(setup, 'eddie')
  for (let n = 0; n < 21; n++) await app.inject({ url: '/api/types', headers: { cookie: `refresh_token=random-${n}` } })
  const last = await app.inject({ url: '/api/types', headers: { cookie: 'refresh_token=random-22' } })
  t.equal(last.statusCode, 429, 'the address is limited')

  const expire = () => browser.setCookie(baseurl, 'access_token', '')
  expire()
  const used = browser.cookie(baseurl, 'refresh_token')
  t.equal((await browser.request(`${baseurl}/api/types`)).status, 200, 'a session that began here')
  t.not(browser.cookie(baseurl, 'refresh_token'), used)
  expire()
  t.equal((await browser.request(`${baseurl}/api/types`)).status, 200, 'one that was renewed here')

  const calls = provider.count('/token')
  const again = await app.inject({ url: '/api/types', headers: { cookie: 'refresh_token=random-23' } })
  t.equal(again.statusCode, 429, 'unknown tokens stay limited')
  t.equal(provider.count('/token'), calls)
})

t.test('a session that began on another replica, or before a restart, is known', async (t) => {
  const setup = await startSignIn(t)
  const { app, baseurl, provider } = setup
  const browser = await signIn(setup, 'eddie')
  const other = await buildApp(t, { settings: { ...provider.settings, databaseUrl: app.config.databaseUrl } })
  const at = (instance: typeof app, refreshToken = '') =>
    instance.inject({ url: '/api/types', headers: { cookie: `refresh_token=${refreshToken}` } })
  const renewed = (answer: Awaited<ReturnType<typeof at>>) =>
    answer.cookies.find(({ name }) => name === 'refresh_token')?.value
  for (const instance of [app, other]) for (let n = 0; n < 22; n++) await at(instance, `random-${n}`)
  for (const instance of [app, other])
    t.equal((await at(instance, 'random-22')).statusCode, 429, 'the address is limited')

  const there = await at(other, browser.cookie(baseurl, 'refresh_token'))
  t.equal(there.statusCode, 200, 'a session of the first replica')
  const here = await at(app, renewed(there))
  t.equal(here.statusCode, 200, 'one that the other replica has renewed')
  t.not(renewed(here), renewed(there))
  await other.close()
  const restarted = await buildApp(t, { settings: { ...provider.settings, databaseUrl: app.config.databaseUrl } })
  for (let n = 0; n < 22; n++) await at(restarted, `random-${n}`)
  t.equal((await at(restarted, renewed(here))).statusCode, 200)
  t.equal((await at(restarted, 'random-22')).statusCode, 429)
})

t.test('what is known of tokens ends with them', async (t) => {
  const setup = await startSignIn(t)
  const { app, baseurl } = setup
  const browser = await signIn(setup, 'eddie')
  const kept = () =>
    app.db.query<{ minutes: number }>(
      `select extract(epoch from expires_at - now()) / 60 as minutes from known_refresh_tokens order by expires_at`,
    )
  browser.setCookie(baseurl, 'access_token', '')
  t.equal((await browser.request(`${baseurl}/api/types`)).status, 200)
  const [replaced, current, ...others] = await kept()
  t.same(others, [])
  t.ok(Number(replaced?.minutes) <= 1, 'one that was replaced is known for a moment')
  t.ok(Number(current?.minutes) > 1)
  await app.db.query(`update known_refresh_tokens set expires_at = now() - interval '1 second'`)
  await signIn(setup, 'rosa')
  t.equal((await kept()).length, 1, 'old ones are deleted')
})
