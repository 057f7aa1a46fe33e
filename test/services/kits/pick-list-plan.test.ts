import fc from 'fast-check'
import t from 'tap'
import { allocate, assess, type Need } from '../../../services/kits/pick-lists/allocation.ts'
import { findShortfalls, planLines } from '../../../services/kits/pick-lists/plan.ts'

function need(piles: readonly [qty: number, held: number][], fields: Partial<Need> = {}): Need {
  return {
    contentId: 1,
    partKey: 'AAAA',
    requiredPerUnit: 1,
    reserved: 0,
    piles: piles.map(([qty, held], index) => ({ locationId: index + 1, qty, held })),
    ...fields,
  }
}

t.test('small remainders are emptied first', (t) => {
  const lines = planLines(
    [
      need([
        [2, 0],
        [5, 0],
      ]),
    ],
    6,
    new Map(),
  )
  t.same(lines, [
    { contentId: 1, locationId: 1, quantity: 2 },
    { contentId: 1, locationId: 2, quantity: 4 },
  ])
  t.end()
})

t.test('what other kits reserve is set aside, and what open lines hold is not there', (t) => {
  t.same(planLines([need([[8, 0]], { reserved: 3 })], 10, new Map([['AAAA', 'limit']])), [
    { contentId: 1, locationId: 1, quantity: 5 },
  ])
  t.same(
    planLines(
      [
        need(
          [
            [2, 0],
            [4, 9],
            [5, 1],
          ],
          { reserved: 3 },
        ),
      ],
      3,
      new Map(),
    ),
    [{ contentId: 1, locationId: 3, quantity: 3 }],
  )
  t.end()
})

const anyNeed = fc
  .record({
    piles: fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 60 })), { maxLength: 6 }),
    reserved: fc.integer({ min: 0, max: 80 }),
    requiredPerUnit: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ piles, reserved, requiredPerUnit }) => need(piles, { reserved, requiredPerUnit }))

t.test('a plan takes exactly what is needed or usable, and leaves what is reserved', (t) => {
  fc.assert(
    fc.property(anyNeed, fc.integer({ min: 1, max: 20 }), (one, units) => {
      const { required, usable } = assess(one, units)
      const lines = allocate(one, Math.min(required, usable))
      const taken = lines.reduce((sum, { quantity }) => sum + quantity, 0)
      const free = one.piles.reduce((sum, { qty, held }) => sum + Math.max(qty - held, 0), 0)
      t.equal(taken, Math.min(required, usable))
      t.ok(taken === 0 || free - taken >= one.reserved, 'what is reserved stays')
      for (const { locationId, quantity } of lines) {
        const pile = one.piles.find((candidate) => candidate.locationId === locationId)
        t.ok(pile && quantity > 0 && quantity <= pile.qty - pile.held, 'within what the pile has free')
      }
      t.equal(new Set(lines.map(({ locationId }) => locationId)).size, lines.length, 'one line a pile')
      t.equal(findShortfalls([one], units).length, usable < required ? 1 : 0)
    }),
  )
  t.end()
})
