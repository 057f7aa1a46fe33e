import { LRUCache } from 'lru-cache'
import type { Sharp } from 'sharp'
import { decodeImage } from './image-decoder.ts'

/** JPEG quality without a visible difference to the original. */
const QUALITY = 95
/** The largest thumbnail, in pixels. */
export const MASTER_SIZE = 1000

/** Results of the last minute: a picture is usually shown right after its upload, and is not decoded again then. */
const recent = new LRUCache<string, Buffer>({
  maxSize: 16 * 2 ** 20,
  sizeCalculation: ({ length }) => length,
  ttl: 60_000,
})

/** Shrinks a picture to fit into a square. It keeps its proportions, and is neither enlarged nor cropped. */
export function fitInto(image: Sharp, size: number): Sharp {
  return image.resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true, kernel: 'lanczos3' })
}

/**
 * Renders a picture as a JPEG of the largest size that is shown: rotated as its EXIF orientation says, and on white
 * where it is transparent. All thumbnails are made from it, so a picture can be shown if this succeeds.
 *
 * @param original the whole file of a picture.
 * @param sha256 of it, in lower-case hexadecimal digits.
 * @throws UndecodableImageError when it cannot be decoded; DecoderUnavailableError when it could not be decoded now.
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
