import t from 'tap'
import { columnsOf, rowsShown } from '../../../web/shared/place/geometry.ts'

t.test('a map shows the whole box, or of a tall one the rows around the slot that is meant', async (t) => {
  const rows = (capacity: number, here?: number) => {
    const { first, end, goesOn } = rowsShown(capacity, here)
    return [first, end, goesOn]
  }
  t.equal(columnsOf(1000), 12)
  t.strictSame(rows(60, 60), [0, 6, ''])
  t.strictSame(rows(1000), [0, 84, ''])
  t.strictSame(rows(1000, 1), [0, 9, 'below'])
  t.strictSame(rows(1000, 500), [37, 46, 'above below'])
  t.strictSame(rows(1000, 1000), [75, 84, 'above'])
})
