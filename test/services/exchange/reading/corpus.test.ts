import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { FileError } from '../../../../services/exchange/reading/failure.ts'
import { readImport } from '../../../../services/exchange/reading/read-import.ts'
import type { ReadResult } from '../../../../services/exchange/reading/read-result.ts'

/** Small files of every kind with what is expected of them; they lie beside the checkout and are not shipped. */
const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus')

type Expected = Record<string, unknown>

interface Warning {
  row_no: number
  code: string
}

/** Said when the rows are planned, since it depends on the number of boards; test/routes/exchange/import-bom-contents.test.ts has it. */
const OF_PLANNING = 'QUANTITY_IS_NOT_DESIGNATORS'

function found({ kind, detected, rows }: ReadResult): Expected {
  const quantities = rows.flatMap(({ fields }) => fields.quantity ?? [])
  const designators = rows.reduce((count, { fields }) => count + (fields.designators?.length ?? 0), 0)
  const total = rows.reduce((sum, { fields }) => sum + (fields.quantity ?? 0) * Number(fields.unit_price ?? 0), 0)
  const { format, encoding, delimiter, decimal, header_row, seller, order_number, currency, skipped } = detected
  return {
    kind,
    format,
    encoding,
    delimiter,
    decimal,
    header_row,
    seller,
    order_number,
    currency,
    rows: rows.length,
    skipped,
    quantity_total: quantities.length > 0 ? quantities.reduce((sum, each) => sum + each, 0) : designators,
    designators_total: designators,
    dnp_rows: rows.filter(({ fields }) => fields.dnp).map(({ rowNo }) => rowNo),
    price_total: Math.round(total * 1e6) / 1e6,
    errors: rows.flatMap(({ rowNo, errors }) => errors.map(({ code }) => ({ row_no: rowNo, code }))),
    warnings: rows.flatMap(({ rowNo, warnings }) => warnings.map(({ code }) => ({ row_no: rowNo, code }))),
  }
}

async function read(name: string): Promise<Expected> {
  try {
    return found(await readImport(new Uint8Array(readFileSync(join(CORPUS, name))), name))
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    return { status: 'failed', error_code: error.code }
  }
}

const options = existsSync(CORPUS) ? {} : { skip: 'the corpus does not lie beside the checkout' }

t.test('every file of the corpus is read as it is expected', options, async (t) => {
  const { files }: { files: Record<string, Expected & { warnings?: Warning[] }> } = JSON.parse(
    readFileSync(join(CORPUS, 'expected.json'), 'utf8'),
  )
  for (const [name, { note: _, ...expected }] of Object.entries(files)) {
    const actual = await read(name)
    if (expected.warnings) expected.warnings = expected.warnings.filter(({ code }) => code !== OF_PLANNING)
    const compared = Object.keys(expected).filter((key) => key !== 'format' || expected.status !== 'failed')
    for (const key of compared) t.strictSame(actual[key], expected[key], `${name}: ${key}`)
  }
})
