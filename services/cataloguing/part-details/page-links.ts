import { createReadStream } from 'node:fs'
import { text } from 'node:stream/consumers'

const MAX_BYTES = 2 * 2 ** 20
const MAX_LINKS = 2000
const LINK = /\b(?:href|src|content)\s*=\s*(?:"([^"]{1,2048})"|'([^']{1,2048})'|([^\s"'>]{1,2048}))/gi

/** The links on a page as they are written; many are relative. */
export async function linksOnPage(path: string): Promise<string[]> {
  const html = await text(createReadStream(path, { end: MAX_BYTES - 1 }))
  const links = html.matchAll(LINK).map(([, double, single, bare]) => double ?? single ?? bare ?? '')
  return [...links.take(MAX_LINKS)].map((link) => link.replaceAll('&amp;', '&'))
}
