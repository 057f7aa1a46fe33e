import fc from 'fast-check'
import t from 'tap'
import {
  allocate,
  allocatePromised,
  assess,
  isPickable,
  type Need,
} from '../../../services/kits/pick-lists/allocation.ts'
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

/** 10 pieces each of a part that has 4, one that has 10 and one that has 3 beside what others reserve. */
const THREE_PARTS = [
  need([[4, 0]], { contentId: 1, partKey: 'AAAA', requiredPerUnit: 5 }),
  need([[10, 0]], { contentId: 2, partKey: 'BBBB', requiredPerUnit: 5 }),
  need([[7, 0]], { contentId: 3, partKey: 'CCCC', requiredPerUnit: 5, reserved: 4 }),
]

t.test('parts that are short are named with what is missing', (t) => {
  t.same(findShortfalls(THREE_PARTS, 2), [
    { part_key: 'AAAA', required_quantity: 10, usable_quantity: 4, shortfall_amount: 6 },
    { part_key: 'CCCC', required_quantity: 10, usable_quantity: 3, shortfall_amount: 7 },
  ])
  t.same(findShortfalls(THREE_PARTS.slice(1, 2), 2), [], 'just enough is enough')
  t.end()
})

t.test('parts that are short are refused, limited or left out, each as it was asked for', (t) => {
  t.throws(() => planLines(THREE_PARTS, 2, new Map()), {
    message: 'Cannot create pick list because stock is insufficient for AAAA, CCCC',
  })
  t.throws(() => planLines(THREE_PARTS, 2, new Map([['AAAA', 'omit']])), {
    message: 'Cannot create pick list because stock is insufficient for CCCC',
  })
  const actions = new Map([
    ['AAAA', 'omit'],
    ['BBBB', 'omit'],
    ['CCCC', 'limit'],
  ] as const)
  t.same(
    planLines(THREE_PARTS, 2, actions),
    [
      { contentId: 2, locationId: 1, quantity: 10 },
      { contentId: 3, locationId: 1, quantity: 3 },
    ],
    'a part of which there is enough is taken whatever is said of it',
  )
  t.throws(() => planLines(THREE_PARTS.slice(0, 1), 2, actions), {
    message: 'Cannot create pick list because all parts would be omitted',
  })
  t.end()
})

t.test('a line can be picked where its place has as many pieces that no other line holds', (t) => {
  const two = need([
    [5, 2],
    [9, 0],
  ])
  t.ok(isPickable(two, { locationId: 1, quantity: 3 }))
  t.notOk(isPickable(two, { locationId: 1, quantity: 4 }), 'the other place does not help')
  t.ok(isPickable(two, { locationId: 2, quantity: 9 }))
  t.notOk(isPickable(two, { locationId: 3, quantity: 1 }))
  t.end()
})

t.test('a line that was promised comes before what other kits reserve, and after what other lines hold', (t) => {
  const piles: [number, number][] = [
    [4, 0],
    [8, 2],
  ]
  t.same(
    allocatePromised(need(piles, { reserved: 3 }), 6),
    [
      { contentId: 1, locationId: 1, quantity: 1 },
      { contentId: 1, locationId: 2, quantity: 5 },
    ],
    'where there is enough for both, what is reserved is set aside',
  )
  t.same(
    allocatePromised(need(piles, { reserved: 9 }), 8),
    [
      { contentId: 1, locationId: 1, quantity: 2 },
      { contentId: 1, locationId: 2, quantity: 6 },
    ],
    'of what is reserved only what the line leaves is set aside',
  )
  t.equal(allocatePromised(need(piles), 11), null, 'what other lines hold is not there')
  t.equal(allocatePromised(need(piles, { reserved: 9 }), 10)?.length, 2, 'all of it')
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
