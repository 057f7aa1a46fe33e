import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { findLedgerErrors } from '../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit } from '../../support/kit-rows.ts'
import { repeated } from '../../support/repeated.ts'
import { sampleValue } from '../../support/sample-value.ts'

/** How often each race is run; `RACE_ROUNDS=1000` to be surer. */
const ROUNDS = repeated(40, 'RACE_ROUNDS')

const plan = { requestedUnits: 1, shortfallActions: new Map() }

async function stockOf({ db }: FastifyInstance, partId: number): Promise<number> {
  const [row] = await db.query<{ qty: number }>(
    'select coalesce(sum(qty), 0) as qty from part_locations where part_id = $1',
    [partId],
  )
  return row?.qty ?? 0
}

/** Status codes of what was refused, and how much succeeded. */
function tally(results: readonly PromiseSettledResult<unknown>[]) {
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  return { succeeded: results.length - reasons.length, refused: reasons.map(({ statusCode }) => statusCode) }
}

t.test('the last pieces are promised to one of the pick lists that are created at once', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 9)
  const part = await addPart(app.db, 'AAAA')
  const kits = []
  for (let n = 0; n < 4; n++) kits.push(await addKit(app, `Kit ${n}`, [[part, 5]], 0))
  await addStock(app.db, part, box, 1, 3)
  await addStock(app.db, part, box, 2, 2)
  for (let round = 0; round < ROUNDS; round++) {
    const results = await Promise.allSettled(kits.map((kit) => app.pickLists.create(kit, plan)))
    t.same(tally(results), { succeeded: 1, refused: [409, 409, 409] })
    await app.db.query('delete from kit_pick_lists')
  }
  await app.db.query('delete from part_locations')
  for (let round = 0; round < ROUNDS; round++) {
    const [, ...results] = await Promise.allSettled([
      app.inventory.add('AAAA', { boxNo: box, locNo: 3 }, 5),
      ...kits.map((kit) => app.pickLists.create(kit, plan)),
    ])
    t.ok(tally(results).succeeded <= 1, 'also of pieces that come meanwhile')
    await app.db.query('delete from kit_pick_lists')
    await app.inventory.remove('AAAA', { boxNo: box, locNo: 3 }, 5)
  }
})

t.test('the last pieces are picked once', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 9)
  const part = await addPart(app.db, 'AAAA')
  await addStock(app.db, part, box, 1, 5)
  const lists = []
  for (let n = 0; n < 4; n++) {
    const kit = await addKit(app, `Kit ${n}`, [[part, 1]], 0)
    const list = await app.pickLists.create(kit, plan)
    lists.push({ id: list.id, line: list.lines[0]?.id ?? 0 })
  }
  for (const { id, line } of lists) await app.pickLines.changeQuantity(id, line, 5)
  for (let round = 0; round < ROUNDS; round++) {
    const results = await Promise.allSettled(lists.map(({ id, line }) => app.pickLines.pick(id, line)))
    t.match(tally(results), { succeeded: 1, refused: [409, 409, 409] })
    t.equal(await stockOf(app, part), 0)
    await Promise.all(lists.map(({ id, line }) => app.pickLines.undo(id, line)))
    t.equal(await stockOf(app, part), 5)
  }
  t.same(await findLedgerErrors(app.db), [])
})

t.test('a line is picked and undone once; the last pick completes its list', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 9)
  const [a, b] = [await addPart(app.db, 'AAAA'), await addPart(app.db, 'BBBB')]
  await addStock(app.db, a, box, 1, 5)
  await addStock(app.db, b, box, 2, 5)
  const kit = await addKit(app, 'Clock', [
    [a, 2],
    [b, 3],
  ])
  const { id, lines } = await app.pickLists.create(kit, plan)
  const twice = [...lines, ...lines].map((line) => line.id)
  const picked = async () => (await sampleValue('pick_list_line_picked_total')) ?? 0
  const before = await picked()
  for (let round = 0; round < ROUNDS; round++) {
    const picks = await Promise.allSettled(twice.map((line) => app.pickLines.pick(id, line)))
    t.same(tally(picks), { succeeded: 2, refused: [409, 409] })
    t.match(await app.pickLists.get(id), { status: 'completed', open_line_count: 0 })
    t.same([await stockOf(app, a), await stockOf(app, b)], [3, 2])
    t.equal(tally(await Promise.allSettled(twice.map((line) => app.pickLines.undo(id, line)))).succeeded, 4)
    t.match(await app.pickLists.get(id), { status: 'open', completed_at: null, open_line_count: 2 })
    t.same([await stockOf(app, a), await stockOf(app, b)], [5, 5])
  }
  t.equal((await picked()) - before, 2 * ROUNDS)
  t.same(await findLedgerErrors(app.db), [])
})
