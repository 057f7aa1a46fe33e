import { readdir } from 'node:fs/promises'
import sharp from 'sharp'
import t, { type Test } from 'tap'
import { FileRules } from '../../../../services/documents/documents/file-rules.ts'
import type { Interceptor } from '../../../../services/documents/url-reader/interceptors.ts'
import { UrlReader } from '../../../../services/documents/url-reader/url-reader.ts'
import { bitmapFile } from '../../../support/bitmaps.ts'
import { SILENT, startInternet } from '../../../support/internet.ts'
import type { Answer } from '../../../support/web-server.ts'

const MAX_IMAGE_SIZE = 50_000

const rules = new FileRules({
  allowedImageTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/svg+xml'],
  allowedFileTypes: ['application/pdf'],
  maxImageSize: MAX_IMAGE_SIZE,
  maxFileSize: 2 ** 20,
})

async function setUp(t: Test, pages: Record<string, Answer>, interceptors: Interceptor[] = [], deadlineMs = 5000) {
  const folder = t.testdir()
  const internet = await startInternet(t, folder, pages)
  const { downloads } = internet
  const reader = new UrlReader({ downloads, rules, interceptors, folder, previewDeadlineMs: deadlineMs, log: SILENT })
  const leftovers = async () => (await readdir(folder)).filter((name) => name !== 'downloads')
  return { internet, reader, leftovers }
}

const square = (width: number, height = width) => sharp({ create: { width, height, channels: 4, background: '#c00' } })

const GOOD: Answer = { type: 'image/png', body: await square(32).png().toBuffer() }
const DOT: Answer = { type: 'image/png', body: await square(1).png().toBuffer() }
const GIF: Answer = { type: 'image/gif', body: await square(16).gif().toBuffer() }
const DRAWING: Answer = {
  type: 'image/svg+xml',
  body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
}
const PDF: Answer = { type: 'application/pdf', body: '%PDF-1.7' }
const HTML = (body: string): Answer => ({ type: 'text/html; charset=utf-8', body })
const FAVICON = 'https://www.google.com/s2/favicons?domain=example.com&sz=64'

/** An icon of one picture with 32 bits a pixel. */
function icon(side: number): Buffer {
  const header = Buffer.from([0, 0, 1, 0, 1, 0, side, side, 0, 0, 1, 0, 32, 0])
  const pixels = Buffer.alloc(side * side * 4, 0xff)
  const mask = Buffer.alloc(Math.ceil(side / 32) * 4 * side)
  const bitmap = Buffer.alloc(40)
  bitmap.writeUInt32LE(40, 0)
  bitmap.writeInt32LE(side, 4)
  bitmap.writeInt32LE(side * 2, 8)
  bitmap.writeUInt16LE(1, 12)
  bitmap.writeUInt16LE(32, 14)
  const place = Buffer.alloc(8)
  place.writeUInt32LE(bitmap.length + pixels.length + mask.length, 0)
  place.writeUInt32LE(22, 4)
  return Buffer.concat([header, place, bitmap, pixels, mask])
}

t.test('a URL is an image, a PDF, a page, or nothing of these, and has a name', async (t) => {
  const { reader, leftovers } = await setUp(t, {
    'example.com/a%20b.png': GOOD,
    'example.com/drawing': DRAWING,
    'example.com/docs/x.pdf': PDF,
    'example.com/files/': { body: 'PK\u0003\u0004' },
    'example.com/old.gif': GIF,
    'example.com/page.html': HTML('no title'),
    'example.com/titled': HTML('<title> LM358 &amp; more\nsecond line</title>'),
    [`example.com/${'n'.repeat(300)}`]: PDF,
    'example.com/long': HTML(`<title>${'😀'.repeat(201)}</title>`),
    'example.com/fits': HTML(`<title>${'x'.repeat(200)}</title>`),
    'example.com/old-encoding': {
      type: 'text/html',
      body: Buffer.from('<meta charset="iso-8859-1"><title>Gr\u00f6\u00dfe</title>', 'latin1'),
    },
    'example.com/japanese': {
      type: 'text/html; charset=Shift_JIS',
      body: Buffer.from([...Buffer.from('<meta charset="utf-8"><title>'), 0x83, 0x65, 0x83, 0x58, 0x83, 0x67]),
    },
    'example.com/chinese': {
      type: 'text/html',
      body: Buffer.from([
        ...Buffer.from('<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>'),
        0xd6,
        0xd0,
      ]),
    },
    'example.com/utf-16': {
      type: 'text/html; charset=iso-8859-1',
      body: Buffer.from('\ufeff<title>\u03a9</title>', 'utf16le'),
    },
    'example.com/utf-16-header': {
      type: 'text/html; charset=utf-16be',
      body: Buffer.from('<title>\u03a9</title>', 'utf16le').swap16(),
    },
    'example.com/latin': {
      type: 'text/html; charset="ISO-8859-1"',
      body: Buffer.from('<title>Gr\u00f6\u00dfe</title>', 'latin1'),
    },
    'example.com/xhtml': {
      type: 'application/xhtml+xml',
      body: '<?xml version="1.0"?><!DOCTYPE html PUBLIC "a" "b"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Größe</title></head></html>',
    },
    'example.com/late.pdf': { type: 'application/octet-stream', body: `\r\nX-Header: y\r\n\r\n%PDF-1.7` },
    'example.com/mislabelled': { ...PDF, type: 'text/html' },
    'example.com/undeclared': {
      type: 'text/html',
      body: Buffer.from('<title>Gr\u00f6\u00dfe \x93a\x94 \x80</title>', 'latin1'),
    },
    'example.com/undeclared-utf-8': { type: 'text/html', body: '<title>Größe</title>' },
    'example.com/odd-encoding': { type: 'text/html', body: '<meta charset="nonsense"><title>Größe</title>' },
  })
  const cases: [path: string, type: string | null, title: string][] = [
    ['/a%20b.png?x=/y#z/z', 'image', 'a%20b.png'],
    ['/drawing', 'image', 'drawing'],
    ['/docs/x.pdf', 'pdf', 'x.pdf'],
    ['/files/', null, 'upload'],
    ['/old.gif', null, 'old.gif'],
    ['/page.html', 'url', 'page.html'],
    ['/titled', 'url', 'LM358 & more'],
    [`/${'n'.repeat(300)}`, 'pdf', `${'n'.repeat(199)}…`],
    ['/long', 'url', `${'😀'.repeat(199)}…`],
    ['/fits', 'url', 'x'.repeat(200)],
    ['/old-encoding', 'url', 'Größe'],
    ['/odd-encoding', 'url', 'Größe'],
    ['/undeclared', 'url', 'Größe “a” €'],
    ['/undeclared-utf-8', 'url', 'Größe'],
    ['/japanese', 'url', 'テスト'],
    ['/chinese', 'url', '中'],
    ['/utf-16', 'url', 'Ω'],
    ['/utf-16-header', 'url', 'Ω'],
    ['/latin', 'url', 'Größe'],
    // The second time from the cache.
    ['/japanese', 'url', 'テスト'],
    ['/xhtml', 'url', 'Größe'],
    ['/late.pdf', 'pdf', 'late.pdf'],
    ['/mislabelled', 'pdf', 'mislabelled'],
  ]
  for (const [path, detectedType, title] of cases) {
    const read = await reader.read(`https://example.com${path}`)
    t.match(read, { title, detectedType, previewImage: null }, path)
    t.equal(read.content.contentType === 'text/html', detectedType === 'url')
    await read.dispose()
  }
  await t.rejects(reader.read('https://example.com/missing'), { name: 'OutboundError', message: /status 404/ })
  t.same(await leftovers(), [])
})

t.test('the first usable picture stands for a page', async (t) => {
  const { internet, reader, leftovers } = await setUp(t, {})
  const page = HTML(`<meta property="og:image" content="/og"><meta name="twitter:image" content="/twitter">
    <link rel="icon" href="/icon">`)
  const large = { type: 'image/bmp', body: Buffer.alloc(MAX_IMAGE_SIZE + 1) }
  const broken = (await square(64).png({ compressionLevel: 0 }).toBuffer()).subarray(0, 2000)
  const noise = await sharp({
    create: {
      width: 200,
      height: 200,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer()
  const cases: [what: string, sites: Record<string, Answer>, used: string | null, type?: string][] = [
    ['the first', { '/og': GOOD, '/twitter': GIF }, '/og'],
    ['missing', { '/twitter': GOOD }, '/twitter'],
    ['a page', { '/og': HTML('<p>'), '/twitter': GOOD }, '/twitter'],
    ['an empty answer', { '/og': { type: 'image/png' }, '/twitter': GOOD }, '/twitter'],
    ['a dot, and an icon', { '/og': DOT, '/icon': GIF }, '/icon'],
    ['a drawing', { '/og': DRAWING, '/icon': GOOD }, '/icon'],
    ['a drawing under another name', { '/og': { ...DRAWING, type: 'image/png' }, '/icon': GOOD }, '/icon'],
    ['a PDF under the name of a picture', { '/og': { ...PDF, type: 'image/png' }, '/icon': GOOD }, '/icon'],
    ['nonsense', { '/og': { type: 'image/jpeg', body: 'nonsense' }, '/icon': GOOD }, '/icon'],
    ['cut off', { '/og': { type: 'image/png', body: broken }, '/icon': GOOD }, '/icon'],
    ['a type that nobody decodes', { '/og': { type: 'image/bmp', body: 'BM' }, '/icon': GOOD }, '/icon'],
    ['too large', { '/og': large, '/twitter': { type: 'image/png', body: noise }, '/icon': GOOD }, '/icon'],
    ['a bitmap', { '/og': { type: 'image/bmp', body: bitmapFile(16, 16, () => [9, 9, 9]) } }, '/og'],
    ['an AVIF picture', { '/og': { type: 'image/avif', body: await square(16).avif().toBuffer() } }, '/og'],
    ['a TIFF picture', { '/og': { type: 'image/tiff', body: await square(16).tiff().toBuffer() } }, '/og'],
    ['the icon of the site', { '/favicon.ico': { body: icon(16) } }, '/favicon.ico'],
    ['an icon file', { '/icon': { type: 'image/x-icon', body: icon(16) } }, '/icon'],
    ['an icon file without a type', { '/icon': { body: icon(16) } }, '/icon'],
    ['an icon file that is broken', { '/icon': { type: 'image/x-icon', body: icon(16).subarray(0, 40) } }, null],
    ['an icon file of a dot', { '/icon': { type: 'image/x-icon', body: icon(1) } }, null],
    ['nothing at all', {}, null],
  ]
  for (const [index, [what, sites, used]] of cases.entries()) {
    const host = `site${index}.example.com`
    internet.pages[`${host}/`] = page
    for (const [path, answer] of Object.entries(sites)) internet.pages[host + path] = answer
    const { previewImage, dispose } = await reader.read(`https://${host}/`)
    t.equal(previewImage === null, used === null, what)
    if (previewImage) {
      t.equal(previewImage.contentType, 'image/png', what)
      const bytes = Buffer.concat(await previewImage.file.open().toArray())
      t.match(await sharp(bytes).metadata(), { format: 'png', width: sites[used ?? ''] === GOOD ? 32 : 16 }, what)
      t.equal(internet.asked.at(-1), `${host}${used}`, what)
    } else {
      t.equal(internet.asked.at(-1), `www.google.com/s2/favicons?domain=${host}&sz=64`, what)
    }
    await dispose()
  }
  t.same(await leftovers(), [])
})

t.test('a page has the icon of its host for want of anything else', async (t) => {
  const { internet, reader } = await setUp(t, {
    'example.com/': HTML('<title>x</title>'),
    'www.google.com/s2/favicons': GOOD,
  })
  const read = await reader.read('http://example.com/')
  t.equal(read.previewImage?.file.size, Buffer.byteLength(Object(GOOD).body))
  t.same(internet.asked, ['example.com/', 'example.com/favicon.ico', FAVICON.replace('https://', '')])
  t.same((await reader.read('http://example.com/')).title, 'x')
  t.same(internet.asked.slice(3), ['example.com/favicon.ico'], 'the second time from the cache')
})

t.test('pictures that are slow do not keep a page from being read, and a caller can end it all', async (t) => {
  const stopped = new AbortController()
  const { reader, leftovers } = await setUp(
    t,
    {
      'example.com/': HTML('<title>x</title><meta property="og:image" content="/slow">'),
      'example.com/slow': (_request, response) =>
        void response.writeHead(200, { 'content-type': 'image/png' }).write('x'),
      'example.com/stop': HTML('<meta property="og:image" content="/stopping">'),
      'example.com/stopping': () => stopped.abort(new Error('not wanted any more')),
    },
    [],
    200,
  )
  const read = await reader.read('http://example.com/')
  t.match(read, { title: 'x', previewImage: null })
  await read.dispose()
  await t.rejects(reader.read('http://example.com/stop', { signal: stopped.signal }), /not wanted any more/)
  await t.rejects(reader.fetch('http://example.com/', { signal: stopped.signal }), /not wanted any more/)
  t.same(await leftovers(), [])
})
