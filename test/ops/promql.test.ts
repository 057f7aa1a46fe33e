import t from 'tap'
import { readExpression } from './promql.ts'

t.test('metrics and labels are read from expressions', async (t) => {
  const cases: [string, [string, string[]][], string[]][] = [
    ['up', [['up', []]], []],
    ['sum by (job, le) (rate(a_bucket{b=~"x{y}", c!="by (z)"}[5m]))', [['a_bucket', ['b', 'c']]], ['job', 'le']],
    [
      'a{x="1"} == 1 and on (job) time() - b offset 10m < 3.6e3',
      [
        ['a', ['x']],
        ['b', []],
      ],
      ['job'],
    ],
    [
      '1 - job:a:ratio / 450e6 > bool 2 unless c',
      [
        ['job:a:ratio', []],
        ['c', []],
      ],
      [],
    ],
    [
      'sum(a) by (x) * on (y) group_left (z) b',
      [
        ['a', []],
        ['b', []],
      ],
      ['x', 'y', 'z'],
    ],
    ['topk(5, rate(a{i=~"$instance"}[$__rate_interval]))', [['a', ['i']]], []],
  ]
  for (const [expression, expected, grouping] of cases) {
    const read = readExpression(expression)
    t.same(
      read.selectors.map(({ metric, labels }) => [metric, labels]),
      expected,
      expression,
    )
    t.same(read.grouping, grouping)
  }
})
