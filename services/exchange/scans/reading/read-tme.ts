import { type CodeField, type CodeReading, plainReading } from './code-reading.ts'
import { UNKNOWN } from './identifiers.ts'
import { firstValue, hasField, isKnown, readField } from './read-fields.ts'
import { readQuantity } from './read-quantity.ts'
import { inCapitals, isSmall, SMALL_LETTERS } from './small-letters.ts'
import { wholeCode } from './whole-code.ts'

const NAMES: Readonly<Record<string, string>> = {
  QTY: 'Quantity',
  PN: 'TME part number',
  PO: 'TME order number',
  CPO: 'Customer order number',
  MFR: 'Manufacturer',
  MPN: "Manufacturer's part number",
  COO: 'Country of origin',
  ROHS: 'RoHS',
  URL: 'Address',
}
const LABELLED = /^(?:QTY|PN|PO|CPO|MFR|MPN):\S*(?:\s|$)/i
const FIELD = /^([A-Za-z]{2,4}):/
const ADDRESS = /^https?:/i

/** Reads the codes of TME: the QR code, and the older one with blanks between its fields. @returns null when it is none. */
export function readTme(text: string): CodeReading | null {
  return LABELLED.test(text) ? readLabelled(text) : readOld(text)
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

function readLabelled(text: string): CodeReading | null {
  const typed = words(text).reduce<CodeField[]>((read, word) => {
    const last = read.at(-1)
    const [start, name = ''] = FIELD.exec(word) ?? []
    const identifier = name.toUpperCase()
    if (ADDRESS.test(word)) read.push({ identifier: 'URL', name: 'Address', value: word })
    else if (start !== undefined && identifier in NAMES) {
      read.push({ identifier, name: NAMES[identifier] ?? UNKNOWN, value: word.slice(start.length) })
    } else if (/^rohs$/i.test(word)) read.push({ identifier: 'ROHS', name: 'RoHS', value: 'yes' })
    // Names of makers and numbers of customers may have blanks.
    else if (last && last.identifier !== 'URL' && last.identifier !== 'ROHS')
      last.value = `${last.value} ${word}`.trim()
    else read.push({ identifier: '', name: UNKNOWN, value: word })
    return read
  }, [])
  if (!hasField(typed, 'PN', 'MPN')) return null
  const isLower = isSmall(
    words(text)
      .filter((word) => !ADDRESS.test(word))
      .join(''),
  )
  const fields = isLower
    ? typed.flatMap((field) => (field.identifier === 'URL' ? [field] : inCapitals([field])))
    : typed
  const customerOrder = firstValue(fields, 'CPO')
  return finish(fields, {
    partNumber: firstValue(fields, 'MPN'),
    sellerPartNumber: firstValue(fields, 'PN'),
    maker: firstValue(fields, 'MFR'),
    quantityText: firstValue(fields, 'QTY'),
    order: firstValue(fields, 'PO') ?? customerOrder,
    country: firstValue(fields, 'COO'),
    isLower,
  })
}

/** Fields as on bags of others, but with blanks between them. Such a text may be anything, so all of it has to fit. */
function readOld(text: string): CodeReading | null {
  const parts = words(text)
  if (parts.length < 3 || parts.length > 20) return null
  const isLower = isSmall(text)
  const fields = parts.map((part) => readField(isLower ? part.toUpperCase() : part))
  if (!fields.every(isKnown) || !hasField(fields, 'P') || !hasField(fields, 'Q')) return null
  if (!/^\d+$/.test(firstValue(fields, 'Q') ?? '')) return null
  return finish(fields, {
    partNumber: firstValue(fields, '1P'),
    sellerPartNumber: firstValue(fields, 'P'),
    maker: firstValue(fields, '1V'),
    quantityText: firstValue(fields, 'Q'),
    order: firstValue(fields, '1K', 'K'),
    country: firstValue(fields, '4L'),
    isLower,
  })
}

interface Facts {
  partNumber: string | null
  sellerPartNumber: string | null
  maker: string | null
  quantityText: string | null
  /** The order and its line, as "19361337/1". */
  order: string | null
  country: string | null
  /** Whether it was sent in small letters. */
  isLower: boolean
}

function finish(fields: CodeField[], { quantityText, order, isLower, ...facts }: Facts): CodeReading {
  const { quantity, warnings } = readQuantity(quantityText)
  const [, orderNumber = order, lineNumber = null] = /^(\d+)\/(\d+)$/.exec(order ?? '') ?? []
  return {
    ...plainReading(facts.partNumber ?? facts.sellerPartNumber ?? ''),
    ...facts,
    kind: 'distributor_bag',
    vendor: 'tme',
    fields,
    quantity,
    orderNumber,
    lineNumber,
    lot: firstValue(fields, '1T'),
    dateCode: firstValue(fields, '9D', '10D'),
    bag: orderNumber === null ? null : wholeCode(fields),
    isBagUnique: false,
    warnings: isLower ? [...warnings, SMALL_LETTERS] : warnings,
  }
}
