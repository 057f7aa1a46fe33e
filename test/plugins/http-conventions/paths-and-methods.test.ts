import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

const ENVELOPE = { error: String, details: { message: String }, correlationId: String }

const app = await buildApp(t)
const address = await app.listen({ port: 0, host: '127.0.0.1' })

t.test('a path segment that is long or missing is a path that does not exist', async (t) => {
  for (const url of [
    `/api/parts/${'A'.repeat(101)}`,
    `/api/parts/${'A'.repeat(5000)}`,
    `/api/parts/${'A'.repeat(101)}/locations`,
    `/api/tasks/${'1'.repeat(200)}/status`,
    `/api/types/${'1'.repeat(200)}`,
    `/api/cas/${'0'.repeat(200)}?thumbnail=1`,
  ]) {
    const answer = await app.inject(url)
    t.equal(answer.statusCode, 404, url.slice(0, 30))
    t.match(answer.json(), ENVELOPE)
  }
  for (const method of ['GET', 'PUT', 'DELETE', 'POST', 'PATCH'] as const) {
    for (const url of ['/api/parts/', '/api/parts//locations', '/api/types/', '/api/tasks//status']) {
      const answer = await app.inject({ method, url, ...(method === 'GET' ? {} : { payload: {} }) })
      t.equal(answer.statusCode, 404, `${method} ${url}`)
      t.equal(answer.json().error, 'Resource not found')
      t.equal(answer.headers.allow, undefined)
    }
  }
})

async function exchange(bytes: string): Promise<{ status: number; head: string; body: unknown }> {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  socket.write(bytes)
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), head, body: body === '' ? null : JSON.parse(body) }
}

t.test('every method that a path does not have is answered with those that it has', async (t) => {
  for (const method of ['QUERY', 'TRACE', 'PROPFIND', 'MKCOL', 'LOCK', 'SEARCH', 'PURGE', 'PATCH', 'POST']) {
    for (const body of ['', 'Content-Length: 5\r\nContent-Type: text/plain\r\n']) {
      const more = body === '' ? '' : 'plain'
      const request = `${method} /api/types/1 HTTP/1.1\r\nHost: ${new URL(address).host}\r\nConnection: close\r\n${body}\r\n${more}`
      const answer = await exchange(request)
      t.equal(answer.status, 405, `${method} ${body === '' ? 'without' : 'with'} a body`)
      t.match(answer.head, /^allow: GET, HEAD, PUT, DELETE$/im)
      t.match(answer.body, ENVELOPE)
    }
  }
  const unknown = await exchange(
    `QUERY /nowhere HTTP/1.1\r\nHost: ${new URL(address).host}\r\nConnection: close\r\n\r\n`,
  )
  t.equal(unknown.status, 404)
})

t.test('a request has one Host', async (t) => {
  const { host } = new URL(address)
  for (const second of [`Host: ${host}`, 'host: evil.example', 'HOST:']) {
    const request = `GET /api/types HTTP/1.1\r\nHost: ${host}\r\n${second}\r\nConnection: close\r\n\r\n`
    const answer = await exchange(request)
    t.equal(answer.status, 400, second)
    t.match(answer.body, ENVELOPE)
    t.match(answer.head, /^x-request-id: .+$/im)
  }
})

t.test('what is no HTTP carries the id of its answer as well', async (t) => {
  const answer = await exchange('nonsense\r\n\r\n')
  t.equal(answer.status, 400)
  const id = /^x-request-id: (.+)$/im.exec(answer.head)?.[1]
  t.match(answer.body, { correlationId: id })
})
