import { UndecodableImageError } from '../undecodable-image.ts'

/** The header of a device-independent bitmap, checked against the length of the file. */
export interface DibHeader {
  width: number
  height: number
  isTopDown: boolean
  bitsPerPixel: number
  /** The palette: its offset, the number of its colours, and the bytes of each. */
  palette: { offset: number; count: number; entryBytes: number }
  /** Bits of red, green, blue and opacity in a pixel of 16 or 32 bits. */
  masks: readonly [red: number, green: number, blue: number, alpha: number]
  /** Offset of the pixels, and bytes of a row. */
  pixelOffset: number
  rowBytes: number
}

const CORE_HEADER = 12
const INFO_HEADER = 40
const MASKS_IN_HEADER = 52
const ALPHA_IN_HEADER = 56
const MAX_HEADER = 1024
/** Four bytes each once it is decoded: 100 MiB. */
const MAX_PIXELS = 25_000_000
const DEPTHS = new Set([1, 4, 8, 16, 24, 32])
const [PLAIN, BIT_FIELDS, ALPHA_BIT_FIELDS] = [0, 3, 6]
const MASKS_OF_16: DibHeader['masks'] = [0x7c00, 0x03e0, 0x001f, 0]
const MASKS_OF_32: DibHeader['masks'] = [0x00ff0000, 0x0000ff00, 0x000000ff, 0xff000000]

/** The bytes of a row of pixels: rows begin at multiples of four. */
export function rowBytesOf(width: number, bitsPerPixel: number): number {
  return Math.ceil((width * bitsPerPixel) / 32) * 4
}

function refuse(reason: string): never {
  throw new UndecodableImageError(`the bitmap cannot be shown: ${reason}`)
}

function readSides(dib: Buffer, headerBytes: number) {
  if (headerBytes === CORE_HEADER) return { width: dib.readUInt16LE(4), height: dib.readUInt16LE(6) }
  return { width: dib.readInt32LE(4), height: dib.readInt32LE(8) }
}

function readMasks(dib: Buffer, headerBytes: number, bitsPerPixel: number, compression: number) {
  if (compression === PLAIN) {
    return { masks: bitsPerPixel === 16 ? MASKS_OF_16 : MASKS_OF_32, maskBytes: 0 }
  }
  const hasAlpha = compression === ALPHA_BIT_FIELDS || headerBytes >= ALPHA_IN_HEADER
  const at = (index: number) => dib.readUInt32LE(INFO_HEADER + 4 * index)
  const masks: DibHeader['masks'] = [at(0), at(1), at(2), hasAlpha ? at(3) : 0]
  const maskBytes = headerBytes >= MASKS_IN_HEADER ? 0 : hasAlpha ? 16 : 12
  return { masks, maskBytes }
}

/**
 * Reads the header of a bitmap (https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-storage). No memory is
 * allocated for the size that it claims.
 *
 * @param dib from the header on.
 * @param options `isIcon`: the height counts the mask below the picture as well. `pixelOffset`: where the pixels begin, if
 *   not right behind the colours.
 * @throws UndecodableImageError for a bitmap that is truncated, too large, or of an unsupported kind.
 */
export function readDibHeader(dib: Buffer, { isIcon = false, pixelOffset = 0 } = {}): DibHeader {
  if (dib.length < CORE_HEADER) refuse('it has no header')
  const headerBytes = dib.readUInt32LE(0)
  const isCore = headerBytes === CORE_HEADER
  if (!isCore && (headerBytes < INFO_HEADER || headerBytes > MAX_HEADER)) refuse('its header is not known')
  if (dib.length < headerBytes) refuse('it has no header')
  const { width, height: claimed } = readSides(dib, headerBytes)
  const height = Math.abs(isIcon ? Math.trunc(claimed / 2) : claimed)
  const bitsPerPixel = dib.readUInt16LE(isCore ? 10 : 14)
  const compression = isCore ? PLAIN : dib.readUInt32LE(16)
  if (width < 1 || height < 1) refuse('it has no pixels')
  if (width * height > MAX_PIXELS) refuse(`it has ${width} × ${height} pixels`)
  const isBitFields = compression === BIT_FIELDS || compression === ALPHA_BIT_FIELDS
  if (compression !== PLAIN && !(isBitFields && (bitsPerPixel === 16 || bitsPerPixel === 32))) {
    refuse('it is compressed')
  }
  if (!DEPTHS.has(bitsPerPixel)) refuse(`it has ${bitsPerPixel} bits a pixel`)
  const { masks, maskBytes } = readMasks(dib, headerBytes, bitsPerPixel, compression)
  const largest = bitsPerPixel <= 8 ? 2 ** bitsPerPixel : 0
  const named = isCore ? 0 : dib.readUInt32LE(32)
  const palette = {
    offset: headerBytes + maskBytes,
    count: Math.min(named || largest, largest),
    entryBytes: isCore ? 3 : 4,
  }
  const behind = palette.offset + palette.count * palette.entryBytes
  const rowBytes = rowBytesOf(width, bitsPerPixel)
  const start = pixelOffset === 0 ? behind : pixelOffset
  if (start + rowBytes * height > dib.length) refuse('it is not whole')
  return { width, height, isTopDown: claimed < 0, bitsPerPixel, palette, masks, pixelOffset: start, rowBytes }
}
