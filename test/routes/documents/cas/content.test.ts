import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { Readable } from 'node:stream'
import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { countStatements } from '../../../support/count-statements.ts'
import { pdfOf, pngOf } from '../../../support/pictures.ts'
import { startS3 } from '../../../support/s3-server.ts'
import { addSet, upload } from '../../../support/upload-form.ts'

const statements = countStatements()
const app = await buildApp(t, { settings: { dataDir: t.testdir() }, onStatement: statements.onStatement })
const setId = await addSet(app)
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')

const png = await pngOf('#f00')
const pdf = pdfOf('0123456789')
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
for (const content of [png, pdf, svg]) await upload(app, setId, content)
const address = (content: Buffer | string, query = '') => `/api/cas/${sha256(content)}${query}`

const CACHED = 'public, max-age=31536000, immutable'
const SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
const UNKNOWN = 'application/octet-stream'

t.test('a content is served as a type that is stored, and never run', async (t) => {
  const cases: [content: Buffer | string, query: string, type: string][] = [
    [png, '', 'image/png'],
    [svg, '', 'image/svg+xml'],
    [pdf, '', UNKNOWN],
    [png, '?content_type=', 'image/png'],
    [pdf, '?content_type=application/pdf', 'application/pdf'],
    [png, '?content_type=image/jpeg', 'image/jpeg'],
    [svg, '?content_type=image/svg%2Bxml', 'image/svg+xml'],
    [svg, '?content_type=text/html', UNKNOWN],
    [svg, '?content_type=text/html%0d%0aset-cookie:x', UNKNOWN],
    [png, '?content_type=image/gif', UNKNOWN],
    [png, '?content_type=IMAGE/PNG', UNKNOWN],
    [png, '?content_type=image/png&content_type=text/html', 'image/png'],
    [png, '?flag&unknown=1', 'image/png'],
  ]
  for (const [content, query, type] of cases) {
    const response = await app.inject(address(content, query))
    t.equal(response.statusCode, 200, query)
    t.equal(response.headers['content-type'], type, query)
    t.equal(response.headers['x-content-type-options'], 'nosniff')
    t.equal(response.headers['content-security-policy'], type === 'application/pdf' ? undefined : SANDBOX)
    t.equal(response.headers['cache-control'], CACHED)
    t.equal(response.headers['content-disposition'], undefined)
    t.equal(response.headers['accept-ranges'], 'bytes')
    t.equal(response.headers['content-length'], String(Buffer.byteLength(content)))
    t.ok(response.rawPayload.equals(Buffer.from(content)))
  }
})

t.test('a content can be named, and saved instead of shown', async (t) => {
  const cases: [query: string, disposition: string | undefined][] = [
    ['', undefined],
    ['?filename=&disposition=', undefined],
    ['?disposition=inline', 'inline'],
    ['?disposition=attachment', 'attachment'],
    ['?disposition=nonsense', 'inline'],
    ['?filename=a%20b.png', 'inline; filename="a b.png"'],
    ['?filename=a.png&disposition=attachment', 'attachment; filename="a.png"'],
    ['?filename=a.png&disposition=x%0d%0ay:z', 'inline; filename="a.png"'],
    ['?filename=%22%5C', `inline; filename="__"; filename*=UTF-8''%22%5C`],
    ['?filename=a%0d%0aset-cookie:%20x=1', 'inline; filename="a set-cookie: x=1"'],
    ['?filename=%e2%82%ac%f0%9f%98%80.png', `inline; filename="__.png"; filename*=UTF-8''%E2%82%AC%F0%9F%98%80.png`],
    [`?filename=it's(1)*.png`, 'inline; filename="it\'s(1)*.png"'],
    ["?filename=%25e9'", `inline; filename="_e9'"; filename*=UTF-8''%25e9%27`],
    ['?filename=50%25.png', 'inline; filename="50%.png"'],
  ]
  for (const [query, disposition] of cases) {
    const response = await app.inject(address(png, query))
    t.equal(response.statusCode, 200, query)
    t.equal(response.headers['content-disposition'], disposition, query)
    t.equal(response.headers['set-cookie'], undefined)
  }
})

t.test('requests that make no sense are refused, and no refusal is cached', async (t) => {
  const hash = sha256(png)
  const cases: [url: string, status: number][] = [
    [`/api/cas/${hash.toUpperCase()}`, 400],
    [`/api/cas/${hash.slice(1)}`, 400],
    [`/api/cas/${hash}0`, 400],
    ['/api/cas/..%2f..%2fpostgres', 400],
    ['/api/cas/%00', 404],
    [address(png, '?content_type=image/png&thumbnail=10'), 400],
    ...['x', '0', '1001', '-1', '1.5', '1e2', '%2B5', '99999999999999999999'].map((size): [string, number] => [
      address(png, `?thumbnail=${size}`),
      400,
    ]),
    [`/api/cas/${'0'.repeat(64)}`, 404],
    [`/api/cas/${'0'.repeat(64)}?thumbnail=10`, 404],
    [address(pdf, '?thumbnail=10'), 415],
  ]
  for (const [url, status] of cases) {
    for (const method of ['GET', 'HEAD'] as const) {
      const response = await app.inject({ method, url })
      t.equal(response.statusCode, status, `${method} ${url}`)
      t.equal(response.headers['cache-control'], undefined)
      t.equal(response.headers.etag, undefined)
      if (method === 'GET') t.equal(typeof response.json().error, 'string')
    }
  }
})

t.test('a part of a content can be asked for', async (t) => {
  const { length } = pdf
  const cases: [range: string, status: number, first: number, last: number][] = [
    ['bytes=0-9', 206, 0, 9],
    ['bytes=10-', 206, 10, length - 1],
    ['bytes=-5', 206, length - 5, length - 1],
    ['bytes=-99999', 206, 0, length - 1],
    ['bytes=5-99999', 206, 5, length - 1],
    [`bytes=${length - 1}-${length - 1}`, 206, length - 1, length - 1],
    [`bytes=${length}-`, 416, 0, 0],
    ['bytes=-0', 416, 0, 0],
    ['bytes=99999999999999999999999-', 416, 0, 0],
    ['bytes=5-2', 200, 0, length - 1],
    ['bytes=0-1,4-5', 200, 0, length - 1],
    ['bytes=-', 200, 0, length - 1],
    ['lines=0-5', 200, 0, length - 1],
    ['bytes=a-b', 200, 0, length - 1],
  ]
  for (const [range, status, first, last] of cases) {
    const response = await app.inject({ url: address(pdf, '?content_type=application/pdf'), headers: { range } })
    t.equal(response.statusCode, status, range)
    if (status === 416) {
      t.equal(response.headers['content-range'], `bytes */${length}`)
      t.equal(response.headers['cache-control'], undefined)
      continue
    }
    t.equal(response.headers['content-range'], status === 206 ? `bytes ${first}-${last}/${length}` : undefined)
    t.equal(response.headers['content-length'], String(last - first + 1))
    t.equal(response.headers['cache-control'], CACHED)
    t.equal(response.headers['content-type'], 'application/pdf')
    t.ok(response.rawPayload.equals(pdf.subarray(first, last + 1)), range)
  }
  const etag = `"${sha256(pdf)}"`
  const conditional = (condition: string) =>
    app.inject({ url: address(pdf), headers: { range: 'bytes=0-0', 'if-range': condition } })
  t.equal((await conditional(etag)).statusCode, 206)
  for (const other of ['"x"', `W/${etag}`, 'Tue, 24 Nov 2026 00:00:00 GMT']) {
    t.equal((await conditional(other)).statusCode, 200, other)
  }
})

t.test('what a browser has already is not sent again', async (t) => {
  for (const url of [address(png), address(png, '?thumbnail=3'), address(pdf, '?content_type=application/pdf')]) {
    const first = await app.inject(url)
    const etag = String(first.headers.etag)
    t.match(etag, /^"[0-9a-f]{64}(-3)?"$/)
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const again = await app.inject({ url, headers: { 'if-none-match': known, range: 'bytes=0-1' } })
      t.equal(again.statusCode, 304, known)
      t.equal(again.body, '')
      for (const header of ['etag', 'cache-control', 'content-security-policy', 'x-content-type-options']) {
        t.equal(again.headers[header], first.headers[header], header)
      }
    }
    t.equal((await app.inject({ url, headers: { 'if-none-match': '"x"' } })).statusCode, 200)
  }
})

t.test('HEAD tells what GET would send', async (t) => {
  for (const url of [
    address(png),
    address(pdf, '?content_type=application/pdf&filename=x'),
    address(png, '?thumbnail=3'),
  ]) {
    const get = await app.inject(url)
    const head = await app.inject({ method: 'HEAD', url, headers: { range: 'bytes=0-1' } })
    t.equal(head.statusCode, 200)
    t.equal(head.body, '')
    const of = ({ date, connection, 'x-request-id': id, ...headers }: typeof get.headers) => headers
    t.same(of(head.headers), of(get.headers))
  }
})

t.test('a content needs no statement and no sign-in', async (t) => {
  t.equal(await statements.during(() => app.inject(address(png))), 0)
  t.equal(await statements.during(() => app.inject(address(png, '?thumbnail=2'))), 0)
})

t.test('the type of a stored object counts only where it is an image that may be stored', async (t) => {
  const page = Buffer.from('<script>alert(1)</script>')
  for (const contentType of ['text/html', 'image/gif', 'application/pdf', 'image/png; x']) {
    await app.blobs.put(`cas/${sha256(page)}`, { open: () => Readable.from([page]), size: page.length, contentType })
    t.equal((await app.inject(address(page.toString()))).headers['content-type'], UNKNOWN, contentType)
  }
})

t.test('a storage that fails is 503, in the middle of an answer a broken connection', async (t) => {
  const s3 = await startS3(t)
  const onS3 = await buildApp(t, { settings: { ...s3.settings, dataDir: t.testdir() } })
  const large = Buffer.concat([pdf, Buffer.alloc(500_000)])
  const { attachment_url: url } = await upload(onS3, await addSet(onS3), large)
  t.ok((await onS3.inject(url)).rawPayload.equals(large))
  const part = await onS3.inject({ url, headers: { range: 'bytes=5-9' } })
  t.equal(part.body, pdf.subarray(5, 10).toString())
  for (const query of ['', '?thumbnail=10']) {
    for (const fate of ['fail', 'cut'] as const) {
      s3.decide = () => fate
      const response = await onS3.inject(address(png, query))
      t.equal(response.statusCode, 503, `${fate} ${query}`)
      t.match(response.json(), { code: 'STORAGE_UNAVAILABLE' })
      t.notMatch(response.body, /127\.0\.0\.1|inventory-files/)
      t.equal(response.headers['cache-control'], undefined)
    }
  }
  s3.decide = ({ method }) => (method === 'GET' ? 'fail' : 'pass')
  t.equal((await onS3.inject(url)).statusCode, 503, 'found, but not to be read')
  s3.decide = ({ method }) => (method === 'GET' ? 'break' : 'pass')
  const { port, hostname } = new URL(await onS3.listen({ port: 0, host: '127.0.0.1' }))
  const socket = connect(Number(port), hostname)
  socket.end(`GET ${url} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)
  let received = ''
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1')
  })
  await once(socket, 'close')
  t.ok(received.length < large.length, 'what is missing is not made up')
})
