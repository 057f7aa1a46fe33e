import type { Fonts } from '../drawing/fonts.ts'
import type { Page, Shape, TextShape } from '../drawing/shapes.ts'
import { runsOf } from './runs.ts'

function short(value: number): string {
  return String(Number(value.toFixed(4)))
}

/** The outlines of letters: whoever shows the picture need not have the font. */
function textPath({ text, x, baseline, size, isBold }: TextShape, fonts: Fonts): string {
  const { font } = fonts.of(isBold)
  const scale = size / font.unitsPerEm
  const { glyphs, positions } = font.layout(text)
  let at = 0
  const paths = glyphs.map((glyph, place) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[place] ?? {}
    const moved = glyph.path.translate(at + xOffset, yOffset).toSVG()
    at += xAdvance
    return moved
  })
  return `<path transform="translate(${short(x)} ${short(baseline)}) scale(${scale} ${-scale})" d="${paths.join('')}"/>`
}

function shapeSvg(shape: Shape, fonts: Fonts): string {
  if (shape.shape === 'text') return textPath(shape, fonts)
  if (shape.shape === 'rectangle') {
    const { x, y, width, height } = shape
    const look = shape.fill === 'none' ? ' fill="none" stroke="black" stroke-width="0.1"' : ` fill="${shape.fill}"`
    return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"${look}/>`
  }
  const bars = shape.rows.flatMap((squares, row) =>
    runsOf(squares).map(([first, length]) => `M${first} ${row}h${length}v1h-${length}z`),
  )
  const place = `translate(${short(shape.x)} ${short(shape.y)}) scale(${shape.module})`
  return `<path transform="${place}" d="${bars.join('')}" shape-rendering="crispEdges"/>`
}

/** A page as a picture of its true size. */
export function toSvg({ width, height, shapes }: Page, fonts: Fonts): string {
  const size = `width="${short(width)}mm" height="${short(height)}mm" viewBox="0 0 ${short(width)} ${short(height)}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><rect width="100%" height="100%" fill="white"/>${shapes
    .map((shape) => shapeSvg(shape, fonts))
    .join('')}</svg>`
}
