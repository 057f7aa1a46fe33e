/** Where a page or a drawing names its encoding (https://html.spec.whatwg.org/#charset). */
const NAMING_BYTES = 1024
const XML_ENCODING = /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']\s*([\w:.-]+)/i
const META_ENCODING = /<meta[^>]*\bcharset\s*=\s*["']?\s*([\w:.-]+)/i

function byMark(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : null
}

/** Markup begins with `<`; in UTF-16 a zero byte stands beside it, with or without a byte order mark. */
function byZeros([first, second, third, fourth]: Uint8Array): string | null {
  if (first === 0x3c && second === 0 && third !== 0 && fourth === 0) return 'utf-16le'
  return first === 0 && second === 0x3c && third === 0 && fourth !== 0 ? 'utf-16be' : null
}

/** The encoding that the markup names. It is never UTF-16, since the name could be read as ASCII. */
function byName(bytes: Uint8Array): string | null {
  const beginning = Buffer.from(bytes.subarray(0, NAMING_BYTES)).toString('latin1')
  const name = XML_ENCODING.exec(beginning)?.[1] ?? META_ENCODING.exec(beginning)?.[1] ?? null
  return name !== null && /^utf-?16/i.test(name) ? 'utf-8' : name
}

type Decoder = InstanceType<typeof TextDecoder>

function decoderOf(name: string | null): Decoder | null {
  if (name === null) return null
  try {
    return new TextDecoder(name)
  } catch {
    return null
  }
}

/** The value of `charset` in a Content-Type header. */
export function charsetOf(contentType: string | null): string | null {
  return /;\s*charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(contentType ?? '')?.[1] ?? null
}

/**
 * The encoding of markup: that of its byte order mark, else that of the server, else that of the markup itself. Unknown
 * names are ignored.
 *
 * @param bytes all of it, or its beginning.
 * @param declared the encoding that its server names.
 * @returns null when nothing names one.
 */
function namedDecoder(bytes: Uint8Array, declared: string | null): Decoder | null {
  for (const name of [byMark(bytes), declared, byZeros(bytes), byName(bytes)]) {
    const decoder = decoderOf(name)
    if (decoder) return decoder
  }
  return null
}

/** Whether bytes are UTF-8; a character at their end may be cut. */
function beginsAsUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** The text of markup, without a byte order mark. Invalid bytes are replaced; the default encoding is UTF-8. */
export function decodeMarkup(bytes: Uint8Array, declared: string | null = null): string {
  return (namedDecoder(bytes, declared) ?? new TextDecoder()).decode(bytes)
}

/**
 * The text of an HTML page, as `decodeMarkup` has it. A page that names no encoding and is not UTF-8 is Windows-1252, as in
 * browsers (https://html.spec.whatwg.org/#determining-the-character-encoding).
 */
export function decodePage(bytes: Uint8Array, declared: string | null = null): string {
  const fallback = () => new TextDecoder(beginsAsUtf8(bytes) ? 'utf-8' : 'windows-1252')
  return (namedDecoder(bytes, declared) ?? fallback()).decode(bytes)
}
