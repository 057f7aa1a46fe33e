import type { Vendor } from './vendors.ts'

/** What a code can be. */
export const SCAN_KINDS = [
  'own_part',
  'own_location',
  'own_box',
  'own_kit',
  'own_pick_list',
  'distributor_bag',
  'distributor_packing_list',
  'product_code',
  'url',
  'unknown',
] as const
export type ScanKind = (typeof SCAN_KINDS)[number]

/** A field of a code, as it stands there. */
export interface CodeField {
  /** Empty for a field that has none. */
  identifier: string
  /** `unknown` for an identifier that is not known. */
  name: string
  value: string
}

/** What a label of our own names. */
export type OwnLabel =
  | { kind: 'own_part'; id: string }
  | { kind: 'own_location'; id: string; boxNo: number; locNo: number }
  | { kind: 'own_box' | 'own_kit' | 'own_pick_list'; id: string; number: number }

/** What a code says, without a look into the inventory. */
export interface CodeReading {
  kind: ScanKind
  vendor: Vendor | null
  /** Of a label of our own. */
  own: OwnLabel | null
  /** Whether `own` counts only if it exists: four letters, `7-12` or `/boxes/7` can be something else as well. */
  isOwnUnsure: boolean
  fields: CodeField[]
  /** The maker's. */
  partNumber: string | null
  maker: string | null
  sellerPartNumber: string | null
  quantity: number | null
  lot: string | null
  dateCode: string | null
  orderNumber: string | null
  lineNumber: string | null
  invoiceNumber: string | null
  country: string | null
  /** What the customer calls the part: the key, when the order was an export of ours. */
  customerReference: string | null
  /** By what bags are told apart; null when the code does not tell them apart. */
  bag: string | null
  /** Whether `bag` names one package; else another bag of the same line of an order may have the same code. */
  isBagUnique: boolean
  /** A product code, in the forms in which links and documents may have it. */
  productCodes: readonly string[]
  /** What may have gone wrong where no part is known by the code, as when the check digit of a product code is wrong. */
  doubts: readonly string[]
  /** Numbers that may be of any seller or maker, such as that of a label with one number. */
  numbers: readonly string[]
  /** The address, when the code is one. */
  url: URL | null
  /** Whether the query of the address tells pages apart, as where a shop has one path for all parts. */
  isByQuery: boolean
  /** What the search is asked when nothing else is found. */
  words: string
  warnings: string[]
}

/** A reading that says nothing but the code itself. */
export function plainReading(words: string): CodeReading {
  return {
    kind: 'unknown',
    vendor: null,
    own: null,
    isOwnUnsure: false,
    fields: [],
    partNumber: null,
    maker: null,
    sellerPartNumber: null,
    quantity: null,
    lot: null,
    dateCode: null,
    orderNumber: null,
    lineNumber: null,
    invoiceNumber: null,
    country: null,
    customerReference: null,
    bag: null,
    isBagUnique: true,
    productCodes: [],
    doubts: [],
    numbers: [],
    url: null,
    isByQuery: false,
    words,
    warnings: [],
  }
}
