import fc from 'fast-check'
import t from 'tap'
import { guardFormula, unguardFormula } from '../../../services/exchange/own-format/formula.ts'
import {
  joinList,
  joinOptionalList,
  joinPairs,
  splitList,
  splitOptionalList,
  splitPairs,
} from '../../../services/exchange/own-format/lists.ts'

/** Texts with what is special in cells more often than by chance. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(';', '=', '\\', "'", '-', '+', '@', '\t', '\r', 'a', '1', ' ') }),
  fc.string({ unit: 'grapheme' }),
)

t.test('a text comes back from a CSV file, and no cell begins a formula', async (t) => {
  fc.assert(
    fc.property(text, (original) => {
      const cell = guardFormula(original)
      const isNumber = /^[+-]?\d+(\.\d+)?$/.test(original)
      return unguardFormula(cell) === original && (isNumber || !/^[=+\-@\t\r]/.test(cell))
    }),
  )
  for (const [original, cell] of [
    ['=1+1', "'=1+1"],
    ["'=1+1", "''=1+1"],
    ['-3', '-3'],
    ['+4.5', '+4.5'],
    ['-3V', "'-3V"],
    ["'quoted'", "'quoted'"],
    ['a=b', 'a=b'],
    ['', ''],
  ] as const) {
    t.equal(guardFormula(original), cell)
  }
})

t.test('lists come back from one cell', async () => {
  fc.assert(fc.property(fc.array(text), (items) => same(splitList(joinList(items)), items)))
  fc.assert(fc.property(fc.option(fc.array(text)), (items) => same(splitOptionalList(joinOptionalList(items)), items)))
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1 }), (pairs) => same(splitPairs(joinPairs(pairs)), pairs)),
  )
})

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
