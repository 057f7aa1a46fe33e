import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildOwnApp, DEVICE_COOKIE, pairDevice } from '../support/own-sign-in.ts'

const HOST = '192.168.1.5:3001'
const BROWSER = { host: HOST, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)' }
const PAGE = { ...BROWSER, accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

async function statusOf(app: FastifyInstance, cookie: string): Promise<number> {
  return (await app.inject({ url: '/api/parts', headers: { cookie } })).statusCode
}

t.test('a page of the service signs out by a request, without Referer', async (t) => {
  const app = await buildOwnApp(t)
  const { cookie } = await pairDevice(app, 'Ada')
  const url = '/api/auth/logout?redirect=%2Fparts%3Fq%3D4k7'
  const post = (headers: Record<string, string>) => app.inject({ method: 'POST', url, headers })
  for (const foreign of [
    { origin: 'http://evil.example' },
    { origin: 'http://192.168.1.5:8080' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ]) {
    const refused = await post({ ...BROWSER, cookie, ...foreign })
    t.equal(refused.statusCode, 403, JSON.stringify(foreign))
    t.match(refused.json(), { code: 'ORIGIN_NOT_ALLOWED' })
  }
  t.equal(await statusOf(app, cookie), 200, 'still signed in')
  const elsewhere = { method: 'POST', url: '/api/auth/logout?redirect=//evil.example', headers: { cookie } } as const
  t.equal((await app.inject(elsewhere)).statusCode, 400)
  t.equal(await statusOf(app, cookie), 200, 'nor by a wrong address')

  const done = await post({ ...BROWSER, cookie, origin: `http://${HOST}` })
  t.equal(done.statusCode, 200)
  t.same(done.json(), { url: '/parts?q=4k7' })
  t.match(done.cookies, [{ name: DEVICE_COOKIE, value: '', maxAge: 0 }])
  t.equal(done.headers['cache-control'], 'no-store')
  t.equal(await statusOf(app, cookie), 401)
  t.match(await app.accessLog.list(1, null), [{ what: 'signed_out' }])
})

t.test('who comes by a link that may be of another site is asked, and signs out by the form', async (t) => {
  const app = await buildOwnApp(t, { settings: { basePath: '/inventory' } })
  const { cookie } = await pairDevice(app, 'Ada')
  const url = `/api/auth/logout?redirect=${encodeURIComponent('/parts?q="><b>&x=%27')}`
  for (const headers of [
    PAGE,
    { ...PAGE, referer: 'http://evil.example/' },
    { ...PAGE, 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' },
  ]) {
    const asked = await app.inject({ url, headers: { ...headers, cookie } })
    t.equal(asked.statusCode, 403, JSON.stringify(headers))
    t.match(asked.headers, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
    })
    t.same(asked.cookies, [])
    t.match(asked.body, 'Sign out?')
    t.match(asked.body, 'href="/inventory/"')
    t.match(asked.body, '<meta name="referrer" content="same-origin">', 'so that the form sends Origin')
    t.notMatch(asked.body, '<b>')
  }
  for (const headers of [
    { ...BROWSER, accept: 'image/avif,image/webp,*/*' },
    { ...PAGE, 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' },
  ]) {
    const refused = await app.inject({ url, headers: { ...headers, cookie } })
    t.match(refused.json(), { code: 'ORIGIN_NOT_ALLOWED' }, 'a picture or a frame')
  }
  const wrong = await app.inject({ url: '/api/auth/logout?redirect=//evil.example', headers: { ...PAGE, cookie } })
  t.equal(wrong.statusCode, 400)
  t.equal(await statusOf(app, cookie), 200, 'nobody is signed out so far')

  const asked = await app.inject({ url, headers: { ...PAGE, cookie } })
  const [, action = ''] = /action="([^"]*)"/.exec(asked.body) ?? []
  const form = { ...PAGE, cookie, 'content-type': 'application/x-www-form-urlencoded' }
  const send = (origin: string) =>
    app.inject({
      method: 'POST',
      url: `/api/auth/${action}`,
      headers: { ...form, origin },
      payload: '',
    })
  t.equal((await send('http://evil.example')).statusCode, 403)
  const done = await send(`http://${HOST}`)
  t.equal(done.statusCode, 303)
  t.equal(done.headers.location, '/parts?q="><b>&x=%27')
  t.equal(await statusOf(app, cookie), 401)
})
