import { canonicalMediaType } from './canonical-media-type.ts'
import { hasPdfMark } from './pdf-mark.ts'
import { sniffMediaType } from './sniff-media-type.ts'

/** Results of sniffing that say little: the declared type is better. */
const VAGUE = new Set(['application/octet-stream', 'text/plain'])
const PAGE = 'text/html'

/** Whether the server declares a file as a page that is something else, as misconfigured servers do. */
function isFileNotPage(sniffed: string, head: Uint8Array): boolean {
  if (sniffed === 'application/pdf') return true
  if (sniffed !== 'image/svg+xml') return sniffed.startsWith('image/')
  // A page may begin with drawings that it uses later.
  return !/<(?:html|head|body)[\s>]/i.test(Buffer.from(head).toString('latin1'))
}

/**
 * Detects the type of a download: the declared type, if that is a page, an image or a PDF and the bytes do not
 * contradict it; else the type that the bytes show.
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
