import t from 'tap'
import { findLedgerErrors } from '../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit, jsonClient } from '../../support/kit-rows.ts'
import { rewriteLedger } from '../../support/rewrite-ledger.ts'
import { sampleValue } from '../../support/sample-value.ts'
import type { Teardown } from '../../support/test-database.ts'

const value = async (name: string, labels = {}) => (await sampleValue(name, labels)) ?? 0
const refused = { status: 409, body: { code: 'INVALID_OPERATION' } }
const missing = { status: 404, body: { code: 'RECORD_NOT_FOUND' } }

/** A kit of two parts, 2 and 1 pieces a unit; AAAA lies in two locations. */
async function setUp(t: Teardown) {
  const app = await buildApp(t)
  const box = await addBox(app.db, 9, 'Drawer')
  const [a, b] = [await addPart(app.db, 'AAAA'), await addPart(app.db, 'BBBB')]
  await addStock(app.db, a, box, 1, 5)
  await addStock(app.db, a, box, 2, 2)
  await addStock(app.db, b, box, 3, 3)
  const kit = await addKit(app, 'Clock', [
    [b, 1],
    [a, 2],
  ])
  return { app, send: jsonClient(app), box, a, b, kit }
}

t.test('a pick list empties small remainders first and is picked line by line', async (t) => {
  const { app, send, box, kit } = await setUp(t)
  const names = ['pick_list_created_total', 'pick_list_lines_per_creation_sum', 'pick_list_line_picked_total']
  const before = await Promise.all(names.map((name) => value(name)))
  const details = await value('pick_list_detail_requests_total')
  t.same((await send('POST', `/kits/${kit}/pick-lists/preview`, { requested_units: 3 })).body, {
    parts_with_shortfall: [],
  })
  const created = await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 3 })
  t.equal(created.status, 201)
  const { id, lines } = created.body
  t.match(created.body, {
    kit_id: kit,
    kit_name: 'Clock',
    requested_units: 3,
    status: 'open',
    completed_at: null,
    line_count: 3,
    open_line_count: 3,
    completed_line_count: 0,
    total_quantity_to_pick: 9,
    picked_quantity: 0,
    remaining_quantity: 9,
    is_archived_ui: false,
  })
  const place = (loc_no: number) => ({ box_no: box, loc_no, box_description: 'Drawer' })
  const content = (part_key: string) => ({ part_key, part_description: `Part ${part_key}`, cover_url: null })
  t.match(lines, [
    { quantity_to_pick: 4, kit_content: content('AAAA'), location: place(1), status: 'open', picked_at: null },
    { quantity_to_pick: 2, kit_content: content('AAAA'), location: place(2), inventory_change_id: null },
    { quantity_to_pick: 3, kit_content: content('BBBB'), location: place(3) },
  ])

  const pick = (n: number) => send('POST', `/pick-lists/${id}/lines/${lines[n].id}/pick`)
  const undo = (n: number) => send('POST', `/pick-lists/${id}/lines/${lines[n].id}/undo`)
  await send('POST', `/kits/${kit}/archive`)
  const first = await pick(1)
  t.match(first, { status: 200, body: { status: 'open', completed_line_count: 1, picked_quantity: 2 } })
  t.match(first.body.lines[1], { status: 'completed', picked_at: String, inventory_change_id: Number })
  t.ok(first.body.updated_at > created.body.updated_at)
  t.match(await pick(1), refused)
  await pick(0)
  const last = await pick(2)
  t.match(last.body, { status: 'completed', completed_at: String, remaining_quantity: 0, is_archived_ui: true })
  const left = { key: 'AAAA', box_no: box, loc_no: 1, qty: 1, counted_at: null }
  t.same((await app.inject('/api/parts/AAAA/locations')).json(), [left])

  const outcomes = async () => [
    await value('pick_list_line_undo_total', { outcome: 'success' }),
    await value('pick_list_line_undo_total', { outcome: 'noop' }),
    await value('pick_list_line_undo_duration_seconds_count'),
  ]
  const [success = 0, noop = 0, durations = 0] = await outcomes()
  const undone = await undo(1)
  t.match(undone, { status: 200, body: { status: 'open', completed_at: null, picked_quantity: 7 } })
  t.match(undone.body.lines[1], { status: 'open', picked_at: null, inventory_change_id: null })
  t.same((await undo(1)).body, undone.body, 'an open line stays as it is, and so does the list')
  t.same(await outcomes(), [success + 1, noop + 1, durations + 2])
  const history = (await app.inject('/api/parts/AAAA/history')).json()
  t.same(
    history.map(({ delta_qty }: { delta_qty: number }) => delta_qty),
    [2, -4, -2, 2, 5],
  )
  t.same(await findLedgerErrors(app.db), [])
  t.equal((await value('pick_list_detail_requests_total')) - details, 6)
  t.same(await Promise.all(names.map((name) => value(name))), [
    (before[0] ?? 0) + 1,
    (before[1] ?? 0) + 3,
    (before[2] ?? 0) + 3,
  ])
  t.same((await send('GET', `/pick-lists/${id}`)).body, undone.body)
  const { lines: _, kit_name, ...summary } = undone.body
  t.same((await send('GET', `/kits/${kit}/pick-lists`)).body, [summary])
  t.equal((await send('DELETE', `/pick-lists/${id}`)).status, 204)
  t.match(await send('GET', `/pick-lists/${id}`), missing)
  t.match(await send('DELETE', `/pick-lists/${id}`), missing)
  t.equal((await app.inject('/api/parts/BBBB/locations')).json().length, 0, 'stock is not given back')
})

t.test('short parts are rejected, limited or left out', async (t) => {
  const { app, send, a, box, kit } = await setUp(t)
  const create = (requested_units: number, shortfall_handling?: object | null) =>
    send('POST', `/kits/${kit}/pick-lists`, { requested_units, shortfall_handling })
  await addKit(app, 'Other', [[a, 1]], 3)
  t.same((await send('POST', `/kits/${kit}/pick-lists/preview`, { requested_units: 4 })).body.parts_with_shortfall, [
    { part_key: 'BBBB', required_quantity: 4, usable_quantity: 3, shortfall_amount: 1 },
    { part_key: 'AAAA', required_quantity: 8, usable_quantity: 4, shortfall_amount: 4 },
  ])
  const rejected = await create(4)
  t.match(rejected, refused)
  t.match(rejected.body.error, /insufficient for BBBB, AAAA/)
  t.match((await create(4, { BBBB: { action: 'limit' }, AAAA: { action: 'reject' } })).body.error, /for AAAA$/)
  t.match(await create(4, { BBBB: { action: 'omit' }, AAAA: { action: 'omit' } }), refused)
  const limited = await create(4, { BBBB: { action: 'omit' }, AAAA: { action: 'limit' }, ZZZZ: { action: 'reject' } })
  t.match(
    limited,
    {
      status: 201,
      body: { line_count: 1, lines: [{ quantity_to_pick: 4, location: { box_no: box, loc_no: 1 } }] },
    },
    'what the other kit reserves is set aside in the smallest pile first',
  )
  const none = await create(4, { BBBB: { action: 'omit' }, AAAA: { action: 'limit' } })
  t.match(none, { status: 201, body: { line_count: 0, status: 'open', lines: [] } }, 'the first list holds all of it')
  t.match((await send('GET', `/kits/${kit}/pick-lists`)).body, [{ id: none.body.id }, { id: limited.body.id }])
})

t.test('what pick lists do not allow', async (t) => {
  const { app, send, kit } = await setUp(t)
  const empty = await addKit(app, 'Empty')
  const url = `/kits/${kit}/pick-lists`
  for (const body of [
    {},
    { requested_units: 0 },
    { requested_units: 2147483648 },
    { requested_units: 1, shortfall_handling: { AAAA: {} } },
    { requested_units: 1, shortfall_handling: { AAAA: { action: 'buy' } } },
    { requested_units: 1, shortfall_handling: [1] },
  ]) {
    t.equal((await send('POST', url, body)).status, 400, JSON.stringify(body))
  }
  for (const action of ['', '/preview']) {
    t.match(await send('POST', `/kits/999/pick-lists${action}`, { requested_units: 1 }), missing)
  }
  t.match(await send('GET', '/kits/999/pick-lists'), missing)
  t.match(await send('POST', `/kits/${empty}/pick-lists`, { requested_units: 1 }), refused)
  t.same((await send('POST', `/kits/${empty}/pick-lists/preview`, { requested_units: 1 })).body, {
    parts_with_shortfall: [],
  })
  const huge = await send('POST', `${url}/preview`, { requested_units: 2147483647 })
  t.match(huge.body.parts_with_shortfall[1], { required_quantity: 4294967294, usable_quantity: 7 })

  const one = (await send('POST', url, { requested_units: 1, shortfall_handling: null })).body
  const two = (await send('POST', url, { requested_units: 1 })).body
  const foreign = `/pick-lists/${one.id}/lines/${two.lines[0].id}`
  const uncounted = await value('pick_list_line_undo_duration_seconds_count')
  for (const path of [foreign, `/pick-lists/999/lines/${one.lines[0].id}`, `/pick-lists/${one.id}/lines/999`]) {
    t.match(await send('POST', `${path}/pick`), missing)
    t.match(await send('POST', `${path}/undo`), missing)
    t.match(await send('PATCH', path, { quantity_to_pick: 1 }), missing)
  }
  t.equal(await value('pick_list_line_undo_duration_seconds_count'), uncounted)
  await send('POST', `/kits/${kit}/archive`)
  t.match(await send('POST', url, { requested_units: 1 }), refused)
  t.match(await send('POST', `${url}/preview`, { requested_units: 1 }), refused)
})

t.test('the quantity of an open line can be changed; a line of none needs no stock', async (t) => {
  const { app, send, box, kit } = await setUp(t)
  const list = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })).body
  const [a, b] = list.lines.map((line: { id: number }) => `/pick-lists/${list.id}/lines/${line.id}`)
  const counts = async () => [
    await value('pick_list_line_quantity_updated_total'),
    await value('pick_list_line_quantity_delta_sum'),
    await value('pick_list_line_picked_total'),
    await value('inventory_quantity_changes_total', { operation: 'remove' }),
  ]
  const before = await counts()
  t.match(await send('PATCH', a, { quantity_to_pick: 100 }), { status: 200, body: { total_quantity_to_pick: 101 } })
  t.match(await send('POST', `${a}/pick`), { status: 409, body: { code: 'INSUFFICIENT_QUANTITY' } })
  const changed = await send('PATCH', b, { quantity_to_pick: '0' })
  t.match(changed.body.lines[1], { quantity_to_pick: 0, status: 'open' })
  for (const body of [{}, { quantity_to_pick: -1 }, { quantity_to_pick: null }]) {
    t.equal((await send('PATCH', a, body)).status, 400)
  }
  await app.inventory.remove('AAAA', { boxNo: box, locNo: 2 }, 2)
  t.match(
    await send('POST', `${a}/pick`),
    { status: 409, body: { code: 'INSUFFICIENT_QUANTITY' } },
    'no stock there any more',
  )
  t.match((await send('POST', `${b}/pick`)).body.lines[1], { status: 'completed', inventory_change_id: null })
  t.match(await send('PATCH', b, { quantity_to_pick: 1 }), refused)
  t.match((await send('POST', `${b}/undo`)).body.lines[1], { status: 'open', picked_at: null })
  await send('POST', `${b}/pick`)
  await send('PATCH', a, { quantity_to_pick: 0 })
  t.match((await send('POST', `${a}/pick`)).body, { status: 'completed', total_quantity_to_pick: 0 })
  t.match(await send('PATCH', a, { quantity_to_pick: 1 }), refused)
  t.same(await counts(), [(before[0] ?? 0) + 3, (before[1] ?? 0) + 98 - 1 - 100, before[2], (before[3] ?? 0) + 2])
})

t.test('a pick whose change of stock is not known cannot be undone', async (t) => {
  const { app, send, kit } = await setUp(t)
  const list = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })).body
  const line = `/pick-lists/${list.id}/lines/${list.lines[0].id}`
  await send('POST', `${line}/pick`)
  await rewriteLedger(app.db, 'delete from quantity_history where delta_qty < 0')
  const before = await value('pick_list_line_undo_total', { outcome: 'error' })
  t.match(await send('POST', `${line}/undo`), refused)
  t.equal((await value('pick_list_line_undo_total', { outcome: 'error' })) - before, 1)
})

t.test('parts that share a location do not hold each other', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const box = await addBox(app.db, 1)
  const [a, b] = [await addPart(app.db, 'AAAA'), await addPart(app.db, 'BBBB')]
  await addStock(app.db, a, box, 1, 5)
  await addStock(app.db, b, box, 1, 5)
  const kits = [await addKit(app, 'A', [[a, 5]], 0), await addKit(app, 'B', [[b, 5]], 0)]
  for (const kit of kits) {
    const created = await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })
    t.match(created, { status: 201, body: { lines: [{ quantity_to_pick: 5 }] } })
    t.match(await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 }), refused, 'all of it is held')
  }
})
