import type { HostileFile } from './hostile-file.ts'

const page = '<script>alert(document.cookie)</script>'

const refused = (what: string, filename: string, content: Buffer | string, type: string): HostileFile => ({
  what,
  filename,
  content,
  outcome: { refused: type },
})

/** Pages, scripts and programs under names of pictures. */
export const DISGUISED: HostileFile[] = [
  refused('page named PNG', 'a.png', `<!DOCTYPE html><html>${page}`, 'text/html'),
  refused('page without a beginning named JPEG', 'a.jpg', page, 'text/html'),
  refused('page after white space named WebP', 'a.webp', `\r\n\t  <HTML>${page}`, 'text/html'),
  refused('page after a comment named PDF', 'a.pdf', `<!-- %PDF-1.4 --><html>${page}`, 'text/html'),
  refused('page after a byte order mark', 'a.png', `\ufeff<html>${page}`, 'text/html'),
  refused('page that is only an image with an event', 'a.png', '<p><img src=x onerror=alert(1)>', 'text/html'),
  refused(
    'page of XML',
    'a.svg',
    `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${page}</html>`,
    'text/html',
  ),
  refused('page in UTF-16', 'a.png', Buffer.from(`\ufeff<html>${page}`, 'utf16le'), 'text/html'),
  refused('page in a mail', 'a.mht', `MIME-Version: 1.0\nContent-Type: text/html\n\n<html>${page}`, 'text/plain'),
  refused('page after text', 'a.png', `PNG ${page}`, 'text/plain'),
  refused('JavaScript', 'a.png', 'alert(1)//', 'text/plain'),
  refused('style sheet', 'a.png', 'body{background:url(https://evil.example)}', 'text/plain'),
  refused('PHP', 'a.php.png', '<?php system($_GET["x"]); ?>', 'text/plain'),
  refused('shell script', 'a.png', '#!/bin/sh\nrm -rf /\n', 'text/plain'),
  refused(
    'Windows program',
    'a.png',
    Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
    'application/x-msdownload',
  ),
  refused('Linux program', 'a.png', Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(200)]), 'application/x-elf'),
  refused(
    'Flash film',
    'a.png',
    Buffer.concat([Buffer.from('FWS\x0a'), Buffer.alloc(60)]),
    'application/x-shockwave-flash',
  ),
  refused('JSON', 'a.json.png', '{"__proto__": {"admin": true}}', 'application/json'),
]
