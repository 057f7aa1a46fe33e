import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createZstdDecompress } from 'node:zlib'
import { DeflateDecoder } from './deflate-decoder.ts'
import { OutboundError } from './outbound-error.ts'

type Decoder = NodeJS.ReadWriteStream & Readable

const DECODERS = new Map<string, () => Decoder>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['deflate', () => new DeflateDecoder()],
  ['br', () => createBrotliDecompress()],
  ['zstd', () => createZstdDecompress()],
])
/** Encodings that may be applied one after another. */
const MAX_ENCODINGS = 3

export const ACCEPTED_ENCODINGS = 'gzip, deflate, br'

/**
 * The bytes of an answer without its content encoding. Names that are not an encoding, such as "utf-8" or "none", are
 * ignored, as in browsers.
 *
 * @param encoding in lower case; empty for none, several with commas between them in the order in which they were applied.
 * @param maxBytes after decoding, so that decompression bombs are limited, too.
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
  const names = encoding.split(',').map((name) => name.trim())
  const decoders = names.flatMap((name) => DECODERS.get(name) ?? []).reverse()
  if (decoders.length > MAX_ENCODINGS) {
    // Destroying the body emits an error, which would be an uncaught one without a listener.
    body.on('error', () => {}).destroy()
    throw new OutboundError('the answer has too many encodings')
  }
  return decoders.reduce<Readable>((source, createDecoder) => {
    const decoder = createDecoder()
    // An error of the source reaches the reader through the decoder.
    pipeline(source, decoder, () => {})
    return decoder
  }, body)
}
