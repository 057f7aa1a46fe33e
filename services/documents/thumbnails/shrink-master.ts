import { decodeImage } from '../images/image-decoder.ts'
import { fitInto } from '../images/render-master.ts'

const QUALITY = 85

/**
 * Makes a JPEG that fits into a square.
 *
 * @param master as `renderMaster` made it.
 * @param size side of the square in pixels.
 * @throws as `renderMaster` does.
 */
export async function shrinkMaster(master: Buffer, size: number): Promise<Buffer> {
  return decodeImage(master, (image) =>
    fitInto(image, size).jpeg({ quality: QUALITY, optimiseCoding: true }).toBuffer(),
  )
}
