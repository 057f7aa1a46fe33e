import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:http2'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import t from 'tap'
import { writeCertificate } from '../../plugins/tls/authority-files.ts'
import { tlsServerOptions } from '../../plugins/tls/server-options.ts'
import { buildOwnApp, DEVICE_COOKIE } from '../support/own-sign-in.ts'

const CLAIMS = { 'x-forwarded-proto': 'http', 'x-forwarded-for': '10.0.0.9', 'content-type': 'application/json' }

t.test('what has come over HTTPS of the service’s own is HTTPS, whatever a header says', async (t) => {
  const dataDir = t.testdir()
  const { certFile: tlsCertFile, keyFile: tlsKeyFile, authorityFile } = await writeCertificate(dataDir, ['localhost'])
  const tls = await tlsServerOptions({ tlsCertFile, tlsKeyFile })
  const app = await buildOwnApp(t, {
    settings: { dataDir, tlsCertFile, tlsKeyFile },
    server: { logger: { level: 'silent' }, ...tls },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const ca = await readFile(authorityFile, 'utf8')
  const session = connect(`https://localhost:${port}`, {
    ca,
    lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  })
  t.teardown(() => session.destroy())

  async function byHttp1(path: string, headers: Record<string, string>, body?: string) {
    const asked = request({
      host: '127.0.0.1',
      port,
      servername: 'localhost',
      ca,
      path,
      method: body ? 'POST' : 'GET',
      headers,
    })
    asked.end(body)
    const [answer] = await once(asked, 'response')
    return { status: answer.statusCode, headers: answer.headers, body: await json(answer) }
  }
  async function byHttp2(path: string, headers: Record<string, string>, body?: string) {
    const stream = session.request({ ':path': path, ':method': body ? 'POST' : 'GET', ...headers })
    stream.end(body)
    const [answer] = await once(stream, 'response')
    return { status: answer[':status'], headers: answer, body: await json(stream) }
  }

  for (const [version, send] of Object.entries({ 'HTTP/1.1': byHttp1, 'HTTP/2': byHttp2 })) {
    const code = await app.pairing.makeTerminalCode({ name: `Ada ${version}`, role: 'admin', isFirst: false })
    const body = JSON.stringify({ code, device_name: 'Laptop' })
    const paired = await send('/api/pairing/redeem', CLAIMS, body)
    t.equal(paired.status, 201, version)
    const [line = ''] = paired.headers['set-cookie'] ?? []
    t.match(line, new RegExp(`^__Host-${DEVICE_COOKIE}=`), version)
    t.match(line, /; Secure/, version)
    const [cookie = ''] = line.split(';')
    const self = async (value: string) => (await send('/api/auth/self', { ...CLAIMS, cookie: value })).status
    t.equal(await self(cookie), 200, version)
    t.equal(await self(cookie.replace('__Host-', '')), 401, `${version}: a cookie without the prefix is not read`)
    t.match((await send('/api/auth/mode', CLAIMS)).body, { secure: true }, version)
  }
})
