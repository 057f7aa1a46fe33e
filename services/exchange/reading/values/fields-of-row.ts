import type { OwnRecord } from '../../own-format/records.ts'
import type { OwnTableRow } from '../../own-format/table-rows.ts'

/** A number of a seller for a part. */
export interface SellerNumber {
  /** null: the file does not say whose number it is. */
  seller: string | null
  number: string
}

/** Pieces at an address. */
export interface PlacedQuantity {
  box_no: number
  loc_no: number
  qty: number
}

/** Some pieces of a row, at a place of their own. */
export interface Lot {
  place?: string
  quantity: number
}

/** The values of a row. A field that the row does not have is absent. */
export interface RowFields {
  key?: string
  mpn?: string
  manufacturer?: string
  seller?: string
  seller_numbers?: SellerNumber[]
  quantity?: number
  designators?: string[]
  value?: string
  package?: string
  name?: string
  description?: string
  type?: string
  tags?: string[]
  /** As text; after a change by a person it may be a list of addresses with quantities. */
  place?: string | PlacedQuantity[]
  /** Several places of one row; `quantity` is their sum unless the file says another one. */
  lots?: Lot[]
  /** Decimal numbers as text. */
  unit_price?: string
  total_price?: string
  /** ISO 4217 */
  currency?: string
  order_number?: string
  /** Further numbers of the order, in capitals: the customer's, or that of the invoice. */
  other_order_numbers?: string[]
  /** YYYY-MM-DD */
  order_date?: string
  order_line?: number
  date_code?: string
  lot?: string
  customer_reference?: string
  dnp?: boolean
  datasheet?: string
  link?: string
  note?: string
  min_stock?: number
  alternates?: string[]
  backorder?: number
  shipped?: number
  internal_no?: string
  pin_count?: number
  pin_pitch?: string
  voltage_rating?: string
  input_voltage?: string
  output_voltage?: string
  mounting_type?: string
  series?: string
  dimensions?: string
  /** A spreadsheet has spoiled the part number or the value, so no part is found by it. */
  is_damaged?: boolean
  /** What a row of our own export of the inventory holds. */
  record?: OwnRecord
  /** A row of our own export of parts or stock. */
  own_row?: OwnTableRow
}
