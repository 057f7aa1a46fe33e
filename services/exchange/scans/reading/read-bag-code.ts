import { type CodeField, type CodeReading, plainReading } from './code-reading.ts'
import { firstValue, hasField, isKnown, readField } from './read-fields.ts'
import { readQuantity } from './read-quantity.ts'
import { EOT, GS, RS } from './undo-scanner.ts'
import type { Vendor } from './vendors.ts'

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

const PART_FIELDS = ['P', '1P', '2P', '3P', '6P', '30P', '31P', 'Q', '4K', '14K']
const ORDER_FIELDS = ['K', '1K', '10K', '11K']
const PACKAGE_FIELDS = ['3S', '4S', '5S', 'S', '13Q']

/**
 * Reads a code of ISO/IEC 15434 in format 06, as distributors and makers print it on bags and packing lists.
 *
 * @param text the code, with its separators as far as the scanner has sent any.
 * @returns null when it is no such code.
 */
export function readBagCode(text: string): CodeReading | null {
  const header = HEADER.exec(text)
  const isLower = !/[A-Z]/.test(text) && /[a-z]/.test(text)
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

/** A scanner that sends no separators at all makes one field of all of them. */
function lostSeparators(reading: CodeReading): CodeReading | null {
  const [only, ...others] = reading.fields
  if (only === undefined || others.length > 0 || only.value.length <= LONGEST_FIELD) return null
  const value = `${only.identifier}${only.value}`
  return {
    ...plainReading(''),
    kind: 'distributor_bag',
    fields: [{ identifier: '', name: 'unknown', value }],
    warnings: ['The fields of the code cannot be told apart: set the scanner to send the group separator (GS)'],
  }
}

function vendorOf(fields: readonly CodeField[]): Vendor | null {
  if (hasField(fields, '11Z', '12Z', '13Z', '20Z')) return 'digikey'
  if (hasField(fields, '14K') || (hasField(fields, '1V') && hasField(fields, '1P') && !hasField(fields, '4K'))) {
    return 'mouser'
  }
  return hasField(fields, '3P') ? 'element14' : null
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
    warnings: isLower ? [...warnings, 'The code was sent in small letters; it is read in capitals'] : warnings,
  }
  return {
    ...reading,
    bag: bagOf(reading),
    words: reading.partNumber ?? reading.sellerPartNumber ?? customerPart ?? '',
  }
}

/** Order, line and package together are one bag. */
function bagOf({ fields, vendor, orderNumber, lineNumber }: CodeReading): string | null {
  const packageId = PACKAGE_FIELDS.flatMap((identifier) => {
    const value = firstValue(fields, identifier)
    return value === null ? [] : [`${identifier}${value}`]
  })
  if (orderNumber === null || packageId.length === 0) return null
  const part = firstValue(fields, '30P', '3P', '1P', 'P') ?? ''
  return [vendor ?? '', orderNumber, lineNumber ?? '', part, ...packageId].join('\n').toUpperCase()
}
