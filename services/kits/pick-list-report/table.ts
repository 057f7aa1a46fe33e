import type { PickListLine } from '../pick-lists/schemas.ts'

type Document = PDFKit.PDFDocument

/** The fonts of the report, registered with its document under these names. */
export const FONT = { regular: 'regular', bold: 'bold' } as const

interface Column {
  title: string
  /** In points. */
  width: number
  align: 'left' | 'center'
  /** The text of the cell of a line. */
  text: (line: PickListLine) => string
}

const MAX_DESCRIPTION = 50
const HANDWRITTEN = '____'

function shorten(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ')]
  return characters.length > MAX_DESCRIPTION
    ? `${characters.slice(0, MAX_DESCRIPTION).join('')}...`
    : characters.join('')
}

const COLUMNS: readonly Column[] = [
  { title: 'Location', width: 57.6, align: 'left', text: ({ location }) => `${location.box_no}-${location.loc_no}` },
  { title: 'Part ID', width: 57.6, align: 'left', text: (line) => line.kit_content.part_key },
  { title: 'Description', width: 252, align: 'left', text: (line) => shorten(line.kit_content.part_description ?? '') },
  { title: 'Expected', width: 57.6, align: 'center', text: (line) => String(line.quantity_to_pick) },
  { title: 'Actual', width: 50.4, align: 'center', text: () => HANDWRITTEN },
  { title: 'Used', width: 36, align: 'center', text: () => HANDWRITTEN },
]

interface RowStyle {
  font: string
  size: number
  color: string
  background?: string
  top: number
  bottom: number
}

const HEADER: RowStyle = {
  font: FONT.bold,
  size: 10,
  color: '#f5f5f5',
  background: '#808080',
  top: 4,
  bottom: 8,
}
const DATA: RowStyle = { font: FONT.regular, size: 9, color: 'black', top: 4, bottom: 4 }
const SIDE = 5

/** A row that can be measured before it is drawn. */
export interface Row {
  height: number
  /** Draws it with its upper left corner there. */
  draw(x: number, y: number): void
}

function makeRow(doc: Document, style: RowStyle, textOf: (column: Column) => string): Row {
  doc.font(style.font).fontSize(style.size)
  const cells = COLUMNS.map((column) => {
    const text = textOf(column)
    const box = { width: column.width - 2 * SIDE, align: column.align }
    return { text, box, width: column.width, height: doc.heightOfString(text, box) }
  })
  const content = Math.max(...cells.map(({ height }) => height))
  const height = style.top + content + style.bottom
  return {
    height,
    draw(x, y) {
      let left = x
      for (const cell of cells) {
        if (style.background) doc.rect(left, y, cell.width, height).fill(style.background)
        doc.lineWidth(0.5).rect(left, y, cell.width, height).stroke('black')
        doc.font(style.font).fontSize(style.size).fillColor(style.color)
        doc.text(cell.text, left + SIDE, y + style.top + (content - cell.height) / 2, cell.box)
        left += cell.width
      }
      doc.fillColor('black')
    },
  }
}

/** The titles of the columns. */
export function headerRow(doc: Document): Row {
  return makeRow(doc, HEADER, ({ title }) => title)
}

/** One line, with space to write down what was found and used. */
export function dataRow(doc: Document, line: PickListLine): Row {
  return makeRow(doc, DATA, ({ text }) => text(line))
}
