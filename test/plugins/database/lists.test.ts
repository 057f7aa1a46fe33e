import fc from 'fast-check'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

t.test('lists of values come to the database as they are', async (t) => {
  const { db } = await buildApp(t)
  const text = fc.oneof(
    fc.constantFrom('', 'NULL', 'null', '"', '\\', '\\"', '{}', 'a,b', ' a ', 'two\nlines', 'Ω', '{"a":[1,null]}'),
    fc.string({ unit: 'grapheme' }).map((each) => each.replaceAll('\0', '')),
  )
  const property = fc.asyncProperty(
    fc.array(fc.option(text)),
    fc.array(fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }))),
    async (texts, numbers) => {
      const flags = numbers.map((number) => (number === null ? null : number > 0))
      const [read] = await db.query('select $1::text[] as texts, $2::int[] as numbers, $3::bool[] as flags', [
        texts,
        numbers,
        flags,
      ])
      t.strictSame(read, { texts, numbers, flags })
    },
  )
  await fc.assert(property, { numRuns: 100 })

  const nested = await db.query('select $1::int[][] as rows, $2::bytea[] as bytes', [
    [
      [1, 2],
      [3, 4],
    ],
    [Buffer.from('a')],
  ])
  t.strictSame(nested, [
    {
      rows: [
        [1, 2],
        [3, 4],
      ],
      bytes: [Buffer.from('a')],
    },
  ])
})
