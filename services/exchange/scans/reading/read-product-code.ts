/** Numbers of trade items (EAN, UPC-A, GTIN) by the number of their digits. */
const LENGTHS = [8, 12, 13, 14]
/** An EAN has the number of a UPC-A, with a zero in front. */
const KEPT_LENGTHS = [8, 13, 14]

/** What people ought to know of a product code that was not read as it is printed. */
export const WRONG_CHECK_DIGIT = 'The check digit of the product code is wrong: read it again'

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
  return readItemNumber(digits)
}

/** The number of a trade item in the same forms. @returns an empty list where its check digit is wrong. */
export function readItemNumber(digits: string): string[] {
  if (!/^\d+$/.test(digits) || !LENGTHS.includes(digits.length) || checkDigit(digits) !== digits.at(-1)) return []
  // Shops write the same code with zeros in front, and without.
  const short = digits.replace(/^0+/, '')
  const same = LENGTHS.map((length) => short.padStart(length, '0')).filter(({ length }) => length >= 12)
  return [...new Set([digits, ...(digits.length === 8 ? [] : same.filter(({ length }) => length >= short.length))])]
}

/**
 * The same number for all forms of a product code: of an ISBN that of its book, else without the zeros that are in front of it in
 * longer forms.
 *
 * @param code one whose check digit is right.
 */
export function tradeItemNumber(code: string): string {
  const digits = code.length === 10 ? isbn13(code) : code.replace(/^0+/, '')
  const [length = digits.length] = KEPT_LENGTHS.filter((each) => each >= digits.length)
  return digits.padStart(length, '0')
}

/** Whether a text has the length of an EAN or UPC-A, or the form of an ISBN, and its check digit is wrong. */
export function isWrongProductCode(text: string): boolean {
  if (/^\d{12,13}$/.test(text)) return checkDigit(text) !== text.at(-1)
  const digits = text.replaceAll('-', '')
  return /^\d{1,5}-\d{1,7}-\d{1,7}-[\dX]$/.test(text) && digits.length === 10 && !isIsbn10(digits)
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
