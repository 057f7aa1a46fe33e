/** A name as it is stored: without blanks at its ends, composed. */
export function tidyName(name: string): string {
  return name.normalize('NFC').trim()
}

/** What two names have in common that people take for one: neither case nor the form of their letters counts. */
export function foldName(name: string): string {
  return tidyName(name).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ')
}
