import { decodeImage } from '../images/image-decoder.ts'

const QUALITY = 85

/**
 * Makes a JPEG that fits into a square: shrunk where it is larger, never enlarged nor cut, upright as its camera was
 * held, and on white where it is transparent.
 *
 * @param original the whole file of a picture.
 * @param size side of the square in pixels.
 * @throws UndecodableImageError when it is no picture that can be decoded.
 */
export async function renderThumbnail(original: Buffer, size: number): Promise<Buffer> {
  return decodeImage(original, (image) =>
    image
      .autoOrient()
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true, kernel: 'lanczos3' })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: QUALITY, optimiseCoding: true })
      .toBuffer(),
  )
}
