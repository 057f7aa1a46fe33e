import sharp from 'sharp'

/** Dots an inch of the printers of labels. */
const DENSITY = 300

/** A picture in SVG as PNG, with as many dots as printers of labels have. */
export async function toPng(svg: string): Promise<Buffer> {
  return sharp(Buffer.from(svg), { density: DENSITY }).flatten({ background: 'white' }).png().toBuffer()
}
