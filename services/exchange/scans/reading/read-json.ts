import { type CodeField, type CodeReading, plainReading } from './code-reading.ts'
import { UNKNOWN } from './identifiers.ts'
import { firstValue } from './read-fields.ts'
import { readBareLabel } from './read-own-label.ts'
import { readQuantity } from './read-quantity.ts'

const NUMBERS = ['mpn', 'part_number', 'partnumber', 'manufacturer_code', 'pn', 'part', 'number', 'key', 'id', 'p']
const SELLER_NUMBERS = ['sku', 'spn', 'seller_part_number']
const MAKERS = ['manufacturer', 'maker', 'mfr', 'mfg', 'brand']
const QUANTITIES = ['qty', 'quantity', 'pcs', 'count', 'q']
const NAMES: Readonly<Record<string, string>> = {
  ...named(NUMBERS, 'Part number'),
  ...named(SELLER_NUMBERS, 'Seller part number'),
  ...named(MAKERS, 'Manufacturer'),
  ...named(QUANTITIES, 'Quantity'),
  ...named(['lot', 'batch'], 'Lot'),
}

function named(identifiers: readonly string[], name: string): Record<string, string> {
  return Object.fromEntries(identifiers.map((identifier) => [identifier, name]))
}

function fieldsOf(text: string): CodeField[] | null {
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null) return null
    return Object.entries(parsed).flatMap(([title, value]: [string, unknown]) => {
      if (typeof value !== 'string' && typeof value !== 'number') return []
      const identifier = title.trim().toLowerCase()
      return [{ identifier, name: NAMES[identifier] ?? UNKNOWN, value: String(value).trim() }]
    })
  } catch {
    return null
  }
}

/**
 * Reads a QR code that holds a JSON object, as people's own programs print them, by the usual names of its members.
 *
 * @returns null when it is none.
 */
export function readJson(text: string): CodeReading | null {
  const fields = text.startsWith('{') ? fieldsOf(text) : null
  if (fields === null) return null
  const number = firstValue(fields, ...NUMBERS)
  const sellerPartNumber = firstValue(fields, ...SELLER_NUMBERS)
  const quantity = firstValue(fields, ...QUANTITIES)
  const named = readBareLabel(number ?? '')
  // Four letters may be a key of ours.
  const own = named?.kind === 'own_part' ? named : null
  const plain = plainReading(number ?? sellerPartNumber ?? fields.map(({ value }) => value).join(' '))
  if (number === null && sellerPartNumber === null) return { ...plain, fields }
  return {
    ...plain,
    kind: 'distributor_bag',
    own,
    isOwnUnsure: own !== null,
    fields,
    partNumber: own === null ? number : null,
    numbers: own === null || number === null ? [] : [number],
    sellerPartNumber,
    maker: firstValue(fields, ...MAKERS),
    lot: firstValue(fields, 'lot', 'batch'),
    ...(own === null || quantity !== null ? readQuantity(quantity) : {}),
  }
}
