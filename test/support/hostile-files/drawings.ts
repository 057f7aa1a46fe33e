import { gzipSync } from 'node:zlib'
import type { Canary, HostileFile } from './hostile-file.ts'

const NAMESPACES = [
  'xmlns="http://www.w3.org/2000/svg"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:ev="http://www.w3.org/2001/xml-events"',
  'xmlns:xi="http://www.w3.org/2001/XInclude"',
].join(' ')

const svg = (inner: string, attributes = '') => `<svg ${NAMESPACES} width="40" height="40" ${attributes}>${inner}</svg>`
const FULL = 'width="40" height="40"'
const html = (inner: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** Everything in an SVG that has ever run a script. */
const SCRIPTS: Record<string, string> = {
  'script element': svg('<script>alert(1)</script>'),
  'script in CDATA': svg('<script type="text/javascript"><![CDATA[alert(1)//<]]></script>'),
  'script of another address': svg('<script href="https://evil.example/x.js"/>'),
  'script as data': svg(`<script xlink:href="data:text/javascript,alert(1)"/>`),
  'script in upper case': svg('<SCRIPT>alert(1)</SCRIPT>'),
  'script with a prefix': svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'),
  'load event': svg('', 'onload="alert(1)"'),
  'load event with odd spaces': svg('', "onload\n=\n'alert(1)'"),
  'events of the mouse and the focus': svg(
    '<rect width="1" height="1" onmouseover="alert(1)" onfocusin="alert(1)" tabindex="1"/>',
  ),
  'event of an animation': svg('<animate onbegin="alert(1)" attributeName="x" dur="1s"/>'),
  'event that is set': svg('<set attributeName="onmouseover" to="alert(1)"/>'),
  'link that is animated': svg(
    '<a><animate attributeName="href" values="javascript:alert(1)"/><text y="9">x</text></a>',
  ),
  'link to a script': svg('<a xlink:href="javascript:alert(1)"><rect width="40" height="40" fill="none"/></a>'),
  'link to a script, with entities': svg(
    '<a href="&#106;ava&#x09;script&#58;alert(1)"><rect width="1" height="1"/></a>',
  ),
  'link to a script, in mixed case with a break': svg(
    '<a href=" JaVa\nScRiPt:alert(1)"><rect width="1" height="1"/></a>',
  ),
  'page within': svg(
    `<foreignObject ${FULL}>${html('<script>alert(1)</script><img src="x" onerror="alert(1)"/>')}</foreignObject>`,
  ),
  'frame within': svg(`<foreignObject ${FULL}>${html('<iframe src="javascript:alert(1)"/>')}</foreignObject>`),
  'frame with a page of its own': svg(
    `<foreignObject ${FULL}>${html('<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"/>')}</foreignObject>`,
  ),
  'plug-in within': svg(
    `<foreignObject ${FULL}>${html('<embed src="data:text/html,x"/><object data="data:text/html,x"/>')}</foreignObject>`,
  ),
  'use of data': svg(`<use href="data:image/svg+xml;base64,${base64(svg('<script>alert(1)</script>'))}#x"/>`),
  'image with a script': svg(
    `<image ${FULL} href="data:image/svg+xml;base64,${base64(svg('<script>alert(1)</script>'))}"/>`,
  ),
  'handler element': svg(
    '<handler xmlns="http://www.w3.org/2000/svg" type="text/javascript" ev:event="load">alert(1)</handler>',
  ),
  listener: svg('<ev:listener event="load" handler="javascript:alert(1)"/>'),
  'style with a script': svg(
    '<style>rect{background:url("javascript:alert(1)");behavior:url(x.htc);-moz-binding:url(x.xml#x)}</style>',
  ),
  'title with a page': svg('<title><![CDATA[</title><script>alert(1)</script>]]></title>'),
  'description with a page': svg('<desc><body xmlns="http://www.w3.org/1999/xhtml" onload="alert(1)"/></desc>'),
  'style sheet that transforms': `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="data:text/xml,&lt;x/&gt;"?>${svg('')}`,
  'script after a byte order mark': `\ufeff${svg('<script>alert(1)</script>')}`,
  'script in another coding of characters': `<?xml version="1.0" encoding="UTF-7"?>${svg('+ADw-script+AD4-alert(1)+ADw-/script+AD4-')}`,
  'document type with a script': `<!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]>${svg('&x;')}`,
}

/** Elements of an SVG that read something else, and show nothing unless they do. */
function readingElements({ url, file }: Canary): Record<string, string> {
  const relative = `${'../'.repeat(20)}${file.slice(1)}`
  return {
    'image from elsewhere': `<image ${FULL} href="${url}/x.png"/>`,
    'image from elsewhere, of old': `<image ${FULL} xlink:href="${url}/x.png"/>`,
    'image from the disk': `<image ${FULL} href="file://${file}"/>`,
    'image from the disk, by its path': `<image ${FULL} href="${file}"/>`,
    'image from the disk, by a relative path': `<image ${FULL} href="${relative}"/>`,
    'image from a base': `<g xml:base="${url}/"><image ${FULL} href="x.png"/></g>`,
    'use from elsewhere': `<use href="${url}/x.svg#x"/><use href="file://${file}#x"/>`,
    'filter with an image': `<filter id="f"><feImage href="${url}/x.png"/><feImage href="file://${file}"/></filter><rect ${FULL} fill="none" filter="url(#f)"/>`,
    'filter from elsewhere': `<g fill="none" filter="url(${url}/x.svg#f)" mask="url(${url}/x.svg#m)"><rect ${FULL}/></g>`,
    'colours from elsewhere': `<rect ${FULL} fill="url(${url}/x.svg#x)"/>`,
    'style that imports': `<style>@import "${url}/x.css"; @import url(file://${file});</style>`,
    'fonts and cursors from elsewhere': `<style>@font-face{font-family:x;src:url(${url}/x.woff)}*{cursor:url(${url}/x.cur)}</style>`,
    'inclusion of text': `<text y="20"><xi:include href="file://${file}" parse="text"/></text>`,
  }
}

/** Whole drawings that read something else. */
function readingDrawings({ url, file }: Canary): Record<string, string> {
  const text = svg('<text y="20">&x;</text>')
  return {
    'style sheet from elsewhere': `<?xml version="1.0"?><?xml-stylesheet href="${url}/x.css"?>${svg('')}`,
    'external entity': `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file://${file}">]>${text}`,
    'external entity of the net': `<!DOCTYPE svg [<!ENTITY x SYSTEM "${url}/x">]>${text}`,
    'external parameter entity': `<!DOCTYPE svg [<!ENTITY % x SYSTEM "${url}/x.dtd"> %x;]>${svg('')}`,
    'external document type': `<!DOCTYPE svg SYSTEM "${url}/x.dtd">${svg('')}`,
  }
}

/** Hostile drawings that are stored, since drawings are; but neither run nor read anything. */
export function hostileDrawings(canary: Canary): HostileFile[] {
  const stored = (what: string, content: Buffer | string, picture?: 'blank'): HostileFile => ({
    what: `SVG: ${what}`,
    filename: 'drawing.svg',
    content,
    outcome: { stored: 'image/svg+xml' },
    ...(picture && { picture }),
  })
  const elements = readingElements(canary)
  const script = svg('<script>alert(1)</script>')
  const refused = (what: string, content: Buffer | string, type: string): HostileFile => ({
    what: `SVG: ${what}`,
    filename: 'drawing.svg',
    content,
    outcome: { refused: type },
  })
  return [
    ...Object.entries(SCRIPTS).map(([what, content]) => stored(what, content)),
    ...Object.entries(elements).map(([what, content]) => stored(what, svg(content))),
    stored('all elements that read something else', svg(Object.values(elements).join('')), 'blank'),
    ...Object.entries(readingDrawings(canary)).map(([what, content]) => stored(what, content, 'blank')),
    refused('compressed', gzipSync(script), 'application/gzip'),
    stored('in UTF-16', Buffer.from(`\ufeff<?xml version="1.0"?>${script}`, 'utf16le'), 'blank'),
    stored('with a prefix', `<s:svg xmlns:s="http://www.w3.org/2000/svg"/>`, 'blank'),
    refused('within a page', `<!DOCTYPE html>${script}`, 'text/html'),
    refused('after a tag of a page', `<b>${script}</b>`, 'text/html'),
  ]
}
