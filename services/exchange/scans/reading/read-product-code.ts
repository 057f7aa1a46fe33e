/** Numbers of trade items (EAN, UPC-A, GTIN) by the number of their digits. */
const LENGTHS = [8, 12, 13, 14]

/**
 * A product code whose check digit is right, in the forms in which it may be written elsewhere.
 *
 * @returns an empty list for any other text.
 */
export function readProductCode(text: string): string[] {
  const digits = /^[\dXx][\dXx -]{6,18}$/.test(text) ? text.replaceAll(/[ -]/g, '').toUpperCase() : ''
  if (/^\d{9}[\dX]$/.test(digits) && (text.length > 10 || digits.endsWith('X')))
    return isIsbn10(digits) ? [digits, isbn13(digits)] : []
  if (text.length > digits.length && !/^97[89]/.test(digits)) return []
  if (!/^\d+$/.test(digits) || !LENGTHS.includes(digits.length) || checkDigit(digits) !== digits.at(-1)) return []
  // Shops write a code of 12 digits with a zero in front, and the other way round.
  if (digits.length === 12) return [digits, `0${digits}`]
  return digits.length === 13 && digits.startsWith('0') ? [digits, digits.slice(1)] : [digits]
}

/** The last digit that a number ought to have, by the others: from the right they count 3, 1, 3, 1 … */
function checkDigit(digits: string): string {
  const sum = [...digits.slice(0, -1)]
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0)
  return String((10 - (sum % 10)) % 10)
}

function isIsbn10(digits: string): boolean {
  const sum = [...digits].reduce(
    (total, digit, place) => total + (digit === 'X' ? 10 : Number(digit)) * (10 - place),
    0,
  )
  return sum % 11 === 0
}

function isbn13(isbn10: string): string {
  const start = `978${isbn10.slice(0, 9)}`
  return `${start}${checkDigit(`${start}0`)}`
}
