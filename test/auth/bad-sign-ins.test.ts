import t from 'tap'
import { Browser, signInAtProvider } from '../support/browser.ts'
import { type SignInSetup, startSignIn } from '../support/signed-in-app.ts'

const ELSEWHERE = [
  'https://evil.example',
  'http://evil.example/',
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/\\/evil.example',
  '/x\\y',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  ' /parts',
  '/parts ',
  '\u00a0/parts',
  '/\u0000/evil.example',
  '/\u0085/x',
  'evil.example',
  'parts',
  './parts',
  '../parts',
  '?q=1',
  '#top',
  'http:evil.example',
  'http:/evil.example',
  'http:///evil.example',
  'https:evil.example',
  'HTTP://EVIL.EXAMPLE',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'ftp://localhost:3000/',
  'http://[::1',
  'http://',
  `/${'a'.repeat(3000)}`,
]

/** Spellings of addresses that only look like the application's own. */
function lookAlikes(baseurl: string): string[] {
  const { host, port } = new URL(baseurl)
  return [
    `${baseurl}.evil.example/`,
    `${baseurl}@evil.example/`,
    `http://user@${host}/`,
    `http://user:pw@${host}/`,
    `https://${host}/`,
    `//${host}/parts`,
    `http://evil.example\\@${host}/`,
    `http://evil.example#@${host}/`,
    `http://evil.example?@${host}/`,
    `http://localhost:${port}/`,
    `http://127.0.0.1:${Number(port) + 1}/`,
    'http://127.0.0.1/',
    `http:\\\\${host}/`,
  ]
}

t.test('nobody is sent elsewhere, in whatever spelling', async (t) => {
  const { app, baseurl } = await startSignIn(t)
  for (const redirect of [...ELSEWHERE, ...lookAlikes(baseurl)]) {
    for (const path of ['login', 'logout']) {
      const answer = await app.inject(`/api/auth/${path}?redirect=${encodeURIComponent(redirect)}`)
      t.equal(answer.statusCode, 400, `${path} ${JSON.stringify(redirect).slice(0, 60)}`)
      t.equal(answer.json().code, redirect.includes('\u0000') ? undefined : 'VALIDATION_FAILED')
      t.equal(answer.headers.location, undefined)
      t.equal(answer.headers['cache-control'], 'no-store')
    }
  }
  const [missing, empty] = [await app.inject('/api/auth/login'), await app.inject('/api/auth/login?redirect=')]
  for (const answer of [missing, empty]) {
    t.equal(answer.statusCode, 400)
    t.equal(answer.json().error, "Missing required 'redirect' parameter")
  }
  for (const redirect of [
    '/',
    '/parts?q=1#x',
    '/a//b',
    '/https://evil.example',
    baseurl,
    `${baseurl}/parts`,
    '/\u{1f50b}',
    '/\ud800',
  ]) {
    const answer = await app.inject(`/api/auth/login?redirect=${encodeURIComponent(redirect.toWellFormed())}`)
    t.equal(answer.statusCode, 302, redirect)
  }
})

async function begin({ baseurl }: SignInSetup) {
  const browser = new Browser()
  const login = await browser.request(`${baseurl}/api/auth/login?redirect=/`)
  const url = login.headers.get('location') ?? ''
  return { browser, url, state: new URL(url).searchParams.get('state') ?? '' }
}

t.test('callbacks that belong to no sign-in', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, app, provider } = setup
  const { browser, state } = await begin(setup)
  const exchanges = provider.count('/token')
  const flipped = `${state.slice(0, -4)}${state.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`
  const cases: [string, string, string][] = [
    ['nothing', '', "Missing 'code' parameter in callback"],
    ['no state', 'code=x', "Missing 'state' parameter in callback"],
    ['no code', `state=${state}`, "Missing 'code' parameter in callback"],
    ['empty code', `code=&state=${state}`, "Missing 'code' parameter in callback"],
    ['empty state', 'code=x&state=', "Missing 'state' parameter in callback"],
    ['made-up state', 'code=x&state=abc', 'Invalid or expired authentication state'],
    ['long made-up state', `code=x&state=${'A'.repeat(400)}`, 'Invalid or expired authentication state'],
    ['changed state', `code=x&state=${flipped}`, 'Invalid or expired authentication state'],
    ['cut state', `code=x&state=${state.slice(0, 60)}`, 'Invalid or expired authentication state'],
    ['state with more behind it', `code=x&state=${state}AA`, 'Invalid or expired authentication state'],
    ['state that is no base64', 'code=x&state=%ff%fe***', 'Invalid or expired authentication state'],
  ]
  for (const [name, query, text] of cases) {
    const answer = await browser.request(`${baseurl}/api/auth/callback?${query}`)
    t.equal(answer.status, 400, name)
    t.match(await answer.json(), { error: text }, name)
  }
  const tossed = await app.inject({
    url: `/api/auth/callback?code=x&state=${state}`,
    headers: { cookie: `login_state=${browser.cookie(baseurl, 'login_state') ?? ''}; login_state=tossed` },
  })
  t.equal(tossed.statusCode, 400, 'two state cookies')
  const elsewhere = await browser.request(`${baseurl}/api/auth/callback?code=x&state=${state}&iss=https://evil.example`)
  t.equal(elsewhere.status, 401, 'the answer of another provider')
  t.equal(provider.count('/token'), exchanges, 'none of them reached the provider')
})

t.test('a callback whose ID token is wrong signs nobody in', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl, provider } = setup
  const access_token = await provider.sign()
  const wrong: [string, Record<string, unknown>, Record<string, string>?][] = [
    ['of another sign-in', { nonce: 'another' }],
    ['without nonce', {}],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for another client', { aud: 'billing' }],
    ['issued to another client', { aud: ['inventory', 'billing'], azp: 'billing' }],
    ['expired', { exp: 1 }],
    ['of an unknown key', {}, { kid: 'unknown' }],
  ]
  for (const [name, claims, header] of wrong) {
    const { browser, url, state } = await begin(setup)
    const nonce = new URL(url).searchParams.get('nonce') ?? ''
    const rightNonce = name === 'of another sign-in' || name === 'without nonce' ? {} : { nonce }
    const id_token = await provider.sign({ ...rightNonce, ...claims }, header)
    provider.gate = (request, response) => {
      if (request.url !== '/token') return true
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ access_token, id_token }))
      return false
    }
    const answer = await browser.request(`${baseurl}/api/auth/callback?code=x&state=${state}`)
    t.equal(answer.status, 401, name)
    t.equal(((await answer.json()) as { code: string }).code, 'AUTHENTICATION_REQUIRED')
    t.equal(browser.cookie(baseurl, 'access_token'), undefined)
  }
})

t.test('a code works once', async (t) => {
  const setup = await startSignIn(t)
  const { baseurl } = setup
  const first = await begin(setup)
  const callback = await signInAtProvider(first.browser, first.url, 'eddie', `${baseurl}/api/auth/callback`)
  const code = new URL(callback).searchParams.get('code')
  t.equal((await first.browser.request(callback)).status, 302)
  const second = await begin(setup)
  const replayed = await second.browser.request(`${baseurl}/api/auth/callback?code=${code}&state=${second.state}`)
  t.equal(replayed.status, 401)
  t.equal(second.browser.cookie(baseurl, 'access_token'), undefined)
})
