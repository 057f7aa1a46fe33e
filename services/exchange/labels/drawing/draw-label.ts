import type { LabelContent } from '../content/label-content.ts'
import type { Media } from '../templates/template.ts'
import { fitBody } from './fit-body.ts'
import { fitCode } from './fit-code.ts'
import { type FittedLine, fitTitle, LEADING } from './fit-text.ts'
import type { Fonts } from './fonts.ts'
import type { Shape } from './shapes.ts'
import { textLine } from './text-line.ts'

/** Nothing lies nearer to the edge of a label: sheets drift in printers, rolls hardly do. In millimetres. */
const EDGE: Readonly<Record<Media, number>> = { sheet: 1.5, roll: 1, lid: 1.5, inlay: 1.5 }
/** Between the code and the text. */
const GAP = 1
/** From the top of a line to what letters stand on, by the size of the font. */
const ASCENT = 0.95
/** A title gives room to what stands below it, down to this size. */
const SMALLER = [1, 0.85, 0.65]
const LEAST_TITLE = 2.4

interface Area {
  x: number
  y: number
  width: number
  height: number
}

function heightOf(lines: readonly FittedLine[]): number {
  return lines.reduce((sum, { size }) => sum + size * LEADING, 0)
}

/** Lines one below the other. */
function place(fonts: Fonts, lines: readonly FittedLine[], { x, y }: Area): Shape[] {
  let top = y
  return lines.flatMap(({ text, size, isBold }) => {
    const baseline = top + size * ASCENT
    top += size * LEADING
    return textLine(fonts, text, { x, baseline, size, isBold })
  })
}

/** The title as large as the rest allows, and below it what there is to say. */
function drawText(fonts: Fonts, content: LabelContent, area: Area, height: number): Shape[] {
  // Letters grow with labels that are larger than those of the usual stock.
  const largest = Math.min(area.height * 0.4, Math.max(9, height * 0.15))
  const most = Math.min(Math.max(3, height * 0.035), Math.max(1.4, area.height / 5))
  let shapes: Shape[] = []
  for (const share of SMALLER) {
    const size = Math.min(largest, Math.max(LEAST_TITLE, largest * share))
    const title = fitTitle(fonts, content.title, { width: area.width, size, height: area.height * 0.5 * share })
    const taken = heightOf(title)
    const below = { ...area, y: area.y + taken, height: area.height - taken }
    const body = fitBody(fonts, content, { ...below, most })
    shapes = [...place(fonts, title, area), ...place(fonts, body.lines, below)]
    if (body.isComplete) break
  }
  return shapes
}

/**
 * A label: its code at the left, on upright labels above, beside it what it is known by in large letters, and below that
 * what there is to say.
 *
 * @param scale by how much the page is enlarged later.
 */
export function drawLabel(
  fonts: Fonts,
  content: LabelContent,
  { width, height, media, scale }: { width: number; height: number; media: Media; scale: number },
): Shape[] {
  const edge = EDGE[media]
  const inner = { x: edge, y: edge, width: width - 2 * edge, height: height - 2 * edge }
  const isUpright = inner.height > inner.width * 1.2
  const code = fitCode(content.codes, { ...inner, isUpright, isOnDots: media === 'roll', scale }, height)
  if (code === null) return drawText(fonts, content, inner, inner.height)
  const aside = code.side + GAP
  const area = isUpright
    ? { ...inner, y: inner.y + aside, height: inner.height - aside }
    : { ...inner, x: inner.x + aside, width: inner.width - aside }
  const right = isUpright ? (inner.width - code.side) / 2 : 0
  const down = isUpright ? 0 : (inner.height - code.side) / 2
  const drawn = { ...code.shape, x: code.shape.x + inner.x + right, y: code.shape.y + inner.y + down }
  return [drawn, ...drawText(fonts, content, area, inner.height)]
}
