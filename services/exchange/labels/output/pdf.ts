import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import { isFromLeft } from '../drawing/directions.ts'
import type { Fonts } from '../drawing/fonts.ts'
import type { ModulesShape, Page, Shape } from '../drawing/shapes.ts'
import { GOOD_MODULE } from '../drawing/symbol.ts'
import { runsOf } from './runs.ts'

/** Points of a millimetre. */
const POINTS = 72 / 25.4
/** By how much a small dark square is narrower on each side, in millimetres. */
const NARROWER = 0.02
const REGULAR = 'regular'
const BOLD = 'bold'

/** Without a list of features the library draws a text word by word from the left, and remembers the words. */
function wholeOf(text: string): { features?: [] } {
  return isFromLeft(text) ? {} : { features: [] }
}

type Document = InstanceType<typeof PDFDocument>

/**
 * Draws the squares of a code. Small ones are a little narrower than their place: programs that print fill each dot that
 * they touch, and dark squares of two dots would become three.
 */
function drawModules(doc: Document, { x, y, module, rows }: ModulesShape): void {
  const inset = module < GOOD_MODULE ? NARROWER : 0
  const bar = ([first, length]: [number, number], top: number, height: number) =>
    doc.rect(x + first * module + inset, top, length * module - 2 * inset, height)
  for (const [row, squares] of rows.entries()) {
    const top = y + row * module
    for (const run of runsOf(squares)) bar(run, top + inset, module - 2 * inset)
    if (inset === 0) continue
    // Squares below each other touch.
    const below = rows[row + 1] ?? []
    for (const run of runsOf(squares.map((isDark, place) => isDark && below[place] === true))) {
      bar(run, top + module - inset, 2 * inset)
    }
  }
  doc.fill('black')
}

function draw(doc: Document, shape: Shape): void {
  switch (shape.shape) {
    case 'text':
      doc
        .fillColor('black')
        .font(shape.isBold ? BOLD : REGULAR)
        .fontSize(shape.size)
      doc.text(shape.text, shape.x, shape.baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
        ...wholeOf(shape.text),
      })
      break
    case 'rectangle':
      doc.rect(shape.x, shape.y, shape.width, shape.height)
      if (shape.fill === 'none') doc.lineWidth(0.1).stroke('black')
      else doc.fill(shape.fill)
      break
    case 'modules':
      drawModules(doc, shape)
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
