import t from 'tap'
import { FileError } from '../../../../services/exchange/reading/failure.ts'
import { readImport } from '../../../../services/exchange/reading/read-import.ts'
import { makeWorkbook, makeZip, textRow } from '../../../support/make-workbook.ts'

const HEADER = textRow(1, 'MPN', 'Qty', 'Order Date')

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await readImport(bytes, 'x.xlsx')
    return 'none'
  } catch (error) {
    return error instanceof FileError ? error.code : String(error)
  }
}

t.test('cells of every kind', async (t) => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>'
  const strings =
    '<sst><si><t>AB1234</t></si><si><r><t>Rich </t></r><r><t>text</t></r><rPh><t>aloud</t></rPh></si><si><t>a_x000D_b</t></si></sst>'
  const row =
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><f>2+3</f><v>5</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" s="1"><v>45534</v></c><c r="E2" t="e"><v>#N/A</v></c><c r="F2" t="b"><v>1</v></c></row>'
  const bytes = await makeWorkbook({ Parts: textRow(1, 'MPN', 'Qty', 'Description', 'Made', 'Note', 'Tested') + row }, [
    ['xl/sharedStrings.xml', strings],
    ['xl/styles.xml', styles],
  ])
  const { rows, detected } = await readImport(bytes, 'x')
  t.match(detected, { format: 'xlsx', sheet: 'Parts', header_row: 1 })
  t.strictSame(rows[0]?.cells, ['AB1234', '5', 'Rich text', '2024-08-30', '', 'true'])
  t.strictSame(rows[0]?.warnings.map(({ code }) => code).sort(), ['ERROR_CELL', 'FORMULA_CELL'])
})

t.test('the first visible sheet with a known header is read, or the one that is chosen', async (t) => {
  const bytes = await makeWorkbook({
    Cover: textRow(1, 'hello', 'world'),
    Parts: HEADER + textRow(2, 'AB1234', '1', ''),
    More: HEADER + textRow(2, 'CD5678', '2', ''),
  })
  t.equal((await readImport(bytes, 'x')).detected.sheet, 'Parts')
  const chosen = await readImport(bytes, 'x', { sheet: 'More' })
  t.equal(chosen.rows[0]?.fields.mpn, 'CD5678')
  t.strictSame(
    chosen.detected.sheets.map(({ name, rows }) => [name, rows]),
    [
      ['Cover', 1],
      ['Parts', 2],
      ['More', 2],
    ],
  )
})

t.test('hostile workbooks are refused', async (t) => {
  const rows = HEADER + textRow(2, 'AB1234', '1', '')
  const good = await makeWorkbook({ Parts: rows })
  t.equal(await refusal(good.slice(0, good.length - 40)), 'UNREADABLE', 'cut off')
  t.equal(
    await refusal(await makeWorkbook({ Parts: rows }, [['xl/workbook.xml', '<workbook/>']])),
    'UNREADABLE',
    'twice',
  )
  t.equal(
    await refusal(await makeWorkbook({ Parts: `${rows}<row r="3"><c r="A3" t="s"><v>9</v></c></row>` })),
    'UNREADABLE',
  )
  t.equal(
    await refusal(await makeWorkbook({ Parts: `${rows}<row r="3"><c r="XFD3"><v>9</v></c></row>` })),
    'TOO_MANY_COLUMNS',
  )
  t.equal(
    await refusal(await makeWorkbook({ Parts: `${rows}<row r="3"><c r="AAAAAAA1"><v>9</v></c></row>` })),
    'TOO_MANY_COLUMNS',
  )
  t.equal(await refusal(await makeWorkbook({ Parts: '<a>'.repeat(40) + '</a>'.repeat(40) })), 'UNREADABLE', 'deep')
  t.equal(await refusal(await makeWorkbook({ Parts: `${rows}&lol;` })), 'UNREADABLE', 'an unknown entity')
  t.equal(await refusal(await makeWorkbook({ Parts: `${rows}${' '.repeat(40_000_000)}` })), 'BOMB')
  t.equal(await refusal(await makeZip(Array.from({ length: 1001 }, (_, at) => [`f${at}`, ''] as const))), 'BOMB')
  t.equal(
    await refusal(await makeZip([['mimetype', 'application/vnd.oasis.opendocument.spreadsheet']])),
    'NOT_IMPORTABLE',
  )
  t.equal(await refusal(await makeZip([['inner.zip', 'PK']])), 'NOT_IMPORTABLE')
  t.equal(
    await refusal(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)])),
    'NOT_IMPORTABLE',
  )
  const formula = await readImport(
    await makeWorkbook({ Parts: HEADER + textRow(2, "=cmd|'/c calc'!A0", '1', '') }),
    'x',
  )
  t.equal(formula.rows[0]?.fields.mpn, "=cmd|'/c calc'!A0", 'kept as text')
})

t.test('a million empty rows cost nothing', async (t) => {
  const empty = Array.from({ length: 300_000 }, (_, at) => `<row r="${at + 3}"/>`).join('')
  const { rows } = await readImport(await makeWorkbook({ Parts: HEADER + textRow(2, 'AB1234', '1', '') + empty }), 'x')
  t.equal(rows.length, 1)
})

t.test('of cells that were merged only the first one counts, whatever the others still hold', async (t) => {
  const sheet = `${HEADER}${textRow(2, 'AB1234', '5', '2024-01-02')}${textRow(3, 'CD5678', '7', '2024-01-02')}${textRow(4, 'EF9012', '9', '')}</sheetData><mergeCells count="3"><mergeCell ref="B2:B3"/><mergeCell ref="A4:B4"/><mergeCell ref="nonsense"/></mergeCells><sheetData>`
  const { rows } = await readImport(await makeWorkbook({ Parts: sheet }), 'x')
  t.strictSame(
    rows.map(({ cells: [mpn, quantity] }) => [mpn, quantity]),
    [
      ['AB1234', '5'],
      ['CD5678', ''],
      ['EF9012', ''],
    ],
  )
})

t.test('merged cells without end take no time', async (t) => {
  const merges = '<mergeCell ref="A1:XFD1048576"/>'.repeat(50_000)
  const rows = Array.from({ length: 5000 }, (_, at) => textRow(at + 2, `AB${1000 + at}`, '1', '')).join('')
  const sheet = `${HEADER}${rows}</sheetData><mergeCells>${merges}</mergeCells><sheetData>`
  t.equal(await refusal(await makeWorkbook({ Parts: sheet })), 'EMPTY')
})

t.test('a workbook whose bytes differ from their checksum is not read', async (t) => {
  const bytes = await makeWorkbook({ Parts: HEADER + textRow(2, 'AB1234', '1', '') })
  t.equal(await refusal(bytes), 'none')
  // The directory says which checksum each entry has, 16 bytes behind its mark; the sheet is the last one.
  const spoiled = Buffer.from(bytes)
  const at = spoiled.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02])) + 16
  spoiled.writeUInt32LE((spoiled.readUInt32LE(at) ^ 1) >>> 0, at)
  await t.rejects(readImport(spoiled, 'x.xlsx'), {
    code: 'UNREADABLE',
    message: 'The file is damaged: the checksum of xl/worksheets/sheet1.xml is wrong. Save it anew',
  })
})

t.test('what is wrong with a workbook is told in whole sentences', async (t) => {
  const bytes = await makeWorkbook({ Parts: textRow(5, 'MPN', 'Qty') + textRow(3, 'AB1234', '1') })
  await t.rejects(readImport(bytes, 'x.xlsx'), {
    code: 'UNREADABLE',
    message: 'The rows of the sheet are not in order: a row with the number 3 follows row 5. Save the file anew',
  })
  const half = Buffer.from(bytes).subarray(0, bytes.length / 2)
  await t.rejects(readImport(half, 'x.xlsx'), {
    code: 'UNREADABLE',
    message: /^The file is damaged: .*[^.]\. Save it anew$/,
  })
  const old = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.from('Workbook', 'utf16le'),
  ])
  await t.rejects(readImport(old, 'x.xls'), {
    code: 'UNREADABLE',
    message: /^The file is damaged, or no workbook(?!.*undefined).*[^.]\. Save it as XLSX or CSV$/,
  })
})
