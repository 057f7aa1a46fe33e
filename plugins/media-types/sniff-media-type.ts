import { canonicalMediaType } from './canonical-media-type.ts'
import { decodeMarkup } from './decode-markup.ts'
import { hasPdfMark } from './pdf-mark.ts'

/** Bytes at the beginning of a file that decide its type. */
export const SNIFFED_BYTES = 16 * 1024

const EMPTY = 'application/x-empty'
const PLAIN = 'text/plain'
const UNKNOWN = 'application/octet-stream'

const WHITESPACE = new Set([...' \t\n\r\v\f'].map((sign) => sign.charCodeAt(0)))
/** Matches what may precede the root element of XML: its declaration, comments, instructions and a document type. */
const XML_PROLOG = /^(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!doctype\s+svg[^[>]*(?:\[[\s\S]*?\]\s*)?>|\s+)*/i
const SVG_ROOT = /^<(?:[\w.-]+:)?svg[\s/>]/
/** A page that is written as XML begins as XML does. */
const XML_START = /^\s*<\?xml\s/
const XHTML_START = /^<(?:!doctype\s+html|html)[\s/>]/i
/** The beginning of markup in any encoding, after a byte order mark. */
const LESS_THAN = 0x3c
/** The marks of TIFF and BigTIFF, little and big endian. */
const TIFF_MARKS = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+']
/** Tags that a browser takes for the beginning of a page (https://mimesniff.spec.whatwg.org/#mime-type-sniffing-algorithm). */
const HTML_START =
  /^(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p|meta|link)[\s/>]/i
/** The control characters of text: tab to carriage return, and escape. */
const TEXT_CONTROLS = new Set([9, 10, 11, 12, 13, 27])

function skipWhitespace(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => !WHITESPACE.has(byte))
  return start === -1 ? bytes.subarray(bytes.length) : bytes.subarray(start)
}

/** The text of bytes, or null if they are not text. A truncated UTF-8 character at the end is allowed. */
function decodeText(bytes: Uint8Array): string | null {
  if (bytes.some((byte) => byte < 32 && !TEXT_CONTROLS.has(byte))) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return null
  }
}

function isJson(text: string): boolean {
  if (!/^[[{]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** The library reads the directory of a TIFF, which scanners write behind the picture and so beyond the bytes that are looked at. */
function isTiff(bytes: Uint8Array): boolean {
  return TIFF_MARKS.includes(String.fromCharCode(...bytes.subarray(0, 4)))
}

/** @returns null when the text is neither a drawing nor a page. */
function sniffMarkup(text: string): string | null {
  const markup = text.replace(XML_PROLOG, '')
  if (SVG_ROOT.test(markup)) return 'image/svg+xml'
  const isPage = XML_START.test(text) ? XHTML_START.test(markup) : HTML_START.test(text)
  return isPage ? 'text/html' : null
}

/** Detects drawings and pages in other encodings than UTF-8, whose bytes are often not valid UTF-8. */
function sniffEncodedMarkup(bytes: Uint8Array): string | null {
  const begins = bytes.subarray(0, 4).includes(LESS_THAN)
  return begins ? sniffMarkup(decodeMarkup(bytes).trimStart()) : null
}

function sniffText(text: string): string {
  const markup = sniffMarkup(text)
  if (markup !== null) return markup
  if (isJson(text)) return 'application/json'
  return PLAIN
}

/**
 * Detects the type of a file from its bytes alone. White space at the beginning is ignored.
 *
 * @param head the first `SNIFFED_BYTES` bytes of the file, or all of them.
 * @returns a media type in lower case; `application/octet-stream` for an unknown type, `application/x-empty` for a
 *   file without bytes.
 */
export async function sniffMediaType(head: Uint8Array): Promise<string> {
  if (head.length === 0) return EMPTY
  const bytes = skipWhitespace(head.subarray(0, SNIFFED_BYTES))
  const text = decodeText(bytes)
  const sniffed = text === null ? (sniffEncodedMarkup(bytes) ?? UNKNOWN) : sniffText(text)
  if (sniffed !== UNKNOWN && sniffed !== PLAIN) return sniffed
  // The library takes some memory, so it is loaded with the first file.
  const { fileTypeFromBuffer } = await import('file-type')
  const known = await fileTypeFromBuffer(bytes)
  if (known) return canonicalMediaType(known.mime)
  if (isTiff(bytes)) return 'image/tiff'
  return hasPdfMark(head) ? 'application/pdf' : sniffed
}
