import t from 'tap'
import { readImport } from '../../../../services/exchange/reading/read-import.ts'

function read(document: unknown) {
  return readImport(new TextEncoder().encode(JSON.stringify(document)), 'parts.json')
}

t.test('lots of a part are several places of one row, and its orders several numbers of sellers', async (t) => {
  const { kind, rows } = await read([
    {
      name: 'Relay 5 V',
      category: { name: 'Relay', full_path: 'Switches->Relay' },
      manufacturer: { name: 'Omron' },
      manufacturer_product_number: 'G5V-1',
      partLots: [
        { amount: 3, storage_location: { name: 'Box 2', full_path: 'Room->Box 2' }, description: 'old' },
        { amount: 4, storage_location: { name: 'Box 3', full_path: 'Room->Box 3' } },
      ],
      orderdetails: [
        { supplierpartnr: '653-G5V-1-DC5', supplier: { name: 'Mouser' }, prices: [{ price: 2 }] },
        { supplierpartnr: 'Z1234-ND', supplier: { name: 'Digi-Key' } },
      ],
    },
    { name: 'No stock', manufacturer: { name: 'Omron' }, partLots: [], orderdetails: [] },
  ])
  t.equal(kind, 'part_db')
  t.match(rows[0], {
    errors: [],
    fields: {
      name: 'Relay 5 V',
      manufacturer: 'Omron',
      mpn: 'G5V-1',
      type: 'Relay',
      quantity: 7,
      lots: [
        { quantity: 3, place: 'Room->Box 2' },
        { quantity: 4, place: 'Room->Box 3' },
      ],
      seller_numbers: [
        { seller: 'Mouser', number: '653-G5V-1-DC5' },
        { seller: 'Digi-Key', number: 'Z1234-ND' },
      ],
    },
  })
  t.strictSame([rows[1]?.fields.lots, rows[1]?.errors], [undefined, []], 'a part without lots has no stock')
})

t.test('lots at addresses, and what no lot can hold', async (t) => {
  const { rows } = await read({
    parts: [
      {
        mpn: 'AB1234',
        description: 'Relay',
        lots: [
          { quantity: 3, location: '7-12' },
          { quantity: 2, location: '7-13' },
        ],
      },
      {
        mpn: 'CD5678',
        description: 'Relay',
        lots: [
          { quantity: 'few', location: '7-12' },
          { quantity: 2, location: '?!' },
        ],
      },
      {
        mpn: 'EF9012',
        description: 'Relay',
        offers: [
          { sku: 'C1234', seller: 'LCSC' },
          { sku: 'C77', vendor: 'Nobody' },
        ],
      },
    ],
  })
  t.match(rows[0]?.fields, {
    quantity: 5,
    lots: [
      { place: '7-12', quantity: 3 },
      { place: '7-13', quantity: 2 },
    ],
  })
  t.strictSame(
    rows[1]?.errors.map(({ code }) => code),
    ['QUANTITY_NOT_A_NUMBER', 'PLACE_NOT_READABLE'],
  )
  t.match(rows[2]?.fields.seller_numbers, [
    { seller: 'LCSC', number: 'C1234' },
    { seller: 'Nobody', number: 'C77' },
  ])
})
