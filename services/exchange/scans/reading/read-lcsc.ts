import { type CodeField, type CodeReading, plainReading } from './code-reading.ts'
import { UNKNOWN } from './identifiers.ts'
import { firstValue } from './read-fields.ts'
import { readQuantity } from './read-quantity.ts'
import { inCapitals, isSmall, SMALL_LETTERS } from './small-letters.ts'

const NAMES: Readonly<Record<string, string>> = {
  pbn: 'Pick batch number',
  on: 'Order number',
  pc: 'LCSC part number',
  pm: "Manufacturer's part number",
  qty: 'Quantity',
  mc: 'Manufacturer code',
  cc: 'Customer code',
  pdi: 'Pick detail ID',
  hp: 'Handling',
  wc: 'Warehouse code',
}
const START = /^\{?\s*["']?pbn["']?\s*:/i
const ANYWHERE = /^\{\s*["']?[a-z]{2,4}["']?\s*:/i
/** Fields of which a code that begins with another one has to have two. */
const TELLING = ['pbn', 'on', 'pc', 'pm', 'qty']
/** Values may hold commas, so only a comma in front of a name separates: a known one, or a short one that came later. */
const SEPARATOR = /,(?=\s{0,3}["']?[a-z]{2,4}["']?\s{0,3}:)/i
const FIELD = /^\s*["']?([A-Za-z]{1,10})["']?\s*:/
const LCSC_NUMBER = /^c\d+$/i

/** Reads the QR code of a bag of LCSC. @returns null when it is none. */
export function readLcsc(text: string): CodeReading | null {
  if (!START.test(text) && !ANYWHERE.test(text)) return null
  const body = text.replace(/^\{/, '').replace(/\}\s*$/, '')
  const typed = body.split(SEPARATOR).map(readField)
  if (!START.test(text) && typed.filter(({ identifier }) => TELLING.includes(identifier)).length < 2) return null
  const isLower = isSmall(typed.map(({ value }) => value).join(''))
  const fields = isLower ? inCapitals(typed) : typed
  const number = firstValue(fields, 'pc')
  const { quantity, warnings } = readQuantity(firstValue(fields, 'qty'))
  const pick = firstValue(fields, 'pbn')
  const partNumber = firstValue(fields, 'pm')
  return {
    ...plainReading(partNumber ?? number ?? ''),
    kind: 'distributor_bag',
    vendor: 'lcsc',
    fields,
    partNumber,
    sellerPartNumber: number !== null && LCSC_NUMBER.test(number) ? number.toUpperCase() : number,
    quantity,
    orderNumber: firstValue(fields, 'on'),
    bag: pick === null ? null : ['lcsc', pick, number ?? partNumber ?? ''].join('\n').toUpperCase(),
    warnings: isLower ? [...warnings, SMALL_LETTERS] : warnings,
  }
}

function readField(part: string): CodeField {
  const [start, name = ''] = FIELD.exec(part) ?? []
  if (start === undefined) return { identifier: '', name: UNKNOWN, value: part.trim() }
  const identifier = name.toLowerCase()
  const value = part.slice(start.length).trim()
  const bare = /^"(.*)"$/s.exec(value)?.[1] ?? value
  return { identifier, name: NAMES[identifier] ?? UNKNOWN, value: bare }
}
