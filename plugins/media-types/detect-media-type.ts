import { canonicalMediaType } from './canonical-media-type.ts'
import { sniffMediaType } from './sniff-media-type.ts'

/** What sniffing says when it knows nothing better. */
const VAGUE = new Set(['application/octet-stream', 'text/plain'])
/** PDF readers look for the mark of a PDF within so many bytes (ISO 32000-1, Annex H.3.4.1). */
const PDF_MARK_BYTES = 1024

function hasPdfMark(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, PDF_MARK_BYTES)).includes('%PDF-')
}

/**
 * Finds out what a download is: what its server declares, where that is a page, an image or a PDF and the bytes do not
 * tell otherwise; else what the bytes say.
 *
 * @param head the first bytes of the download, as for `sniffMediaType`.
 * @param declared the Content-Type header.
 */
export async function detectMediaType(head: Uint8Array, declared: string | null): Promise<string> {
  const sniffed = await sniffMediaType(head)
  const type = canonicalMediaType(declared ?? '')
  if (type === 'text/html') return type
  if (type === 'application/pdf') return hasPdfMark(head) ? type : sniffed
  if (type.startsWith('image/')) return VAGUE.has(sniffed) ? type : sniffed
  return sniffed
}
