import { encodeExtended } from 'content-disposition'

/** What ends the quotes or the header, and what some browsers take for an encoded character (RFC 6266, appendix D). */
const DANGEROUS = /["\\\r\n]|%(?=[0-9a-f]{2})/gi

/**
 * A Content-Disposition header (RFC 6266): a name that has more than plain ASCII is there twice, the second time
 * encoded. Nothing of a name can end the header or the quotes around it. The name is always in quotes, as the clients
 * of the service know it: the library that encodes it would leave them out where the grammar allows that.
 */
export function contentDisposition(disposition: 'inline' | 'attachment', filename?: string): string {
  if (filename === undefined || filename === '') return disposition
  const plain = filename.replace(DANGEROUS, '_').replace(/[^\x20-\x7e]/gu, '_')
  const name = `${disposition}; filename="${plain}"`
  return plain === filename ? name : `${name}; filename*=${encodeExtended(filename.toWellFormed())}`
}
