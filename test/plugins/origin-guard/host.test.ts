import { once } from 'node:events'
import { request } from 'node:http'
import { networkInterfaces } from 'node:os'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

const own = await buildApp(t, {
  settings: { baseurl: 'https://parts.example.com', allowedHosts: ['parts.lab', '192.168.1.20:3001'] },
})

async function statusFor(app: FastifyInstance, host: string, headers: Record<string, string> = {}) {
  return (await app.inject({ url: '/api/parts', headers: { host, ...headers } })).statusCode
}

t.test('names that lead here are served', async (t) => {
  for (const host of [
    'localhost',
    'localhost:3001',
    'LocalHost.:3001',
    'inventory.localhost:3001',
    '127.0.0.1:3001',
    '127.8.9.10',
    '[::1]:3001',
    'parts.example.com',
    'parts.example.com:8443',
    'localhost:3000',
    'parts.lab:3001',
    '192.168.1.20',
  ]) {
    t.equal(await statusFor(own, host), 200, host)
  }
})

t.test('a name that somebody else has lead here is refused, on every address of the service', async (t) => {
  for (const host of [
    'evil.example',
    'evil.example:3001',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil-localhost',
    'parts.example.com.evil.example',
    'localhost@evil.example',
    'localhost/evil.example',
    'localhost evil.example',
    '127.0.0.1:3001:3001',
    '[::1',
    '[::2]',
    '0.0.0.0:3001',
    '192.168.1.21',
    '*',
  ]) {
    t.equal(await statusFor(own, host), 403, host)
  }
  for (const url of ['/api/docs/openapi.json', '/metrics', '/health/readyz', '/api/cas/x', '/api/nothing', '/']) {
    t.equal((await own.inject({ url, headers: { host: 'evil.example' } })).statusCode, 403, url)
  }
  const refused = await own.inject({ url: '/api/parts', headers: { host: 'evil.example' } })
  t.match(refused.json(), {
    code: 'HOST_NOT_ALLOWED',
    error: /host name/,
    details: { message: /BASEURL.*ALLOWED_HOSTS/ },
  })
  t.equal(refused.json().correlationId, refused.headers['x-request-id'])
  t.notMatch(refused.body, /evil/)
  const preflight = { 'access-control-request-method': 'POST', origin: 'http://evil.example', host: 'evil.example' }
  t.equal((await own.inject({ method: 'OPTIONS', url: '/api/parts', headers: preflight })).statusCode, 403)
})

t.test('what a proxy says that it was asked for counts as well', async (t) => {
  t.equal(await statusFor(own, '127.0.0.1:3001', { 'x-forwarded-host': 'evil.example' }), 403)
  t.equal(await statusFor(own, '127.0.0.1:3001', { 'x-forwarded-host': 'parts.example.com' }), 200)
})

t.test('* opens the service to every name, and sign-in protects it without the names', async (t) => {
  const open = await buildApp(t, { settings: { allowedHosts: ['*'] } })
  t.equal(await statusFor(open, 'anything.example'), 200)

  const signIn = { oidcEnabled: true, oidcIssuerUrl: 'http://127.0.0.1:9', oidcClientId: 'c', oidcClientSecret: 's' }
  const guarded = await buildApp(t, { settings: { ...signIn, secretKey: 'x'.repeat(64) } })
  const health = await guarded.inject({ url: '/health/healthz', headers: { host: 'evil.example' } })
  t.equal(health.statusCode, 200)
})

const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address

function portOf(app: FastifyInstance): number {
  const address = app.server.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}

/** Sends requests with a `Host` to an address that the app listens on. */
function asking(app: FastifyInstance) {
  return async (host: string, to: string | undefined) => {
    const options = { port: portOf(app), host: to, path: '/health/healthz', headers: { host }, agent: false }
    const [response] = await once(request(options).end(), 'response')
    response.resume()
    return response.statusCode
  }
}

t.test('the address that a request has come to is served as well', { skip: !outside && 'no network' }, async (t) => {
  const app = await buildApp(t, { settings: { host: '::', allowUnauthenticatedHost: true } })
  await app.listen({ port: 0, host: '::' })
  const ask = asking(app)
  const port = portOf(app)
  t.equal(await ask(`${outside}:${port}`, outside), 200)
  t.equal(await ask(`${outside}:${port}`, '127.0.0.1'), 403, 'that of another connection')
  t.equal(await ask('10.255.255.9', outside), 403)
})

t.test(
  'an address that the settings open to nobody is refused, under every name',
  { skip: !outside && 'no network' },
  async (t) => {
    const key = { authMode: 'own', drainAuthKey: 'short' } as const
    for (const settings of [{}, { allowedHosts: ['*'] }, { ...key, host: '127.0.0.1' }]) {
      const app = await buildApp(t, { settings })
      await app.listen({ port: 0, host: '::' })
      for (const host of ['localhost', `${outside}`]) t.equal(await asking(app)(host, outside), 403, host)
      t.equal(await asking(app)('localhost', '127.0.0.1'), 200)
      t.equal(await asking(app)('localhost', '::1'), 200)
    }
  },
)
