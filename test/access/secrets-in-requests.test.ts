import type { InjectOptions } from 'fastify'
import { register } from 'prom-client'
import t from 'tap'
import { maskAddress } from '../../plugins/auth/mask-address.ts'
import { buildOwnApp, invite, makeToken, pairDevice, redeem } from '../support/own-sign-in.ts'
import { collectLog } from '../support/signed-in-app.ts'

/** Every character escaped, as somebody does who wants to be found by no search. */
const escaped = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

t.test('a secret that a request brings at a wrong place is in no log, no metric and no error', async (t) => {
  const { lines, logger } = collectLog()
  const app = await buildOwnApp(t, { server: { logger } })
  const ada = await pairDevice(app, 'Ada')
  const token = await makeToken(app, ada, { role: 'admin' })
  const { link, typed_code: typed } = await invite(app, ada)
  const code = link.split('#')[1]
  const { wait_token: waitToken } = (await redeem(app, (await invite(app, ada)).link)).json()
  const device = ada.cookie.split('=')[1] ?? ''
  lines.length = 0
  const { cookie } = ada

  const requests: InjectOptions[] = [
    `/api/people/${token}`,
    `/api/parts/${token}`,
    `/api/parts/${escaped(token.slice(0, 4))}${token.slice(4)}`,
    `/api/parts/${escaped(token)}`,
    `/api/parts/${escaped(escaped(token))}`,
    `/api/parts?authorization=Bearer%20${token}`,
    `/api/parts?x=${token}`,
    `/api/parts?x=a${token}b`,
    `/api/parts?%74oken=${device}`,
    `/api/parts?wait_token=${waitToken}`,
    `/api/parts?x=${waitToken}&y=${device}&z=${code}`,
    `/api/nothing/${token}?${token}=${token}`,
    `/${token}`,
    `/api/people/${device}`,
    `/pair/${code}`,
    `/pair?${code}=${code}`,
    `/pair#${code}`,
    `/pair#${typed}`,
    `/pair/${typed}`,
    `/pair%2F${typed}`,
    `/pair%252f${typed}`,
    `/pair?${typed}`,
    `/${typed}`,
    `/api/auth/login?redirect=/pair?code=${typed}`,
    `/pair?a=1&${typed}&b=2`,
    `/pair?link=${typed}`,
    `/api/auth/login?redirect=${encodeURIComponent(link)}`,
    `/api/auth/login?redirect=/pair%23${code}`,
    `/api/pairing/redeem/${typed}`,
    `/api/pairing/collect/${waitToken}`,
    `/api/pairing-codes/${typed}`,
    `/api/sse/stream/${token}`,
    `/api/%zz/${token}`,
  ].flatMap((url) => [{ url }, { url, headers: { cookie } }])
  for (const name of ['x-request-id', 'referer', 'user-agent', 'host', 'origin', 'idempotency-key', 'if-none-match']) {
    for (const value of [token, `Bearer ${token}`, link, `https://parts.lab/?a=${token}`]) {
      requests.push({ url: '/api/types', headers: { cookie, [name]: value } })
      const payload = { name: { token } }
      requests.push({ method: 'POST', url: '/api/types', headers: { cookie, [name]: value }, payload })
    }
  }
  requests.push({ url: '/api/parts', headers: { authorization: `Basic ${token}` } })
  requests.push({ url: '/api/parts', headers: { cookie: `${cookie}x; ${token}=${token}` } })
  requests.push({ method: 'POST', url: '/api/types', headers: { cookie, 'content-type': token }, payload: 'x' })
  requests.push({ method: 'POST', url: '/api/types', headers: { cookie }, payload: { [token]: token, name: token } })
  requests.push({ method: 'DELETE', url: `/api/types/${token}`, headers: { cookie } })
  const answers = await Promise.all(requests.map((request) => app.inject(request)))

  const sent = answers.map(({ headers, body, statusCode }) =>
    JSON.stringify({ headers, ...(statusCode >= 400 && { body }) }),
  )
  const places = { log: lines.join(''), metrics: await register.metrics(), answers: sent.join('\n') }
  t.ok(lines.length > requests.length)
  const plain = (text: string) =>
    text.replace(/%(?:25)*([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  for (const [what, secret] of Object.entries({ token, code, typed, waitToken, device })) {
    for (const [place, text] of Object.entries(places)) {
      // Whoever has sent another secret in an address may read there which address that was.
      if (place === 'answers' && what !== 'token') continue
      const at = plain(text).indexOf(secret)
      t.equal(at, -1, `${what} in ${place}: ${at < 0 ? '' : plain(text).slice(at - 200, at + 60)}`)
    }
  }
  t.match(places.log, '"url":"/api/parts?x=inv_***"', 'where it stood is told')
})

t.test('what is no secret stays in the log', async (t) => {
  for (const address of [
    '/api/parts/ABCD?include=documents&after=eyJpZCI6NX0',
    '/api/pairing-codes/12/approve',
    '/api/pairing/redeem',
    '/pair?redirect=%2Fboxes%2F1',
    '/assets/inventory_part_search_module-BJt3pxYz.js',
    '/api/cas/3A7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b',
    '/api/tasks/0b0e7a2c-6b0e-4f0f-8f3c-8f6d0a6f5c11',
    '/api/parts/a%2Fb%20c',
    '/api/parts/ABCD-EFGHI',
    '/api/boxes/7-12',
  ]) {
    t.equal(maskAddress(address), address)
  }
  t.equal(maskAddress('/api/scans?code=x&limit=5#y'), '/api/scans?code=***&limit=5#***')
  const { lines, logger } = collectLog()
  const app = await buildOwnApp(t, { server: { logger } })
  const answer = await app.inject({ url: '/api/parts/ABCD', headers: { 'x-request-id': 'inv_42 of the shop' } })
  t.equal(answer.headers['x-request-id'], 'inv_42 of the shop')
  t.match(lines.join(''), '"reqId":"inv_42 of the shop"')
})

t.test('no address takes long to be cleaned', async (t) => {
  const pieces = [
    'inv_',
    '/pair?',
    '/pair/',
    '/pair#',
    'eyJ',
    'eyJaaaaaaaaa',
    '?',
    '&a',
    '%25',
    'i%2525',
    'a-',
    'A',
    '%20eyJa.',
  ]
  for (const piece of pieces) {
    const spent = (repeats: number) => {
      const before = process.cpuUsage()
      maskAddress(piece.repeat(repeats))
      return process.cpuUsage(before).user
    }
    spent(1000)
    // Time that grows with the square of the length would be hundreds of milliseconds.
    t.ok(Math.min(spent(20_000 / piece.length), spent(20_000 / piece.length)) < 50_000, piece)
  }
})
