import t from 'tap'
import { readImport } from '../../../../services/exchange/reading/read-import.ts'
import type { ReadChoices } from '../../../../services/exchange/reading/read-result.ts'

function read(text: string, choices: ReadChoices = {}, name = 'list.csv') {
  return readImport(new TextEncoder().encode(text), name, choices)
}

/** The codes of the problems of each row. */
function codesOf({ rows }: Awaited<ReturnType<typeof read>>): string[] {
  return rows.map(({ errors, warnings }) => [...errors, ...warnings].map(({ code }) => code).join())
}

t.test('dates', async (t) => {
  const order = (dates: readonly string[], price = 'Price (EUR)') =>
    read(
      `MPN;Qty;${price};Order Date;Date Code\n${dates.map((date, at) => `N100${at};1;1;${date};24+`).join('\n')}\n`,
      { kind: 'order' },
    )
  const daysOf = ({ rows }: Awaited<ReturnType<typeof read>>) => rows.map(({ fields }) => fields.order_date)
  const clear = ['2024-08-30', '13-Aug-24', '30.08.2024', '2024/8/30', '45534', 'Aug 30, 2024', '3. Mai 2024']
  t.strictSame(daysOf(await order(clear)), [
    '2024-08-30',
    '2024-08-13',
    '2024-08-30',
    '2024-08-30',
    '2024-08-30',
    '2024-08-30',
    '2024-05-03',
  ])
  t.strictSame(daysOf(await order(['8/30/2024', '3/4/2024'])), ['2024-08-30', '2024-03-04'], 'one row decides for all')
  t.strictSame(daysOf(await order(['30/8/2024', '3/4/2024'])), ['2024-08-30', '2024-04-03'])
  const unclear = await order(['3/4/2024'])
  t.strictSame([daysOf(unclear), codesOf(unclear)], [['2024-04-03'], ['AMBIGUOUS_DATE']], 'the day comes first')
  t.strictSame(daysOf(await order(['3/4/2024'], 'Price (USD)')), ['2024-03-04'], 'but not where one pays in USD')
  t.strictSame(codesOf(await order(['soon', '31.02.2024'])), ['DATE_NOT_READABLE', 'DATE_NOT_READABLE'])
  t.equal((await order(['2024-08-30'])).rows[0]?.fields.date_code, '24+', 'a date code is text')
})

t.test('what is not fitted', async (t) => {
  const fitted = async (header: string, cells: string) => {
    const { rows } = await read(`Designator;Value;Comment;${header}\nR1;${cells}\n`)
    return rows[0]?.fields.dnp !== true
  }
  for (const cell of ['DNP', 'x', 'yes', '1', 'TRUE']) t.notOk(await fitted('DNP', `1k;;${cell}`), `DNP ${cell}`)
  for (const cell of ['', '0', 'no']) t.ok(await fitted('DNP', `1k;;${cell}`), `DNP ${cell}`)
  for (const cell of ['0', 'no', 'false']) t.notOk(await fitted('Fitted', `1k;;${cell}`), `fitted ${cell}`)
  for (const cell of ['1', 'yes', '']) t.ok(await fitted('Fitted', `1k;;${cell}`), `fitted ${cell}`)
  for (const value of ['DNP', '10k DNP', '100n/NC', 'NF', '1k (do not fit)', '1k nicht bestückt', '47R DNI']) {
    t.notOk(await fitted('Note', `${value};;`), value)
  }
  for (const value of ['10k', 'ENC', 'NFC antenna', 'SYNC']) t.ok(await fitted('Note', `${value};;`), value)
})

t.test('packages', async (t) => {
  const cases = [
    ['Capacitor_SMD:C_0603_1608Metric_Pad1.08x0.95mm_HandSolder', '0603'],
    ['Resistor_SMD:R_0402_1005Metric', '0402'],
    ['R_Axial_DIN0207_L6.3mm_D2.5mm_P10.16mm_Horizontal', 'DIN0207'],
    ['C0603', '0603'],
    ['0603 (imperial)', '0603'],
    ['My own footprint', 'My own footprint'],
  ] as const
  const { rows } = await read(
    `Designator;Value;Footprint\n${cases.map(([text], at) => `R${at};1k;${text}`).join('\n')}\n`,
  )
  t.strictSame(
    rows.map(({ fields }) => fields.package),
    cases.map(([, name]) => name),
  )
})

t.test('cells that say nothing', async (t) => {
  const nothing = ['', '-', '–', '—', '-\\-', '~', 'n/a', 'N/A', 'none', 'null', '?', 'TBD', '#N/A']
  const lines = nothing.map((cell, at) => `N100${at};${cell};1;${cell}`)
  const { rows } = await read(`MPN;Manufacturer;Qty;Note\n${lines.join('\n')}\nN2000;ANY (within parameters);1;\n`)
  t.ok(
    rows.every(({ fields }) => fields.manufacturer === undefined),
    'and never what the row above says',
  )
  t.equal(rows[6]?.fields.note, 'n/a', 'a note is taken as it is')
})

t.test('numbers that a spreadsheet has spoiled', async (t) => {
  const spoiled = await read('MPN;Qty\n2-Mar;1\nMAR.10;1\n1E+05;1\n4.73E+09;1\nLM358;1\n')
  t.strictSame(codesOf(spoiled), ['EXCEL_DAMAGE', 'EXCEL_DAMAGE', 'EXCEL_DAMAGE', 'EXCEL_DAMAGE', ''])
  t.strictSame(
    spoiled.rows.map(({ fields }) => fields.is_damaged === true),
    [true, true, true, true, false],
  )
})

t.test('texts', async (t) => {
  const { rows } = await read(`MPN;Qty;Description\nN1000;1;e\u0301\u0007bell\nN1001;1;${'x'.repeat(50_001)}\n`)
  t.equal(rows[0]?.fields.description, '\u00e9bell', 'composed, without characters that nobody sees')
  t.match(rows[1]?.errors, [{ code: 'TEXT_TOO_LONG' }], 'never cut')
})

t.test('headers', async (t) => {
  const fieldsOf = async (header: string, row: string) => {
    const { columns, detected } = await read(`${header}\n${row}\n`)
    return [detected.header_row, ...columns.map(({ field }) => field)]
  }
  t.strictSame(await fieldsOf('MPN, Quantity', 'LM358,3'), [1, 'mpn', 'quantity'], 'blanks around a header')
  t.strictSame(await fieldsOf('Hersteller-Nr.;Hersteller;Menge;Lagerort', 'LM358;TI;3;7-1'), [
    1,
    'mpn',
    'manufacturer',
    'quantity',
    'place',
  ])
  t.strictSame(await fieldsOf('位号;规格;数量', 'R1;10k;1'), [1, 'designators', 'value', 'quantity'])
  t.strictSame((await fieldsOf('MPN;Qty;', 'LM358;3;')).slice(0, 3), [1, 'mpn', 'quantity'])
  t.equal((await read('MPN;Qty;\nLM358;3;\n')).columns.length, 2, 'a column without a name and without cells goes')
  for (const lines of [4, 9]) {
    const preamble = Array.from({ length: lines - 1 }, (_, n) => (n % 2 === 0 ? `Made by tool ${n}` : '')).join('\n')
    const { detected, rows } = await read(`${preamble}\nMPN;Qty\nLM358;3\n`)
    t.equal(detected.header_row, lines)
    t.equal(rows[0]?.rowNo, lines + 1)
  }
  const none = await read('1;2\n3;4\n', { kind: 'parts_list' })
  t.strictSame(
    [none.detected.header_row, none.columns.map(({ header }) => header)],
    [0, ['A', 'B']],
    'numbers are no headers',
  )
  const twice = await read('MPN;Qty\nLM358;3\nMPN;Qty\nNE555;4\n')
  t.equal(twice.rows.length, 2)
  t.match(twice.detected.skipped, [{ row_no: 3, reason: 'repeated_header' }])
})

t.test('rows that are no data', async (t) => {
  const { rows, detected } = await read(
    'MPN;Qty;Price\n# made by hand;;\nLM358;3;1\n;;\nResistors;;\nNE555;1;2\n;Total;5\n;;€7.54\n',
  )
  t.strictSame(
    rows.map(({ fields }) => fields.mpn),
    ['LM358', 'NE555'],
  )
  t.strictSame(
    detected.skipped.map(({ row_no, reason }) => `${row_no} ${reason}`),
    ['2 comment', '4 blank', '5 section', '7 footer', '8 footer'],
  )
})

t.test('kinds that look alike', async (t) => {
  const cases: [header: string, name: string, kind: string, seller: string | null][] = [
    ['DigiKey Part #,Quantity,Unit Price,Backorder', 'x.csv', 'order', 'Digi-Key'],
    ['DigiKey Part #,Quantity,Unit Price', 'DK_PRODUCTS_90001.csv', 'order', 'Digi-Key'],
    ['Digi-Key Part Number,Customer Reference,Quantity,Quantity Available', 'x.csv', 'cart', 'Digi-Key'],
    ['Digi-Key Part Number,Reference,Quantity', 'x.csv', 'bom', null],
    ['LCSC Part Number,MPN,Quantity', 'x.csv', 'cart', 'LCSC'],
    ['LCSC Part Number,MPN,Quantity,Date Code / Lot No.', 'x.csv', 'order', 'LCSC'],
    ['LCSC Part Number,MPN,Quantity', 'LCSC__WM2511220042_20251122093000.csv', 'order', 'LCSC'],
    ['Comment,Designator,Footprint,LCSC Part Number', 'x.csv', 'bom', null],
    ['LCSC Part Number,MPN,Quantity,Designator', 'x.csv', 'bom', null],
    ['name;storage_location;quantity', 'x.csv', 'part_db', null],
    ['Name;Storage Location;Quantity', 'x.csv', 'parts_list', null],
    ['Mouser #:,Mfr. #:,Order Qty.,Sales Order #:', 'x.csv', 'order', 'Mouser'],
    ['Mouser No,Mfr. #,Quantity', 'x.csv', 'cart', 'Mouser'],
  ]
  for (const [header, name, kind, seller] of cases) {
    const mark = header.includes(';') ? ';' : ','
    const row = header
      .split(mark)
      .map((each) => (/qu?a?n?ti?t?y|qty|price|backorder|available/i.test(each) ? '1' : 'AB12'))
    const found = await read(`${header}\n${row.join(mark)}\n${row.join(mark)}\n`, {}, name)
    t.equal(found.kind, kind, `${header} in ${name}`)
    if (seller !== null) t.equal(found.context?.seller, seller, header)
  }
})

t.test('signs of currencies behind a price, also of those that several countries have', async (t) => {
  const text = [
    'MPN;Qty;Price',
    'A1;1;0,21 zł',
    'B2;1;12,50 Kč',
    'C3;1;5,00 kr',
    'D4;1;A$2,00',
    'E5;1;150 Ft',
    'F6;1;5 xy',
  ].join('\n')
  const { rows } = await readImport(new TextEncoder().encode(`${text}\n`), 'order.csv', { kind: 'order' })
  t.match(
    rows.map(({ fields, errors, warnings }) => [
      fields.unit_price,
      fields.currency,
      ...[...errors, ...warnings].map(({ code }) => code),
    ]),
    [
      ['0.21', 'PLN'],
      ['12.5', 'CZK'],
      ['5', undefined, 'PRICE_WITHOUT_CURRENCY'],
      ['2', 'AUD'],
      ['150', 'HUF'],
      [undefined, undefined, 'PRICE_NOT_A_NUMBER'],
    ],
  )
})

t.test('a dollar is that of the file, and letters that are no currency are no price', async (t) => {
  const currencies = async (header: string, prices: string[]) => {
    const text = [`MPN;Qty;${header}`, ...prices.map((price, index) => `A${index};1;${price}`)].join('\n')
    const { rows } = await readImport(new TextEncoder().encode(`${text}\n`), 'order.csv', { kind: 'order' })
    return rows.map(({ fields, errors }) => fields.currency ?? errors[0]?.code)
  }
  t.strictSame(await currencies('Price (CAD)', ['$1.50', '1.5', 'US$2.00']), ['CAD', 'CAD', 'USD'])
  t.strictSame(await currencies('Price', ['$1.00 CAD', '$2.50', '$3.00 EUR']), ['CAD', 'USD', 'PRICE_NOT_A_NUMBER'])
  t.strictSame(
    await currencies('Price', [
      '1.20 SFr.',
      'Fr. 1.20',
      'lei 4',
      '₹ 85',
      'R$ 4',
      'NT$30',
      'CN¥2',
      '12 円',
      'EUR.50',
      '3 RON',
    ]),
    ['CHF', 'CHF', 'RON', 'INR', 'BRL', 'TWD', 'CNY', 'JPY', 'EUR', 'RON'],
  )
  t.strictSame(await currencies('Price', ['5 Stk', 'XYZ 5']), ['PRICE_NOT_A_NUMBER', 'PRICE_NOT_A_NUMBER'])
})

t.test('a place on the board that is named twice is one, and wide separators separate', async (t) => {
  const text = ['Designator;MPN', '"R1, R1";A1', 'R2，R3、R4;B2', '"REF**, REF**";C3'].join('\n')
  const { rows } = await readImport(new TextEncoder().encode(`${text}\n`), 'bom.csv', { kind: 'bom' })
  t.strictSame(
    rows.map(({ fields }) => fields.designators),
    [['R1'], ['R2', 'R3', 'R4'], ['REF**', 'REF**']],
  )
})
