import type { BoxContent, SlotContent } from '../content/label-content.ts'
import type { LabelTemplate } from '../templates/template.ts'
import { fitWords, sizeFor } from './fit-text.ts'
import type { Fonts } from './fonts.ts'
import type { Page, Shape } from './shapes.ts'
import { drawCode } from './symbol.ts'

const MARGIN = 10
const HEAD = 22
const LINE = 5
const CODE = 20
const TEXT = 3
/** The smallest slot of a grid that a key can be read in. */
const LEAST_CELL = { width: 17, height: 12 }
const MOST_COLUMNS = 10

function text(line: string, x: number, baseline: number, size: number, isBold = false): Shape {
  return { shape: 'text', text: line, x, baseline, size, isBold }
}

/** The head of a page: the number of the box in large letters, what it is for, and its code. */
function head(fonts: Fonts, box: BoxContent, width: number, [page, pages]: [number, number]): Shape[] {
  const room = width - 2 * MARGIN - CODE - 2
  const title = `Box ${box.title}`
  const size = sizeFor(fonts, title, room, 9, true)
  const code = drawCode(box.code, CODE, 'qrcode') ?? drawCode(box.code, CODE, 'datamatrix')
  const at = { x: width - MARGIN - (code?.side ?? 0), y: MARGIN - 2 }
  return [
    text(title, MARGIN, MARGIN + 7, size, true),
    ...fitWords(fonts, box.description, { width: room, size: 4 }).map((line) =>
      text(line.text, MARGIN, MARGIN + 13, line.size),
    ),
    ...(pages > 1 ? [text(`${page} / ${pages}`, MARGIN, MARGIN + 18, TEXT)] : []),
    ...(code === null ? [] : [{ ...code.shape, x: code.shape.x + at.x, y: code.shape.y + at.y }]),
  ]
}

function contentsOf({ parts }: SlotContent): string {
  return parts.map(({ key, qty, description }) => `${key} ${qty}× ${description}`).join(' · ')
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const pages: T[][] = []
  for (let first = 0; first < items.length; first += size) pages.push(items.slice(first, first + size))
  return pages.length === 0 ? [[]] : pages
}

/** What lies in a box, slot by slot, for its lid. */
export function drawLid(fonts: Fonts, box: BoxContent, { pageWidth: width, pageHeight }: LabelTemplate): Page[] {
  const height = pageHeight ?? 0
  const lines = Math.floor((height - 2 * MARGIN - HEAD) / LINE)
  const pages = chunks(box.slots, lines)
  const room = width - 2 * MARGIN - 12
  return pages.map((slots, page) => ({
    width,
    height,
    shapes: [
      ...head(fonts, box, width, [page + 1, pages.length]),
      ...slots.flatMap((slot, line) => {
        const baseline = MARGIN + HEAD + (line + 1) * LINE - 1
        const words = fitWords(fonts, contentsOf(slot), { width: room, size: TEXT })
        return [
          text(String(slot.locNo), MARGIN, baseline, TEXT, true),
          ...words.map((each) => text(each.text, MARGIN + 12, baseline, each.size)),
        ]
      }),
    ],
  }))
}

function drawCell(
  fonts: Fonts,
  slot: SlotContent,
  cell: { x: number; y: number; width: number; height: number },
): Shape[] {
  const room = cell.width - 3
  const shapes: Shape[] = [
    { shape: 'rectangle', ...cell, isFilled: false },
    text(String(slot.locNo), cell.x + 1.5, cell.y + 3.2, 2.2),
  ]
  const [first, ...others] = slot.parts
  if (first === undefined) return shapes
  const title = others.length === 0 ? first.key : `${first.key} +${others.length}`
  const size = sizeFor(fonts, title, room, 4, true)
  shapes.push(text(title, cell.x + 1.5, cell.y + 7.4, size, true))
  const words = fitWords(fonts, first.description, { width: room, size: 2 })
  return [...shapes, ...words.map((line) => text(line.text, cell.x + 1.5, cell.y + 10.4, line.size))]
}

/** How many columns a box has: as square as its slots allow, since nobody has told its geometry. */
function columnsOf(slots: number, width: number): number {
  const square = Math.ceil(Math.sqrt(slots))
  return Math.max(1, Math.min(square, MOST_COLUMNS, Math.floor((width - 2 * MARGIN) / LEAST_CELL.width)))
}

/** The slots of a box as a grid, to lie in its drawer. */
export function drawInlay(fonts: Fonts, box: BoxContent, { pageWidth: width, pageHeight }: LabelTemplate): Page[] {
  const height = pageHeight ?? 0
  const columns = columnsOf(box.slots.length, width)
  const most = Math.floor((height - 2 * MARGIN - HEAD) / LEAST_CELL.height)
  const rows = Math.min(most, Math.ceil(box.slots.length / columns))
  const cell = {
    width: (width - 2 * MARGIN) / columns,
    height: Math.min(24, (height - 2 * MARGIN - HEAD) / Math.max(rows, 1)),
  }
  const pages = chunks(box.slots, columns * Math.max(rows, 1))
  return pages.map((slots, page) => ({
    width,
    height,
    shapes: [
      ...head(fonts, box, width, [page + 1, pages.length]),
      ...slots.flatMap((slot, place) =>
        drawCell(fonts, slot, {
          x: MARGIN + (place % columns) * cell.width,
          y: MARGIN + HEAD + Math.floor(place / columns) * cell.height,
          ...cell,
        }),
      ),
    ],
  }))
}
