import type { Metadata } from 'sharp'
import { UndecodableImageError } from './undecodable-image.ts'

/** Memory that decoding a kind of picture needs, as measured. */
interface Need {
  bytesAPixel: number
  maxPixels: number
}

const MILLION = 1_000_000
/** Decoded row by row, or at a smaller scale from the start: a phone's picture of 200 megapixels takes 20 MiB. */
const STREAMED: Need = { bytesAPixel: 0.6, maxPixels: 250 * MILLION }
/** Each level of detail covers the whole picture. */
const PROGRESSIVE_JPEG: Need = { bytesAPixel: 3, maxPixels: 80 * MILLION }
/** Decoded as a whole. */
const WHOLE: Need = { bytesAPixel: 4, maxPixels: 64 * MILLION }
const AVIF: Need = { bytesAPixel: 18, maxPixels: 14 * MILLION }
/** A picture that needs more is large: only one is decoded at a time. */
const LARGE_BYTES = 64 * 2 ** 20

function needOf({ format, isProgressive }: Metadata): Need {
  if (format === 'jpeg') return isProgressive ? PROGRESSIVE_JPEG : STREAMED
  if (format === 'png') return isProgressive ? WHOLE : STREAMED
  return format === 'heif' ? AVIF : WHOLE
}

/**
 * Checks the size in the header of a picture, before anything is decoded.
 *
 * @returns whether it takes so much memory that no other large picture may be decoded at the same time.
 * @throws UndecodableImageError for a picture with too many pixels for its format.
 */
export function assertPixels(metadata: Metadata): { isLarge: boolean } {
  const { width, height } = metadata
  const { bytesAPixel, maxPixels } = needOf(metadata)
  const pixels = width * height
  if (pixels > maxPixels) {
    throw new UndecodableImageError(
      `it has ${width} × ${height} pixels; at most ${maxPixels / MILLION} million can be shown of its kind`,
    )
  }
  return { isLarge: pixels * bytesAPixel > LARGE_BYTES }
}
