import { LRUCache } from 'lru-cache'
import type { Sharp } from 'sharp'
import { decodeImage } from './image-decoder.ts'

/** Hardly a difference to the original. */
const QUALITY = 95
/** The largest thumbnail, in pixels. */
export const MASTER_SIZE = 1000

/** A picture that has just been uploaded is shown at once: it is not decoded again for that. */
const recent = new LRUCache<string, Buffer>({
  maxSize: 16 * 2 ** 20,
  sizeCalculation: ({ length }) => length,
  ttl: 60_000,
})

/** Shrinks a picture in proportion into a square; never enlarges nor cuts it. */
export function fitInto(image: Sharp, size: number): Sharp {
  return image.resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true, kernel: 'lanczos3' })
}

/**
 * Makes a JPEG of the largest size that is shown, upright as its camera was held, and on white where it is transparent.
 * All thumbnails of a picture are made of it: a picture of which it can be made can be shown.
 *
 * @param original the whole file of a picture.
 * @param sha256 of it, in lower-case hexadecimal digits.
 * @throws UndecodableImageError when it is no picture that can be decoded; DecoderUnavailableError when that is not known.
 */
export async function renderMaster(original: Buffer, sha256: string): Promise<Buffer> {
  const known = recent.get(sha256)
  if (known) return known
  const master = await decodeImage(original, (image) =>
    fitInto(image.autoOrient(), MASTER_SIZE)
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
      .toBuffer(),
  )
  recent.set(sha256, master)
  return master
}
