import t from 'tap'
import { findLedgerErrors } from '../../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addPart } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { sampleValue } from '../../../support/sample-value.ts'
import type { Teardown } from '../../../support/test-database.ts'

const counted = async (name: string, labels?: Record<string, string>) => (await sampleValue(name, labels ?? {})) ?? 0

async function setUp(t: Teardown) {
  const app = await buildApp(t)
  const client = operationClient(app)
  const box = await addBox(app.db, 5)
  const part = await addPart(app.db, 'AAAA')
  return { app, box, part, ...client }
}

t.test('undoing a pick opens its line and its list, and doing it again picks it', async (t) => {
  const { app, box, part, send, add, undo, list, piles } = await setUp(t)
  await add('AAAA', box, 1, 10)
  const kit = await addKit(app, 'Clock', [[part, 4]])
  const pickList = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })).body
  const path = `/pick-lists/${pickList.id}/lines/${pickList.lines[0].id}`
  const read = async () => (await send('GET', `/pick-lists/${pickList.id}`)).body

  const picked = await send('POST', `${path}/pick`)
  t.match(picked.body, { status: 'completed' })
  const source = `pick-list ${pickList.id}`
  t.match((await list())[0], {
    operation_id: picked.operation,
    reason: 'pick',
    source,
    summary: `Picked 4 pieces of AAAA from ${box}-1 (pick list ${pickList.id})`,
  })
  const before = [
    await counted('pick_list_line_undo_total', { outcome: 'success' }),
    await counted('pick_list_line_picked_total'),
  ]
  const undone = await undo(picked.operation)
  t.match(undone.body, { reason: 'undo', source, summary: /^Undone: Picked 4/ })
  t.match(await read(), { status: 'open', completed_at: null, lines: [{ status: 'open', inventory_change_id: null }] })
  t.same(await piles('AAAA'), [[`${box}-1`, 10]])

  const redone = await undo(undone.operation)
  t.match(redone.body, { summary: /^Done again: Picked 4/ })
  const line = (await read()).lines[0]
  t.match(line, { status: 'completed', inventory_change_id: redone.body.rows[0].id })
  t.same(await piles('AAAA'), [[`${box}-1`, 6]])
  t.same(
    [await counted('pick_list_line_undo_total', { outcome: 'success' }), await counted('pick_list_line_picked_total')],
    before.map((count) => count + 1),
    'an undo counts as the change that it makes',
  )

  const putBack = await send('POST', `${path}/undo`)
  t.match((await list())[0], { reason: 'unpick', undoes: redone.operation, source })
  t.match((await undo(redone.operation)).body.error, /it was undone already/)
  t.equal((await send('POST', `${path}/undo`)).operation, '', 'an open line is nothing that could be undone')
  await send('PATCH', path, { quantity_to_pick: 3 })
  t.match((await undo(putBack.operation)).body.error, /the line of the pick list was changed since/)
  await send('DELETE', `/pick-lists/${pickList.id}`)
  t.match((await undo(putBack.operation)).body.error, /the line of the pick list was deleted/)
  t.same(await findLedgerErrors(app.db), [])
})

t.test('a counted pile that was picked empty says again when it was counted, however it is put back', async (t) => {
  const { app, box, part, send, add, undo } = await setUp(t)
  await add('AAAA', box, 1, 4)
  const counted = await send('POST', '/inventory/parts/AAAA/count', { box_no: box, loc_no: 1, counted_qty: 4 })
  const kit = await addKit(app, 'Clock', [[part, 4]])
  const pickList = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })).body
  const path = `/pick-lists/${pickList.id}/lines/${pickList.lines[0].id}`
  for (const putBack of [() => send('POST', `${path}/undo`), (id: string) => undo(id)]) {
    const { operation } = await send('POST', `${path}/pick`)
    t.same((await send('GET', '/parts/AAAA/locations')).body, [])
    t.equal((await putBack(operation)).status, 200)
    t.match((await send('GET', '/parts/AAAA/locations')).body, [{ qty: 4, counted_at: counted.body.counted_at }])
  }
})

t.test('a line of no pieces is picked and put back, too', async (t) => {
  const { app, box, part, send, add, undo } = await setUp(t)
  await add('AAAA', box, 1, 10)
  const kit = await addKit(app, 'Clock', [[part, 4]])
  const pickList = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })).body
  const path = `/pick-lists/${pickList.id}/lines/${pickList.lines[0].id}`
  await send('PATCH', path, { quantity_to_pick: 0 })
  const picked = await send('POST', `${path}/pick`)
  t.match(await undo(picked.operation), { status: 200, body: { row_count: 0, summary: /^Undone: Picked nothing/ } })
  t.match((await send('GET', `/pick-lists/${pickList.id}`)).body, { status: 'open' })
})

t.test('a receipt is taken off its line, also when another one came later, until the line is completed', async (t) => {
  const { app, box, part, send, undo, list, piles } = await setUp(t)
  const seller = (await send('POST', '/sellers', { name: 'Shop', website: 'https://shop.example' })).body.id
  const shopping = (await send('POST', '/shopping-lists', { name: 'Order' })).body.id
  const line = (
    await send('POST', `/shopping-lists/${shopping}/lines`, { part_id: part, needed: 20, seller_id: seller })
  ).body.id
  await send('PUT', `/shopping-list-lines/${line}`, { ordered: 20 })
  await send('POST', `/shopping-lists/${shopping}/seller-groups`, { seller_id: seller })
  await send('PUT', `/shopping-lists/${shopping}/seller-groups/${seller}`, { status: 'ordered' })
  const receive = (qty: number, loc: number) =>
    send('POST', `/shopping-list-lines/${line}/receive`, {
      receive_qty: qty,
      allocations: [
        { box_no: box, loc_no: loc, qty: qty - 1 },
        { box_no: box, loc_no: 5, qty: 1 },
      ],
    })
  const read = async () => (await send('GET', `/shopping-lists/${shopping}`)).body.lines[0]

  const first = await receive(10, 1)
  const second = await receive(5, 2)
  t.match((await list())[0], {
    reason: 'receive',
    source: `shopping-list ${shopping} line ${line}`,
    summary: `Received 5 pieces of AAAA in ${box}-2, ${box}-5 (shopping list ${shopping} line ${line})`,
    row_count: 2,
  })
  const before = (await send('GET', `/shopping-lists/${shopping}`)).body
  t.equal((await undo(first.operation)).status, 200)
  t.match(await read(), { received: 5, status: 'ordered' })
  t.ok((await send('GET', `/shopping-lists/${shopping}`)).body.updated_at > before.updated_at, 'the list has changed')
  t.same(await piles('AAAA'), [
    [`${box}-2`, 4],
    [`${box}-5`, 1],
  ])
  const undone = (await list('?limit=1'))[0]
  t.equal((await undo(undone?.operation_id ?? '')).status, 200)
  t.match(await read(), { received: 15 })
  await send('POST', `/shopping-list-lines/${line}/complete`, { mismatch_reason: 'enough' })
  t.match((await undo(second.operation)).body.error, /the line of the shopping list was completed/)
  t.match(
    (await list()).find(({ operation_id }) => operation_id === second.operation),
    {
      undoable: false,
      not_undoable_because: 'the line of the shopping list was completed',
    },
  )
  t.same(await findLedgerErrors(app.db), [])
})
