import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'

/**
 * The program of `rasterizeDrawing`: reads an SVG from standard input and writes a PNG whose sides have so many pixels
 * at most to standard output.
 */
const maxSide = Number(process.argv[2])
const POINTS_AN_INCH = 72
const MAX_PIXELS = 50_000_000

const svg = await buffer(process.stdin)
const { width = 1, height = 1 } = await sharp(svg, { limitInputPixels: false }).metadata()
// Drawn at the size that is wanted, so that a drawing which claims to be huge costs no more memory than another.
const density = Math.max(1, POINTS_AN_INCH * Math.min(1, maxSide / Math.max(width, height)))
const image = sharp(svg, { density, limitInputPixels: MAX_PIXELS })
const png = await image.resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true }).png()
process.stdout.write(await png.toBuffer())
