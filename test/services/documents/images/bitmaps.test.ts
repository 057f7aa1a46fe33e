import t from 'tap'
import { decodeImage } from '../../../../services/documents/images/image-decoder.ts'

const FILE_HEADER = 14

interface Parts {
  header: Buffer
  palette?: Buffer
  rows: Buffer
}

function file({ header, palette = Buffer.alloc(0), rows }: Parts): Buffer {
  const start = Buffer.alloc(FILE_HEADER)
  start.write('BM', 'latin1')
  start.writeUInt32LE(FILE_HEADER + header.length + palette.length, 10)
  return Buffer.concat([start, header, palette, rows])
}

function infoHeader(width: number, height: number, bitsPerPixel: number, compression = 0, bytes = 40): Buffer {
  const header = Buffer.alloc(bytes)
  header.writeUInt32LE(bytes, 0)
  header.writeInt32LE(width, 4)
  header.writeInt32LE(height, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(bitsPerPixel, 14)
  header.writeUInt32LE(compression, 16)
  return header
}

function coreHeader(width: number, height: number, bitsPerPixel: number): Buffer {
  const header = Buffer.alloc(12)
  header.writeUInt32LE(12, 0)
  header.writeUInt16LE(width, 4)
  header.writeUInt16LE(height, 6)
  header.writeUInt16LE(1, 8)
  header.writeUInt16LE(bitsPerPixel, 10)
  return header
}

function masked(header: Buffer, masks: readonly number[]): Buffer {
  const words = Buffer.alloc(4 * masks.length)
  masks.forEach((mask, i) => {
    words.writeUInt32LE(mask, 4 * i)
  })
  return Buffer.concat([header, words])
}

/** Red, then blue; each row has two pixels, and there are two rows, of which the upper one is turned round. */
const RED_BLUE = [255, 0, 0, 0, 0, 255]
const BLUE_RED = [0, 0, 255, 255, 0, 0]
const COLOURS = Buffer.from([0, 0, 255, 0, 255, 0, 0, 0])
const bytes = (...values: number[]) => Buffer.from(values)

const BITMAPS: Record<string, Buffer> = {
  '1 bit': file({
    header: infoHeader(2, 2, 1),
    palette: COLOURS,
    rows: bytes(0b01000000, 0, 0, 0, 0b10000000, 0, 0, 0),
  }),
  '4 bits': file({
    header: infoHeader(2, 2, 4),
    palette: Buffer.concat([COLOURS, Buffer.alloc(56)]),
    rows: bytes(0x01, 0, 0, 0, 0x10, 0, 0, 0),
  }),
  '8 bits': file({
    header: infoHeader(2, 2, 8),
    palette: Buffer.concat([COLOURS, Buffer.alloc(254 * 4)]),
    rows: bytes(0, 1, 0, 0, 1, 0, 0, 0),
  }),
  '8 bits of few colours': (() => {
    const header = infoHeader(2, 2, 8)
    header.writeUInt32LE(2, 32)
    return file({ header, palette: COLOURS, rows: bytes(0, 1, 0, 0, 1, 0, 0, 0) })
  })(),
  '16 bits': file({ header: infoHeader(2, 2, 16), rows: bytes(0, 0x7c, 0x1f, 0, 0x1f, 0, 0, 0x7c) }),
  '16 bits with masks': file({
    header: masked(infoHeader(2, 2, 16, 3), [0xf800, 0x07e0, 0x001f]),
    rows: bytes(0, 0xf8, 0x1f, 0, 0x1f, 0, 0, 0xf8),
  }),
  '24 bits': file({
    header: infoHeader(2, 2, 24),
    rows: bytes(0, 0, 255, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0),
  }),
  '24 bits from the top': file({
    header: infoHeader(2, -2, 24),
    rows: bytes(255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0),
  }),
  '24 bits with an old header': file({
    header: coreHeader(2, 2, 24),
    rows: bytes(0, 0, 255, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0),
  }),
  '32 bits': file({
    header: infoHeader(2, 2, 32),
    rows: bytes(0, 0, 255, 0, 255, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255, 0),
  }),
  '32 bits with masks in a new header': (() => {
    const header = infoHeader(2, 2, 32, 3, 124)
    ;[0xff000000, 0x00ff0000, 0x0000ff00, 0x000000ff].forEach((mask, i) => {
      header.writeUInt32LE(mask, 40 + 4 * i)
    })
    return file({ header, rows: bytes(255, 0, 0, 255, 255, 255, 0, 0, 255, 255, 0, 0, 255, 0, 0, 255) })
  })(),
}

t.test('bitmaps of all depths are decoded', async (t) => {
  for (const [what, bitmap] of Object.entries(BITMAPS)) {
    const { data, info } = await decodeImage(bitmap, (image) =>
      image.removeAlpha().raw().toBuffer({ resolveWithObject: true }),
    )
    t.match(info, { width: 2, height: 2 }, what)
    t.same([...data], [...BLUE_RED, ...RED_BLUE], what)
  }
})

t.test('bitmaps that cannot be shown are refused with the reason', async (t) => {
  const whole = BITMAPS['24 bits'] ?? Buffer.alloc(0)
  const cases: Record<string, [Buffer, RegExp]> = {
    'half of one': [whole.subarray(0, whole.length - 1), /not whole/],
    'a header alone': [whole.subarray(0, 30), /no header/],
    'one that is compressed': [file({ header: infoHeader(2, 2, 8, 1), rows: Buffer.alloc(2000) }), /compressed/],
    'a picture of another kind in it': [file({ header: infoHeader(2, 2, 0, 5), rows: Buffer.alloc(20) }), /compressed/],
    'an odd depth': [file({ header: infoHeader(2, 2, 7), rows: Buffer.alloc(20) }), /7 bits/],
    'no pixels': [file({ header: infoHeader(0, 2, 24), rows: Buffer.alloc(20) }), /no pixels/],
    'the least height': [file({ header: infoHeader(2, -(2 ** 31), 24), rows: Buffer.alloc(20) }), /pixels/],
    'far too many pixels': [
      file({ header: infoHeader(2 ** 31 - 1, 2 ** 31 - 1, 1), rows: Buffer.alloc(20) }),
      /pixels/,
    ],
    'an unknown header': [file({ header: infoHeader(2, 2, 24, 0, 2000), rows: Buffer.alloc(20) }), /header/],
    'pixels that lie elsewhere': [
      (() => {
        const copy = Buffer.from(whole)
        copy.writeUInt32LE(2 ** 32 - 1, 10)
        return copy
      })(),
      /not whole/,
    ],
  }
  for (const [what, [bitmap, reason]] of Object.entries(cases)) {
    await t.rejects(
      decodeImage(bitmap, (image) => image.png().toBuffer()),
      { name: 'UndecodableImageError', message: reason },
      what,
    )
  }
})
