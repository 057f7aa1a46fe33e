import { createReadStream } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { decodeMarkup } from '../../../plugins/media-types/decode-markup.ts'
import type { Download } from '../../../plugins/outbound/downloader.ts'

/** What a page says about itself stands at its beginning. */
const MAX_BYTES = 2 * 2 ** 20

/**
 * The text of a page, or its beginning, in the encoding that its byte order mark, or else its server, or else the page
 * itself names. Bytes that are no text are replaced.
 */
export async function pageText({ file, charset }: Pick<Download, 'file' | 'charset'>): Promise<string> {
  return decodeMarkup(await buffer(createReadStream(file.path, { end: MAX_BYTES - 1 })), charset)
}
