/**
 * Whether a text comes from a scanner: it begins like a code of a bag or a label, or holds the characters that part the
 * fields of one.
 */
export function isScannedCode(q: string): boolean {
  const start = q.trimStart().toLowerCase()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what makes it a code
  return start.startsWith('[)>') || start.startsWith('{pbn:') || /[\x04\x1d\x1e]/.test(q)
}
