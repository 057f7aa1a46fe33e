import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildOwnApp, makeToken, pairDevice } from '../support/own-sign-in.ts'
import { until } from '../support/until.ts'
import { addSet, formBody } from '../support/upload-form.ts'

/** Sends the headers of a request and the first half of its body. @returns what sends the rest, and resolves with the status. */
async function begin(app: FastifyInstance, url: string, token: string, type: string, body: Buffer) {
  const { port } = app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const half = Math.floor(body.length / 2)
  socket.write(
    `POST ${url} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nContent-Type: ${type}\r\n` +
      `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n`,
  )
  socket.write(body.subarray(0, half))
  return async () => {
    socket.write(body.subarray(half))
    return Number((await text(socket)).split(' ')[1])
  }
}

const JSON_BODY = { type: 'application/json', body: Buffer.from(JSON.stringify({ description: 'Box', capacity: 5 })) }

function form(name: string, content: string) {
  const { payload, headers } = formBody([
    { name: 'title', content: 'Title' },
    { name, filename: 'file.csv', type: 'text/csv', content },
  ])
  return { type: headers['content-type'], body: payload }
}

for (const [what, end, status] of [
  ['revoked', 'delete from access_tokens', 401],
  ['deactivated', `update people set deactivated_at = now() where role <> 'admin'`, 401],
  ['demoted', `update people set role = 'reader' where role <> 'admin'`, 403],
] as const) {
  t.test(`who is ${what} while the body of a request comes in changes nothing`, async (t) => {
    const app = await buildOwnApp(t)
    await app.listen({ port: 0, host: '127.0.0.1' })
    const rosa = await pairDevice(app, 'Rosa', 'editor')
    const set = await addSet(app)
    const requests = [
      { url: '/api/boxes', table: 'boxes', ...JSON_BODY },
      { url: '/api/imports', table: 'imports', ...form('file', 'Description\nRelay\n'.repeat(50)) },
      { url: `/api/attachment-sets/${set}/attachments`, table: 'attachments', ...form('file', 'a,b\n'.repeat(500)) },
    ]
    const begun = []
    for (const { url, type, body } of requests) {
      const token = await makeToken(app, rosa, { role: 'editor' })
      begun.push(await begin(app, url, token, type, body))
    }
    await until(async () => {
      const unused = await app.db.query('select from access_tokens where last_used_at is null')
      return unused.length === 0
    })
    await app.db.query(end)
    await app.db.query('update access_state set version = version + 1')
    await app.callers?.memory.checkVersion()
    for (const finish of begun) t.equal(await finish(), status)
    for (const { table } of requests) t.same(await app.db.query(`select from ${table}`), [], table)
  })
}
