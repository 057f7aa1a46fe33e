import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { OutboundError } from './outbound-error.ts'

/** Encodings that an answer may have; of several, one on top of the other, none. */
const DECODERS: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

export const ACCEPTED_ENCODINGS = 'gzip, deflate, br'

/**
 * The bytes of an answer without its content encoding.
 *
 * @param encoding in lower case; empty for none.
 * @param maxBytes after decoding; a decompression bomb ends there as well.
 * @throws OutboundError "Content too large".
 */
export async function* decodedBody(body: Readable, encoding: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of decode(body, encoding)) {
    size += chunk.length
    if (size > maxBytes) throw new OutboundError('Content too large')
    yield chunk
  }
}

function decode(body: Readable, encoding: string): AsyncIterable<Uint8Array> {
  if (encoding === '' || encoding === 'identity') return body
  const createDecoder = DECODERS[encoding]
  if (!createDecoder) {
    // Destroying it is an error to its connection, which nobody else would hear of.
    body.on('error', () => {}).destroy()
    throw new OutboundError('the answer has an unknown encoding')
  }
  const decoder = createDecoder()
  // What fails on the way reaches the reader through the decoder.
  pipeline(body, decoder, () => {})
  return decoder
}
