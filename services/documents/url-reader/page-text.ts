import { createReadStream } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { decodePage } from '../../../plugins/media-types/decode-markup.ts'
import type { Download } from '../../../plugins/outbound/downloader.ts'

/** The metadata of a page stands at its beginning. */
const MAX_BYTES = 2 * 2 ** 20

/**
 * The text of the beginning of a page. Its encoding is that of the byte order mark, else that of the server, else that
 * of the page itself, else UTF-8 or Windows-1252. Invalid bytes are replaced.
 */
export async function pageText({ file, charset }: Pick<Download, 'file' | 'charset'>): Promise<string> {
  return decodePage(await buffer(createReadStream(file.path, { end: MAX_BYTES - 1 })), charset)
}
