import { createReadStream } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import type { SpooledFile } from '../../../plugins/spool/spooled-file.ts'

/** What a page says about itself stands at its beginning. */
const MAX_BYTES = 2 * 2 ** 20
/** A page names its encoding within so many bytes (https://html.spec.whatwg.org/#charset). */
const ENCODING_BYTES = 1024
const DECLARED_ENCODING = /<meta[^>]*\bcharset\s*=\s*["']?\s*([\w:-]+)/i

function decoderOf(bytes: Buffer) {
  const declared = DECLARED_ENCODING.exec(bytes.toString('latin1', 0, ENCODING_BYTES))?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(declared)
  } catch {
    return new TextDecoder()
  }
}

/** The text of a page, or its beginning, in the encoding that it names. Bytes that are no text are replaced. */
export async function pageText({ path }: SpooledFile): Promise<string> {
  const bytes = await buffer(createReadStream(path, { end: MAX_BYTES - 1 }))
  return decoderOf(bytes).decode(bytes)
}
