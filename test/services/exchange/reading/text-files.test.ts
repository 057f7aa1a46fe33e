import t from 'tap'
import { FileError } from '../../../../services/exchange/reading/failure.ts'
import { readImport } from '../../../../services/exchange/reading/read-import.ts'
import type { ReadChoices } from '../../../../services/exchange/reading/read-result.ts'

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function read(text: string, name = 'list.csv', choices: ReadChoices = {}) {
  return readImport(bytes(text), name, choices)
}

async function refusal(content: string | Uint8Array): Promise<string> {
  try {
    await readImport(typeof content === 'string' ? bytes(content) : content, 'list.csv')
    return 'none'
  } catch (error) {
    return error instanceof FileError ? error.code : String(error)
  }
}

t.test('encodings', async (t) => {
  const table = 'MPN,Qty,Note\nA1234,3,grün Ω\n'
  for (const [encoding, content] of [
    ['utf-8', bytes(`\ufeff${table}`)],
    ['utf-16le', Buffer.from(`\ufeff${table}`, 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${table}`, 'utf16le').swap16()],
  ] as const) {
    const { detected, rows } = await readImport(new Uint8Array(content), 'x')
    t.equal(detected.encoding, encoding)
    t.match(rows[0]?.fields, { mpn: 'A1234', quantity: 3, note: 'grün Ω' })
  }
  const unmarked = await readImport(new Uint8Array(Buffer.from('MPN,Qty\nA1234,3\n', 'utf16le')), 'x')
  t.equal(unmarked.detected.encoding, 'utf-16le')
  const western = await readImport(new Uint8Array(Buffer.from('MPN;Menge;Note\nA1;3;gr\xfcn \x80\n', 'latin1')), 'x')
  t.match(western.rows[0]?.fields, { note: 'grün €' })
  t.equal(western.detected.encoding, 'windows-1252')
  // 数量 and 电阻 in GB18030.
  const chinese = Buffer.from([
    ...Buffer.from('MPN,'),
    0xca,
    0xfd,
    0xc1,
    0xbf,
    ...Buffer.from('\nA123,5\n'),
    0xb5,
    0xe7,
    0xd7,
    0xe8,
    ...Buffer.from(',1\n'),
  ])
  const guessed = await readImport(new Uint8Array(chinese), 'x')
  t.equal(guessed.detected.encoding, 'gb18030')
  t.equal(guessed.rows[0]?.fields.quantity, 5)
  t.match(guessed.rows[0]?.warnings, [{ code: 'ENCODING_GUESSED' }])
})

t.test('delimiters, quotes and line ends', async (t) => {
  for (const mark of ['\t', ';', ',', '|']) {
    const { detected, rows } = await read(`MPN${mark}Qty\r\nAB12${mark}1\nCD34${mark}2\rEF56${mark}3`)
    t.equal(detected.delimiter, mark)
    t.strictSame(
      rows.map(({ rowNo, fields }) => [rowNo, fields.mpn]),
      [
        [2, 'AB12'],
        [3, 'CD34'],
        [4, 'EF56'],
      ],
    )
  }
  const declared = await read('sep=;\nMPN;Qty;Note\nAB12;1;a,b\n')
  t.strictSame([declared.detected.delimiter, declared.detected.header_row, declared.rows[0]?.rowNo], [';', 2, 3])
  const quoted = await read('MPN,Qty,Note\nA5\'1" x,1,"line one\nline ""two"""\nB1234,2,5" pipe\n')
  t.strictSame(
    quoted.rows.map(({ rowNo, fields }) => [rowNo, fields.mpn, fields.note]),
    [
      [2, 'A5\'1" x', 'line one\nline "two"'],
      [4, 'B1234', '5" pipe'],
    ],
  )
})

t.test('numbers', async (t) => {
  const quantities = ['12', '12.0', '1 000', "1'000", '12 pcs', '12x', 'x12', '12 Stück', '１２']
  const { rows } = await read(`MPN;Qty\n${quantities.map((each, at) => `N100${at};${each}`).join('\n')}\n`)
  t.strictSame(
    rows.map(({ fields }) => fields.quantity),
    [12, 12, 1000, 1000, 12, 12, 12, 12, 12],
  )
  const bad = ['~2m', '30cm', '5 m', 'few', '2.5', '-1', '2147483648']
  const wrong = await read(`MPN;Qty\n${bad.map((each, at) => `N100${at};${each}`).join('\n')}\n`)
  t.strictSame(
    wrong.rows.map(({ errors }) => errors.map(({ code }) => code).join()),
    [
      'QUANTITY_NOT_A_NUMBER',
      'QUANTITY_NOT_A_NUMBER',
      'QUANTITY_NOT_A_NUMBER',
      'QUANTITY_NOT_A_NUMBER',
      'QUANTITY_FRACTION',
      'QUANTITY_NEGATIVE',
      'QUANTITY_TOO_LARGE',
    ],
  )
  const unclear = await read('MPN;Qty\nAB12;1.000\nCD34;2.500\n')
  t.strictSame(
    unclear.rows.map(({ fields }) => fields.quantity),
    [1000, 2500],
    'a mark with three digits separates thousands',
  )
  t.match(unclear.rows[0]?.warnings, [{ code: 'AMBIGUOUS_NUMBER' }])
  const confirmed = await read('MPN;Qty;Price\nAB12;1.000;0,12 €\n')
  t.strictSame(confirmed.rows[0]?.warnings, [])
  t.match(confirmed.rows[0]?.fields, { quantity: 1000, unit_price: '0.12', currency: 'EUR' })
})

t.test('prices', async (t) => {
  const prices = ['€1.15068', 'US$0.10', '0.10 USD', '$2', '0.1234567 EUR', 'abc', '-1']
  const { rows } = await read(`MPN,Qty,Unit Price\n${prices.map((each, at) => `N100${at},1,${each}`).join('\n')}\n`)
  t.strictSame(
    rows.map(({ fields: { unit_price, currency }, errors, warnings }) => [
      unit_price,
      currency,
      [...errors, ...warnings].map(({ code }) => code).join(),
    ]),
    [
      ['1.15068', 'EUR', ''],
      ['0.1', 'USD', ''],
      ['0.1', 'USD', ''],
      ['2', 'USD', ''],
      ['0.123457', 'EUR', 'VALUE_CLIPPED'],
      [undefined, undefined, 'PRICE_NOT_A_NUMBER'],
      [undefined, undefined, 'PRICE_NOT_A_NUMBER'],
    ],
  )
  const totals = await read('MPN,Qty,Unit Price($),Ext.Price($)\nAB12,3,0.333,1.00\nCD34,3,0.333,1.10\n')
  t.strictSame(
    totals.rows.map(({ warnings }) => warnings.map(({ code }) => code)),
    [[], ['TOTAL_DIFFERS']],
  )
})

t.test('designators', async (t) => {
  const cases: [text: string, names: string[]][] = [
    ['R1-R4', ['R1', 'R2', 'R3', 'R4']],
    ['R1..R3', ['R1', 'R2', 'R3']],
    ['R1 - R2', ['R1', 'R2']],
    ['C5-7', ['C5', 'C6', 'C7']],
    ['D1 D2', ['D1', 'D2']],
    ['C  9', ['C  9']],
    ['SW-1', ['SW-1']],
    ['SW/1,SW=1', ['SW/1', 'SW=1']],
    ['J_MOTOR1..J_MOTOR3', ['J_MOTOR1', 'J_MOTOR2', 'J_MOTOR3']],
    ['REF**', ['REF**']],
    ['EPROM-SOCKEL', ['EPROM-SOCKEL']],
    ['R1-R2000', ['R1-R2000']],
  ]
  for (const [text, names] of cases) {
    const { rows } = await read(`Designator;Value\n"${text}";x1\nZ1;y2\n`)
    t.strictSame(rows[0]?.fields.designators, names, text)
  }
})

t.test('places', async (t) => {
  for (const text of ['7-12', '7/12', '7.12', 'Box 7 / 12', 'box 7 slot 12', '7 12']) {
    const { rows } = await read(`MPN;Qty;Box Location\nAB12;1;${text}\n`)
    t.strictSame([rows[0]?.fields.place, rows[0]?.errors], [text, []])
  }
})

t.test('what is no table of parts is refused with what it is', async (t) => {
  t.equal(await refusal(''), 'EMPTY')
  t.equal(await refusal('\ufeff'), 'EMPTY')
  t.equal(await refusal('version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 3\n'), 'NOT_IMPORTABLE')
  t.equal(await refusal('../boards/lamp/bom.csv'), 'NOT_IMPORTABLE')
  t.equal(await refusal('<!DOCTYPE html><html><body>Sign in</body></html>'), 'NOT_IMPORTABLE')
  t.equal(await refusal('Ref,Val,PosX,PosY,Rot\nC1,1u,1,2,90\n'), 'NOT_IMPORTABLE')
  for (const headers of [
    '"Test Point","Net Name","X","Y","Side"',
    '"Name","Net","X","Y","Side","Hole Size","Type","Tented"',
    'Designator,Net,X Location,Y Location,Probe',
  ]) {
    t.equal(await refusal(`${headers}\nTP1,GND,1.5,2.5,Top\n`), 'NOT_IMPORTABLE', headers)
  }
  t.equal(await refusal('Designator,Value,Net,X,Y,Qty\nR1,10k,GND,1,2,1\n'), 'none', 'a list with its places')
  t.equal(await refusal('(export (version D)\n'), 'NOT_IMPORTABLE')
  t.equal(await refusal('%PDF-1.7\n%âãÏÓ\n'), 'NOT_IMPORTABLE')
  t.equal(await refusal(`"${'a'.repeat(10)}\nMPN,Qty\n`), 'UNREADABLE')
  t.equal(await refusal(`MPN,Qty\n${'x'.repeat(2_000_000)},1\n`), 'LINE_TOO_LONG')
  t.equal(
    await refusal(`${Array.from({ length: 501 }, (_, at) => `H${at}`).join()}\n${','.repeat(500)}1\n`),
    'TOO_MANY_COLUMNS',
  )
  t.equal(await refusal('[{"a":1'), 'UNREADABLE')
  t.equal(await refusal(`${'['.repeat(30)}${']'.repeat(30)}`), 'UNREADABLE')
})

t.test('letters that no text may have are told of by row', async (t) => {
  const nul = await read('MPN,Qty,Note\nAB12,1,a\0b\nCD34,2,ok\n')
  t.strictSame(
    nul.rows.map(({ errors }) => errors.map(({ code }) => code)),
    [['BAD_CHARACTER'], []],
  )
  const lone = await readImport(new Uint8Array(Buffer.from('\ufeffMPN,Qty,Note\nAB12,1,\ud800\n', 'utf16le')), 'x')
  t.match(lone.rows[0]?.errors, [{ code: 'BAD_CHARACTER' }])
  const odd = await readImport(new Uint8Array([...Buffer.from('\ufeffMPN,Qty\nAB12,1\n', 'utf16le'), 0x41]), 'x')
  t.equal(odd.rows.length, 1)
})

t.test(
  'a list that is typed has numbers and quantities, in either order, with whatever can be typed between them',
  async (t) => {
    for (const line of [
      (number: string, pieces: number) => `${number} ${pieces}`,
      (number: string, pieces: number) => `${number}   ${pieces}  `,
      (number: string, pieces: number) => `${number}, ${pieces}`,
      (number: string, pieces: number) => `${number}\t${pieces}`,
      (number: string, pieces: number) => `${pieces} ${number}`,
    ]) {
      const text = `${line('SN74HC595N', 10)}\n${line('1N4148', 25)}\n`
      const { kind, rows } = await read(text)
      t.equal(kind, 'cart', text)
      t.match(
        rows.map(({ fields }) => fields),
        [
          { mpn: 'SN74HC595N', quantity: 10 },
          { mpn: '1N4148', quantity: 25 },
        ],
      )
    }
  },
)

t.test('what a person says about the file is done', async (t) => {
  const text = 'a,b,c\nAB12,3,x\n'
  const { kind, rows } = await read(text, 'x.csv', {
    kind: 'parts_list',
    headerRow: 1,
    columns: [
      { index: 0, field: 'mpn' },
      { index: 1, field: 'quantity' },
      { index: 2, field: null },
    ],
  })
  t.equal(kind, 'parts_list')
  t.match(rows[0]?.fields, { mpn: 'AB12', quantity: 3 })
  const mapped = await read(text, 'x.csv', {
    mappings: [
      {
        id: 7,
        kind: 'bom',
        columns: [
          { header: 'A', field: 'value' },
          { header: 'c', field: 'designators' },
        ],
      },
    ],
  })
  t.strictSame([mapped.kind, mapped.mappingId], ['bom', 7])
  t.match(mapped.rows[0]?.fields, { value: 'AB12', designators: ['x'] })
})

t.test('JSON: nested objects are columns', async (t) => {
  const { rows, detected } = await read(
    JSON.stringify({ parts: [{ name: 'R1k', manufacturer: { name: 'Yageo' }, quantity: 5, __proto__: null }] }),
    'x.json',
    { columns: [{ index: 1, field: 'manufacturer' }] },
  )
  t.equal(detected.format, 'json')
  t.match(rows[0]?.fields, { quantity: 5, manufacturer: 'Yageo' })
})

t.test('a running number is no number of a seller, however its column is called', async (t) => {
  for (const header of ['No.', 'No', '#', 'Nr.', 'Number', 'Pos.', 'Item No.', 'S. No.']) {
    for (const rest of ['Comment,Designator,Footprint,Supplier Part,Supplier', 'Manufacturer Part,Quantity,Price']) {
      const { columns } = await read(`${header},${rest}\n1,a,R1,b,5,c\n2,d,R2,e,6,f\n`)
      t.not(columns[0]?.field, 'seller_number', `${header} before ${rest}`)
    }
  }
})
