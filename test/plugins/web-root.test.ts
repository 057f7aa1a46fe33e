import { createHash } from 'node:crypto'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import type { InjectOptions } from 'fastify'
import t from 'tap'
import { buildApp } from '../support/build-app.ts'

const INLINE = "document.documentElement.dataset.theme = 'dark'"
const PAGE = `<!doctype html><title>Parts</title><script>${INLINE}</script><script src="/assets/index-BJt3pxYz.js"></script>`
const FILES = {
  'index.html': PAGE,
  'version.json': '{"version":"abc123"}',
  'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'a b#c%2e.txt': 'odd name',
  'assets/index-BJt3pxYz.js': 'console.log(1)',
  'assets/logo-horizontal.svg': '<svg/>',
  '.env': 'SECRET=1',
  'assets/.hidden.js': 'hidden',
  '.git/config': 'hidden',
}
const HTML = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

const root = t.testdir({ web: {}, 'secret.txt': 'secret', web2: { 'index.html': 'another folder' } })
const web = join(root, 'web')
for (const [path, content] of Object.entries(FILES)) {
  await mkdir(join(web, path, '..'), { recursive: true })
  await writeFile(join(web, path), content)
}
await writeFile(join(web, 'assets/index-BJt3pxYz.js.br'), brotliCompressSync(FILES['assets/index-BJt3pxYz.js']))
await symlink(join(root, 'secret.txt'), join(web, 'leak.txt'))
await symlink(root, join(web, 'up'))
await symlink(join(web, 'assets'), join(web, 'inside'))

const app = await buildApp(t, { settings: { webRoot: web } })
const get = (url: string, more: InjectOptions = {}) => app.inject({ url, ...more })

t.test('the index page, at the root and at every address that a browser opens as a page', async (t) => {
  for (const url of ['/', '/index.html', '/parts', '/parts/ABCD?tab=stock', '/kits/1/', '/apiary', '/assets']) {
    const page = await get(url, { headers: HTML })
    t.match(page, { statusCode: 200, body: PAGE }, url)
    t.match(page.headers, { 'cache-control': 'no-store', 'content-type': 'text/html; charset=utf-8' }, url)
  }
  const head = await get('/parts', { method: 'HEAD', headers: HTML })
  t.match({ status: head.statusCode, body: head.body }, { status: 200, body: '' })
})

t.test('files: how long they may be kept, their types, 304', async (t) => {
  const expected: [string, RegExp, string][] = [
    ['/assets/index-BJt3pxYz.js', /javascript/, 'public, max-age=31536000, immutable'],
    ['/inside/index-BJt3pxYz.js', /javascript/, 'public, max-age=31536000, immutable'],
    ['/assets/logo-horizontal.svg', /svg/, 'no-cache'],
    ['/favicon.svg', /svg/, 'no-cache'],
    ['/version.json', /json/, 'no-store'],
    ['/a%20b%23c%252e.txt', /text/, 'no-cache'],
  ]
  for (const [url, type, caching] of expected) {
    const file = await get(url)
    t.equal(file.statusCode, 200, url)
    t.match(file.headers['content-type'], type, url)
    t.equal(file.headers['cache-control'], caching, url)
    t.match(file.headers, { 'x-content-type-options': 'nosniff', 'content-security-policy': /default-src 'self'/ })
  }
  const { headers } = await get('/favicon.svg')
  const again = await get('/favicon.svg', { headers: { 'if-none-match': String(headers.etag) } })
  t.equal(again.statusCode, 304)
  t.equal((await get('/favicon.svg', { method: 'HEAD' })).body, '')
})

t.test('a file that lies there compressed too is sent so to browsers that take that', async (t) => {
  const small = await get('/assets/index-BJt3pxYz.js', { headers: { 'accept-encoding': 'gzip, br' } })
  t.match(small.headers, { 'content-encoding': 'br', vary: 'accept-encoding', 'content-type': /javascript/ })
  t.match(small.headers, { 'cache-control': 'public, max-age=31536000, immutable' })
  t.equal(brotliDecompressSync(small.rawPayload).toString(), FILES['assets/index-BJt3pxYz.js'])
  const plain = await get('/assets/index-BJt3pxYz.js', { headers: { 'accept-encoding': 'identity' } })
  t.equal(plain.headers['content-encoding'], undefined)
  t.equal(plain.body, FILES['assets/index-BJt3pxYz.js'])
})

t.test('below a prefix the page says what its addresses are relative to', async (t) => {
  const folder = t.testdir({ 'index.html': '<!doctype html><base href="/" /><title>Parts</title>' })
  for (const settings of [{ basePath: '/lab/parts/' }, { baseurl: 'https://lab.example/lab/parts' }]) {
    const below = await buildApp(t, { settings: { ...settings, webRoot: folder } })
    const page = await below.inject({ url: '/kits/1', headers: HTML })
    t.match(page.body, '<base href="/lab/parts/" />')
  }
  t.match((await get('/', { headers: HTML })).body, PAGE, 'a page without a base stays as it is')
})

t.test('without pages `/` leads to the interface', async (t) => {
  const bare = await buildApp(t, { settings: { webRoot: 'none' } })
  const page = await bare.inject({ url: '/', headers: HTML })
  t.equal(page.statusCode, 200)
  t.match(page.body, '/api/docs/swagger/')
  t.equal((await bare.inject({ url: '/parts', headers: HTML })).statusCode, 404)
})

t.test('the policy of a page: this origin, and its own inline scripts by their hash', async (t) => {
  const policy = String((await get('/')).headers['content-security-policy'])
  const hash = createHash('sha256').update(INLINE).digest('base64')
  t.match(policy, `script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'`)
  t.notMatch(policy, /script-src[^;]*'unsafe/, 'no inline scripts beside these, and no eval of text')
  t.notMatch(policy, /https?:|\*/)
})

t.test('what is not found: unknown assets, addresses of the service, hidden files, everything outside', async (t) => {
  const urls = [
    '/assets/old-12345678.js',
    '/missing.png',
    '/missing.html',
    '/api',
    '/api/unknown',
    '/%61pi/unknown',
    '/health/unknown',
    '/metrics/unknown',
    '/.env',
    '/%2eenv',
    '/assets/.hidden.js',
    '/.git/config',
    '/leak.txt',
    '/up/secret.txt',
    '/up/web2/index.html',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/..%252fsecret.txt',
    '//secret.txt',
    '/index.html%00.txt',
    '/assets//index-BJt3pxYz.js',
  ]
  for (const url of urls) {
    const answer = await get(url, { headers: HTML })
    t.equal(answer.statusCode, 404, url)
    t.equal(answer.json().error, 'Resource not found', url)
  }
  for (const url of ['/parts', '/assets/', '/assets']) t.equal((await get(url)).statusCode, 404, `${url} without html`)
})

t.test('dots that no client library would send as they are', async (t) => {
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const raw = (path: string) =>
    new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)
      })
      socket.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      socket.on('end', () => resolve(text)).on('error', reject)
    })
  for (const path of ['/../secret.txt', '/assets/../../secret.txt', '/..\\secret.txt', '/web/../../secret.txt']) {
    t.match(await raw(path), /^HTTP\/1.1 40[04]/, path)
  }
})

t.test('other methods and the service itself are as without a front end', async (t) => {
  t.equal((await get('/parts', { method: 'POST', headers: HTML })).statusCode, 404)
  t.equal((await get('/', { method: 'DELETE' })).statusCode, 404)
  t.equal((await get('/api/kits/1/archive', { headers: HTML })).statusCode, 405)
  t.match((await get('/api/boxes', { headers: HTML })).json(), [])
  t.equal((await get('/health/healthz', { headers: HTML })).json().status, 'alive')
  t.notOk('/{*}' in JSON.parse(app.openApi.service).paths)
})

t.test('a release that is replaced while the service runs', async (t) => {
  await writeFile(join(web, 'assets/index-Cq9kLm2_.js'), 'console.log(2)')
  t.equal((await get('/assets/index-Cq9kLm2_.js')).body, 'console.log(2)')
  await writeFile(join(web, 'index.html'), '<title>new</title>')
  t.equal((await get('/', { headers: HTML })).body, '<title>new</title>')
})
