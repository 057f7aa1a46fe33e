import type { ImportKind } from '../kinds.ts'
import type { OptionsOfFile } from '../read-result.ts'
import { before, designators, either, field, header, type Need, named, not } from './needs.ts'

/** Headers that make a file one of a kind, of a seller or system. */
export interface Signature {
  kind: ImportKind
  seller: string | null
  needs: readonly Need[]
  options?: OptionsOfFile
}

const QUANTITY = field('quantity')
const PRICE = field('unit_price', 'total_price')
const ORDER_NUMBER = field('order_number')
const DIGIKEY = header('DigiKey Part #', 'Digi-Key Part Number')
const LCSC = header('LCSC Part Number', 'LCSC#', 'LCSC Part #')
const LCSC_MPN = header('Manufacture Part Number', 'MPN', 'Manufacturer Part Number')
export const LCSC_ORDER_NAME = /^LCSC__(WM\d+)_\d{14}/i
export const DIGIKEY_ORDER_NAME = /^DK_PRODUCTS_(\d+)\.csv$/i
export const ORDER_IN_PREAMBLE =
  /\b(?:sales|web)?\s?(?:order|invoice)\s?(?:number|no\.?|#|id)?\s*[:#]?\s*([A-Z]{0,3}\d{5,})/i
const LCSC_ORDER = either(named(LCSC_ORDER_NAME), header('Date Code / Lot No.'))
const LOWER_NAME: Need = ({ headers, delimiter }) =>
  headers.get('name') === 'name' && (delimiter === ';' || delimiter === null) ? 'name' : null

/** In the order that decides between equals. */
export const SIGNATURES: readonly Signature[] = [
  {
    kind: 'order',
    seller: 'Digi-Key',
    needs: [
      DIGIKEY,
      QUANTITY,
      PRICE,
      either(header('Backorder'), before(ORDER_IN_PREAMBLE), named(DIGIKEY_ORDER_NAME)),
    ],
  },
  {
    kind: 'cart',
    seller: 'Digi-Key',
    needs: [
      header('Part Number'),
      header('Manufacturer Part Number'),
      header('Customer Reference'),
      header('Available', 'Backorder'),
      header('Extended Price'),
    ],
  },
  {
    kind: 'cart',
    seller: 'Digi-Key',
    needs: [
      DIGIKEY,
      header('Customer Reference'),
      QUANTITY,
      header('Quantity Available'),
      not(header('Backorder')),
      not(designators),
    ],
  },
  { kind: 'cart', seller: 'Digi-Key', needs: [header('DK'), QUANTITY, not(designators)] },
  {
    kind: 'order',
    seller: 'Mouser',
    needs: [header('Mouser #'), header('Order Qty.'), header('Sales Order #:', 'Web Order #:', 'Order Date:')],
  },
  {
    kind: 'cart',
    seller: 'Mouser',
    needs: [
      header('Mouser #', 'Mouser No', 'Mouser Part Number'),
      header('Mfr. #', 'Mfr. Part Number', 'Manufacturer Part Number'),
      header('Quantity', 'Qty', 'Order Qty.'),
      not(ORDER_NUMBER),
      not(designators),
    ],
  },
  {
    kind: 'order',
    seller: 'LCSC',
    needs: [LCSC, LCSC_MPN, QUANTITY, LCSC_ORDER],
  },
  { kind: 'cart', seller: 'LCSC', needs: [LCSC, LCSC_MPN, QUANTITY, not(LCSC_ORDER), not(designators)] },
  {
    kind: 'order',
    seller: 'Farnell',
    needs: [header('Order Code', 'Product code'), QUANTITY, either(PRICE, header('Line No.')), not(designators)],
  },
  { kind: 'order', seller: 'TME', needs: [header('Symbol', 'TME symbol'), QUANTITY, PRICE, not(designators)] },
  {
    kind: 'order',
    seller: 'Reichelt',
    needs: [
      header('Artikel-Nr.', 'Artikelnummer', 'Bestellnummer'),
      header('Menge', 'Anzahl'),
      not(named(/warenkorb|cart|basket/i)),
    ],
  },
  {
    kind: 'cart',
    seller: 'Reichelt',
    needs: [
      header('Artikel-Nr.', 'Artikelnummer', 'Bestellnummer'),
      header('Menge', 'Anzahl'),
      named(/warenkorb|cart|basket/i),
    ],
  },
  { kind: 'order', seller: 'RS', needs: [header('Stock No.', 'RS Stock No.'), QUANTITY, not(designators)] },
  // Our own exports of a kit, whose lines need no designators.
  {
    kind: 'bom',
    seller: null,
    needs: [header('designators'), header('key'), header('dnp'), header('alternates')],
    options: { quantity_from: 'column' },
  },
  {
    kind: 'bom',
    seller: null,
    needs: [header('Reference'), header('Key'), header('DNP'), header('Footprint')],
    options: { quantity_from: 'column' },
  },
  {
    kind: 'bom',
    seller: null,
    needs: [designators, field('value', 'package', 'mpn', 'quantity', 'name', 'description')],
  },
  {
    kind: 'part_db',
    seller: null,
    needs: [
      LOWER_NAME,
      header('storage_location', 'supplier_part_number', 'spn', 'manufacturer_product_number', 'partLots'),
    ],
  },
  {
    kind: 'inventree',
    seller: null,
    needs: [header('Part ID', 'ID', 'pk'), header('IPN'), header('Category Name', 'category')],
  },
  { kind: 'inventree', seller: null, needs: [header('SKU'), header('MPN'), header('Part')] },
  {
    kind: 'partkeepr',
    seller: null,
    needs: [
      header('Storage Location'),
      header('Min. Stock', 'minStockLevel'),
      header('Footprint'),
      header('Avg. Price', 'averagePrice'),
    ],
  },
  { kind: 'binner', seller: null, needs: [header('PartId'), header('BinNumber'), header('LowStockThreshold')] },
  {
    kind: 'partsbox',
    seller: null,
    needs: [header('Part', 'Name'), header('MPN'), header('Storage', 'Total stock', 'Linked part')],
  },
]

/** A part header and a quantity or a place. */
export const GENERIC_LIST: Signature = {
  kind: 'parts_list',
  seller: null,
  needs: [either(field('mpn', 'name', 'description', 'value'), header('Part')), field('quantity', 'place', 'box_no')],
}
