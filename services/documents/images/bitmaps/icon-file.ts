import type { RawPicture } from '../raw-picture.ts'
import { UndecodableImageError } from '../undecodable-image.ts'
import { readDibHeader, rowBytesOf } from './dib-header.ts'
import { decodePixels, isClear, makeOpaque } from './dib-pixels.ts'

const HEADER_BYTES = 6
const ENTRY_BYTES = 16
/** An icon has one picture for each size that it is shown in. */
const MAX_PICTURES = 64
const MAX_SIDE = 1024
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function refuse(reason: string): never {
  throw new UndecodableImageError(`the icon cannot be shown: ${reason}`)
}

/** The bytes of the largest picture. */
function largestPicture(icon: Buffer): Buffer {
  const count = icon.length < HEADER_BYTES ? 0 : icon.readUInt16LE(4)
  if (count === 0 || count > MAX_PICTURES) refuse('it has no usable number of pictures')
  if (icon.length < HEADER_BYTES + count * ENTRY_BYTES) refuse('it is not whole')
  const places = Array.from({ length: count }, (_, i) => HEADER_BYTES + i * ENTRY_BYTES)
  // A side of 256 is written as 0. Of two pictures of the same size the one with more colours is taken.
  const rank = (at: number) =>
    (icon.readUInt8(at) || 256) * (icon.readUInt8(at + 1) || 256) * 256 + Math.min(icon.readUInt16LE(at + 6), 255)
  const at = places.reduce((best, place) => (rank(place) > rank(best) ? place : best))
  const offset = icon.readUInt32LE(at + 12)
  return icon.subarray(offset, offset + icon.readUInt32LE(at + 8))
}

/** Applies the mask of an icon: set bits are transparent pixels. A truncated mask is ignored. */
function applyMask({ data, width, height }: RawPicture, mask: Buffer): void {
  const rowBytes = rowBytesOf(width, 1)
  if (mask.length < rowBytes * height) return
  for (let y = 0; y < height; y++) {
    const row = (height - 1 - y) * rowBytes
    for (let x = 0; x < width; x++) {
      if (mask.readUInt8(row + (x >> 3)) & (0x80 >> (x & 7))) data[(y * width + x) * 4 + 3] = 0
    }
  }
}

/**
 * Decodes the largest picture of a Windows icon (https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)).
 *
 * @returns the pixels, or the PNG file that the icon wraps.
 * @throws UndecodableImageError.
 */
export function decodeIconFile(icon: Buffer): Buffer | RawPicture {
  const dib = largestPicture(icon)
  if (dib.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) return dib
  const header = readDibHeader(dib, { isIcon: true })
  const { width, height, pixelOffset, rowBytes } = header
  if (width > MAX_SIDE || height > MAX_SIDE) refuse(`it has ${width} × ${height} pixels`)
  const picture = decodePixels(dib, header)
  const hasOpacity = header.bitsPerPixel === 32 && !isClear(picture)
  if (hasOpacity) return picture
  makeOpaque(picture)
  applyMask(picture, dib.subarray(pixelOffset + rowBytes * height))
  return picture
}
