import t from 'tap'
import { decodeImage } from '../../../../services/documents/images/image-decoder.ts'
import { pngOf } from '../../../support/pictures.ts'

interface Entry {
  side: number
  data: Buffer
}

/** A Windows icon of these pictures. */
function iconOf(entries: readonly Entry[]): Buffer {
  const header = Buffer.from([0, 0, 1, 0, entries.length, 0])
  let offset = 6 + 16 * entries.length
  const directory = entries.map(({ side, data }) => {
    const entry = Buffer.alloc(16)
    entry.writeUInt8(side % 256, 0)
    entry.writeUInt8(side % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(data.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += data.length
    return entry
  })
  return Buffer.concat([header, ...directory, ...entries.map(({ data }) => data)])
}

/** A bitmap as icons have it: no file header, twice the height, a mask after the pixels. */
function bitmapOf(side: number, [blue, green, red, alpha]: readonly [number, number, number, number]): Buffer {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0)
  header.writeInt32LE(side, 4)
  header.writeInt32LE(side * 2, 8)
  header.writeUInt16LE(1, 12)
  header.writeUInt16LE(32, 14)
  const pixels = Buffer.alloc(side * side * 4, Buffer.from([blue, green, red, alpha]))
  return Buffer.concat([header, pixels, Buffer.alloc(Math.ceil(side / 32) * 4 * side)])
}

const decode = (icon: Buffer) =>
  decodeImage(icon, (image) => image.ensureAlpha().raw().toBuffer({ resolveWithObject: true }))

t.test('the largest picture of an icon counts', async (t) => {
  const small = { side: 16, data: bitmapOf(16, [0, 0, 255, 255]) }
  const large = { side: 32, data: bitmapOf(32, [255, 0, 0, 128]) }
  for (const entries of [
    [small, large],
    [large, small],
  ]) {
    const { data, info } = await decode(iconOf(entries))
    t.match(info, { width: 32, height: 32 })
    t.same([...data.subarray(0, 4)], [0, 0, 255, 128], 'with its opacity')
  }
})

t.test('a PNG within an icon is one', async (t) => {
  const { info } = await decode(iconOf([{ side: 256, data: await pngOf('#f00', 256) }]))
  t.match(info, { width: 256, height: 256 })
})

t.test('what is no icon is refused', async (t) => {
  const bitmap = bitmapOf(16, [0, 0, 0, 255])
  const icon = iconOf([{ side: 16, data: bitmap }])
  const changed = (at: number, value: number) => {
    const copy = Buffer.from(icon)
    copy.writeUInt32LE(value, at)
    return copy
  }
  const huge = Buffer.from(bitmap)
  huge.writeInt32LE(2 ** 30, 4)
  huge.writeInt32LE(2 ** 31 - 1, 8)
  const cases: Record<string, Buffer> = {
    'no picture': Buffer.from([0, 0, 1, 0, 0, 0]),
    'too many pictures': Buffer.from([0, 0, 1, 0, 255, 255]),
    'a directory that is missing': icon.subarray(0, 10),
    'a picture that is missing': icon.subarray(0, 22),
    'half a picture': icon.subarray(0, 200),
    'a picture that lies elsewhere': changed(18, 2 ** 31),
    'a picture larger than the file': changed(14, 2 ** 32 - 1).subarray(0, 100),
    'a picture that claims to be huge': iconOf([{ side: 16, data: huge }]),
    'a picture of noise': iconOf([{ side: 16, data: Buffer.alloc(2000, 0x5a) }]),
  }
  for (const [what, bytes] of Object.entries(cases)) {
    await t.rejects(
      decodeImage(bytes, (image) => image.png().toBuffer()),
      { name: 'UndecodableImageError' },
      what,
    )
  }
})

/** 70 bytes that claim a picture of so many pixels. */
function smallIcon(side: number, bitsPerPixel: number): Buffer {
  const bitmap = Buffer.alloc(48)
  bitmap.writeUInt32LE(40, 0)
  bitmap.writeInt32LE(side, 4)
  bitmap.writeInt32LE(side * 2, 8)
  bitmap.writeUInt16LE(1, 12)
  bitmap.writeUInt16LE(bitsPerPixel, 14)
  return iconOf([{ side: 0, data: bitmap }])
}

t.test('a few bytes that claim much cost nothing, and never the main thread', async (t) => {
  for (const bitsPerPixel of [1, 4, 8, 16, 24, 32]) {
    for (const side of [1024, 16_000, 65_535, 2 ** 29]) {
      const icon = smallIcon(side, bitsPerPixel)
      t.equal(icon.length, 70)
      const before = performance.eventLoopUtilization()
      await t.rejects(
        decodeImage(icon, (image) => image.png().toBuffer()),
        { name: 'UndecodableImageError' },
        `${side} with ${bitsPerPixel} bits`,
      )
      t.ok(performance.eventLoopUtilization(before).active < 1000, 'milliseconds of the main thread')
    }
  }
})

t.test('a large icon is decoded beside the main thread', async (t) => {
  const icon = iconOf([{ side: 0, data: bitmapOf(1024, [1, 2, 3, 255]) }])
  const before = performance.eventLoopUtilization()
  const { info } = await decode(icon)
  t.match(info, { width: 1024, height: 1024 })
  t.ok(performance.eventLoopUtilization(before).active < 1000)
})
