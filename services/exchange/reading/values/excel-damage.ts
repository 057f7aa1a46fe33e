const DATE =
  /^(?:\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mrz|mai|okt|dez)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[.-]\d{1,2})$/i
const SCIENTIFIC = /^\d(?:[.,]\d+)?E[+-]\d{2,3}$/i

/** Whether a spreadsheet has made a date or a rounded number of a part number. */
export function isDamaged(text: string): boolean {
  const plain = text.trim()
  return DATE.test(plain) || SCIENTIFIC.test(plain)
}
