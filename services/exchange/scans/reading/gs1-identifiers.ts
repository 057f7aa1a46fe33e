/** How the value of a field of GS1 is written: "N14" 14 digits, "X..20" up to 20 characters, "N7..15" from 7 digits to 15. */
type Format = `${'N' | 'X'}${string}`

/**
 * The application identifiers of the GS1 General Specifications, with their names. Those that stand side by side with the
 * same format are one row; `n` is any digit, which in measures says how many of the digits are decimals.
 */
const IDENTIFIERS: readonly (readonly [identifiers: string, format: Format, name: string])[] = [
  ['00', 'N18', 'Serial shipping container code (SSCC)'],
  ['01', 'N14', 'Product code (GTIN)'],
  ['02', 'N14', 'Product code (GTIN) of the content'],
  ['03', 'N14', 'Product code (GTIN) of an item that is made to order'],
  ['10', 'X..20', 'Lot'],
  ['11', 'N6', 'Production date'],
  ['12', 'N6', 'Due date'],
  ['13', 'N6', 'Packaging date'],
  ['15', 'N6', 'Best before date'],
  ['16', 'N6', 'Sell by date'],
  ['17', 'N6', 'Expiration date'],
  ['20', 'N2', 'Product variant'],
  ['21', 'X..20', 'Serial number'],
  ['22', 'X..20', 'Consumer product variant'],
  ['235', 'X..28', 'Third party extension of the serial number'],
  ['240', 'X..30', "Manufacturer's product number"],
  ['241', 'X..30', 'Customer part number'],
  ['242', 'N..6', 'Made-to-order variation number'],
  ['243', 'X..20', 'Packaging component number'],
  ['250', 'X..30', 'Secondary serial number'],
  ['251', 'X..30', 'Reference to the source'],
  ['253', 'X13..30', 'Document type (GDTI)'],
  ['254', 'X..20', 'Part of a location'],
  ['255', 'N13..25', 'Coupon (GCN)'],
  ['30', 'N..8', 'Quantity'],
  ['31nn 32nn 33nn 34nn 35nn 36nn', 'N6', 'Measure'],
  ['37', 'N..8', 'Quantity'],
  ['390n 392n', 'N..15', 'Price'],
  ['391n 393n', 'N4..18', 'Price with its currency'],
  ['394n', 'N4', 'Discount'],
  ['395n', 'N6', 'Price of a unit'],
  ['400', 'X..30', 'Customer order number'],
  ['401', 'X..30', 'Consignment (GINC)'],
  ['402', 'N17', 'Shipment (GSIN)'],
  ['403', 'X..30', 'Route'],
  ['41n', 'N13', 'Location (GLN)'],
  ['420', 'X..20', 'Ship to postal code'],
  ['421', 'X4..12', 'Ship to postal code, with country'],
  ['422', 'N3', 'Country of origin'],
  ['423 425', 'N..15', 'Countries of processing'],
  ['424 426', 'N3', 'Country of processing'],
  ['427', 'X..3', 'Region of origin'],
  ['43nn', 'X..70', 'Transport'],
  ['7001', 'N13', 'NATO stock number'],
  ['7003', 'N10', 'Expiration date and time'],
  ['7006', 'N6', 'First freeze date'],
  ['7007', 'N6..12', 'Harvest date'],
  ['7011', 'N6..10', 'Test by date'],
  ['7020', 'X..20', 'Lot of the refurbishment'],
  ['7021', 'X..20', 'Functional status'],
  ['7022', 'X..20', 'Revision status'],
  ['7023', 'X..30', 'Asset of an assembly'],
  ['70nn', 'X..30', 'Processing'],
  ['71n', 'X..20', 'National healthcare number'],
  ['723n', 'X2..30', 'Certification'],
  ['7240', 'X..20', 'Protocol'],
  ['72nn', 'X..30', 'Processing'],
  ['8001', 'N14', 'Dimensions of a roll'],
  ['8002', 'X..20', 'Mobile telephone number'],
  ['8003', 'X14..30', 'Returnable asset (GRAI)'],
  ['8004', 'X..30', 'Asset (GIAI)'],
  ['8005', 'N6', 'Price of a unit'],
  ['8006 8026', 'N18', 'Piece of a product'],
  ['8007', 'X..34', 'Bank account (IBAN)'],
  ['8008', 'N8..12', 'Production date and time'],
  ['8009', 'X..50', 'Sensor'],
  ['8010', 'X..30', 'Component or part (CPID)'],
  ['8011', 'N..12', 'Serial number of the component'],
  ['8012', 'X..20', 'Software version'],
  ['8013', 'X..25', 'Model (GMN)'],
  ['8017 8018', 'N18', 'Service relation (GSRN)'],
  ['8019', 'N..10', 'Service relation instance'],
  ['8020', 'X..25', 'Reference of a payment slip'],
  ['8030', 'X..90', 'Signature'],
  ['8110 8112', 'X..70', 'Coupon'],
  ['8111', 'N4', 'Points'],
  ['8200', 'X..70', 'Address of a page of the product'],
  ['90', 'X..30', 'Internal'],
  ['91 92 93 94 95 96 97 98 99', 'X..90', 'Internal'],
]

/** A field of GS1 by its identifier. */
export interface ApplicationIdentifier {
  name: string
  least: number
  most: number
  isNumeric: boolean
}

function read(format: Format, name: string): ApplicationIdentifier {
  const [, kind, first = '', dots, last = ''] = /^([NX])(\d*)(\.\.)?(\d*)$/.exec(format) ?? []
  const most = Number(dots === undefined ? first : last)
  return { name, least: dots === undefined ? most : Number(first === '' ? 1 : first), most, isNumeric: kind === 'N' }
}

/** Patterns with digits in the place of `n`, so that an identifier is looked up without a search. */
function spellings(identifier: string): string[] {
  const place = identifier.indexOf('n')
  if (place < 0) return [identifier]
  return [...'0123456789'].flatMap((digit) => spellings(identifier.replace('n', digit)))
}

const BY_IDENTIFIER: ReadonlyMap<string, ApplicationIdentifier> = new Map(
  IDENTIFIERS.toReversed().flatMap(([identifiers, format, name]) =>
    identifiers
      .split(' ')
      .flatMap(spellings)
      .map((identifier) => [identifier, read(format, name)] as const),
  ),
)
const LENGTHS = [2, 3, 4] as const

/** The identifier that stands at a place of a text, and what it says of its field; null where none does. */
export function applicationIdentifierAt(
  text: string,
  at: number,
): { identifier: string; of: ApplicationIdentifier } | null {
  for (const length of LENGTHS) {
    const identifier = text.slice(at, at + length)
    const of = BY_IDENTIFIER.get(identifier)
    if (of !== undefined) return { identifier, of }
  }
  return null
}
