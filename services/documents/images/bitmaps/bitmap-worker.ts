import { parentPort, workerData } from 'node:worker_threads'
import { UndecodableImageError } from '../undecodable-image.ts'
import { decodeBitmapFile } from './bitmap-file.ts'
import { decodeIconFile } from './icon-file.ts'

/** The program of `decodeBitmap`: decodes one bitmap or icon and posts its pixels, or the reason why it cannot be decoded. */
const { bytes, isIcon }: { bytes: Uint8Array; isIcon: boolean } = workerData
const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

try {
  parentPort?.postMessage({ decoded: isIcon ? decodeIconFile(file) : decodeBitmapFile(file) })
} catch (error) {
  // An offset behind the end of the file makes the reader throw.
  const reason = error instanceof UndecodableImageError ? error.message : 'the bitmap is damaged'
  parentPort?.postMessage({ reason })
}
