import t from 'tap'
import { FileError } from '../../../../services/exchange/reading/failure.ts'
import { MAX_ROWS } from '../../../../services/exchange/reading/limits.ts'
import { readImport } from '../../../../services/exchange/reading/read-import.ts'
import { makeWorkbook, textRow } from '../../../support/make-workbook.ts'

async function outcome(content: string | Uint8Array): Promise<string> {
  try {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    return `${(await readImport(bytes, 'list.csv')).rows.length} rows`
  } catch (error) {
    return error instanceof FileError ? `${error.code}: ${error.message}` : String(error)
  }
}

const TOO_MANY = /^TOO_MANY_ROWS: The (file|list) has more than 200000 (rows|objects)/
const LAYOUTS: readonly [name: string, head: string, line: string][] = [
  ['a table', 'MPN,Qty,Note\n', 'AB12,1,x\n'],
  ['a table with quotes', 'MPN,Qty,Note\n', '"AB12",1,x\n'],
  ['a pasted list', '', 'C1234,5\n'],
  ['columns by their offsets', 'Part     Value    Package\n', 'R1       10k      0603\n'],
]

for (const [name, head, line] of LAYOUTS) {
  t.test(`reading ends at the first row beyond the limit: ${name}`, async (t) => {
    t.match(await outcome(head + line.repeat(MAX_ROWS * 4)), TOO_MANY)
    // What stands behind the limit is not looked at.
    t.match(await outcome(`${head}${line.repeat(MAX_ROWS + 2000)}${'x'.repeat(2_000_000)}`), TOO_MANY)
  })
}

t.test('as many rows as are read, beside titles and blank lines', async (t) => {
  const rows = 'AB12,1\n'.repeat(MAX_ROWS)
  const titles = 'Made by hand\n\n'.repeat(10)
  t.equal(await outcome(`${titles}MPN,Qty\n${rows}`), `${MAX_ROWS} rows`)
  t.match(
    await outcome(`${titles}MPN,Qty\n${rows}CD34,1\n`),
    /^TOO_MANY_ROWS: The file has 200001 rows, at most 200000/,
  )
  t.match(
    await outcome(`MPN,Qty\nAB12,1\n${'\n'.repeat(500_000)}`),
    /^TOO_MANY_ROWS: The file has more than 400000 lines, blank ones among them: at most 200000 rows/,
  )
})

t.test('a sheet has as many rows as a text, beside its header', async (t) => {
  const header = textRow(1, 'MPN', 'Qty')
  const row = (n: number) =>
    `<row><c t="inlineStr"><is><t>AB${(n * 7919) % 1_000_003}</t></is></c><c><v>1</v></c></row>`
  const sheet = async (rows: number) =>
    outcome(await makeWorkbook({ Parts: header + Array.from({ length: rows }, (_, n) => row(n)).join('') }))
  t.equal(await sheet(MAX_ROWS), `${MAX_ROWS} rows`)
  t.match(await sheet(MAX_ROWS + 1), /^TOO_MANY_ROWS: The file has 200001 rows/)
  t.match(await sheet(MAX_ROWS + 2000), /^TOO_MANY_ROWS: The sheet has more than 200000 rows/)
})
