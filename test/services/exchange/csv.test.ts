import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import t from 'tap'
import { CsvWriter } from '../../../services/exchange/exports/writers/csv.ts'
import { unguardFormula } from '../../../services/exchange/own-format/formula.ts'
import { repeated } from '../../support/repeated.ts'

/** Texts of what matters in CSV, and of anything. */
const TEXT = fc.oneof(
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\r', '\n', ' ', '\t', '=', '-', '+', '@', "'", 'a', '1', 'Ω') }),
  fc.string({ unit: 'binary' }),
)

t.test('what is written is read again by another reader', async (t) => {
  for (const delimiter of [',', ';'] as const) {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }).chain(rowsOf), (rows) => {
        const [{ length: width } = []] = rows
        const text = new CsvWriter(width, delimiter).write(rows)
        const read: string[][] = parse(text, { delimiter, record_delimiter: '\r\n' })
        t.strictSame(
          read.map((cells) => cells.map(unguardFormula)),
          rows,
        )
      }),
      { numRuns: repeated(100) },
    )
  }
})

function rowsOf(width: number) {
  return fc.array(fc.array(TEXT, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 })
}

t.test('cells that are no texts', async (t) => {
  const text = new CsvWriter(5).write([[null, '', -5, true, 0.25]])
  t.equal(text, ',,-5,true,0.25\r\n')
  t.equal(new CsvWriter(1).write([[null], [7]]), '""\r\n7\r\n', 'an empty line would be no row')
})
