import type { BoxContent, SlotContent } from '../content/label-content.ts'
import { type BoxPaper, boxHead, chunks, HEAD, MARGIN } from './box-page.ts'
import { fitBody } from './fit-body.ts'
import { fitWords, LEADING, linesIn, sizeFor } from './fit-text.ts'
import type { Fonts } from './fonts.ts'
import type { Page, Shape } from './shapes.ts'
import { textLine } from './text-line.ts'

/** The smallest slot of a grid that a key can be read in, in millimetres as all here. */
const LEAST_CELL = { width: 17, height: 12 }
const MOST_CELL_HEIGHT = 24
const MOST_COLUMNS = 10
/** Between the lines of a cell and its texts. */
const PADDING = 1.5
/** Where the text below a key begins. */
const BELOW_KEY = 8.6
const TEXT = 2.4
/** The size of what is said of each of several parts. */
const SMALL = 1.8
const ASCENT = 0.95

type SlotPart = SlotContent['parts'][number]

interface Cell {
  x: number
  y: number
  width: number
  height: number
}

/** What is said of the only part of a slot. */
function drawOne(fonts: Fonts, { description }: SlotPart, { x, y, width, height }: Cell): Shape[] {
  let top = y
  return fitBody(fonts, { description, facts: [] }, { width, height, most: TEXT }).lines.flatMap(({ text, size }) => {
    const baseline = top + size * ASCENT
    top += size * LEADING
    return textLine(fonts, text, { x, baseline, size })
  })
}

/** A line for each of several parts of a slot, as far as there is room; how many there are stands above. */
function drawSeveral(fonts: Fonts, parts: readonly SlotPart[], { x, y, width, height }: Cell): Shape[] {
  return parts.slice(0, linesIn(height, SMALL)).flatMap(({ key, description }, line) => {
    const own = { baseline: y + SMALL * (line * LEADING + ASCENT), size: SMALL }
    const words = fonts.width(`${key} `, SMALL, true)
    return [
      ...textLine(fonts, key, { ...own, x, isBold: true }),
      ...fitWords(fonts, description, { width: width - words, size: SMALL }).flatMap(({ text }) =>
        textLine(fonts, text, { ...own, x: x + words }),
      ),
    ]
  })
}

function drawCell(fonts: Fonts, { locNo, parts }: SlotContent, cell: Cell): Shape[] {
  const x = cell.x + PADDING
  const shapes: Shape[] = [
    { shape: 'rectangle', ...cell, fill: 'none' },
    ...textLine(fonts, String(locNo), { x, baseline: cell.y + 3.2, size: 2.2 }),
  ]
  const [first, ...others] = parts
  if (first === undefined) return shapes
  const width = cell.width - 2 * PADDING
  const title = others.length === 0 ? first.key : `${first.key} +${others.length}`
  const size = sizeFor(fonts, title, width, 4, true)
  shapes.push(...textLine(fonts, title, { x, baseline: cell.y + 7.4, size, isBold: true }))
  const below = { x, y: cell.y + BELOW_KEY, width, height: cell.height - BELOW_KEY - 0.5 }
  return [...shapes, ...(others.length === 0 ? drawOne(fonts, first, below) : drawSeveral(fonts, parts, below))]
}

/** How many columns a box has: as square as its slots allow, since nobody has told its geometry. */
function columnsOf(slots: number, width: number): number {
  const square = Math.ceil(Math.sqrt(slots))
  return Math.max(1, Math.min(square, MOST_COLUMNS, Math.floor((width - 2 * MARGIN) / LEAST_CELL.width)))
}

/** The slots of a box as a grid, to lie in its drawer. */
export function drawInlay(fonts: Fonts, box: BoxContent, paper: BoxPaper): Page[] {
  const { pageWidth: width, pageHeight } = paper.template
  const height = pageHeight ?? 0
  const columns = columnsOf(box.slots.length, width)
  const most = Math.floor((height - 2 * MARGIN - HEAD) / LEAST_CELL.height)
  const rows = Math.min(most, Math.ceil(box.slots.length / columns))
  const cell = {
    width: (width - 2 * MARGIN) / columns,
    height: Math.min(MOST_CELL_HEIGHT, (height - 2 * MARGIN - HEAD) / Math.max(rows, 1)),
  }
  const pages = chunks(box.slots, columns * Math.max(rows, 1))
  return pages.map((slots, page) => ({
    width,
    height,
    shapes: [
      ...boxHead(fonts, box, paper, [page + 1, pages.length]),
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
