import type { LabelContent } from '../content/label-content.ts'
import type { Media } from '../templates/template.ts'
import { piecesOf } from './directions.ts'
import { type FittedLine, fitTitle, fitWhole, fitWords, LEAST } from './fit-text.ts'
import type { Fonts } from './fonts.ts'
import type { Shape } from './shapes.ts'
import { type CodeBox, drawCode, type Symbology } from './symbol.ts'

/** Nothing lies nearer to the edge of a label: sheets drift in printers, rolls hardly do. In millimetres. */
const EDGE: Readonly<Record<Media, number>> = { sheet: 1.5, roll: 1, lid: 1.5, inlay: 1.5 }
/** Between the code and the text. */
const GAP = 1
/** Below this height of a label its code is a Data Matrix. */
const SMALL = 20
const MOST_CODE = 22
/** From one line to the next, and from its top to the line that letters stand on, by the size of the font. */
const LEADING = 1.2
const ASCENT = 0.95

interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** The code as large as there is room for it: a third of the label, more only when it would be unreadable. */
function fitCode(text: string, { width, height }: Area, symbology: Symbology): CodeBox | null {
  const most = Math.min(height, MOST_CODE)
  for (const share of [0.35, 0.5, 0.65]) {
    const code = drawCode(text, Math.min(most, width * share), symbology)
    if (code !== null) return code
  }
  return symbology === 'qrcode' ? fitCode(text, { x: 0, y: 0, width, height }, 'datamatrix') : null
}

function heightOf(lines: readonly FittedLine[]): number {
  return lines.reduce((sum, { size }) => sum + size * LEADING, 0)
}

/** The words and facts of a label below its title: facts first, then as much of the description as there is room for. */
function bodyLines(fonts: Fonts, { description, facts }: LabelContent, area: Area): FittedLine[] {
  const { width } = area
  for (let size = Math.min(3, Math.max(LEAST, area.height / 5)); ; size -= 0.1) {
    const whole = facts.flatMap((fact) => fitWhole(fonts, fact, { width, size }))
    const lines = Math.max(1, Math.floor((area.height - heightOf(whole)) / (size * LEADING)))
    const words = fitWords(fonts, description, { width, size, lines })
    if (size > LEAST && heightOf([...words, ...whole]) > area.height) continue
    return heightOf([...words, ...whole]) > area.height ? whole : [...words, ...whole]
  }
}

/** Lines one below the other; smaller, all of them alike, when there are more than fit. */
function place(fonts: Fonts, lines: readonly FittedLine[], { x, y, height }: Area): Shape[] {
  const shrink = Math.min(1, height / Math.max(heightOf(lines), Number.MIN_VALUE))
  let top = y
  return lines.flatMap(({ text, size, isBold }) => {
    const own = size * shrink
    const baseline = top + own * ASCENT
    top += own * LEADING
    let left = x
    return piecesOf(text).map((piece): Shape => {
      const at = left
      left += fonts.width(piece, own, isBold)
      return { shape: 'text', text: piece, x: at, baseline, size: own, isBold }
    })
  })
}

/** A label: its code at the left, beside it what it is known by in large letters, and below that what there is to say. */
export function drawLabel(
  fonts: Fonts,
  content: LabelContent,
  { width, height, media }: { width: number; height: number; media: Media },
): Shape[] {
  const edge = EDGE[media]
  const inner = { x: edge, y: edge, width: width - 2 * edge, height: height - 2 * edge }
  const code = fitCode(content.code, inner, height < SMALL ? 'datamatrix' : 'qrcode')
  const aside = code === null ? 0 : code.side + GAP
  const area = { ...inner, x: inner.x + aside, width: inner.width - aside }
  const most = { width: area.width, size: Math.min(9, inner.height * 0.4), height: inner.height * 0.5 }
  const title = fitTitle(fonts, content.title, most)
  const taken = heightOf(title)
  const below = { ...area, y: area.y + taken, height: area.height - taken }
  const shapes = [...place(fonts, title, area), ...place(fonts, bodyLines(fonts, content, below), below)]
  if (code === null) return shapes
  const down = inner.y + (inner.height - code.side) / 2
  return [{ ...code.shape, x: code.shape.x + inner.x, y: code.shape.y + down }, ...shapes]
}
