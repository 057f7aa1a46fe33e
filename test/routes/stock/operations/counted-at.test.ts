import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addPart } from '../../../support/inventory-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { repeated } from '../../../support/repeated.ts'
import type { Teardown } from '../../../support/test-database.ts'

type Send = ReturnType<typeof operationClient>['send']

async function setUp(t: Teardown) {
  const app = await buildApp(t)
  const box = await addBox(app.db, 3)
  await addPart(app.db, 'AAAA')
  const client = operationClient(app)
  const { add, remove, send } = client
  const move = (from_loc_no: number, to_loc_no: number, qty: number) =>
    send('POST', '/inventory/parts/AAAA/move', { from_box_no: box, from_loc_no, to_box_no: box, to_loc_no, qty })
  return {
    app,
    box,
    send,
    add: async (loc: number, qty: number) => (await add('AAAA', box, loc, qty)).operation,
    remove: async (loc: number, qty: number) => (await remove('AAAA', box, loc, qty)).operation,
    move: async (from: number, to: number, qty: number) => (await move(from, to, qty)).operation,
    count: (loc_no: number, counted_qty: number) => countPile(send, { box_no: box, loc_no, counted_qty }),
    /** @returns the operation that has undone it. */
    async undo(id: string): Promise<string> {
      const undone = await client.undo(id)
      if (undone.status !== 200) throw new Error(`it was not undone: ${JSON.stringify(undone.body)}`)
      return undone.body.operation_id
    },
    piles: () => pilesOf(send),
  }
}

async function countPile(send: Send, pile: { box_no: number; loc_no: number; counted_qty: number }) {
  const { body, operation } = await send('POST', '/inventory/parts/AAAA/count', pile)
  return { operation, at: String(body.counted_at) }
}

/** Location, pieces and when they were counted. */
async function pilesOf(send: Send): Promise<[number, number, string | null][]> {
  const { body } = await send('GET', '/parts/AAAA/locations')
  return body.map(({ loc_no, qty, counted_at }: { loc_no: number; qty: number; counted_at: string | null }) => [
    loc_no,
    qty,
    counted_at,
  ])
}

t.test('a pile that came after the counted one was not counted, however often it goes and comes back', async (t) => {
  const { add, remove, move, count, undo, piles } = await setUp(t)
  await add(1, 5)
  await count(1, 5)
  await remove(1, 5)
  await add(1, 3)
  for (const takeAway of [() => remove(1, 3), () => move(1, 2, 3)]) {
    const undone = await undo(await takeAway())
    t.same(await piles(), [[1, 3, null]])
    const away = await piles().then(() => undo(undone))
    await undo(away)
    t.same(await piles(), [[1, 3, null]])
  }
})

t.test('pieces that were counted elsewhere make no counted pile', async (t) => {
  const { add, remove, move, count, undo, piles } = await setUp(t)
  await add(1, 5)
  const { at } = await count(1, 5)
  const moved = await move(1, 2, 5)
  const other = await add(1, 3)
  await undo(await remove(1, 3))
  t.same(await piles(), [
    [1, 3, null],
    [2, 5, null],
  ])
  await undo(moved)
  t.same(await piles(), [[1, 8, null]], 'three of them were not counted')
  await undo(other)
  t.same(await piles(), [[1, 5, null]])

  await remove(1, 5)
  await add(2, 4)
  t.not((await count(2, 4)).at, at)
})

t.test('what was added after nothing was counted stays uncounted when it is done again', async (t) => {
  const { add, count, undo, piles } = await setUp(t)
  await add(1, 2)
  await count(1, 0)
  const added = await add(1, 5)
  t.same(await piles(), [[1, 5, null]])
  await undo(await undo(added))
  t.same(await piles(), [[1, 5, null]])
})

t.test('a count that is undone leaves what the pile said before it', async (t) => {
  const { add, remove, count, undo, piles } = await setUp(t)
  await add(1, 5)
  await count(1, 5)
  await remove(1, 5)
  await add(1, 3)
  const { operation, at } = await count(1, 3)
  const undone = await undo(operation)
  t.same(await piles(), [[1, 3, null]], 'not the count of the pile before')
  await undo(undone)
  t.same(await piles(), [[1, 3, at]])
  const again = await undo(operation)
  await remove(1, 3)
  await add(1, 4)
  await undo(again)
  t.same(await piles(), [[1, 4, null]], 'this is another pile')
})

t.test('a pile that comes back does not name a count that was undone meanwhile', async (t) => {
  const { add, remove, count, undo, piles } = await setUp(t)
  await add(1, 5)
  const first = await count(1, 5)
  const second = await count(1, 5)
  const removed = await remove(1, 5)
  await undo(second.operation)
  const back = await undo(removed)
  t.same(await piles(), [[1, 5, first.at]])
  await undo(back)
  await undo(first.operation)
  await undo(removed)
  t.same(await piles(), [[1, 5, null]])
})

t.test('a pile that is moved to where it lies is the same one', async (t) => {
  const { add, move, count, undo, piles } = await setUp(t)
  await add(1, 5)
  const { at } = await count(1, 5)
  const moved = await move(1, 1, 5)
  t.same(await piles(), [[1, 5, at]])
  await undo(await undo(moved))
  t.same(await piles(), [[1, 5, at]])
})

const step = fc.record({
  what: fc.constantFrom('add', 'remove', 'removeAll', 'move', 'count', 'count', 'undo'),
  from: fc.integer({ min: 1, max: 2 }),
  to: fc.integer({ min: 1, max: 3 }),
  qty: fc.integer({ min: 1, max: 4 }),
  which: fc.nat(100),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

type SetUp = Awaited<ReturnType<typeof setUp>>

/** Does one thing. @returns its operation; empty when nothing was done. */
async function perform(
  { add, remove, move, count, send, piles }: SetUp,
  { what, from, to, qty, which }: Step,
  done: readonly string[],
): Promise<string> {
  if (what === 'add') return add(from, qty)
  if (what === 'remove') return remove(from, qty)
  if (what === 'move') return move(from, to, qty)
  if (what === 'count') return (await count(from, qty - 1)).operation
  if (what === 'removeAll') return remove(from, (await piles()).find(([loc]) => loc === from)?.[1] ?? 1)
  const chosen = done[which % Math.max(1, done.length)]
  return chosen === undefined ? '' : ((await send('POST', `/operations/${chosen}/undo`, {})).body.operation_id ?? '')
}

t.test(
  'whatever was done, undone from the latest and done again from the first, each pile is as it was then',
  async (t) => {
    const client = await setUp(t)
    const { app, undo, piles } = client
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
        await app.db.query('delete from part_locations')
        const done: string[] = []
        const states = [await piles()]
        for (const each of steps) {
          const operation = await perform(client, each, done)
          if (operation === '') continue
          done.push(operation)
          states.push(await piles())
        }
        const undone: string[] = []
        for (let index = done.length - 1; index >= 0; index--) {
          undone.unshift(await undo(done[index] ?? ''))
          assert.deepEqual(await piles(), states[index], `before operation ${index}`)
        }
        for (const [index, id] of undone.entries()) {
          await undo(id)
          assert.deepEqual(await piles(), states[index + 1], `after operation ${index}`)
        }
      }),
      { numRuns: repeated(6, 'RACE_ROUNDS'), endOnFailure: true },
    )
  },
)
