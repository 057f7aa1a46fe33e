import { buffer } from 'node:stream/consumers'
import { Counter, Histogram } from 'prom-client'
import { COUNT_BUCKETS, SHORT_DURATION_BUCKETS } from '../../../plugins/metric-buckets.ts'
import type { PickListDetail } from '../pick-lists/schemas.ts'
import { type BoxLines, drawReport, groupByBox, MARGIN } from './pages.ts'
import { FONT } from './table.ts'

export const PICK_LIST_PDF_GENERATED_TOTAL = new Counter({
  name: 'pick_list_pdf_generated_total',
  help: 'PDFs rendered',
})

export const PICK_LIST_PDF_LINE_COUNT = new Histogram({
  name: 'pick_list_pdf_line_count',
  help: 'Lines per rendered PDF',
  buckets: COUNT_BUCKETS,
})

export const PICK_LIST_PDF_BOX_COUNT = new Histogram({
  name: 'pick_list_pdf_box_count',
  help: 'Boxes per rendered PDF',
  buckets: COUNT_BUCKETS,
})

export const PICK_LIST_PDF_GENERATION_DURATION_SECONDS = new Histogram({
  name: 'pick_list_pdf_generation_duration_seconds',
  help: 'Time to render',
  labelNames: ['status'] as const,
  buckets: SHORT_DURATION_BUCKETS,
})

/** Contents of the font files, in a format that PDF can embed. */
export interface ReportFonts {
  regular: Uint8Array
  bold: Uint8Array
}

/** Renders pick lists as PDF, to be printed and taken to the boxes. */
export class PickListReport {
  readonly #fonts: ReportFonts

  constructor(fonts: ReportFonts) {
    this.#fonts = fonts
  }

  /** Renders a pick list as PDF. */
  async render(list: PickListDetail): Promise<Buffer> {
    const started = performance.now()
    const observe = (status: 'success' | 'error') =>
      PICK_LIST_PDF_GENERATION_DURATION_SECONDS.observe({ status }, Math.max(0, performance.now() - started) / 1000)
    const boxes = groupByBox(list)
    let pdf: Buffer
    try {
      pdf = await this.#draw(list, boxes)
    } catch (error) {
      observe('error')
      throw error
    }
    observe('success')
    PICK_LIST_PDF_GENERATED_TOTAL.inc()
    PICK_LIST_PDF_LINE_COUNT.observe(list.lines.length)
    PICK_LIST_PDF_BOX_COUNT.observe(boxes.length)
    return pdf
  }

  async #draw(list: PickListDetail, boxes: readonly BoxLines[]): Promise<Buffer> {
    // Most processes never render a report, so the library and its font engine are loaded with the first one.
    const { default: PDFDocument } = await import('pdfkit')
    const doc = new PDFDocument({
      size: 'LETTER',
      margin: MARGIN,
      bufferPages: true,
      info: { Title: `Pick List ${list.id} - ${list.kit_name}` },
    })
    doc.registerFont(FONT.regular, this.#fonts.regular)
    doc.registerFont(FONT.bold, this.#fonts.bold)
    const written = buffer(doc)
    drawReport(doc, list, boxes)
    doc.end()
    return written
  }
}
