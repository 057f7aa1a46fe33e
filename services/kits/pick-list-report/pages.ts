import type { PickListDetail, PickListLine } from '../pick-lists/schemas.ts'
import { dataRow, FONT, headerRow } from './table.ts'

type Document = PDFKit.PDFDocument

/** Page margins, in points. */
export const MARGIN = 36
const META_GAP = 18
const BOX_GAP = 14.4

/** The lines of one box. */
export interface BoxLines {
  boxNo: number
  description: string
  /** By location. */
  lines: PickListLine[]
}

/** Groups the lines of a list by their boxes, in the order of the shelf. */
export function groupByBox({ lines }: PickListDetail): BoxLines[] {
  const boxes = new Map<number, BoxLines>()
  const byPlace = lines.toSorted(
    (one, other) =>
      one.location.box_no - other.location.box_no || one.location.loc_no - other.location.loc_no || one.id - other.id,
  )
  for (const line of byPlace) {
    const { box_no: boxNo, box_description: description } = line.location
    const known = boxes.get(boxNo)
    if (known) known.lines.push(line)
    else boxes.set(boxNo, { boxNo, description, lines: [line] })
  }
  return [...boxes.values()]
}

function bottomOf(doc: Document): number {
  return doc.page.height - MARGIN
}

function drawTitle(doc: Document, list: PickListDetail): void {
  doc.font(FONT.bold).fontSize(18).text(`Pick List for ${list.kit_name}`, { align: 'center' }).moveDown(0.5)
  const facts = [
    ['Pick List ID', String(list.id)],
    ['Created', list.created_at.slice(0, 10)],
    ['Status', list.status === 'completed' ? 'Completed' : 'Open'],
    ['Units to Build', String(list.requested_units)],
  ]
  doc.fontSize(10)
  for (const [index, [label, fact]] of facts.entries()) {
    const isLast = index === facts.length - 1
    doc.font(FONT.bold).text(`${label}: `, { continued: true })
    doc.font(FONT.regular).text(isLast ? `${fact}` : `${fact} | `, { continued: !isLast })
  }
  doc.y += META_GAP
}

/** Draws the table of a box. The heading stays with the first row, and each further page repeats the column titles. */
function drawBox(doc: Document, { boxNo, description, lines }: BoxLines): void {
  const header = headerRow(doc)
  const heading = `#${boxNo} - ${description.replace(/\s+/g, ' ')}`
  const rows = lines.map((line) => dataRow(doc, line))
  doc.font(FONT.bold).fontSize(14)
  const start = doc.heightOfString(heading) + 6 + header.height + (rows[0]?.height ?? 0)
  if (doc.y + start > bottomOf(doc)) doc.addPage()
  doc.text(heading, MARGIN, doc.y)
  let y = doc.y + 6
  header.draw(MARGIN, y)
  y += header.height
  for (const row of rows) {
    if (y + row.height > bottomOf(doc)) {
      doc.addPage()
      header.draw(MARGIN, MARGIN)
      y = MARGIN + header.height
    }
    row.draw(MARGIN, y)
    y += row.height
  }
  doc.x = MARGIN
  doc.y = y + BOX_GAP
}

function drawPageNumbers(doc: Document): void {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    // Text below the margin would otherwise start another page.
    doc.page.margins.bottom = 0
    const width = doc.page.width - 2 * MARGIN
    doc.font(FONT.regular).fontSize(8)
    doc.text(`Page ${page + 1} of ${count}`, MARGIN, doc.page.height - MARGIN + 10, { width, align: 'center' })
  }
}

/** Draws the whole report into a document that buffers its pages. */
export function drawReport(doc: Document, list: PickListDetail, boxes: readonly BoxLines[]): void {
  drawTitle(doc, list)
  for (const box of boxes) drawBox(doc, box)
  if (boxes.length === 0) doc.font(FONT.regular).fontSize(10).text('There is nothing to pick.')
  drawPageNumbers(doc)
}
