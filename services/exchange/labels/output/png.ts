import sharp from 'sharp'

/** Dots an inch of the printers of labels. */
const DENSITY = 300

/** The library takes a picture without a unit of length as one of 72 dots an inch. */
const UNITLESS = 72

/** A picture in SVG, whose sizes are in millimetres, as PNG with as many dots as printers of labels have. */
export async function toPng(svg: string): Promise<Buffer> {
  const sized = svg.replace(/(width|height)="([\d.]+)mm"/g, (_, side: string, millimetres: string) => {
    return `${side}="${(Number(millimetres) / 25.4) * UNITLESS}"`
  })
  return sharp(Buffer.from(sized), { density: DENSITY }).flatten({ background: 'white' }).png().toBuffer()
}
