import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

const LISTED = 'https://pages.example.com'
const app = await buildApp(t, {
  settings: { baseurl: 'https://parts.example.com', corsOrigins: ['http://localhost:3000', LISTED, 'app://parts'] },
})

/** A change that works without a body and without any header. */
async function change(headers: Record<string, string>, method: 'POST' | 'PUT' | 'DELETE' | 'PATCH' = 'POST') {
  const { statusCode } = await app.inject({
    method,
    url: '/api/kits/4711/archive',
    headers: { host: '127.0.0.1:3001', ...headers },
  })
  return statusCode
}

const REACHED = 404

t.test('a page of another origin changes nothing', async (t) => {
  const foreign: Record<string, string>[] = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:3002' },
    { origin: 'http://localhost:3001' },
    { origin: 'http://127.0.0.1:3001.evil.example' },
    { origin: 'file://' },
    { origin: 'app://other' },
    { origin: 'chrome-extension://abcdefgh' },
    { origin: 'http://127.0.0.1:3001, http://evil.example' },
    { origin: 'http://parts.example.com', host: 'parts.example.com' },
    { origin: 'http://parts.example.com:3001', 'x-forwarded-proto': 'https', host: 'parts.example.com:3001' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:3001' },
    { 'sec-fetch-site': 'cross-site', origin: 'null' },
    { 'sec-fetch-site': 'Cross-Site' },
  ]
  for (const headers of foreign) {
    t.equal(await change(headers), 403, JSON.stringify(headers))
    for (const method of ['PUT', 'DELETE', 'PATCH'] as const) t.equal(await change(headers, method), 403, method)
  }
})

t.test('pages of the service, of a listed origin and programs do', async (t) => {
  const own: Record<string, string>[] = [
    {},
    { origin: 'http://127.0.0.1:3001', 'sec-fetch-site': 'same-origin' },
    { origin: 'http://127.0.0.1:3001' },
    { origin: 'https://127.0.0.1:3001' },
    { origin: 'http://localhost', host: 'localhost:80' },
    { origin: 'https://parts.example.com', 'sec-fetch-site': 'same-origin' },
    { origin: 'https://parts.example.com', host: 'parts.example.com', 'x-forwarded-proto': 'https' },
    { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' },
    { origin: LISTED, 'sec-fetch-site': 'cross-site' },
    { origin: 'app://parts', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'none' },
    { authorization: 'Bearer key', origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of own) t.equal(await change(headers), REACHED, JSON.stringify(headers))
})

t.test('reading and asking for permission are not changes', async (t) => {
  for (const headers of [{ origin: 'http://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    t.equal((await app.inject({ url: '/api/parts', headers })).statusCode, 200)
    t.not((await app.inject({ method: 'OPTIONS', url: '/api/parts', headers })).statusCode, 403)
  }
})

t.test('the refusal says what to do, and a form with a file is refused before it is read', async (t) => {
  const form = '--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nT\r\n--x--\r\n'
  const refused = await app.inject({
    method: 'POST',
    url: '/api/attachment-sets/1/attachments',
    headers: { origin: 'http://evil.example', 'content-type': 'multipart/form-data; boundary=x' },
    payload: form,
  })
  t.equal(refused.statusCode, 403)
  t.match(refused.json(), { code: 'ORIGIN_NOT_ALLOWED', error: /another origin/, details: { message: /CORS_ORIGINS/ } })
  t.equal(refused.json().correlationId, refused.headers['x-request-id'])
})

t.test('* in CORS_ORIGINS opens no changes', async (t) => {
  const signIn = { oidcEnabled: true, oidcIssuerUrl: 'http://127.0.0.1:9', oidcClientId: 'c', oidcClientSecret: 's' }
  const open = await buildApp(t, { settings: { ...signIn, secretKey: 'x'.repeat(64), corsOrigins: ['*'] } })
  const response = await open.inject({
    method: 'POST',
    url: '/api/kits/4711/archive',
    headers: { origin: 'http://evil.example', cookie: 'access_token=x' },
  })
  t.equal(response.statusCode, 403)
})
