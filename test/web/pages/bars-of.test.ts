import t from 'tap'
import { barsOf } from '../../../web/pages/home/bars-of.ts'

function boxes(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    box_no: index + 1,
    description: '',
    capacity: 10,
    pieces: 0,
    occupied: [1, 2, 3],
    low_parts: 0,
  }))
}

t.test('few boxes have a bar each, many share bars that one can tell apart', async (t) => {
  t.strictSame(barsOf([]), [])
  t.equal(barsOf(boxes(14)).length, 14)
  for (const count of [61, 267, 1334]) {
    const bars = barsOf(boxes(count))
    t.ok(bars.length <= 60, `${count} boxes in ${bars.length} bars`)
    t.equal(
      bars.reduce((sum, { slots }) => sum + slots, 0),
      count * 10,
    )
    t.equal(bars.at(-1)?.last.box_no, count)
  }
  const [, second] = barsOf(boxes(61))
  t.match(second, { first: { box_no: 3 }, last: { box_no: 4 }, used: 6, slots: 20 })
})
