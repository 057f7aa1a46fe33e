import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { findLedgerErrors } from '../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit } from '../../support/kit-rows.ts'
import { repeated } from '../../support/repeated.ts'

const step = fc.record({
  what: fc.constantFrom(
    'create',
    'pick',
    'pick',
    'undo',
    'change',
    'delete list',
    'content',
    'archive',
    'add',
    'remove',
  ),
  which: fc.nat(1000),
  quantity: fc.integer({ min: 0, max: 6 }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

interface LineRow {
  id: number
  list: number
}

async function choose<Row>({ db }: FastifyInstance, sql: string, which: number): Promise<Row | undefined> {
  const rows = await db.query<Row>(sql)
  return rows[which % Math.max(rows.length, 1)]
}

/** Does one thing with whatever exists; a refusal is a result like any other. */
async function perform(app: FastifyInstance, box: number, { what, which, quantity }: Step): Promise<void> {
  const kit = await choose<{ id: number }>(app, 'select id from kits order by id', which)
  const line = await choose<LineRow>(app, 'select id, pick_list_id as list from kit_pick_list_lines order by id', which)
  const part = which % 2 === 0 ? 'AAAA' : 'BBBB'
  const place = { boxNo: box, locNo: 1 + (which % 3) }
  try {
    if (what === 'add') await app.inventory.add(part, place, quantity)
    if (what === 'remove') await app.inventory.remove(part, place, quantity)
    if (kit && what === 'create') {
      const shortfallActions = new Map([['AAAA', 'limit' as const]])
      await app.pickLists.create(kit.id, { requestedUnits: quantity + 1, shortfallActions })
    }
    if (kit && what === 'archive') await (which % 2 === 0 ? app.kits.archive(kit.id) : app.kits.unarchive(kit.id))
    if (line && what === 'pick') await app.pickLines.pick(line.list, line.id)
    if (line && what === 'undo') await app.pickLines.undo(line.list, line.id)
    if (line && what === 'change') await app.pickLines.changeQuantity(line.list, line.id, quantity)
    if (line && what === 'delete list' && quantity === 0) await app.pickLists.delete(line.list)
    if (kit && what === 'content' && quantity === 0) await replaceContent(app, kit.id)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
  }
}

async function replaceContent(app: FastifyInstance, kitId: number): Promise<void> {
  const [content] = (await app.kitDetails.get(kitId)).contents
  if (!content) return
  await app.kitContents.delete(kitId, content.id)
  await app.kitContents.create(kitId, { part: { id: content.part_id }, requiredPerUnit: 1, note: null })
}

t.test(
  'whatever runs side by side, the history adds up and lists are completed exactly when their lines are',
  async (t) => {
    const app = await buildApp(t)
    const box = await addBox(app.db, 3)
    const [a, b] = [await addPart(app.db, 'AAAA'), await addPart(app.db, 'BBBB')]
    for (const locNo of [1, 2, 3]) {
      await addStock(app.db, a, box, locNo, 20 * locNo)
      await addStock(app.db, b, box, locNo, 20)
    }
    for (const name of ['One', 'Two']) {
      await addKit(app, name, [
        [a, 2],
        [b, 1],
      ])
    }
    const batches = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 5, maxLength: 15 })
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        for (const batch of all) await Promise.all(batch.map((one) => perform(app, box, one)))
        t.same(await findLedgerErrors(app.db), [])
        t.same(
          await app.db.query(
            `select l.id, l.status, count(line.id) from kit_pick_lists l
             join kit_pick_list_lines line on line.pick_list_id = l.id
            group by l.id having (l.status = 'completed') <> bool_and(line.status = 'completed')`,
          ),
          [],
        )
        t.same(
          await app.db.query(
            `select id from kit_pick_list_lines
            where (status = 'completed' and quantity_to_pick > 0) <> (inventory_change_id is not null)`,
          ),
          [],
        )
      }),
      { numRuns: repeated(8) },
    )
  },
)
