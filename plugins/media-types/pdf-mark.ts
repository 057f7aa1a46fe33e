/** PDF readers look for the mark of a PDF within so many bytes (ISO 32000-1, Annex H.3.4.1). */
const PDF_MARK_BYTES = 1024
const PDF_MARK = /%PDF-\d/

/** Whether the mark of a PDF is at the beginning of a file; some programs write other bytes before it. */
export function hasPdfMark(head: Uint8Array): boolean {
  return PDF_MARK.test(Buffer.from(head.subarray(0, PDF_MARK_BYTES)).toString('latin1'))
}
