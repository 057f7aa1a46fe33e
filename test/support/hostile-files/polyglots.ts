import type { HostileFile } from './hostile-file.ts'
import { pngChunk } from './png.ts'

const page = '<html><script>alert(document.cookie)</script>'
const zip = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 10, 0]), Buffer.alloc(24), Buffer.from(page)])

export interface Pictures {
  png: Buffer
  jpeg: Buffer
  webp: Buffer
}

/** Files that are two things at once: they are served as the one that is stored, and as nothing else. */
export function polyglots({ png, jpeg, webp }: Pictures): HostileFile[] {
  const stored = (
    what: string,
    filename: string,
    content: Buffer | string,
    type: string,
    picture: HostileFile['picture'],
  ) => ({
    what,
    filename,
    content,
    outcome: { stored: type },
    ...(picture && { picture }),
  })
  // A comment segment right after the start, as exiftool writes one.
  const comment = Buffer.from(`*/=alert(1);/*${page}`)
  const segment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, comment.length + 2]), comment])
  const runnable = Buffer.from('RIFF=1/*WEBPVP8 */;alert(1)//                  ')
  return [
    stored('PDF and page', 'a.html', `%PDF-1.4\n${page}`, 'application/pdf', 'none'),
    stored(
      'PDF with a script',
      'a.pdf',
      '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj',
      'application/pdf',
      'none',
    ),
    stored('PDF and zip', 'a.pdf', Buffer.concat([Buffer.from('%PDF-1.4\n'), zip]), 'application/pdf', 'none'),
    stored('JPEG and zip', 'a.zip', Buffer.concat([jpeg, zip]), 'image/jpeg', 'some'),
    stored('JPEG and page', 'a.html', Buffer.concat([jpeg, Buffer.from(page)]), 'image/jpeg', 'some'),
    stored(
      'JPEG and script',
      'a.js',
      Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]),
      'image/jpeg',
      'some',
    ),
    stored('PNG and page', 'a.html', Buffer.concat([png, Buffer.from(page)]), 'image/png', 'some'),
    stored(
      'PNG with a page in its text',
      'a.html',
      Buffer.concat([png.subarray(0, 33), pngChunk('tEXt', Buffer.from(`Title\0${page}`)), png.subarray(33)]),
      'image/png',
      'some',
    ),
    stored('PNG and PHP', 'a.php', Buffer.concat([png, Buffer.from('<?php system("id"); ?>')]), 'image/png', 'some'),
    stored('WebP and page', 'a.html', Buffer.concat([webp, Buffer.from(page)]), 'image/webp', 'some'),
    stored('WebP and script', 'a.js', runnable, 'image/webp', 'none'),
    stored(
      'SVG and page',
      'a.html',
      `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>${page}`,
      'image/svg+xml',
      'none',
    ),
    {
      what: 'GIF and script',
      filename: 'a.gif',
      content: 'GIF89a/*        */=1;alert(1)//',
      outcome: { refused: 'image/gif' },
    },
    { what: 'GIF and page', filename: 'a.gif', content: `GIF89a${page}`, outcome: { refused: 'image/gif' } },
    {
      what: 'BMP and script',
      filename: 'a.bmp',
      content: `BM=1;/*${' '.repeat(60)}*/alert(1)`,
      outcome: { refused: 'image/bmp' },
    },
    {
      what: 'icon and page',
      filename: 'a.ico',
      content: Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0]), Buffer.from(page)]),
      outcome: { refused: 'image/vnd.microsoft.icon' },
    },
    { what: 'page and PDF', filename: 'a.pdf', content: `${page}\n%PDF-1.4`, outcome: { refused: 'text/html' } },
    { what: 'zip', filename: 'a.png', content: zip, outcome: { refused: 'application/zip' } },
  ]
}
