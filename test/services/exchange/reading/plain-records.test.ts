import fc from 'fast-check'
import t from 'tap'
import { FileError } from '../../../../services/exchange/reading/failure.ts'
import { splitRecords } from '../../../../services/exchange/reading/formats/split-records.ts'
import { MAX_LINE } from '../../../../services/exchange/reading/limits.ts'

const PIECE = fc.constantFrom('a', 'Ω', ' ', ',', ';', '\t', '|', '\n', '\r', '\r\n', '\0', '=1', 'long text of a cell')
const QUOTED = fc.constantFrom('"', '""', '"a"', '"a,b"', '"5"" long"', '"c;d"', '"two\nlines"')

function recordsOf(text: string, delimiter: string) {
  try {
    return splitRecords(text, delimiter)
  } catch (error) {
    if (error instanceof FileError) return error.code
    throw error
  }
}

t.test('a text has the same records line by line as when cells may go on beyond their lines', async (t) => {
  const property = fc.property(
    fc.array(fc.oneof({ arbitrary: PIECE, weight: 3 }, QUOTED), { maxLength: 40 }),
    fc.constantFrom(',', ';', '\t', '|'),
    (pieces, delimiter) => {
      const text = pieces.join('')
      // A cell of two lines before them has all of it read with care.
      const careful = recordsOf(`"two\nlines"\n${text}`, delimiter)
      const moved =
        typeof careful === 'string'
          ? careful
          : careful.slice(1).map(({ rowNo, cells }) => ({ rowNo: rowNo - 2, cells }))
      t.strictSame(recordsOf(text, delimiter), moved, JSON.stringify(text))
    },
  )
  fc.assert(property, { numRuns: 600 })
})

t.test('only as many records as are wanted, and no line that is too long', async (t) => {
  t.equal(splitRecords('a\rb\rc\rd', ',', { to: 3 }).length, 3)
  t.equal(splitRecords('a\nb\nc\nd', ',', { to: 3 }).length, 3)
  t.equal(splitRecords('x'.repeat(MAX_LINE), ',').length, 1)
  for (const text of ['x'.repeat(MAX_LINE + 1), ','.repeat(2 * MAX_LINE + 1)]) {
    t.throws(() => splitRecords(`a\n${text}\nb`, ';'), { code: 'LINE_TOO_LONG', message: /^Line 2 / })
  }
})
