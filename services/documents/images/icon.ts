import decodeIco from 'decode-ico'
import { UndecodableImageError } from './undecodable-image.ts'

/** Four bytes a pixel: red, green, blue and opacity, row by row from the top. */
export interface RawPicture {
  data: Uint8Array
  width: number
  height: number
}

const HEADER_BYTES = 6
const ENTRY_BYTES = 16
/** An icon has one picture for each size that it is shown in. */
const MAX_PICTURES = 64
const MAX_SIDE = 1024

/** The place of the largest picture's entry in the directory of the icon. */
function largestEntry(icon: Buffer): number {
  const count = icon.readUInt16LE(4)
  if (count === 0 || count > MAX_PICTURES) throw new UndecodableImageError('the icon has no usable number of pictures')
  const places = Array.from({ length: count }, (_, i) => HEADER_BYTES + i * ENTRY_BYTES)
  // A side of 256 is written as 0.
  const area = (at: number) => (icon.readUInt8(at) || 256) * (icon.readUInt8(at + 1) || 256)
  return places.reduce((best, at) => (area(at) > area(best) ? at : best))
}

/**
 * Decodes the largest picture of a Windows icon (https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)).
 *
 * @returns the pixels, or the PNG file that the icon wraps.
 * @throws Error when it cannot be decoded.
 */
export function decodeIcon(icon: Buffer): Buffer | RawPicture {
  const at = largestEntry(icon)
  // An icon of this picture alone, so that the others cost nothing.
  const single = Buffer.concat([icon.subarray(0, HEADER_BYTES), icon.subarray(at, at + ENTRY_BYTES)])
  single.writeUInt16LE(1, 4)
  const offset = icon.readUInt32LE(at + 12)
  const size = Math.min(icon.readUInt32LE(at + 8), icon.length - offset)
  single.writeUInt32LE(size, HEADER_BYTES + 8)
  single.writeUInt32LE(single.length, HEADER_BYTES + 12)
  const [picture] = decodeIco(Buffer.concat([single, icon.subarray(offset, offset + size)]))
  if (!picture || picture.width > MAX_SIDE || picture.height > MAX_SIDE) {
    throw new UndecodableImageError('the icon has no usable picture')
  }
  if (picture.type === 'png') return Buffer.from(picture.data)
  return { data: new Uint8Array(picture.data), width: picture.width, height: picture.height }
}
