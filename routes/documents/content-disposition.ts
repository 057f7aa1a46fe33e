/** Letters, digits and signs that a value in `filename*` may have as they are (RFC 8187, 3.2.1). */
function encodeExtended(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** What ends the quotes or the header, and what some browsers take for an encoded character (RFC 6266, appendix D). */
const DANGEROUS = /["\\\r\n]|%(?=[0-9a-f]{2})/gi

/**
 * A Content-Disposition header (RFC 6266): a name that has more than plain ASCII is there twice, the second time
 * encoded. Nothing of a name can end the header or the quotes around it.
 */
export function contentDisposition(disposition: 'inline' | 'attachment', filename?: string): string {
  if (filename === undefined || filename === '') return disposition
  const plain = filename.replace(DANGEROUS, '_').replace(/[^\x20-\x7e]/gu, '_')
  const name = `${disposition}; filename="${plain}"`
  return plain === filename ? name : `${name}; filename*=UTF-8''${encodeExtended(filename.toWellFormed())}`
}
