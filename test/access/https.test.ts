import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { connect as connectHttp2 } from 'node:http2'
import { Agent, get } from 'node:https'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls'
import { promisify } from 'node:util'
import t from 'tap'
import { writeCertificate } from '../../plugins/tls/authority-files.ts'
import { bundledProgram } from '../support/bundled-service.ts'
import { launchService } from '../support/service-process.ts'
import { createTestDatabase, type Teardown } from '../support/test-database.ts'

const run = promisify(execFile)
const HOSTS = ['localhost', '127.0.0.1', 'parts.lab', '::1']

async function startSecure(t: Teardown, dataDir: string) {
  const { certFile, keyFile, authorityFile } = await writeCertificate(dataDir, HOSTS)
  const service = await launchService(t, {
    DATABASE_URL: await createTestDatabase(t),
    DATA_DIR: dataDir,
    TLS_CERT_FILE: certFile,
    TLS_KEY_FILE: keyFile,
  })
  await Promise.race([
    service.logged(/^ready: API at https:/),
    service.exited.then(() => {
      throw new Error(service.log.map(({ msg }) => msg).join('\n'))
    }),
  ])
  const ca = await readFile(authorityFile, 'utf8')
  return { service, certFile, keyFile, ca, port: Number(new URL(service.url).port) }
}

/** The serial number of the certificate that a new connection gets. */
async function serialOf(port: number, ca: string): Promise<string> {
  const socket = connectTls({ port, host: '127.0.0.1', ca, servername: 'localhost' })
  await once(socket, 'secureConnect')
  const { serialNumber } = socket.getPeerCertificate() as PeerCertificate
  socket.destroy()
  return serialNumber
}

function read(port: number, ca: string, path: string, agent: Agent): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', servername: 'localhost', path, ca, agent }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject)
    }).on('error', reject)
  })
}

t.test('HTTPS with HTTP/1.1 and HTTP/2; the certificate is replaced under open connections', async (t) => {
  const { service, certFile, keyFile, ca, port } = await startSecure(t, t.testdir())
  const agent = new Agent({ keepAlive: true, maxSockets: 50, ca })
  t.teardown(() => agent.destroy())
  const sockets = new Set<TLSSocket>()
  agent.on('free', (socket: TLSSocket) => sockets.add(socket))

  const session = connectHttp2(`https://localhost:${port}`, {
    ca,
    lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  })
  t.teardown(() => session.destroy())
  const ask = async (path: string) => {
    const stream = session.request({ ':path': path })
    const [headers] = await once(stream, 'response')
    return { headers, body: await text(stream) }
  }
  const parts = await ask('/api/parts')
  t.equal(parts.headers[':status'], 200)
  t.equal(parts.headers['strict-transport-security'], undefined, 'other ports of the host may speak HTTP')
  const streamed = session.request({ ':path': '/api/sse/stream?request_id=page' })
  const [head] = await once(streamed, 'response')
  t.match(head, { ':status': 200, 'content-type': 'text/event-stream; charset=utf-8' })
  let received = ''
  streamed.setEncoding('utf8').on('data', (chunk: string) => {
    received += chunk
  })
  t.match((await ask('/ca.crt')).body, 'BEGIN CERTIFICATE')
  const loopback = await ask('/api/types?limit=5')
  t.equal(loopback.headers[':status'] === 403, false, 'the host of HTTP/2 is read')

  const all = () => Promise.all(Array.from({ length: 50 }, () => read(port, ca, '/api/types', agent)))
  t.ok((await all()).every(({ status }) => status === 200))
  t.equal(sockets.size, 50)
  const before = await serialOf(port, ca)

  const broken = service.logged(/new certificate cannot be used/)
  await writeFile(certFile, 'no certificate')
  await broken
  t.equal(await serialOf(port, ca), before, 'the one before serves on')
  const readiness = JSON.parse((await read(port, ca, '/health/readyz', agent)).body)
  t.match(
    readiness.tls ?? readiness.checks?.tls,
    { ok: true, error: /are not a certificate and its key/ },
    JSON.stringify(readiness),
  )
  t.notMatch(JSON.stringify(readiness), dirname(certFile), 'it is open to everybody, and names no folders')

  const mended = service.logged(/the certificate was read again/)
  await writeCertificate(join(keyFile, '../..'), HOSTS)
  await mended
  t.not(await serialOf(port, ca), before)
  t.notMatch((await read(port, ca, '/health/readyz', agent)).body, 'not a certificate')

  const open = new Set(sockets)
  t.ok((await all()).every(({ status }) => status === 200))
  t.same(
    [...sockets].filter((socket) => !open.has(socket)),
    [],
    'on the same connections',
  )
  t.equal((await ask('/api/parts')).headers[':status'], 200)
  t.equal(streamed.destroyed, false)

  const ended = once(streamed, 'end')
  agent.destroy()
  service.child.kill('SIGTERM')
  await ended
  t.match(received, 'the service is going away')
  t.equal(await service.exited, 0)
})

t.test('a body that HTTP/2 brings is read, and one that does not come harms nobody else', async (t) => {
  const { service, ca, port } = await startSecure(t, t.testdir())
  const session = connectHttp2(`https://localhost:${port}`, {
    ca,
    lookup: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  })
  t.teardown(() => session.destroy())
  const post = session.request({ ':method': 'POST', ':path': '/api/types', 'content-type': 'application/json' })
  post.end(JSON.stringify({ name: 'Over HTTP/2' }))
  t.match((await once(post, 'response'))[0], { ':status': 201 })
  t.match(await text(post), 'Over HTTP/2')
  const foreign = session.request({
    ':method': 'POST',
    ':path': '/api/types',
    'content-type': 'application/json',
    origin: 'https://evil.example',
  })
  foreign.end('{}')
  t.match((await once(foreign, 'response'))[0], { ':status': 403 })
  t.match(await text(foreign), 'ORIGIN_NOT_ALLOWED')
  const drained = once(session, 'close')
  service.child.kill('SIGTERM')
  await drained
  t.equal(await service.exited, 0, 'an idle session does not hold up the end')
})

t.test('certificates that openssl takes, for names and addresses; the same command renews them', async (t) => {
  const dataDir = t.testdir()
  const { PATH = '' } = process.env
  const NODE_COMPILE_CACHE = 'node_modules/.cache/compiled'
  const env: Record<string, string> = { PATH, NODE_COMPILE_CACHE, DATA_DIR: dataDir }
  const make = (...args: string[]) =>
    run(process.execPath, [bundledProgram('cli/main.ts'), 'make-certificate', ...args], { env })
  await t.rejects(make('--days', '5000'), { message: /make-certificate has no option --days/ })
  const { stdout } = await make('--host', 'parts.lab', '--host', '192.168.1.20')
  t.match(stdout, /TLS_CERT_FILE=.*server\.crt[\s\S]*Its authority is new/)
  const file = (name: string) => join(dataDir, 'tls', name)
  const first = await readFile(file('ca.crt'), 'utf8')
  for (const args of [
    ['-verify_hostname', 'parts.lab'],
    ['-verify_ip', '192.168.1.20'],
  ]) {
    const verified = await run('openssl', [
      'verify',
      '-x509_strict',
      '-purpose',
      'sslserver',
      '-CAfile',
      file('ca.crt'),
      ...args,
      file('server.crt'),
    ])
    t.match(verified.stdout, 'OK')
  }
  await t.rejects(
    run('openssl', ['verify', '-CAfile', file('ca.crt'), '-verify_hostname', 'other.lab', file('server.crt')]),
  )
  const { stdout: modes } = await run('stat', ['-c', '%a', file('ca.key'), file('server.key'), file('')])
  t.equal(modes, '600\n600\n700\n')
  const { stdout: dates } = await run('openssl', ['x509', '-in', file('server.crt'), '-noout', '-dates'])
  const [from = '', until = ''] = dates.split('\n').map((line) => line.split('=')[1] ?? '')
  t.equal((Date.parse(until) - Date.parse(from)) / 86_400_000, 825)

  await copyFile(file('server.crt'), file('before.crt'))
  const renewed = await make()
  t.match(renewed.stdout, 'A certificate for parts.lab, 192.168.1.20.', 'the names stay')
  t.notMatch(renewed.stdout, 'authority is new')
  t.equal(await readFile(file('ca.crt'), 'utf8'), first, 'the authority that phones have stays')
  t.not(await readFile(file('server.crt'), 'utf8'), await readFile(file('before.crt'), 'utf8'))
  await t.rejects(make('--host', 'not a name'), { code: 2 })
  env.BASEURL = 'https://other.lab'
  t.match((await make()).stdout, /BASEURL has the host other\.lab, for which it is not/)
})

t.test('files that cannot be used stop the start, and say why', async (t) => {
  const dataDir = t.testdir({ 'a.crt': 'x', 'a.key': 'x' })
  const [cert, key] = [join(dataDir, 'a.crt'), join(dataDir, 'a.key')]
  const cases: [Record<string, string>, RegExp][] = [
    [{ TLS_CERT_FILE: cert }, /TLS_KEY_FILE must be set when TLS_CERT_FILE is/],
    [{ TLS_CERT_FILE: cert, TLS_KEY_FILE: key }, /are not a certificate and its key/],
    [{ TLS_CERT_FILE: join(dataDir, 'none'), TLS_KEY_FILE: key }, /none cannot be read/],
  ]
  for (const [env, message] of cases) {
    const service = await launchService(t, { DATA_DIR: dataDir, ...env })
    t.equal(await service.exited, 1)
    t.match(service.log.map(({ msg }) => msg).join('\n'), message)
  }
})
