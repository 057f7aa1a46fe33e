import { extname } from 'node:path'
import { Counter, Histogram } from 'prom-client'
import { COUNT_BUCKETS, SHORT_DURATION_BUCKETS } from '../../../plugins/metric-buckets.ts'
import { ProcessForJobs } from '../../../plugins/process-for-jobs/process-for-jobs.ts'
import type { PickListDetail } from '../pick-lists/schemas.ts'
import { groupByBox } from './pages.ts'

export const REPORT_PROGRAM = new URL(`./report-process${extname(import.meta.url)}`, import.meta.url)
/** For the reports of all apps of a process. */
const DRAWING = new ProcessForJobs<PickListDetail, Uint8Array>(REPORT_PROGRAM, { seconds: 60, memoryMb: 256 })

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

/** Renders pick lists as PDF, to be printed and taken to the boxes. */
export class PickListReport {
  readonly #drawing: ProcessForJobs<PickListDetail, Uint8Array>

  constructor(drawing = DRAWING) {
    this.#drawing = drawing
  }

  /** Renders a pick list as PDF, in a process of its own; one after the other. @param caller aborted once nobody waits for it any more. */
  async render(list: PickListDetail, caller?: AbortSignal): Promise<Buffer> {
    const started = performance.now()
    const observe = (status: 'success' | 'error') =>
      PICK_LIST_PDF_GENERATION_DURATION_SECONDS.observe({ status }, Math.max(0, performance.now() - started) / 1000)
    let pdf: Uint8Array
    try {
      pdf = await this.#drawing.run(list, caller)
    } catch (error) {
      if (caller?.aborted !== true) observe('error')
      throw error
    }
    observe('success')
    PICK_LIST_PDF_GENERATED_TOTAL.inc()
    PICK_LIST_PDF_LINE_COUNT.observe(list.lines.length)
    PICK_LIST_PDF_BOX_COUNT.observe(groupByBox(list).length)
    return Buffer.from(pdf)
  }
}
