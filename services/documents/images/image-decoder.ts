import type { Sharp, SharpOptions } from 'sharp'
import { SNIFFED_BYTES, sniffMediaType } from '../../../plugins/media-types/sniff-media-type.ts'
import { decodeBitmap } from './bitmaps/decode-bitmap.ts'
import { BoundedQueue } from './bounded-queue.ts'
import { DecoderUnavailableError } from './decoder-unavailable.ts'
import { assertPixels } from './pixel-limits.ts'
import { rasterizeDrawing } from './rasterize-drawing.ts'
import type { RawPicture } from './raw-picture.ts'
import { UndecodableImageError } from './undecodable-image.ts'

const TIME_LIMIT_SECONDS = 10
/** Only these types reach the library's decoders: the decoders of other types may be less robust. */
const DECODED_TYPES = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/heif',
  'image/tiff',
])
const BITMAPS = new Set(['image/bmp', 'image/vnd.microsoft.icon'])
const DRAWING = 'image/svg+xml'
/** The library has no decoder for the codec of these (HEVC), which is patented. */
const HEIC = /^image\/heic/
/** The largest thumbnail. */
const MAX_DRAWN_SIDE = 1000

/** Drawings have a queue of their own: one may take seconds, and other pictures do not wait for it. */
const WAIT_MS = 60_000
const pictures = new BoundedQueue({ atATime: 2, waiting: 500, waitMs: WAIT_MS })
const drawings = new BoundedQueue({ atATime: 2, waiting: 100, waitMs: WAIT_MS })
/** Only one large picture is decoded at a time. */
const largePictures = new BoundedQueue({ atATime: 1, waiting: 2, waitMs: WAIT_MS })

/** Loaded with the first picture: loading it takes longer than loading the rest of the service. */
const loadSharp = async () =>
  (
    await import('sharp').catch((cause) => {
      throw new DecoderUnavailableError('the decoder of pictures cannot be loaded', { cause })
    })
  ).default

async function prepare(bytes: Buffer, type: string): Promise<Buffer | RawPicture> {
  if (type === DRAWING) return drawings.run(() => rasterizeDrawing(bytes, MAX_DRAWN_SIDE))
  if (BITMAPS.has(type)) return pictures.run(() => decodeBitmap(bytes, type))
  if (HEIC.test(type)) throw new UndecodableImageError('HEIC pictures cannot be shown; save it as JPEG')
  if (!DECODED_TYPES.has(type)) throw new UndecodableImageError(`${type} is no picture that can be shown`)
  return bytes
}

/** How long decoding a picture takes: a drawing and a large picture seconds, any other one a moment. */
export type PictureKind = 'drawing' | 'large' | 'other'

interface OpenPicture {
  image: Sharp
  /** Whether it takes so much memory that no other large picture may be decoded at the same time. */
  isLarge: boolean
}

async function open(prepared: Buffer | RawPicture): Promise<OpenPicture> {
  const sharp = await loadSharp()
  // `assertPixels` limits the pixels, by format.
  const options: SharpOptions = { limitInputPixels: false, failOn: 'error', sequentialRead: true }
  if (!Buffer.isBuffer(prepared)) {
    const { data, width, height } = prepared
    return { image: sharp(data, { ...options, raw: { width, height, channels: 4 } }), isLarge: false }
  }
  const { isLarge } = assertPixels(await sharp(prepared, options).metadata())
  return { image: sharp(prepared, { ...options, pages: 1 }), isLarge }
}

/** What the decoder of pictures fails with: plain errors, without the code that those of the system have. */
function isOfDecoder(error: unknown): error is Error {
  return error instanceof Error && error.name === 'Error' && !('code' in error)
}

/** Tells failures of the picture itself from failures that another try may not have, and from faults of our own. */
function explain(cause: unknown): unknown {
  if (cause instanceof UndecodableImageError || cause instanceof DecoderUnavailableError) return cause
  if (!isOfDecoder(cause)) return cause
  const { message } = cause
  if (/^timeout:/.test(message))
    return new DecoderUnavailableError('decoding it took too long', { cause, tookTooLong: true })
  if (/out of memory|unable to create thread|too many open files/i.test(message)) {
    return new DecoderUnavailableError('there is no memory, thread or file for it now', { cause })
  }
  return new UndecodableImageError('the picture is damaged, or is none', { cause })
}

function typeOf(bytes: Buffer): Promise<string> {
  return sniffMediaType(bytes.subarray(0, SNIFFED_BYTES))
}

/** Whether a whole file is an SVG. */
export async function isDrawing(bytes: Buffer): Promise<boolean> {
  return (await typeOf(bytes)) === DRAWING
}

/**
 * What kind of picture a file is, by its header. One that cannot be read is of any kind: decoding it says why.
 *
 * @param type as its first bytes say.
 */
export async function kindOfPicture(path: string, type: string): Promise<PictureKind> {
  if (type === DRAWING) return 'drawing'
  if (!DECODED_TYPES.has(type)) return 'other'
  const sharp = await loadSharp()
  try {
    const { isLarge } = assertPixels(await sharp(path, { limitInputPixels: false }).metadata())
    return isLarge ? 'large' : 'other'
  } catch {
    return 'other'
  }
}

/**
 * Decodes a picture and calls `use` with it, outside of the main thread and within limits of pixels, time and
 * concurrency. Only the first of several frames is decoded. No file or URL that the picture refers to is read.
 *
 * @param bytes the whole file.
 * @param use converts or measures the picture.
 * @throws UndecodableImageError when the bytes are not a picture, or it is too large; DecoderUnavailableError when it
 *   could not be decoded now.
 */
export async function decodeImage<T>(bytes: Buffer, use: (image: Sharp) => Promise<T>): Promise<T> {
  try {
    const prepared = await prepare(bytes, await typeOf(bytes))
    const { image, isLarge } = await open(prepared)
    const work = () => pictures.run(() => use(image.timeout({ seconds: TIME_LIMIT_SECONDS })))
    // A large picture waits here, where it is in nobody's way.
    return await (isLarge ? largePictures.run(work) : work())
  } catch (cause) {
    throw explain(cause)
  }
}
