import t from 'tap'
import { plainNumber } from '../../../../services/exchange/reading/formats/plain-number.ts'
import { readImport } from '../../../../services/exchange/reading/read-import.ts'

const read = (json: string, kind?: 'parts_list' | 'order') =>
  readImport(new TextEncoder().encode(json), 'parts.json', kind === undefined ? {} : { kind })
const codes = (row?: { errors: { code: string }[]; warnings: { code: string }[] }) =>
  [...(row?.errors ?? []), ...(row?.warnings ?? [])].map(({ code }) => code)

t.test('numbers of JSON keep all digits that they are written with', async (t) => {
  const { rows } = await read(
    '[{"mpn": 12345678901234567890, "quantity": 5}, {"mpn": 885012, "quantity": 1e2}, {"mpn": "0012345678901234567", "quantity": 12.0}]',
    'parts_list',
  )
  t.strictSame(
    rows.map(({ fields: { mpn, quantity } }) => [mpn, quantity]),
    [
      ['12345678901234567890', 5],
      ['885012', 100],
      ['0012345678901234567', 12],
    ],
  )
})

t.test('a number beyond all is a problem wherever it stands', async (t) => {
  const { rows } = await read('[{"mpn": 1e400, "quantity": 5}, {"mpn": "AB123", "quantity": 1e400}]', 'parts_list')
  t.match(rows[0], { cells: ['1E+400', '5'], fields: { is_damaged: true } })
  t.strictSame(rows.map(codes), [['EXCEL_DAMAGE'], ['QUANTITY_NOT_A_NUMBER']])
})

t.test('small prices are read however a program writes them', async (t) => {
  const { rows } = await read(
    '[{"mpn": "AB1", "quantity": 5, "unit_price": 1e-7, "currency": "EUR"}, {"mpn": "AB2", "quantity": 5, "unit_price": 0.0000025, "currency": "EUR"}]',
    'parts_list',
  )
  t.strictSame(rows.map(codes), [['VALUE_CLIPPED'], ['VALUE_CLIPPED']])
  t.match(rows[1], { fields: { unit_price: '0.000003' } })
})

t.test('stored numbers as people write them', async (t) => {
  for (const [value, words] of [
    ['1E+30', '1000000000000000000000000000000'],
    ['1e21', '1000000000000000000000'],
    ['-2.5e-8', '-0.000000025'],
    ['0.30000000000000004', '0.3'],
    ['1.5E3', '1500'],
    ['1e300', '1e300'],
    ['-0', '-0'],
    ['', ''],
    ['x', 'x'],
  ] as const) {
    t.equal(plainNumber(value), words, value)
  }
})

t.test('an object with one value is a row, for lists of objects have no titles', async (t) => {
  const { rows, detected } = await read('[{"name": "X9", "partLots": []}]')
  t.strictSame([rows.length, detected.skipped], [1, []])
  const two = await read('[{"name": "Switches", "mpn": ""}, {"name": "Relay", "mpn": "AB123"}]', 'parts_list')
  t.equal(two.rows.length, 2)
})
