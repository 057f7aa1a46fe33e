import { type CodeField, type CodeReading, plainReading } from './code-reading.ts'
import { IDENTIFIER_NAMES } from './identifiers.ts'
import { firstValue, hasField, isKnown, readField } from './read-fields.ts'
import { readQuantity } from './read-quantity.ts'
import { RUN_TOGETHER } from './run-together.ts'
import { EOT, GS, RS } from './separators.ts'
import { isSmall, SMALL_LETTERS } from './small-letters.ts'
import type { Vendor } from './vendors.ts'
import { wholeCode } from './whole-code.ts'

/** `[)>` as it begins a code, with `>` in front as some labels have it, and the number of the format. */
const HEADER = new RegExp(`^>?\\[\\)>[\\s^${GS}${RS}]*(06|\\d\\d(?=[${GS}${RS}|\\t\\]]|$))?`)
/** What is left of a header whose beginning was lost. */
const REST_OF_HEADER = new RegExp(`^[[\\]()>\\s^${RS}]{0,10}06(?=[${GS}|\\t\\]])`)
const TRAILING = new RegExp(`[\\s${GS}${RS}${EOT}]`)
/** What some scanners send in the place of separators. Fields may have the first of them in their values. */
const SOFT_SEPARATORS = [']', '|', '\t', '\n', '\r'] as const
/** Fields of which a code without a header has to have one, to be the code of a bag. */
const TELLING = ['1P', 'P', '30P', '3P', 'Q', 'K', '1K', '10K', '11K']
const FORMAT = '06'
/** A field longer than this holds several fields whose separators were lost. */
const LONGEST_FIELD = 60
/** How fields begin that stand on most bags. */
const BEGINNINGS = /(?:1|3|30|31)P|(?:1|4|10|11|14)K|(?:9|10)D|1T|4L|1V|1[1-3]Z|Q(?=\d)/g
/** The number of the format, as far as it is left, with the field behind it and the beginning of its value. */
const LEFT_OF_HEADER = /^(06)?(1P|30P|3P|1K|[PKQ])\S{3}/
/** So many different ones stand in a field only where it holds several. Numbers of makers may have two. */
const SEVERAL_BEGINNINGS = 3

const PART_FIELDS = ['P', '1P', '2P', '3P', '6P', '30P', '31P', 'Q', '4K', '14K']
const ORDER_FIELDS = ['K', '1K', '10K', '11K']
/** Fields that one bag has once; two values are those of two bags. */
const SINGLE_FIELDS = ['1P', '30P', '3P', 'Q']
/** Numbers of packages that no other one has, whoever has ordered them. */
const SERIAL_FIELDS = ['3S', '4S', '5S', 'S']
const PACKAGE_FIELDS = [...SERIAL_FIELDS, '13Q']

/**
 * Reads a code of ISO/IEC 15434 in format 06, as distributors and makers print it on bags and packing lists.
 *
 * @param text the code, with its separators as far as the scanner has sent any.
 * @returns null when it is no such code.
 */
export function readBagCode(text: string): CodeReading | null {
  const header = HEADER.exec(text)
  const isLower = isSmall(text)
  const upright = isLower ? text.toUpperCase() : text
  if (header === null) return readWithoutHeader(upright, isLower)
  const format = header[1] ?? FORMAT
  if (format !== FORMAT) {
    const warnings = [`The code has the format ${format} of ISO/IEC 15434; only ${FORMAT} is read`]
    return { ...plainReading(''), fields: splitFields(upright.slice(header[0].length)), warnings }
  }
  const reading = readingOf(splitFields(upright.slice(header[0].length)), isLower)
  return lostSeparators(reading) ?? reading
}

function readWithoutHeader(text: string, isLower: boolean): CodeReading | null {
  const rest = REST_OF_HEADER.exec(text)
  const body = rest === null ? text : text.slice(rest[0].length)
  const fields = splitFields(body)
  const isTelling = hasField(fields, ...TELLING)
  if (body.includes(GS) || rest !== null) return isTelling ? readingOf(fields, isLower) : null
  // Other separators are common in texts of any kind.
  return isTelling && fields.length > 1 && fields.every(isKnown) ? readingOf(fields, isLower) : null
}

function splitFields(body: string): CodeField[] {
  const text = withoutTrailer(body)
  const separator = [GS, ...SOFT_SEPARATORS].find((each) => text.includes(each)) ?? GS
  return text
    .split(separator)
    .flatMap((part) => part.split(RS))
    .map((part) => part.replaceAll(EOT, '').trim())
    .filter((part) => part !== '')
    .map(readField)
}

/** Without the characters that end a code, and `^D`, as which some scanners type the last of them. */
function withoutTrailer(body: string): string {
  let end = body.length
  for (;;) {
    if (end > 0 && TRAILING.test(body.charAt(end - 1))) end -= 1
    else if (/^\^d$/i.test(body.slice(Math.max(end - 2, 0), end))) end -= 2
    else return body.slice(0, end)
  }
}

/** A scanner that sends no separators at all, or blanks for them, makes one field of all of them. */
function lostSeparators(reading: CodeReading): CodeReading | null {
  const [only, ...others] = reading.fields
  if (only === undefined || others.length > 0) return null
  const value = `${only.identifier}${only.value}`
  const words = value.split(/\s+/)
  const isBlanks = words.length > 1 && words.every((word) => isKnown(readField(word)))
  if (only.value.length <= LONGEST_FIELD && !isBlanks && !holdsSeveral(only.value)) return null
  return {
    ...plainReading(''),
    kind: 'distributor_bag',
    fields: [{ identifier: '', name: 'unknown', value }],
    warnings: [RUN_TOGETHER],
  }
}

function holdsSeveral(value: string): boolean {
  return new Set(value.match(BEGINNINGS)).size >= SEVERAL_BEGINNINGS
}

/** Whether a text without a header is a bag whose separators are lost, too. A number of a maker may begin as a field does. */
export function isRunTogether(text: string): boolean {
  const upright = isSmall(text) ? text.toUpperCase() : text
  const [start, format, first = ''] = LEFT_OF_HEADER.exec(upright) ?? []
  if (start === undefined) return false
  const others = new Set(upright.slice(start.length).match(BEGINNINGS)).size
  return others >= (format !== undefined || first.length > 1 ? 1 : 2)
}

function vendorOf(fields: readonly CodeField[]): Vendor | null {
  if (hasField(fields, '11Z', '12Z', '13Z', '20Z')) return 'digikey'
  if (hasField(fields, '3P')) return 'element14'
  if (hasField(fields, '14K') || (hasField(fields, '1V') && hasField(fields, '1P') && !hasField(fields, '4K'))) {
    return 'mouser'
  }
  return null
}

function readingOf(fields: CodeField[], isLower: boolean): CodeReading {
  const vendor = vendorOf(fields)
  const isPackingList = !hasField(fields, ...PART_FIELDS) && hasField(fields, ...ORDER_FIELDS)
  const customerPart = firstValue(fields, 'P')
  const isOldDigikey = vendor === 'digikey' && !hasField(fields, '30P')
  const { quantity, warnings } = isPackingList
    ? { quantity: null, warnings: [] }
    : readQuantity(firstValue(fields, 'Q'))
  const reading: CodeReading = {
    ...plainReading(''),
    kind: isPackingList ? 'distributor_packing_list' : 'distributor_bag',
    vendor,
    fields,
    partNumber: firstValue(fields, '1P', '31P'),
    maker: vendor === 'digikey' ? null : firstValue(fields, '1V'),
    sellerPartNumber:
      vendor === 'element14' ? firstValue(fields, '3P') : isOldDigikey ? customerPart : firstValue(fields, '30P'),
    quantity,
    lot: firstValue(fields, '1T'),
    dateCode: firstValue(fields, '9D', '10D'),
    orderNumber: firstValue(fields, '1K', 'K'),
    lineNumber: firstValue(fields, '4K', '14K'),
    invoiceNumber: vendor === 'mouser' ? firstValue(fields, '11K') : firstValue(fields, '10K'),
    country: firstValue(fields, '4L'),
    customerReference: isOldDigikey ? null : customerPart,
    warnings: [...twice(fields), ...warnings, ...(isLower ? [SMALL_LETTERS] : [])],
  }
  return {
    ...reading,
    ...bagOf(reading),
    words: reading.partNumber ?? reading.sellerPartNumber ?? customerPart ?? '',
  }
}

/** That there are two values where a bag has one, as when a scanner has left out all between two codes. */
function twice(fields: readonly CodeField[]): string[] {
  const double = SINGLE_FIELDS.filter((wanted) => {
    const values = fields.flatMap(({ identifier, value }) => (identifier === wanted && value !== '' ? [value] : []))
    return new Set(values).size > 1
  })
  const names = double.map((identifier) => IDENTIFIER_NAMES[identifier] ?? identifier)
  return names.map(
    (name) => `The code has "${name}" more than once, and the first was read: it may be the code of two bags`,
  )
}

/** Order, line and package together are one bag; without a package it is known by all that stands in its code. */
function bagOf(reading: CodeReading): Pick<CodeReading, 'bag' | 'isBagUnique'> {
  const { fields, vendor, orderNumber, lineNumber, lot } = reading
  const packageId = (orderNumber === null ? SERIAL_FIELDS : PACKAGE_FIELDS).flatMap((identifier) => {
    const value = firstValue(fields, identifier)
    return value === null ? [] : [`${identifier}${value}`]
  })
  if (reading.kind === 'distributor_packing_list') return { bag: null, isBagUnique: true }
  if (packageId.length === 0) {
    return orderNumber === null && lot === null
      ? { bag: null, isBagUnique: true }
      : { bag: wholeCode(fields), isBagUnique: false }
  }
  const part = firstValue(fields, '30P', '3P', '1P', 'P') ?? ''
  const bag = [vendor ?? '', orderNumber ?? '', lineNumber ?? '', part, ...packageId].join('\n').toUpperCase()
  return { bag, isBagUnique: true }
}
