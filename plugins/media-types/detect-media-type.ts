import { canonicalMediaType } from './canonical-media-type.ts'
import { hasPdfMark } from './pdf-mark.ts'
import { sniffMediaType } from './sniff-media-type.ts'

/** What sniffing says when it knows nothing better. */
const VAGUE = new Set(['application/octet-stream', 'text/plain'])
const PAGE = 'text/html'

/** A file that its server calls a page, as misconfigured servers call everything. */
function isFileNotPage(sniffed: string, head: Uint8Array): boolean {
  if (sniffed === 'application/pdf') return true
  if (sniffed !== 'image/svg+xml') return sniffed.startsWith('image/')
  // A page may begin with the drawings that it uses further down.
  return !/<(?:html|head|body)[\s>]/i.test(Buffer.from(head).toString('latin1'))
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
  if (type === PAGE) return isFileNotPage(sniffed, head) ? sniffed : type
  if (type === 'application/pdf') return hasPdfMark(head) ? type : sniffed
  if (type.startsWith('image/')) return VAGUE.has(sniffed) ? type : sniffed
  return sniffed
}
