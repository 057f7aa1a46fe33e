import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import type { Fonts } from '../drawing/fonts.ts'
import type { Page, Shape } from '../drawing/shapes.ts'
import { runsOf } from './runs.ts'

/** Points of a millimetre. */
const POINTS = 72 / 25.4
const REGULAR = 'regular'
const BOLD = 'bold'

type Document = InstanceType<typeof PDFDocument>

function draw(doc: Document, shape: Shape): void {
  switch (shape.shape) {
    case 'text':
      doc.font(shape.isBold ? BOLD : REGULAR).fontSize(shape.size)
      doc.text(shape.text, shape.x, shape.baseline, { lineBreak: false, baseline: 'alphabetic' })
      break
    case 'rectangle':
      doc.rect(shape.x, shape.y, shape.width, shape.height)
      if (shape.isFilled) doc.fill('black')
      else doc.lineWidth(0.1).stroke('black')
      break
    case 'modules':
      for (const [row, squares] of shape.rows.entries()) {
        for (const [first, length] of runsOf(squares)) {
          doc.rect(shape.x + first * shape.module, shape.y + row * shape.module, length * shape.module, shape.module)
        }
      }
      doc.fill('black')
  }
}

/** Asks programs that print it not to fit it to the paper. */
function printUnscaled(doc: Document): void {
  const root: unknown = Reflect.get(doc, '_root')
  const data: unknown = typeof root === 'object' && root !== null ? Reflect.get(root, 'data') : undefined
  if (typeof data !== 'object' || data === null) throw new Error('the document has no catalogue')
  // The library ends it with the document.
  Reflect.set(data, 'ViewerPreferences', doc.ref({ PrintScaling: 'None' }))
}

/** Pages as PDF, each of its own size. Texts stay texts. */
export async function toPdf(pages: readonly Page[], fonts: Fonts): Promise<Buffer> {
  const doc = new PDFDocument({ autoFirstPage: false, margin: 0, info: { Producer: 'electronics-inventory' } })
  const bytes = buffer(doc)
  doc.registerFont(REGULAR, fonts.regular.bytes)
  doc.registerFont(BOLD, fonts.bold.bytes)
  printUnscaled(doc)
  for (const { width, height, shapes } of pages) {
    doc.addPage({ size: [width * POINTS, height * POINTS], margin: 0 })
    doc.scale(POINTS)
    for (const shape of shapes) draw(doc, shape)
  }
  doc.end()
  return bytes
}
