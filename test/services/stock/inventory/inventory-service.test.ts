import t from 'tap'
import { countVerifiedParts } from '../../../../services/stock/inventory/verify-ledger.ts'
import { newOperation } from '../../../../services/stock/operations/operation.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../../support/inventory-rows.ts'
import { sampleValue } from '../../../support/sample-value.ts'

const operations = async (reason: string) => (await sampleValue('inventory_operations_total', { reason })) ?? 0

t.test(
  'a change says which row of the history and which operation it wrote, and of which bag the pieces are',
  async (t) => {
    const app = await buildApp(t)
    const box = await addBox(app.db, 2)
    await addPart(app.db, 'AAAA')
    const [first, second] = [
      { boxNo: box, locNo: 1 },
      { boxNo: box, locNo: 2 },
    ] as const
    const bag = { lot: 'L7', dateCode: '2631' }
    const before = [await operations('add'), await operations('remove'), await operations('move')]

    const added = await app.inventory.add('AAAA', first, 5, bag)
    t.match(added, { key: 'AAAA', box_no: box, loc_no: 1, qty: 5 })
    await app.inventory.move('AAAA', { from: first, to: second, qty: 3 }, bag)
    const removed = await app.inventory.remove('AAAA', second, 1, bag)
    const history = await app.inventory.historyOf('AAAA')

    const ofBag = { lot: 'L7', date_code: '2631' }
    t.match(history, [
      { ...ofBag, id: removed.historyId, operation_id: removed.operationId, reason: 'remove', delta_qty: -1 },
      { ...ofBag, reason: 'move', delta_qty: 3 },
      { ...ofBag, reason: 'move', delta_qty: -3 },
      { ...ofBag, id: added.historyId, operation_id: added.operationId, reason: 'add', delta_qty: 5 },
    ])
    t.equal(history[1]?.operation_id, history[2]?.operation_id, 'a move is one operation')
    t.equal(new Set(history.map(({ operation_id }) => operation_id)).size, 3)
    t.same(
      [await operations('add'), await operations('remove'), await operations('move')],
      before.map((count) => count + 1),
    )
  },
)

t.test('changes of one operation are counted as one', async (t) => {
  const app = await buildApp(t)
  const place = { boxNo: await addBox(app.db, 1), locNo: 1 }
  await addPart(app.db, 'AAAA')
  const operation = newOperation({ reason: 'count' })
  const before = await operations('count')
  await app.inventory.add('AAAA', place, 5, { operation })
  await app.inventory.remove('AAAA', place, 2, { operation })
  t.equal((await operations('count')) - before, 1)
})

t.test('less than one piece is neither added nor removed nor moved', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 2)
  await addStock(app.db, await addPart(app.db, 'AAAA'), box, 1, 5)
  const [from, to] = [
    { boxNo: box, locNo: 1 },
    { boxNo: box, locNo: 2 },
  ]
  const refused = (verb: string) => ({
    statusCode: 409,
    message: `Cannot ${verb} negative or zero stock because the quantity must be at least 1`,
  })
  for (const qty of [0, -1]) {
    await t.rejects(app.inventory.add('AAAA', from, qty), refused('add'))
    await t.rejects(app.inventory.remove('AAAA', from, qty), refused('remove'))
    await t.rejects(app.inventory.move('AAAA', { from, to, qty }), refused('move'))
  }
  t.same(await app.inventory.locationsOf('AAAA'), [{ key: 'AAAA', box_no: box, loc_no: 1, qty: 5, counted_at: null }])
})

t.test('what is not found is named', async (t) => {
  const app = await buildApp(t)
  await addPart(app.db, 'AAAA')
  await t.rejects(app.inventory.historyOf('AAAA', { before: 4711 }), { message: 'History entry 4711 was not found' })
  await t.rejects(app.inventory.suggestLocation(7), { message: 'Free location for type 7 was not found' })
})

t.test('of parts that are deleted together one in stock is named, and none is deleted', async (t) => {
  const app = await buildApp(t)
  const ids = [await addPart(app.db, 'AAAA'), await addPart(app.db, 'BBBB')]
  await addStock(app.db, ids[1] ?? 0, await addBox(app.db, 1), 1, 5)
  await t.rejects(app.parts.deleteAll(ids), {
    message: 'Cannot delete parts because BBBB still has parts in inventory that must be removed first',
  })
  t.same(await countVerifiedParts(app.db), { parts: 2, retired: 0 })
  await app.parts.deleteAll(ids.slice(0, 1))
  t.same(await countVerifiedParts(app.db), { parts: 1, retired: 1 })
})
