import t from 'tap'
import { discoverProvider } from '../../services/access/oidc-client/provider.ts'
import { CLIENT_ID, CLIENT_SECRET, DOWN, startIdentityProvider } from '../support/identity-provider.ts'
import { sampleValue } from '../support/sample-value.ts'
import { signIn, startSignIn } from '../support/signed-in-app.ts'
import { until } from '../support/until.ts'

async function keyLoads(trigger: string, status: string): Promise<number> {
  return (await sampleValue('jwks_refresh_total', { trigger, status })) ?? 0
}

t.test('a provider that is down at the start: the service starts, is not ready, and heals by itself', async (t) => {
  const failed = await keyLoads('startup', 'failed')
  const { app, provider, baseurl, logged, log } = await startSignIn(t, { up: false })

  const ready = await app.inject('/health/readyz')
  t.equal(ready.statusCode, 503)
  t.same(ready.json().oidc, { discovered: false, ok: false })
  t.equal((await app.inject('/health/healthz')).statusCode, 200)
  const token = await provider.sign()
  for (const headers of [{}, { authorization: `Bearer ${token}` }, { cookie: 'refresh_token=x' }]) {
    for (const url of ['/api/types', '/api/auth/self']) {
      const answer = await app.inject({ url, headers })
      t.equal(answer.statusCode, 503)
      t.match(answer.json(), { code: 'AUTH_PROVIDER_UNAVAILABLE', error: 'The identity provider cannot be reached' })
    }
  }
  t.equal((await app.inject('/api/auth/login?redirect=/')).statusCode, 503)
  const logout = await app.inject('/api/auth/logout?redirect=/bye')
  t.equal(logout.statusCode, 302)
  t.equal(logout.headers.location, '/bye')
  t.ok(log.some((line) => line.includes('"level":40') && line.includes('identity provider is not available')))
  t.equal((await app.inject('/api/docs/openapi.json')).statusCode, 200, 'public routes work')

  await logged('Failed to discover OIDC endpoints after 3 attempts: ')
  t.equal(await keyLoads('startup', 'failed'), failed + 3)
  provider.gate = () => true
  await logged('the identity provider was discovered')
  t.same((await app.inject('/health/readyz')).json().oidc, { discovered: true, ok: true })
  t.equal((await app.inject({ url: '/api/types', headers: { authorization: `Bearer ${token}` } })).statusCode, 200)
  const browser = await signIn({ app, provider, baseurl, logged, log }, 'eddie')
  t.equal((await browser.request(`${baseurl}/api/types`)).status, 200)
  t.equal(provider.count('/.well-known/openid-configuration'), 4, 'one discovery serves everything')
})

t.test('a provider that is slow at the start does not keep the service from starting', async (t) => {
  const answered = Promise.withResolvers<boolean>()
  const started = performance.now()
  const { app, logged } = await startSignIn(t, { gate: () => answered.promise })
  t.ok(performance.now() - started < 8000)
  t.equal((await app.inject('/health/readyz')).statusCode, 503)
  answered.resolve(true)
  await logged('the identity provider was discovered')
  t.same((await app.inject('/health/readyz')).json().oidc, { discovered: true, ok: true })
})

t.test('a document without what is needed, or of another issuer, is a failed attempt', async (t) => {
  const provider = await startIdentityProvider(t, { baseurl: 'http://localhost:3000' })
  const { issuer } = provider
  const whole = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
  }
  const discover = (status: number, document: unknown) => {
    provider.gate = (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(document))
      return false
    }
    return discoverProvider({ issuerUrl: issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, warn: () => {} })
  }
  t.match(await discover(200, whole), { jwksUri: `${issuer}/jwks`, endSessionEndpoint: null })
  await t.rejects(discover(200, { ...whole, issuer: 'https://evil.example' }), {
    message: /^its document names the issuer https:\/\/evil.example instead of/,
  })
  for (const lacking of ['authorization_endpoint', 'token_endpoint', 'jwks_uri']) {
    await t.rejects(discover(200, { ...whole, [lacking]: undefined }), { message: `its document lacks ${lacking}` })
  }
  await t.rejects(discover(404, {}))
  await t.rejects(discover(200, 'no document'))
})

t.test('a slash at the end of the configured issuer does no harm', async (t) => {
  const { app, provider, logged } = await startSignIn(t, { settings: (issuer) => ({ oidcIssuerUrl: `${issuer}/` }) })
  await logged('set OIDC_ISSUER_URL to exactly that')
  t.equal(provider.count('/.well-known/openid-configuration'), 1)
  const authorization = `Bearer ${await provider.sign()}`
  t.equal((await app.inject({ url: '/api/types', headers: { authorization } })).statusCode, 200)
})

t.test('a provider that goes down later disturbs nobody whose token is valid', async (t) => {
  const setup = await startSignIn(t)
  const { app, provider, baseurl } = setup
  const browser = await signIn(setup, 'rosa')
  provider.gate = DOWN
  t.equal((await browser.request(`${baseurl}/api/types`)).status, 200)
  const authorization = `Bearer ${await provider.sign({ sub: 'new' })}`
  t.equal((await app.inject({ url: '/api/types', headers: { authorization } })).statusCode, 200, 'nor a new token')
  t.equal((await app.inject('/health/readyz')).statusCode, 200)
})

t.test('a provider that is slow keeps only those waiting who need it', async (t) => {
  const setup = await startSignIn(t)
  const { provider, baseurl } = setup
  const browser = await signIn(setup, 'rosa')
  const answered = Promise.withResolvers<boolean>()
  provider.gate = (request) => request.url !== '/token' || answered.promise
  const cookie = `refresh_token=${browser.cookie(baseurl, 'refresh_token')}`
  const calls = provider.count('/token')
  const waiting = Array.from({ length: 30 }, () => fetch(`${baseurl}/api/types`, { headers: { cookie } }))
  await until(() => provider.count('/token') !== calls)
  t.equal((await browser.request(`${baseurl}/api/types`)).status, 200)
  t.equal((await fetch(`${baseurl}/health/readyz`)).status, 200, 'no connection of the pool is held')
  answered.resolve(true)
  t.same(new Set((await Promise.all(waiting)).map(({ status }) => status)), new Set([200]))
  t.equal(provider.count('/token'), calls + 1)
})

t.test('keys are rotated while the service runs', async (t) => {
  const setup = await startSignIn(t)
  const { app, provider, baseurl } = setup
  const browser = await signIn(setup, 'eddie')
  t.equal((await browser.request(`${baseurl}/api/types`)).status, 200)
  const call = async (token: string) =>
    (await app.inject({ url: '/api/types', headers: { authorization: `Bearer ${token}` } })).statusCode
  const loads = await keyLoads('unknown_kid', 'success')
  const old = await provider.sign()
  t.equal(await call(old), 200)

  await provider.rotateKeys('second')
  const rotated = await provider.sign()
  t.same(await Promise.all([call(rotated), call(rotated), call(rotated)]), [200, 200, 200])
  t.equal(await keyLoads('unknown_kid', 'success'), loads + 1, 'one load')
  t.equal(await call(old), 401, 'a token of the withdrawn key is refused though it was verified before')

  const asked = provider.count('/jwks')
  for (let n = 0; n < 5; n++) t.equal(await call(await provider.sign({}, { kid: `made-up-${n}` })), 401)
  t.equal(provider.count('/jwks'), asked, 'made-up key ids cannot make the service hammer the provider')

  const renewed = await browser.request(`${baseurl}/api/auth/self`)
  t.equal(renewed.status, 401, 'the session of the old key is over')
  browser.setCookie(baseurl, 'access_token', '')
  t.equal((await browser.request(`${baseurl}/api/auth/self`)).status, 200, 'its refresh token is not')
})
