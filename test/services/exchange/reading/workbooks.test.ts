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
