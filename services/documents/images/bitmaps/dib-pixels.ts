import type { RawPicture } from '../raw-picture.ts'
import type { DibHeader } from './dib-header.ts'

/** Writes the pixel `x` of the row that begins at `row` to `target` at `at`. */
type WritePixel = (row: number, x: number, target: Uint8Array, at: number) => void

/** Reads some bits of a pixel as a value from 0 to 255; a mask without bits gives `missing`. */
function channelReader(mask: number, missing: number): (pixel: number) => number {
  if (mask === 0) return () => missing
  const shift = 31 - Math.clz32(mask & -mask)
  const highest = mask >>> shift
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / highest)
}

function byPalette(dib: Buffer, { bitsPerPixel, palette }: DibHeader): WritePixel {
  const { offset, count, entryBytes } = palette
  return (row, x, target, at) => {
    const bit = x * bitsPerPixel
    const byte = dib.readUInt8(row + (bit >> 3))
    const index = (byte >> (8 - bitsPerPixel - (bit & 7))) & (2 ** bitsPerPixel - 1)
    const colour = offset + (index < count ? index : 0) * entryBytes
    target[at] = dib.readUInt8(colour + 2)
    target[at + 1] = dib.readUInt8(colour + 1)
    target[at + 2] = dib.readUInt8(colour)
    target[at + 3] = 255
  }
}

function byBytes(dib: Buffer): WritePixel {
  return (row, x, target, at) => {
    const pixel = row + x * 3
    target[at] = dib.readUInt8(pixel + 2)
    target[at + 1] = dib.readUInt8(pixel + 1)
    target[at + 2] = dib.readUInt8(pixel)
    target[at + 3] = 255
  }
}

function byMasks(dib: Buffer, { bitsPerPixel, masks }: DibHeader): WritePixel {
  const [red, green, blue, alpha] = masks.map((mask, i) => channelReader(mask, i === 3 ? 255 : 0))
  const bytes = bitsPerPixel / 8
  return (row, x, target, at) => {
    const pixel = dib.readUIntLE(row + x * bytes, bytes)
    target[at] = red?.(pixel) ?? 0
    target[at + 1] = green?.(pixel) ?? 0
    target[at + 2] = blue?.(pixel) ?? 0
    target[at + 3] = alpha?.(pixel) ?? 255
  }
}

function writerOf(dib: Buffer, header: DibHeader): WritePixel {
  if (header.bitsPerPixel <= 8) return byPalette(dib, header)
  return header.bitsPerPixel === 24 ? byBytes(dib) : byMasks(dib, header)
}

/** Whether every pixel is transparent: then the file does not use the opacity. */
export function isClear({ data }: RawPicture): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 0) return false
  return true
}

export function makeOpaque({ data }: RawPicture): void {
  for (let i = 3; i < data.length; i += 4) data[i] = 255
}

/** Decodes the pixels of a bitmap. @param header as `readDibHeader` read it from the same bytes. */
export function decodePixels(dib: Buffer, header: DibHeader): RawPicture {
  const { width, height, isTopDown, pixelOffset, rowBytes } = header
  const data = new Uint8Array(width * height * 4)
  const write = writerOf(dib, header)
  for (let y = 0; y < height; y++) {
    const row = pixelOffset + rowBytes * (isTopDown ? y : height - 1 - y)
    for (let x = 0; x < width; x++) write(row, x, data, (y * width + x) * 4)
  }
  return { data, width, height }
}
