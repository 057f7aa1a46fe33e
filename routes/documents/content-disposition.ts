import { encodeExtended } from 'content-disposition'

/** Characters that end the quotes or the header, and what some browsers decode (RFC 6266, appendix D). */
const DANGEROUS = /["\\\r\n]|%(?=[0-9a-f]{2})/gi

/**
 * A Content-Disposition header (RFC 6266). A name with other than ASCII characters is given twice, the second time
 * encoded. No character of a name can end the header or the quotes. The name is always quoted, as existing clients
 * expect; the library that encodes it would omit the quotes where the grammar allows it.
 */
export function contentDisposition(disposition: 'inline' | 'attachment', filename?: string): string {
  if (filename === undefined || filename === '') return disposition
  const plain = filename.replace(DANGEROUS, '_').replace(/[^\x20-\x7e]/gu, '_')
  const name = `${disposition}; filename="${plain}"`
  return plain === filename ? name : `${name}; filename*=${encodeExtended(filename.toWellFormed())}`
}
