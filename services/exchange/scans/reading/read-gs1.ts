import { type CodeField, type CodeReading, plainReading } from './code-reading.ts'
import { TWO_CODES } from './first-code.ts'
import { applicationIdentifierAt } from './gs1-identifiers.ts'
import { firstValue, hasField } from './read-fields.ts'
import { readItemNumber, WRONG_CHECK_DIGIT } from './read-product-code.ts'
import { readQuantity } from './read-quantity.ts'
import { RUN_TOGETHER } from './run-together.ts'
import { GS } from './separators.ts'
import { splitBracketed, splitRaw } from './split-gs1.ts'
import { wholeCode } from './whole-code.ts'

const LONGEST_NUMBER = 100
const ITEM = /^0[12](\d{14})/
const SEPARATORS_IN_FRONT = /^[^!"%-?A-Z_a-z]+/
const BRACKET = /^\(\d{2,4}\)/
/** What names a thing: a product, or a package. */
const TELLING = ['00', '01', '02']

/**
 * Reads a code of GS1: fields with application identifiers, in brackets as people read them, or as scanners send them.
 *
 * @param isGs1 whether the scanner has said that it is one.
 * @returns null when it is none.
 */
export function readGs1(text: string, isGs1: boolean): CodeReading | null {
  if (BRACKET.test(text)) {
    const split = splitBracketed(text)
    const isTelling = split !== null && (hasField(split.fields, ...TELLING) || split.fields.length > 1)
    return isTelling ? readingOf(text, split.fields, []) : null
  }
  // Scanners may send the character in front that says what the code is.
  const raw = text.startsWith(GS) ? text.slice(1) : text
  if (!isOfItem(raw) && !(isGs1 && applicationIdentifierAt(raw, 0) !== null)) return null
  const { fields, isRunTogether } = splitRaw(raw)
  const reading = readingOf(raw, fields, isRunTogether ? [RUN_TOGETHER] : [])
  // Sellers have numbers of so many digits, too.
  return raw.length > LONGEST_NUMBER ? reading : { ...reading, numbers: [...new Set([raw, ...reading.numbers])] }
}

/** Whether a text begins with the number of a product, and goes on with another field. */
function isOfItem(text: string): boolean {
  const [start = '', item = ''] = ITEM.exec(text) ?? []
  if (start === '') return false
  const rest = text.slice(start.length).replace(SEPARATORS_IN_FRONT, '')
  if (rest !== '' && applicationIdentifierAt(rest, 0) === null) return false
  return text.includes(GS) || readItemNumber(item).length > 0
}

/** The fields of the first product, where a scanner has sent several codes as one. */
function ofFirst(fields: CodeField[]): { fields: CodeField[]; warnings: string[] } {
  const [first, second] = fields.flatMap(({ identifier }, place) => (identifier === '01' ? [place] : []))
  if (first === undefined || second === undefined) return { fields, warnings: [] }
  return { fields: fields.slice(0, second), warnings: [TWO_CODES] }
}

function readingOf(text: string, all: CodeField[], warnings: readonly string[]): CodeReading {
  const { fields, warnings: ofOthers } = ofFirst(all)
  const item = firstValue(fields, '01', '02')
  const productCodes = item === null ? [] : readItemNumber(item)
  const partNumber = firstValue(fields, '240')
  const customerReference = firstValue(fields, '241')
  const names = [partNumber, customerReference].filter((number) => number !== null)
  const counted = fields.length > 1 ? readQuantity(firstValue(fields, '30', '37')) : { quantity: null, warnings: [] }
  const reading: CodeReading = {
    ...plainReading(names[0] ?? item?.replace(/^0+/, '') ?? text),
    kind: productCodes.length > 0 ? 'product_code' : names.length > 0 ? 'distributor_bag' : 'unknown',
    fields,
    partNumber,
    customerReference,
    quantity: counted.quantity,
    lot: firstValue(fields, '10'),
    dateCode: firstValue(fields, '11', '13'),
    orderNumber: firstValue(fields, '400'),
    country: firstValue(fields, '422'),
    productCodes,
    numbers: productCodes,
    doubts: item !== null && productCodes.length === 0 ? [WRONG_CHECK_DIGIT] : [],
    warnings: [...ofOthers, ...warnings, ...counted.warnings],
  }
  return { ...reading, ...bagOf(reading) }
}

/** A serial number is one package; without it a package is known by all that stands in its code. */
function bagOf({ fields, lot, orderNumber }: CodeReading): Pick<CodeReading, 'bag' | 'isBagUnique'> {
  const serial = firstValue(fields, '00', '21')
  if (serial !== null) {
    const of = firstValue(fields, '01', '02', '240', '241') ?? ''
    return { bag: ['gs1', of, serial].join('\n').toUpperCase(), isBagUnique: true }
  }
  return lot === null && orderNumber === null
    ? { bag: null, isBagUnique: true }
    : { bag: wholeCode(fields), isBagUnique: false }
}
