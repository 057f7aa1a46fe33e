import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'

/**
 * The program of `rasterizeDrawing`: reads an SVG from standard input and writes a PNG whose sides have so many pixels
 * at most to standard output, after one byte that says that the program is ready.
 */
const maxSide = Number(process.argv[2])
const POINTS_AN_INCH = 72
const MAX_PIXELS = 50_000_000

/** The renderer's error for a drawing without any visible content and without a size. */
const NOTHING_TO_SEE = /bad dimensions/

async function draw(svg: Buffer): Promise<Buffer> {
  const { width = 1, height = 1 } = await sharp(svg, { limitInputPixels: false }).metadata()
  // Rendered at the size of the result, so that a drawing with huge dimensions costs no more memory than another.
  const density = Math.max(1, POINTS_AN_INCH * Math.min(1, maxSide / Math.max(width, height)))
  const image = sharp(svg, { density, limitInputPixels: MAX_PIXELS })
  const shrunk = image.resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
  return shrunk.png().toBuffer()
}

async function drawNothing(): Promise<Buffer> {
  const background = { r: 0, g: 0, b: 0, alpha: 0 }
  return sharp({ create: { width: 1, height: 1, channels: 4, background } })
    .png()
    .toBuffer()
}

const svg = await buffer(process.stdin)
process.stdout.write('.')
const png = await draw(svg).catch((error) => {
  if (NOTHING_TO_SEE.test(String(error))) return drawNothing()
  throw error
})
process.stdout.write(png)
