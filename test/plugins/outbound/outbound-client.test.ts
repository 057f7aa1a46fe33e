import type { IncomingHttpHeaders } from 'node:http'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { OutboundClient, type OutboundRequest } from '../../../plugins/outbound/outbound-client.ts'
import { startWebServer, type WebServer } from '../../support/web-server.ts'

function createClient(t: Test): OutboundClient {
  const client = new OutboundClient({ allowLoopback: true, deadlineMs: 5000 })
  t.teardown(() => client.close())
  return client
}

async function read(client: OutboundClient, url: string, request: Partial<OutboundRequest> = {}) {
  const { body, ...answer } = await client.fetch(url, { maxBytes: 1000, ...request })
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return { ...answer, text: Buffer.concat(chunks).toString() }
}

/** A server that keeps what it was told. */
async function startListener(t: Test): Promise<WebServer & { told: { headers: IncomingHttpHeaders; body: string }[] }> {
  const told: { headers: IncomingHttpHeaders; body: string }[] = []
  const server = await startWebServer(t, {
    '/': async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      told.push({ headers: request.headers, body })
      response.setHeader('set-cookie', 'session=1').end('heard')
    },
    '/moved': { status: 307, headers: { location: '/', 'set-cookie': 'moved=1' } },
  })
  return { ...server, told }
}

t.test('a server sees a browser, and nothing of the service', async (t) => {
  const { origin, told } = await startListener(t)
  const client = createClient(t)
  process.env.HTTP_PROXY = 'http://user:secret@127.0.0.1:9'
  t.teardown(() => delete process.env.HTTP_PROXY)
  await read(client, `${origin}/moved`, { headers: { 'x-api-key': 'secret' } })
  await read(client, `${origin}/`)
  for (const { headers } of told) {
    t.match(headers, {
      accept: '*/*',
      'accept-language': 'nl,en-US;q=0.9,en;q=0.8',
      'accept-encoding': 'gzip, deflate, br',
      'user-agent': /^Mozilla\/5\.0 /,
      host: new URL(origin).host,
    })
    const expected = ['accept', 'accept-encoding', 'accept-language', 'connection', 'host', 'user-agent']
    t.same(Object.keys(headers).sort(), expected, 'no cookie, no credentials, and no header for a second server')
  }
  t.equal(told.length, 2)
})

t.test('what is posted is sent once, to the server that was named', async (t) => {
  const { origin, told } = await startListener(t)
  const client = createClient(t)
  const post = { method: 'POST', body: '{"q":1}', headers: { 'content-type': 'application/json' } } as const
  t.match(await read(client, `${origin}/`, post), { text: 'heard', url: `${origin}/` })
  t.match(told, [{ headers: { 'content-type': 'application/json', 'content-length': '7' }, body: '{"q":1}' }])
  await t.rejects(read(client, `${origin}/moved`, post), { message: 'the server answered with status 307' })
  t.equal(told.length, 1)
})

t.test('an answer is decoded, and its limit counts the decoded bytes', async (t) => {
  const text = 'x'.repeat(1000)
  const encoded = { gzip: gzipSync(text), br: brotliCompressSync(text), deflate: deflateSync(text), identity: text }
  const { origin, pages } = await startWebServer(t)
  const client = createClient(t)
  for (const [encoding, body] of Object.entries(encoded)) {
    pages['/'] = { body, type: 'Text/Plain; charset=x', headers: { 'content-encoding': encoding.toUpperCase() } }
    const answer = await read(client, `${origin}/?flag`)
    t.same(answer, { text, contentType: 'Text/Plain; charset=x', url: `${origin}/?flag` }, encoding)
    await t.rejects(read(client, `${origin}/`, { maxBytes: 999 }), { message: 'Content too large' }, encoding)
  }
  const oddities: [encoding: string, body: Buffer | string][] = [
    ['deflate', deflateRawSync(text)],
    ['deflate', deflateRawSync(text, { level: 0 })],
    ['deflate', deflateSync(text, { level: 9 })],
    ['deflate', ''],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['zstd', zstdCompressSync(text)],
    ['utf-8', text],
    ['none', text],
    ['constructor', text],
    ['x-odd, gzip', gzipSync(text)],
  ]
  for (const [encoding, body] of oddities) {
    pages['/'] = { body, headers: { 'content-encoding': encoding } }
    t.equal((await read(client, `${origin}/`)).text, body === '' ? '' : text, encoding)
  }
  // Much more than the decoder and its reader hold at a time.
  const long = Buffer.alloc(5_000_000, 'x')
  for (const body of [deflateSync(long), deflateRawSync(long)]) {
    pages['/'] = { body, headers: { 'content-encoding': 'deflate' } }
    t.equal((await read(client, `${origin}/`, { maxBytes: 10_000_000 })).text.length, long.length)
  }
  pages['/'] = { status: 204 }
  t.same(await read(client, `${origin}/`), { text: '', contentType: null, url: `${origin}/` })
})

t.test('whoever asked can end a request, and hears the own reason', async (t) => {
  const reason = new Error('not wanted any more')
  const client = createClient(t)
  const before = new AbortController()
  const during = new AbortController()
  const closed = Promise.withResolvers<void>()
  const { origin, asked } = await startWebServer(t, {
    '/silent': () => before.abort(reason),
    '/halfway': (request, response) => {
      request.socket.on('close', () => closed.resolve())
      response.write('half of it')
    },
  })
  await t.rejects(read(client, `${origin}/silent`, { signal: before.signal }), reason)
  await t.rejects(read(client, `${origin}/never`, { signal: before.signal }), reason)
  t.same(asked, ['/silent'])

  const { body } = await client.fetch(`${origin}/halfway`, { maxBytes: 1000, signal: during.signal })
  const reading = async () => {
    for await (const _ of body) during.abort(reason)
  }
  await t.rejects(reading(), reason)
  await closed.promise
})

t.test('closing the client ends what is under way', async (t) => {
  const client = createClient(t)
  const arrived = Promise.withResolvers<void>()
  const { origin } = await startWebServer(t, { '/': () => arrived.resolve() })
  const refused = t.rejects(read(client, `${origin}/`), { name: 'OutboundError' })
  await arrived.promise
  await client.close()
  await refused
  await new OutboundClient().close()
})

t.test('a redirect whose address is written in UTF-8 leads where it says', async (t) => {
  const { origin, pages, asked } = await startWebServer(t, { '/datenblatt-%C3%BC.pdf': { body: 'found' } })
  const client = createClient(t)
  for (const location of ['/datenblatt-\u00fc.pdf', '/datenblatt-%C3%BC.pdf']) {
    // Node.js writes headers as Latin-1: these are the bytes of UTF-8.
    pages['/'] = { status: 302, headers: { location: Buffer.from(location).toString('latin1') } }
    t.equal((await read(client, `${origin}/`)).text, 'found', location)
  }
  pages['/'] = { status: 302, headers: { location: '/\u00fc.pdf' } }
  await t.rejects(read(client, `${origin}/`), { message: /status 404/ })
  t.equal(asked.at(-1), '/%C3%BC.pdf', 'what is no UTF-8 is Latin-1')
})
