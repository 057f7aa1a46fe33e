import { decodeImage } from '../images/image-decoder.ts'
import { fitInto } from '../images/render-master.ts'

const QUALITY = 85

/**
 * Renders a JPEG that fits into a square.
 *
 * @param master the result of `renderMaster`.
 * @param size side of the square in pixels.
 * @throws as `renderMaster` does.
 */
export async function shrinkMaster(master: Buffer, size: number): Promise<Buffer> {
  return decodeImage(master, (image) =>
    fitInto(image, size).jpeg({ quality: QUALITY, optimiseCoding: true }).toBuffer(),
  )
}
