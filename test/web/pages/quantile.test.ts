import t from 'tap'
import { quantile, since } from '../../../web/pages/system/quantile.ts'

const INFINITE = Number.POSITIVE_INFINITY

t.test('the value below which a share lies', async (t) => {
  const buckets = new Map([
    [INFINITE, 100],
    [1, 90],
    [0.1, 50],
    [2, 100],
  ])
  t.equal(quantile(buckets, 0.5), 0.1, 'at a bound')
  t.equal(quantile(buckets, 0.25), 0.05, 'between zero and the first bound')
  t.equal(quantile(buckets, 0.95), 1.5, 'between two bounds')
  t.equal(
    quantile(
      new Map([
        [1, 10],
        [INFINITE, 100],
      ]),
      0.95,
    ),
    1,
    'above the last bound: that is all one knows',
  )
  t.equal(
    quantile(
      new Map([
        [1, 0],
        [INFINITE, 0],
      ]),
      0.95,
    ),
    undefined,
  )
  t.equal(quantile(new Map(), 0.95), undefined)
})

t.test('what has come since an earlier reading', async (t) => {
  const before = new Map([
    [1, 5],
    [INFINITE, 6],
  ])
  const now = new Map([
    [1, 7],
    [2, 3],
    [INFINITE, 9],
  ])
  t.strictSame(
    since(now, before),
    new Map([
      [1, 2],
      [2, 3],
      [INFINITE, 3],
    ]),
  )
  t.strictSame(since(before, now).get(1), 0, 'after a restart it begins anew')
})
