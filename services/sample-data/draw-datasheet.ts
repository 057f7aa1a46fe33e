import { buffer } from 'node:stream/consumers'
import type { Entries } from './read-sample-files.ts'

const MARGIN = 56
const LABEL_WIDTH = 150
const INK = '#1f2937'
const PALE = '#64748b'

/** The letters and signs of the PDF's own fonts; those of other parts of the world and of electronics are written out. */
function printable(text: string): string {
  return text
    .replaceAll('Ω', 'Ohm')
    .replaceAll('–', '-')
    .replace(/[^\x20-\xff]/g, '?')
}

function factsOf(part: Entries<'parts'>[number]): [label: string, fact: string][] {
  const facts: [string, string | number | null | undefined][] = [
    ['Manufacturer', part.manufacturer],
    ['Manufacturer code', part.manufacturer_code],
    ['Type', part.type],
    ['Package', part.package],
    ['Pins', part.pin_count],
    ['Pin pitch', part.pin_pitch],
    ['Mounting', part.mounting_type],
    ['Voltage rating', part.voltage_rating],
    ['Input voltage', part.input_voltage],
    ['Output voltage', part.output_voltage],
    ['Series', part.series],
    ['Dimensions', part.dimensions],
  ]
  return facts.flatMap(([label, fact]) => (fact ? [[label, printable(String(fact))]] : []))
}

/**
 * A data sheet of one page for a part of the sample data: what the data say of it, and its picture. The same part gives
 * the same bytes.
 *
 * @param picture a PNG.
 */
export async function drawDatasheet(part: Entries<'parts'>[number], picture: Buffer | null): Promise<Buffer> {
  // Loaded where data sheets are drawn: it is large, and the service loads no sample data.
  const { default: PDFDocument } = await import('pdfkit')
  const title = printable(part.manufacturer_code ?? part.description)
  const info = { Title: title, Subject: 'Sample data', CreationDate: new Date(0) }
  const doc = new PDFDocument({ size: 'A4', margin: MARGIN, info })
  const file = buffer(doc)
  doc.font('Helvetica-Bold').fontSize(24).fillColor(INK).text(title)
  doc.font('Helvetica').fontSize(12).fillColor(PALE).text(printable(part.description)).moveDown()
  if (picture) doc.image(picture, { width: 240 }).moveDown()
  for (const [label, fact] of factsOf(part)) {
    const { y } = doc
    doc.font('Helvetica-Bold').fontSize(10).fillColor(INK).text(label, MARGIN, y, { width: LABEL_WIDTH })
    doc.font('Helvetica').text(fact, MARGIN + LABEL_WIDTH, y)
    doc.moveDown(0.4)
  }
  doc.moveDown().fillColor(PALE).fontSize(9)
  doc.text('Drawn from the sample data. The manufacturer publishes the data sheet that counts.', MARGIN)
  doc.end()
  return file
}
