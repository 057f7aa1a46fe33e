import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import type { HostileFile } from './hostile-file.ts'
import { pngChunk, pngOfSize } from './png.ts'
import type { Pictures } from './polyglots.ts'

const XMLNS = 'xmlns="http://www.w3.org/2000/svg" width="100" height="100"'
const letters = 'abcdefghi'

/** Each level is ten of the one before. */
const entities = letters
  .slice(1)
  .split('')
  .map((letter, i) => `<!ENTITY ${letter} "${`&${letters[i]};`.repeat(10)}">`)
const uses = Array.from({ length: 20 }, (_, i) => `<g id="g${i + 1}">${`<use href="#g${i}"/>`.repeat(10)}</g>`)
const zeros = Buffer.alloc(40_000_000)

const DRAWINGS: Record<string, string> = {
  'entities of entities': `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${entities.join('')}]><svg ${XMLNS}><text>&i;</text></svg>`,
  'entity that is used often': `<!DOCTYPE svg [<!ENTITY a "${'a'.repeat(5000)}">]><svg ${XMLNS}><text>${'&a;'.repeat(20_000)}</text></svg>`,
  'entity of itself': `<!DOCTYPE svg [<!ENTITY a "&b;"><!ENTITY b "&a;">]><svg ${XMLNS}><text>&a;</text></svg>`,
  'use of itself': `<svg ${XMLNS}><g id="g"><use href="#g"/></g></svg>`,
  'elements within elements': `<svg ${XMLNS}>${'<g>'.repeat(100_000)}${'</g>'.repeat(100_000)}</svg>`,
  'picture within that is huge': `<svg ${XMLNS}><image width="9" height="9" href="data:image/png;base64,${pngOfSize(20_000, 20_000).toString('base64')}"/></svg>`,
}

/** These keep a renderer busy for minutes or hours. */
const SLOW_DRAWINGS: Record<string, string> = {
  'uses of uses': `<svg ${XMLNS}><defs><rect id="g0" width="1" height="1"/>${uses.join('')}</defs><use href="#g20"/></svg>`,
  'large filters': `<svg ${XMLNS}><filter id="f" x="-999%" y="-999%" width="9999%" height="9999%">${'<feMorphology radius="500"/><feGaussianBlur stdDeviation="400"/>'.repeat(5000)}</filter><rect width="100" height="100" filter="url(#f)"/></svg>`,
}

const HUGE_DRAWINGS: Record<string, string> = {
  'sides of a million million':
    '<svg xmlns="http://www.w3.org/2000/svg" width="1000000000000" height="1000000000000"/>',
  'a million million units': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e12 1e12"/>',
  'one long line': '<svg xmlns="http://www.w3.org/2000/svg" width="1000000" height="1"/>',
}

/** The JPEG claims other sides than it has. */
function resizedJpeg(jpeg: Buffer, side: number): Buffer {
  const changed = Buffer.from(jpeg)
  const frame = changed.indexOf(Buffer.from([0xff, 0xc0]))
  changed.writeUInt16BE(side, frame + 5)
  changed.writeUInt16BE(side, frame + 7)
  return changed
}

/** Small files that want to become large. */
export function bombs({ jpeg }: Pictures): HostileFile[] {
  const picture = (
    what: string,
    content: Buffer | string,
    type: string,
    picture: HostileFile['picture'],
  ): HostileFile => ({
    what: `bomb: ${what}`,
    filename: 'bomb',
    content,
    outcome: { stored: type },
    ...(picture && { picture }),
  })
  const refused = (what: string, content: Buffer, type: string): HostileFile => ({
    what: `bomb: ${what}`,
    filename: 'bomb.png',
    content,
    outcome: { refused: type },
  })
  const text = pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(zeros)]))
  const profile = pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), deflateSync(zeros)]))
  const entry = Buffer.alloc(30)
  entry.writeUInt32LE(0x04034b50, 0)
  entry.writeUInt16LE(8, 8)
  entry.writeUInt16LE(19, 26)
  return [
    picture('PNG of 400 million pixels', pngOfSize(20_000, 20_000), 'image/png', 'none'),
    picture('PNG that claims to be the largest', pngOfSize(2 ** 31 - 1, 2 ** 31 - 1, { rows: 0 }), 'image/png', 'none'),
    picture('PNG with a long text', pngOfSize(4, 4, { extra: [text] }), 'image/png', 'any'),
    picture('PNG with a large colour profile', pngOfSize(4, 4, { extra: [profile] }), 'image/png', 'any'),
    picture(
      'PNG of very many parts',
      pngOfSize(4, 4, { extra: Array.from({ length: 50_000 }, () => pngChunk('teSt', Buffer.alloc(1))) }),
      'image/png',
      'any',
    ),
    picture('JPEG that claims to be the largest', resizedJpeg(jpeg, 65_535), 'image/jpeg', 'none'),
    ...Object.entries(DRAWINGS).map(([what, content]) => picture(`SVG, ${what}`, content, 'image/svg+xml', 'any')),
    ...Object.entries(SLOW_DRAWINGS).map(([what, content]) =>
      picture(`SVG, ${what}`, content, 'image/svg+xml', 'slow'),
    ),
    ...Object.entries(HUGE_DRAWINGS).map(([what, content]) => picture(`SVG, ${what}`, content, 'image/svg+xml', 'any')),
    refused('gzip', gzipSync(zeros), 'application/gzip'),
    refused(
      'zip',
      Buffer.concat([entry, Buffer.from('[Content_Types].xml'), deflateRawSync(zeros)]),
      'application/zip',
    ),
    {
      what: 'image above the limit',
      filename: 'a.png',
      content: Buffer.concat([pngOfSize(4, 4), Buffer.alloc(2 ** 20)]),
      outcome: 'too large',
    },
    {
      what: 'SVG above the limit',
      filename: 'a.svg',
      content: `<svg>${' '.repeat(2 ** 20)}</svg>`,
      outcome: 'too large',
    },
  ]
}

/** Files that are not there, or only in part. */
export function fragments({ png, jpeg, webp }: Pictures): HostileFile[] {
  const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)
  const none = (what: string, content: Buffer | string, type: string): HostileFile => ({
    what,
    filename: 'a',
    content,
    outcome: { stored: type },
    picture: 'none',
  })
  return [
    { what: 'no byte', filename: 'a.png', content: '', outcome: { refused: 'application/x-empty' } },
    { what: 'one byte', filename: 'a.png', content: '\x89', outcome: { refused: 'text/plain' } },
    { what: 'one zero', filename: 'a.png', content: Buffer.alloc(1), outcome: { refused: 'application/octet-stream' } },
    { what: 'white space', filename: 'a.svg', content: ' \n'.repeat(10_000), outcome: { refused: 'text/plain' } },
    none('half a PNG', half(png), 'image/png'),
    none('half a JPEG', half(jpeg), 'image/jpeg'),
    none('half a WebP', half(webp), 'image/webp'),
    none('beginning of a WebP', 'RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'),
    none('beginning of an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><g', 'image/svg+xml'),
    none('beginning of a PDF', '%PDF-', 'application/pdf'),
  ]
}
