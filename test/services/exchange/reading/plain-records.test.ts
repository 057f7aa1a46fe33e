import fc from 'fast-check'
import t from 'tap'
import { splitRecords } from '../../../../services/exchange/reading/formats/split-records.ts'
import { MAX_LINE } from '../../../../services/exchange/reading/limits.ts'

const PIECE = fc.constantFrom('a', 'Ω', ' ', ',', ';', '\t', '|', '\n', '\r', '\r\n', '\0', '=1', 'long text of a cell')

t.test('a text without quotes has the same records as when it is read with them', async (t) => {
  const property = fc.property(
    fc.array(PIECE, { maxLength: 40 }),
    fc.constantFrom(',', ';', '\t', '|'),
    (pieces, delimiter) => {
      const text = pieces.join('')
      // A line with a quoted cell before them has all of it read with quotes.
      const [, ...rows] = splitRecords(`"q"\n${text}`, delimiter)
      const moved = rows.map(({ rowNo, cells }) => ({ rowNo: rowNo - 1, cells }))
      t.strictSame(splitRecords(text, delimiter), moved, JSON.stringify(text))
    },
  )
  fc.assert(property, { numRuns: 300 })
})

t.test('only as many records as are wanted, and no line that is too long', async (t) => {
  t.equal(splitRecords('a\rb\rc\rd', ',', { to: 3 }).length, 3)
  t.equal(splitRecords('a\nb\nc\nd', ',', { to: 3 }).length, 3)
  t.equal(splitRecords('x'.repeat(MAX_LINE), ',').length, 1)
  for (const text of ['x'.repeat(MAX_LINE + 1), ','.repeat(2 * MAX_LINE + 1)]) {
    t.throws(() => splitRecords(`a\n${text}\nb`, ';'), { code: 'LINE_TOO_LONG', message: /^Line 2 / })
  }
})
