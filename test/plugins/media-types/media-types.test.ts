import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import t from 'tap'
import { canonicalMediaType } from '../../../plugins/media-types/canonical-media-type.ts'
import { detectMediaType } from '../../../plugins/media-types/detect-media-type.ts'
import { SNIFFED_BYTES, sniffMediaType } from '../../../plugins/media-types/sniff-media-type.ts'

const square = sharp({ create: { width: 4, height: 4, channels: 3, background: '#c00' } })
const [png, jpeg, webp, gif] = await Promise.all([
  square.clone().png().toBuffer(),
  square.clone().jpeg().toBuffer(),
  square.clone().webp().toBuffer(),
  square.clone().gif().toBuffer(),
])
const ico = Buffer.from([0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 22, 0, 0, 0])
const zip = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 10, 0]), Buffer.alloc(40)])

/** What the bytes are, and bytes or text that are that. */
const SAMPLES: [type: string, what: string, content: Buffer | string][] = [
  ['image/png', 'PNG', png],
  ['image/jpeg', 'JPEG', jpeg],
  ['image/webp', 'WebP', webp],
  ['image/gif', 'GIF', gif],
  ['image/gif', 'GIF of nothing but text', 'GIF89a=1;alert(1)'],
  ['image/vnd.microsoft.icon', 'Windows icon', ico],
  ['application/pdf', 'PDF', '%PDF-1.7\n%\u00e2\u00e3'],
  ['application/pdf', 'PDF after white space', '\n\r\n %PDF-1.4\n1 0 obj'],
  ['application/zip', 'zip', zip],
  ['application/gzip', 'compressed SVG', gzipSync('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['image/svg+xml', 'SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['image/svg+xml', 'SVG with a byte order mark', '\ufeff<svg/>'],
  ['image/svg+xml', 'SVG after an XML declaration', '<?xml version="1.0"?>\n<svg>'],
  [
    'image/svg+xml',
    'SVG after everything that may stand before',
    ' <?xml version="1.0"?><!-- a --><?x y?><!DOCTYPE svg PUBLIC "a" "b" [<!ENTITY e "x">]> <svg\n>',
  ],
  ['text/plain', 'another element that begins with svg', '<svgs>'],
  ['text/html', 'page', '<!DOCTYPE html><title>x'],
  ['text/html', 'page after blank lines', '\n\n \t\v\f\r\n<HTML lang=nl>'],
  ['text/html', 'page after a comment', '<!-- x --> <html>'],
  ['text/html', 'page without html and head', '<body onload=alert(1)>'],
  ['text/html', 'script alone', '<script>alert(1)</script>'],
  ['text/html', 'page that mentions a PDF', '<html>%PDF-1.4'],
  ['text/html', 'page with an SVG in it', '<!doctype html><svg>'],
  ['application/json', 'object', '{"a": 1}'],
  ['application/json', 'list', ' [1]'],
  ['text/plain', 'no JSON', '{nothing}'],
  ['text/plain', 'text', 'R1 10k\nR2 4k7'],
  ['text/plain', 'text whose last character is cut', Buffer.from('é').subarray(0, 1)],
  ['text/plain', 'white space', ' \n\t'],
  ['application/xml', 'other XML', '<?xml version="1.0"?><rss/>'],
  ['application/octet-stream', 'something', Buffer.from([0, 1, 2, 3, 254, 255])],
  ['application/x-empty', 'nothing', ''],
]

t.test('bytes tell what they are', async (t) => {
  for (const [type, what, content] of SAMPLES) t.equal(await sniffMediaType(Buffer.from(content)), type, what)
})

t.test('bytes that look like something they are not do no harm', async (t) => {
  const starts = [
    'PK\u0003\u0004',
    '\u0089PNG\r\n\u001a\n',
    'RIFF....WEBP',
    'OggS',
    'ID3',
    '\u001aE\u00df\u00a3',
    'II*\0',
  ]
  for (const start of starts) {
    for (const filler of [0, 0x41, 0xff]) {
      const bytes = Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(SNIFFED_BYTES, filler)])
      t.match(await sniffMediaType(bytes), /^[a-z]+\/[a-z0-9.+-]+$/)
    }
  }
  const begun = ['<!--', '<?', '<!doctype svg [] ', '{', '[', '<!----> ']
  for (const text of begun) {
    const started = performance.now()
    await sniffMediaType(Buffer.from(text.repeat(SNIFFED_BYTES / text.length)))
    t.ok(performance.now() - started < 5000, `many times ${text} takes no time`)
  }
})

t.test('names of types are told apart from their parameters and aliases', async (t) => {
  t.equal(canonicalMediaType('image/JPG; q=1'), 'image/jpeg')
  t.equal(canonicalMediaType(' image/x-icon '), 'image/vnd.microsoft.icon')
  t.equal(canonicalMediaType('text/html; charset=utf-8'), 'text/html')
  t.equal(canonicalMediaType('image/avif'), 'image/avif')
  t.equal(canonicalMediaType(''), '')
})

t.test('a download is what its server declares, unless the bytes know better', async (t) => {
  const pdf = '%PDF-1.7\n'
  const cases: [what: string, content: Buffer | string, declared: string | null, type: string][] = [
    ['parameters are dropped', 'x', 'text/html; charset=utf-8', 'text/html'],
    ['no header', png, null, 'image/png'],
    ['a header that says nothing', pdf, 'application/octet-stream', 'application/pdf'],
    ['an alias', jpeg, 'image/jpg', 'image/jpeg'],
    ['a PDF whose mark comes late', `${'x'.repeat(900)}${pdf}`, 'application/pdf', 'application/pdf'],
    ['a PDF whose mark comes too late', `${'x'.repeat(1100)}${pdf}`, 'application/pdf', 'text/plain'],
    ['an error page for a PDF', '<html>gone', 'application/pdf', 'text/html'],
    ['an error page for an image', '<html>gone', 'image/png', 'text/html'],
    ['another image than declared', png, 'image/jpeg', 'image/png'],
    ['an image that is not known', Buffer.from([0, 1, 2]), 'image/x-odd', 'image/x-odd'],
    ['text is no image that would tell', 'P3 1 1', 'image/x-portable-pixmap', 'image/x-portable-pixmap'],
    ['a page that is declared as another text', '<html>', 'text/plain', 'text/html'],
    ['nothing', '', 'image/png', 'application/x-empty'],
  ]
  for (const [what, content, declared, type] of cases) {
    t.equal(await detectMediaType(Buffer.from(content), declared), type, what)
  }
})
