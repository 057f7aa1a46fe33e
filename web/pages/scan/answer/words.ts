import type { Scan, ScanMatch } from '../../../api/queries/scans.ts'

const VENDORS: Readonly<Record<string, string>> = {
  digikey: 'Digi-Key',
  mouser: 'Mouser',
  lcsc: 'LCSC',
  tme: 'TME',
  element14: 'Farnell',
  arrow: 'Arrow',
  future: 'Future Electronics',
  reichelt: 'Reichelt',
  rs: 'RS',
}

const KINDS: Readonly<Record<Scan['kind'], string>> = {
  own_part: 'Label of a part',
  own_location: 'Label of a slot',
  own_box: 'Label of a box',
  own_kit: 'Label of a kit',
  own_pick_list: 'Pick list',
  distributor_bag: 'Bag',
  distributor_packing_list: 'Packing list',
  product_code: 'Product code',
  url: 'Address',
  unknown: 'Number or text',
}

/** What was scanned: `Digi-Key bag`, `Label of a part`. */
export function kindText({ kind, vendor }: Scan): string {
  const seller = vendor === null ? null : (VENDORS[vendor] ?? vendor)
  if (seller === null) return KINDS[kind]
  return `${seller} ${KINDS[kind].toLowerCase()}`
}

const REASONS: Readonly<Record<string, string>> = {
  key: '',
  merged: 'merged into this part',
  seller_number: 'known by seller number',
  code: 'known by this code',
  reference: 'known by reference',
  order_line: 'known by the order',
  link: 'known by a seller link',
  number_and_maker: 'same number and maker',
  number: 'same maker’s number',
  number_variant: 'similar number',
  number_other_maker: 'number of another maker',
  document: 'named in a document',
  search: 'found by search',
}

/** How a part was found. */
export function reasonText({ reason }: ScanMatch): string {
  return REASONS[reason] ?? ''
}

/** Whether the part is to be known by its code unless somebody says no: a number that was typed may be what was searched for. */
export function remembersAtFirst({ kind, seller_part_number }: Scan): boolean {
  return seller_part_number !== null || kind === 'product_code'
}

/** What else stands in a code, as names and values. */
export function factsOf(scan: Scan): [name: string, value: string][] {
  const facts: [string, string | null][] = [
    ['Order', scan.order_number],
    ['Line', scan.line_number],
    ['Date code', scan.date_code],
    ['Lot', scan.lot],
    ['Invoice', scan.invoice_number],
    ['Country', scan.country],
  ]
  return facts.flatMap(([name, value]): [string, string][] => (value === null || value === '' ? [] : [[name, value]]))
}
