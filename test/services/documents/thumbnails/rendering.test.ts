import { createHash } from 'node:crypto'
import sharp, { type Metadata } from 'sharp'
import t from 'tap'
import { renderMaster } from '../../../../services/documents/images/render-master.ts'
import { shrinkMaster } from '../../../../services/documents/thumbnails/shrink-master.ts'
import { bitmapFile } from '../../../support/bitmaps.ts'

type Colour = [red: number, green: number, blue: number]

const RED: Colour = [254, 0, 0]
const BLUE: Colour = [0, 0, 254]
const WHITE: Colour = [255, 255, 255]

const renderThumbnail = async (original: Buffer, size: number) =>
  shrinkMaster(await renderMaster(original, createHash('sha256').update(original).digest('hex')), size)

/** The left half red, the right half blue. */
const halves = sharp({ create: { width: 400, height: 200, channels: 3, background: '#f00' } }).composite([
  { input: { create: { width: 200, height: 200, channels: 3, background: '#00f' } }, left: 200, top: 0 },
])
const png = await halves.clone().png().toBuffer()

async function pixelAt(jpeg: Buffer, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
  const at = (y * info.width + x) * info.channels
  return [...data.subarray(at, at + 3)]
}

function isNear(actual: number[], expected: Colour): boolean {
  return expected.every((value, i) => Math.abs(value - (actual[i] ?? -99)) <= 8)
}

const sizeOf = ({ width, height, format }: Metadata) => `${width}x${height} ${format}`

async function thumbnailSize(original: Buffer, size: number): Promise<string> {
  return sizeOf(await sharp(await renderThumbnail(original, size)).metadata())
}

t.test('a picture is shrunk in proportion, never enlarged and never cut', async (t) => {
  t.equal(await thumbnailSize(png, 150), '150x75 jpeg')
  t.equal(await thumbnailSize(png, 1), '1x1 jpeg')
  t.equal(await thumbnailSize(png, 400), '400x200 jpeg')
  t.equal(await thumbnailSize(png, 1000), '400x200 jpeg')
  const tall = await sharp({ create: { width: 3, height: 900, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  t.equal(await thumbnailSize(tall, 100), '1x100 jpeg')
  const small = await renderThumbnail(png, 100)
  t.ok(isNear(await pixelAt(small, 5, 25), RED))
  t.ok(isNear(await pixelAt(small, 94, 25), BLUE))
})

t.test('every kind of picture that may be stored can be shown', async (t) => {
  const formats: Record<string, Buffer> = { bmp: bitmapFile(400, 200, (x) => (x < 200 ? [255, 0, 0] : [0, 0, 255])) }
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const) {
    formats[format] = await halves.clone().toFormat(format).toBuffer()
  }
  for (const [format, bytes] of Object.entries(formats)) {
    const thumbnail = await renderThumbnail(bytes, 100)
    t.equal(sizeOf(await sharp(thumbnail).metadata()), '100x50 jpeg', format)
    t.ok(isNear(await pixelAt(thumbnail, 10, 10), RED), format)
  }
})

t.test('a camera that was held another way does not turn its picture', async (t) => {
  for (const [orientation, size, topLeft] of [
    [1, '100x50 jpeg', RED],
    [2, '100x50 jpeg', BLUE],
    [3, '100x50 jpeg', BLUE],
    [6, '50x100 jpeg', RED],
    [8, '50x100 jpeg', BLUE],
  ] as const) {
    const photo = await halves.clone().jpeg({ chromaSubsampling: '4:4:4' }).withMetadata({ orientation }).toBuffer()
    const thumbnail = await renderThumbnail(photo, 100)
    const metadata = await sharp(thumbnail).metadata()
    t.equal(sizeOf(metadata), size, `orientation ${orientation}`)
    t.ok(isNear(await pixelAt(thumbnail, 5, 5), topLeft), `orientation ${orientation}`)
    t.equal(metadata.exif, undefined, 'what else the camera wrote, such as where, is gone')
  }
})

t.test('what is transparent becomes white', async (t) => {
  for (const format of ['png', 'webp', 'gif'] as const) {
    const clear = await sharp({
      create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .toFormat(format)
      .toBuffer()
    t.ok(isNear(await pixelAt(await renderThumbnail(clear, 20), 10, 10), WHITE), format)
  }
})

t.test('of several frames the first counts', async (t) => {
  const frame = (background: string) =>
    sharp({ create: { width: 20, height: 20, channels: 3, background } })
      .png()
      .toBuffer()
  const frames = [await frame('#f00'), await frame('#00f')]
  const animation = await sharp(frames, { join: { animated: true } })
    .webp({ lossless: true })
    .toBuffer()
  const thumbnail = await renderThumbnail(animation, 20)
  t.equal(sizeOf(await sharp(thumbnail).metadata()), '20x20 jpeg')
  t.ok(isNear(await pixelAt(thumbnail, 10, 10), RED))
})

t.test('colours for print become colours for screens', async (t) => {
  const print = await halves.clone().toColourspace('cmyk').jpeg().toBuffer()
  t.equal((await sharp(await renderThumbnail(print, 50)).metadata()).space, 'srgb')
})

t.test('a drawing is drawn', async (t) => {
  const svg = (size: string) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="50%" height="100%" fill="#f00"/><circle cx="95%" cy="5%" r="1%"/></svg>`,
    )
  const thumbnail = await renderThumbnail(svg('width="200" height="100"'), 100)
  t.equal(sizeOf(await sharp(thumbnail).metadata()), '100x50 jpeg')
  t.ok(isNear(await pixelAt(thumbnail, 10, 25), RED))
  t.ok(isNear(await pixelAt(thumbnail, 80, 40), WHITE), 'on white')
  t.equal(await thumbnailSize(svg('width="20" height="10"'), 100), '20x10 jpeg')
  t.equal(await thumbnailSize(svg('width="60000" height="30000"'), 100), '100x50 jpeg')
})

t.test('what is no picture is refused', async (t) => {
  const cases: Record<string, Buffer> = {
    nothing: Buffer.alloc(0),
    text: Buffer.from('hello'),
    'a PDF': Buffer.from('%PDF-1.4\n'),
    'a PNG of which half is missing': png.subarray(0, png.length / 2),
    'a header alone': png.subarray(0, 8),
    'a drawing of nothing': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'),
    'a HEIC picture': Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\0'),
    'a type of picture that nobody decodes': Buffer.from('8BPS\0\x01\0\0\0\0\0\0'),
  }
  for (const [what, bytes] of Object.entries(cases)) {
    await t.rejects(renderThumbnail(bytes, 100), { name: 'UndecodableImageError' }, what)
  }
})
