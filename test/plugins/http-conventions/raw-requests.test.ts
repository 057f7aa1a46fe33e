import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { freePort } from '../../support/free-port.ts'

const ORIGIN = 'https://pages.example'
const metricsPort = await freePort()
const app = await buildApp(t, {
  settings: { baseurl: 'https://parts.example.com', corsOrigins: [ORIGIN], metricsPort },
})
const { hostname, port: mainPort } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))

/** Sends bytes on a connection of their own. @returns the answer. */
async function send(bytes: string, port: string | number = mainPort) {
  const socket = connect(Number(port), hostname)
  socket.write(bytes)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  const [line = '', ...headers] = head.split('\r\n')
  return {
    status: Number(line.split(' ')[1]),
    headers: Object.fromEntries(
      headers.map((each) => [each.split(':', 1)[0]?.toLowerCase(), each.slice(each.indexOf(':') + 2)]),
    ),
    body: body.startsWith('{') ? JSON.parse(body) : {},
  }
}

const request = (path: string, ...headers: string[]) =>
  [`GET ${path} HTTP/1.1`, 'Connection: close', ...headers, '', ''].join('\r\n')
const get = (path: string, ...headers: string[]) => send(request(path, ...headers))
const HOST = 'Host: parts.example.com'

const LONG = 'a'.repeat(40_000)

/** Requests that no route sees, to a path that the port has. */
const MALFORMED: readonly [string, (path: string) => string, number, RegExp][] = [
  ['an address that is none', (path) => request(`${path}/%zz`, HOST), 400, /url/],
  ['no HTTP', () => 'nonsense\r\n\r\n', 400, /not valid HTTP/],
  ['long headers', (path) => request(path, HOST, `Cookie: ${LONG}`), 431, /^The headers of the request/],
  ['a long address', (path) => request(`${path}?q=${LONG}`, HOST), 431, /^The address of the request is too long/],
  ['no host', (path) => request(path), 400, /must have one Host header/],
  ['two hosts', (path) => request(path, 'Host: evil.example', HOST), 400, /must have one Host header/],
  ['another expectation', (path) => request(path, HOST, 'Expect: 200-foo'), 417, /Expect/],
]

t.test('every refusal of a malformed request has the envelope and the headers of other answers', async (t) => {
  for (const [path, port] of [
    ['/api/types', mainPort],
    ['/metrics', metricsPort],
  ] as const) {
    for (const [what, bytes, expected, error] of MALFORMED) {
      const { status, headers, body } = await send(bytes(path), port)
      t.equal(status, expected, `${what}, ${path}`)
      t.match(body, { error, details: { message: /./ }, correlationId: headers['x-request-id'] }, `${what}, ${path}`)
      t.match(
        headers,
        {
          'content-type': 'application/json',
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'same-origin',
          'strict-transport-security': /^max-age=/,
        },
        `${what}, ${path}`,
      )
    }
  }
})

t.test('cookies of a signed-in browser are not too long for either port', async (t) => {
  const cookie = `Cookie: a=${'a'.repeat(24 * 1024)}`
  t.equal((await send(request('/api/types', HOST, cookie), mainPort)).status, 200)
  t.equal((await send(request('/metrics', HOST, cookie), metricsPort)).status, 200)
})

t.test('an OPTIONS request has the headers too, whether its path is known or not', async (t) => {
  for (const path of ['/api/nowhere', '/api/types']) {
    const { headers } = await send(`OPTIONS ${path} HTTP/1.1\r\nConnection: close\r\n${HOST}\r\n\r\n`)
    t.match(headers, { 'x-content-type-options': 'nosniff', 'strict-transport-security': /^max-age=/ }, path)
  }
})

t.test('a page of an allowed origin can read that its address is too long', async (t) => {
  const path = `/api/parts?q=${LONG}`
  const allowed = await get(path, HOST, `Origin: ${ORIGIN}`)
  t.match(allowed.headers, { 'access-control-allow-origin': ORIGIN, vary: 'Origin' })
  const foreign = await get(path, HOST, 'Origin: https://evil.example')
  t.equal(foreign.status, 431)
  t.equal(foreign.headers['access-control-allow-origin'], undefined)
})

t.test('HTTP/1.0 needs no host, and the usual expectation is fulfilled', async (t) => {
  t.equal((await send('GET /api/types HTTP/1.0\r\n\r\n')).status, 200)
  t.equal((await send('GET /api/types HTTP/1.0\r\nExpect: 200-foo\r\n\r\n')).status, 200)
  t.equal((await get('/api/types', HOST, 'Expect: 100-continue')).status, 100)
})
