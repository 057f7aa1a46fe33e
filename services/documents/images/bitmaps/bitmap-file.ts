import type { RawPicture } from '../raw-picture.ts'
import { UndecodableImageError } from '../undecodable-image.ts'
import { readDibHeader } from './dib-header.ts'
import { decodePixels, isClear, makeOpaque } from './dib-pixels.ts'

const FILE_HEADER = 14

/**
 * Decodes a bitmap file (BMP).
 *
 * @throws UndecodableImageError.
 */
export function decodeBitmapFile(bytes: Buffer): RawPicture {
  if (bytes.length < FILE_HEADER) throw new UndecodableImageError('the bitmap cannot be shown: it has no header')
  const dib = bytes.subarray(FILE_HEADER)
  const pixelOffset = Math.max(0, bytes.readUInt32LE(10) - FILE_HEADER)
  const picture = decodePixels(dib, readDibHeader(dib, { pixelOffset }))
  // Most programs leave the fourth byte of a pixel empty.
  if (isClear(picture)) makeOpaque(picture)
  return picture
}
