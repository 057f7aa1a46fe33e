import type { BoxContent } from '../content/label-content.ts'
import type { LabelTemplate } from '../templates/template.ts'
import { fitWords, sizeFor } from './fit-text.ts'
import type { Fonts } from './fonts.ts'
import type { Shape } from './shapes.ts'
import { type CodeBox, drawCode, GOOD_MODULE, type Symbology } from './symbol.ts'
import { textLine } from './text-line.ts'

/** Nothing lies nearer to the edge of a page, in millimetres as all here. */
export const MARGIN = 10
/** The height of the head of a page. */
export const HEAD = 22
/** The size of its small letters. */
export const TEXT = 3
const CODE = 20

function codeOf({ codes }: BoxContent, scale: number): CodeBox | null {
  for (const text of codes) {
    const draw = (symbology: Symbology) => drawCode(text, CODE, { symbology, scale, least: GOOD_MODULE })
    const code = draw('qrcode') ?? draw('datamatrix')
    if (code !== null) return code
  }
  return null
}

/** How a page of a box is drawn. */
export interface BoxPaper {
  template: LabelTemplate
  /** By how much the page is enlarged later. */
  scale: number
}

/** The head of a page: the number of the box in large letters, what it is for, and its code. */
export function boxHead(
  fonts: Fonts,
  box: BoxContent,
  { template: { pageWidth: width }, scale }: BoxPaper,
  [page, pages]: [number, number],
): Shape[] {
  const room = width - 2 * MARGIN - CODE - 2
  const title = `Box ${box.title}`
  const size = sizeFor(fonts, title, room, 9, true)
  const code = codeOf(box, scale)
  const at = { x: width - MARGIN - (code?.side ?? 0), y: MARGIN - 2 }
  return [
    ...textLine(fonts, title, { x: MARGIN, baseline: MARGIN + 7, size, isBold: true }),
    ...fitWords(fonts, box.description, { width: room, size: 4 }).flatMap((line) =>
      textLine(fonts, line.text, { x: MARGIN, baseline: MARGIN + 13, size: line.size }),
    ),
    ...(pages > 1 ? textLine(fonts, `${page} / ${pages}`, { x: MARGIN, baseline: MARGIN + 18, size: TEXT }) : []),
    ...(code === null ? [] : [{ ...code.shape, x: code.shape.x + at.x, y: code.shape.y + at.y }]),
  ]
}

/** Takes a list apart for the pages that it fills; there is at least one. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const pages: T[][] = []
  for (let first = 0; first < items.length; first += size) pages.push(items.slice(first, first + size))
  return pages.length === 0 ? [[]] : pages
}
