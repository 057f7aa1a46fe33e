import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addSet } from '../../support/upload-form.ts'
import { startWebServer } from '../../support/web-server.ts'

const CSP = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
const PNG = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#06c' } })
  .png()
  .toBuffer()
const GIF = await sharp(PNG).gif().toBuffer()
const PDF = Buffer.from('%PDF-1.7 a document')
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
const HTML = { type: 'text/html', body: '<title>LM358</title><meta property="og:image" content="/a.png">' }

const dataDir = t.testdir()
const MAX_IMAGE_SIZE = 104_858
const UNSHOWN = 'Cannot create file attachment because the picture cannot be shown'
const app = await buildApp(t, { settings: { dataDir, appEnv: 'testing', maxImageSize: MAX_IMAGE_SIZE } })
const web = await startWebServer(t, {
  '/a.png': { type: 'image/png', body: PNG },
  '/a.pdf': { type: 'application/pdf', body: PDF },
  '/a.svg': { type: 'image/svg+xml', body: SVG },
  '/a.gif': { type: 'image/gif', body: GIF },
  '/a.zip': { type: 'application/zip', body: 'PK\u0003\u0004' },
  '/half.png': { type: 'image/png', body: PNG.subarray(0, PNG.length - 40) },
  '/large.png': { type: 'image/png', body: Buffer.concat([PNG, Buffer.alloc(MAX_IMAGE_SIZE)]) },
  '/page': HTML,
  '/bare': { type: 'text/html', body: '<p>' },
  '/evil.png': { type: 'image/png', body: '<!doctype html><script>alert(1)</script>' },
  '/evil.pdf': { type: 'application/pdf', body: '<!doctype html><script>alert(1)</script>' },
  '/evil.txt': { type: 'text/plain', body: 'plain' },
})
const temporary = () => readdir(join(dataDir, 'temporary')).catch(() => [])

t.test('a URL is previewed with its title, a picture and its kind', async (t) => {
  const preview = (url: unknown) =>
    app.inject({ method: 'POST', url: '/api/parts/attachment-preview', payload: { url } })
  const image = (url: string) => `/api/parts/attachment-preview/image?url=${encodeURIComponent(url)}`
  const refusedType = (type: string) => `Cannot create file attachment because file type not allowed: ${type}`
  const cases: [path: string, title: string, kind: string, hasImage: boolean, refusal?: string][] = [
    ['/page', 'LM358', 'webpage', true],
    ['/bare', 'bare', 'webpage', false],
    ['/a.png?flag', 'a.png', 'image', true],
    ["/a.png?x=(1)&y='*!'", 'a.png', 'image', true],
    ['/a.pdf', 'a.pdf', 'pdf', false],
    ['/a.gif', 'a.gif', 'other', false, refusedType('image/gif')],
    ['/a.zip', 'a.zip', 'other', false, refusedType('application/zip')],
    ['/half.png', 'half.png', 'image', true, `${UNSHOWN}: the picture is damaged, or is none`],
    ['/large.png', 'large.png', 'image', true, 'Cannot validate file size because file too large, maximum size: 0.1MB'],
  ]
  for (const [path, title, content_type, hasImage, refusal = null] of cases) {
    const url = web.origin + path
    const response = await preview(url)
    t.equal(response.statusCode, 200, path)
    const image_url: string | null = response.json().image_url
    t.same(response.json(), { title, image_url, original_url: url, content_type, refusal }, path)
    t.equal(image_url !== null, hasImage, path)
    const attached = await app.inject({
      method: 'POST',
      url: `/api/attachment-sets/${await addSet(app)}/attachments`,
      payload: { title: 'x', url },
    })
    t.equal(attached.statusCode, refusal === null ? 201 : 409, `${path}: attaching it keeps what the preview says`)
    if (refusal !== null) t.equal(attached.json().error, refusal)
    await app.db.query('delete from attachments')
    if (image_url === null) continue
    t.match(image_url, /^\/api\/parts\/attachment-preview\/image\?url=[\w.~%-]+$/, path)
    t.equal(new URLSearchParams(image_url.replace(/^.*\?/, '')).get('url'), url)
    const before = web.asked.length
    t.equal((await app.inject(image_url)).statusCode, 200)
    t.equal(web.asked.length, before, 'one download for the preview and its picture')
  }
  for (const payload of [{}, { url: null }, { url: 5 }, [], undefined]) {
    const response = await app.inject({
      method: 'POST',
      url: '/api/parts/attachment-preview',
      ...(payload && { payload }),
    })
    t.equal(response.statusCode, 400)
    t.match(response.json().details.errors, [{ field: 'url' }])
  }
  t.equal((await preview('')).json().error, 'url must not be empty')
  t.match((await preview(`${web.origin}/none`)).json(), {
    error: 'Failed to extract URL preview',
    details: { message: 'the server answered with status 404' },
  })
  t.equal((await app.inject(image(`${web.origin}/a.png`))).headers['content-type'], 'image/png')
  t.same(await app.db.query('select 1 from attachments'), [], 'nothing is stored')
  t.same(await temporary(), [])
})

t.test('the preview picture is the picture of a page, or the picture itself', async (t) => {
  const get = (path: string) =>
    app.inject(`/api/parts/attachment-preview/image?url=${encodeURIComponent(web.origin + path)}`)
  for (const path of ['/page', '/a.png']) {
    const response = await get(path)
    t.equal(response.statusCode, 200)
    t.ok(response.rawPayload.equals(PNG))
    t.match(response.headers, {
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': CSP,
    })
    t.notOk('content-disposition' in response.headers)
  }
  t.match((await get('/a.svg')).headers, { 'content-type': 'image/svg+xml', 'content-security-policy': CSP })
  for (const path of ['/bare', '/a.pdf', '/a.gif', '/a.zip', '/none', '/evil.png']) {
    const response = await get(path)
    t.equal(response.statusCode, 404, path)
    t.equal(response.json().error, 'No preview image available')
    t.notOk('code' in response.json())
  }
  for (const [query, error] of [
    ['', 'URL parameter required'],
    ['?url=', 'URL parameter required'],
    ['?other=x', 'other is not a known query parameter; known are url'],
  ]) {
    const response = await app.inject(`/api/parts/attachment-preview/image${query}`)
    t.equal(response.statusCode, 400)
    t.equal(response.json().error, error)
  }
  t.same(await temporary(), [])
})

t.test('the proxy serves pictures and PDFs from our origin, and nothing that a browser would run', async (t) => {
  const target = (path: string) => `/api/parts/attachment-proxy/content?url=${encodeURIComponent(web.origin + path)}`
  const whole = await app.inject(target('/a.pdf'))
  t.equal(whole.statusCode, 200)
  t.ok(whole.rawPayload.equals(PDF))
  t.match(whole.headers, {
    'content-type': 'application/pdf',
    'content-disposition': 'inline',
    'content-length': String(PDF.length),
    'accept-ranges': 'bytes',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    etag: /^"[0-9a-f]{64}"$/,
  })
  const part = await app.inject({ url: target('/a.pdf'), headers: { range: 'bytes=5-7' } })
  t.equal(part.statusCode, 206)
  t.equal(part.body, '1.7')
  t.equal(part.headers['content-range'], `bytes 5-7/${PDF.length}`)
  const beyond = await app.inject({ url: target('/a.pdf'), headers: { range: 'bytes=999-' } })
  t.equal(beyond.statusCode, 416)
  t.equal(beyond.headers['content-range'], `bytes */${PDF.length}`)
  const known = await app.inject({ url: target('/a.pdf'), headers: { 'if-none-match': String(whole.headers.etag) } })
  t.equal(known.statusCode, 304)
  const head = await app.inject({ method: 'HEAD', url: target('/a.pdf') })
  t.match(head, { statusCode: 200, headers: { 'content-length': String(PDF.length) }, body: '' })
  for (const path of ['/a.svg', '/a.png']) {
    t.match((await app.inject(target(path))).headers, {
      'content-security-policy': CSP,
      'content-disposition': 'inline',
    })
  }
  for (const [path, reason] of [
    ['/page', 'text/html is not shown'],
    ['/a.gif', 'image/gif is not shown'],
    ['/a.zip', 'application/zip is not shown'],
    ['/evil.png', 'text/html is not shown'],
    ['/evil.pdf', 'text/html is not shown'],
    ['/evil.txt', 'text/plain is not shown'],
    ['/none', 'the server answered with status 404'],
  ] as const) {
    const response = await app.inject(target(path))
    t.equal(response.statusCode, 404, path)
    t.equal(response.json().error, `Failed to retrieve content: ${reason}`)
    t.notOk('code' in response.json())
  }
  const without = await app.inject('/api/parts/attachment-proxy/content')
  t.match([without.statusCode, without.json().error], [400, 'URL parameter required'])
  t.same(await temporary(), [])
})

t.test('many look at the same URL at the same time', async (t) => {
  const url = `/api/parts/attachment-proxy/content?url=${encodeURIComponent(`${web.origin}/a.png`)}`
  const answers = await Promise.all(Array.from({ length: 40 }, () => app.inject(url)))
  t.ok(answers.every(({ statusCode, rawPayload }) => statusCode === 200 && rawPayload.equals(PNG)))
  t.same(await temporary(), [])
})

t.test('the icon of PDFs can be kept for good', async (t) => {
  const response = await app.inject('/api/icons/pdf?version=anything')
  t.equal(response.statusCode, 200)
  t.match(response.body, /^<svg /)
  t.match(response.headers, {
    'content-type': /^image\/svg\+xml/,
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': /sandbox/,
  })
  t.match(await sharp(response.rawPayload).metadata(), { width: 96, height: 128 })
})
