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
const noise = Buffer.alloc(SNIFFED_BYTES, 0x80)
const zip = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 10, 0]), Buffer.alloc(40)])

/** What the bytes are, and bytes or text that are that. */
const SAMPLES: [type: string, what: string, content: Buffer | string][] = [
  ['image/png', 'PNG', png],
  ['image/jpeg', 'JPEG', jpeg],
  ['image/webp', 'WebP', webp],
  ['image/gif', 'GIF', gif],
  ['image/gif', 'GIF of nothing but text', 'GIF89a=1;alert(1)'],
  ['image/vnd.microsoft.icon', 'Windows icon', ico],
  [
    'image/tiff',
    'TIFF with its directory at the end',
    Buffer.concat([Buffer.from('II*\0\0\0\x50\0', 'latin1'), noise]),
  ],
  ['image/tiff', 'TIFF, big-endian', Buffer.concat([Buffer.from('MM\0*\0\x50\0\0', 'latin1'), noise])],
  ['image/tiff', 'BigTIFF', Buffer.concat([Buffer.from('II+\0\x08\0\0\0', 'latin1'), noise])],
  ['application/pdf', 'PDF', '%PDF-1.7\n%\u00e2\u00e3'],
  ['application/pdf', 'PDF after white space', '\n\r\n %PDF-1.4\n1 0 obj'],
  ['application/pdf', 'PDF after a header of its server', 'HTTP/1.1 200 OK\r\nServer: x\r\n\r\n%PDF-1.4\n'],
  ['application/pdf', 'PDF after bytes', Buffer.concat([Buffer.alloc(900, 0xfe), Buffer.from('%PDF-1.7')])],
  ['application/pdf', 'PDF after a byte order mark', '\ufeff%PDF-1.4\n'],
  ['application/octet-stream', 'PDF too late', Buffer.concat([Buffer.alloc(1100, 0xfe), Buffer.from('%PDF-1.7')])],
  ['text/plain', 'text about PDF', 'Files begin with %PDF- and a version'],
  ['application/zip', 'zip', zip],
  ['application/zip', 'zip with a PDF in it', Buffer.concat([zip, Buffer.from('%PDF-1.4')])],
  ['application/gzip', 'compressed SVG', gzipSync('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['image/svg+xml', 'SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['image/svg+xml', 'SVG with a byte order mark', '\ufeff<svg/>'],
  ['image/svg+xml', 'SVG after an XML declaration', '<?xml version="1.0"?>\n<svg>'],
  [
    'image/svg+xml',
    'SVG after everything that may stand before',
    ' <?xml version="1.0"?><!-- a --><?x y?><!DOCTYPE svg PUBLIC "a" "b" [<!ENTITY e "x">]> <svg\n>',
  ],
  [
    'image/svg+xml',
    'SVG whose names have a prefix',
    '<?xml version="1.0"?><s:svg xmlns:s="http://www.w3.org/2000/svg">',
  ],
  ['image/svg+xml', 'SVG in UTF-16', Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><svg/>', 'utf16le')],
  ['image/svg+xml', 'SVG in UTF-16, big-endian', Buffer.from('\ufeff<svg/>', 'utf16le').swap16()],
  ['image/svg+xml', 'SVG in UTF-16 without a mark', Buffer.from('<svg width="4"/>', 'utf16le')],
  [
    'image/svg+xml',
    'SVG in Latin-1',
    Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><svg id="\u00fc"/>', 'latin1'),
  ],
  ['text/plain', 'another element that begins with svg', '<svgs>'],
  [
    'text/html',
    'page in XML',
    '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "a" "b">\n<html xmlns="http://www.w3.org/1999/xhtml">',
  ],
  ['text/html', 'page in XML without a document type', '<?xml version="1.0"?><!-- x --><html xmlns="x">'],
  ['text/html', 'page in UTF-16', Buffer.from('\ufeff<!doctype html><title>\u03a9', 'utf16le')],
  ['text/html', 'page in Shift_JIS', Buffer.from([...Buffer.from('<html><title>'), 0x83, 0x65])],
  ['application/xml', 'XML of a table', '<?xml version="1.0"?><table><tr/></table>'],
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
    ['a page in XML', '<?xml version="1.0"?><html>', 'application/xhtml+xml', 'text/html'],
    ['a PDF that is called a page', pdf, 'text/html', 'application/pdf'],
    ['an image that is called a page', png, 'text/html; charset=utf-8', 'image/png'],
    ['a drawing that is called a page', '<svg xmlns="x"/>', 'text/html', 'image/svg+xml'],
    ['a page that begins with drawings', '<svg><symbol/></svg><body>', 'text/html', 'text/html'],
    ['a page that tells of a PDF', '<p>%PDF-1.4', 'text/html', 'text/html'],
    ['a file that is no picture', zip, 'text/html', 'text/html'],
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
