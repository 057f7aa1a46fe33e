import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import type { PickListDetail } from '../pick-lists/schemas.ts'
import { drawReport, groupByBox, MARGIN } from './pages.ts'
import { readFonts } from './read-fonts.ts'
import { FONT } from './table.ts'

/** Draws a pick list as PDF. */
export async function drawPdf(list: PickListDetail): Promise<Buffer> {
  const fonts = await readFonts()
  const doc = new PDFDocument({
    size: 'LETTER',
    margin: MARGIN,
    bufferPages: true,
    info: { Title: `Pick List ${list.id} - ${list.kit_name}` },
  })
  doc.registerFont(FONT.regular, fonts.regular)
  doc.registerFont(FONT.bold, fonts.bold)
  const written = buffer(doc)
  drawReport(doc, list, groupByBox(list))
  doc.end()
  return written
}
