import type { Sharp, SharpOptions } from 'sharp'
import { SNIFFED_BYTES, sniffMediaType } from '../../../plugins/media-types/sniff-media-type.ts'
import { decodeIcon, type RawPicture } from './icon.ts'
import { rasterizeDrawing } from './rasterize-drawing.ts'
import { Semaphore } from './semaphore.ts'
import { UndecodableImageError } from './undecodable-image.ts'

/** Far above any picture of a part. */
const MAX_PIXELS = 50_000_000
const TIME_LIMIT_SECONDS = 10
const DECODERS_AT_A_TIME = 2
/** Nothing else reaches the decoders, so that nobody finds out how well one of the others is written. */
const DECODED_TYPES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif'])
const DRAWING = 'image/svg+xml'
/** The largest thumbnail. */
const MAX_DRAWN_SIDE = 1000
const ICON = 'image/vnd.microsoft.icon'

const slots = new Semaphore(DECODERS_AT_A_TIME)

/** Loaded with the first picture: it takes longer than the rest of the service. */
const loadSharp = async () => (await import('sharp')).default

async function prepare(bytes: Buffer): Promise<Buffer | RawPicture> {
  const type = await sniffMediaType(bytes.subarray(0, SNIFFED_BYTES))
  if (type === ICON) return decodeIcon(bytes)
  if (type === DRAWING) return rasterizeDrawing(bytes, MAX_DRAWN_SIDE)
  if (!DECODED_TYPES.has(type)) throw new UndecodableImageError(`no picture: ${type}`)
  return bytes
}

/**
 * Decodes a picture and makes something of it, within limits of pixels, time and number at a time. Of several frames
 * the first counts. Nothing that the picture refers to is read.
 *
 * @param bytes the whole file.
 * @param use says what to make of the picture.
 * @throws UndecodableImageError when it is none, or too large, or takes too long.
 */
export async function decodeImage<T>(bytes: Buffer, use: (image: Sharp) => Promise<T>): Promise<T> {
  const sharp = await loadSharp()
  return slots.run(async () => {
    try {
      const prepared = await prepare(bytes)
      const options: SharpOptions = { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true }
      const image = Buffer.isBuffer(prepared)
        ? sharp(prepared, { ...options, pages: 1 })
        : sharp(prepared.data, { ...options, raw: { width: prepared.width, height: prepared.height, channels: 4 } })
      return await use(image.timeout({ seconds: TIME_LIMIT_SECONDS }))
    } catch (cause) {
      throw new UndecodableImageError('the picture cannot be decoded', { cause })
    }
  })
}
