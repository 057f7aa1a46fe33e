import t from 'tap'
import { findLedgerErrors } from '../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit, jsonClient } from '../../support/kit-rows.ts'
import { metricValue } from '../../support/metric-value.ts'
import type { Teardown } from '../../support/test-database.ts'

interface Line {
  id: number
  status: string
  quantity_to_pick: number
  location: { id: number; box_no: number; loc_no: number }
}

/** A pick list for 7 pieces of AAAA: 2 from slot 2 and 5 from slot 1, in this order. */
async function setUp(t: Teardown) {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const box = await addBox(app.db, 9)
  const part = await addPart(app.db, 'AAAA')
  await addStock(app.db, part, box, 1, 5)
  await addStock(app.db, part, box, 2, 2)
  const kit = await addKit(app, 'Clock', [[part, 7]])
  const list = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })).body
  const url = `/pick-lists/${list.id}`
  const lines = async (): Promise<Line[]> => (await send('GET', url)).body.lines
  const lineAt = async (loc: number) => (await lines()).find(({ location }) => location.loc_no === loc)?.id ?? 0
  const move = (from: number, to: number, qty: number) =>
    send('POST', '/inventory/parts/AAAA/move', {
      from_box_no: box,
      from_loc_no: from,
      to_box_no: box,
      to_loc_no: to,
      qty,
    })
  return { app, send, box, part, kit, url, lines, lineAt, move }
}

const plan = (lines: readonly Line[]) =>
  lines.map(({ location, quantity_to_pick, status }) => [location.loc_no, quantity_to_pick, status])

t.test('a pick of stock that was moved says where it lies, and the line is planned anew', async (t) => {
  const { app, send, box, url, lines, lineAt, move } = await setUp(t)
  const line = await lineAt(1)
  t.ok((await move(1, 4, 3)).status < 300)
  const short = await send('POST', `${url}/lines/${line}/pick`)
  const places = (...slots: [number, number][]) => slots.map(([loc_no, qty]) => ({ box_no: box, loc_no, qty }))
  t.match(short, {
    status: 409,
    body: {
      code: 'INSUFFICIENT_QUANTITY',
      error: `Not enough parts available at ${box}-1 (requested 5, have 2); AAAA lies at ${box}-1 (2), ${box}-2 (2), ${box}-4 (3)`,
      details: { message: String, places: places([1, 2], [2, 2], [4, 3]) },
    },
  })
  t.ok((await move(1, 5, 2)).status < 300)
  const gone = await send('POST', `${url}/lines/${line}/pick`)
  t.match(gone, {
    status: 409,
    body: { error: /requested 5, have 0/, details: { places: places([2, 2], [4, 3], [5, 2]) } },
  })
  const replanned = await metricValue('pick_list_line_replanned_total')
  const anew = await send('POST', `${url}/lines/${line}/replan`)
  t.equal(anew.status, 200)
  t.same(plan(anew.body.lines), [
    [2, 2, 'open'],
    [4, 3, 'open'],
    [5, 2, 'open'],
  ])
  t.ok(
    anew.body.lines.some(({ id }: Line) => id === line),
    'the line is still there',
  )
  t.equal((await metricValue('pick_list_line_replanned_total')) - replanned, 1)
  for (const { id } of await lines()) t.equal((await send('POST', `${url}/lines/${id}/pick`)).status, 200)
  t.match((await send('GET', url)).body, { status: 'completed', picked_quantity: 7 })
  t.same(await findLedgerErrors(app.db), [])
})

t.test('a line that can be picked as it is stays unchanged', async (t) => {
  const { app, send, box, part, url, lines, lineAt } = await setUp(t)
  const line = await lineAt(1)
  // A new plan would begin with the smallest remainder.
  await addStock(app.db, part, box, 3, 1)
  const before = await lines()
  const replanned = await metricValue('pick_list_line_replanned_total')
  const answer = await send('POST', `${url}/lines/${line}/replan`)
  t.equal(answer.status, 200)
  t.same(answer.body.lines, before)
  t.equal(await metricValue('pick_list_line_replanned_total'), replanned)

  const other = await addKit(app, 'Second')
  await send('POST', `/kits/${other}/contents`, { part_id: part, required_per_unit: 1 })
  await app.db.query('update kits set build_target = 0')
  const { body } = await send('POST', `/kits/${other}/pick-lists`, { requested_units: 1 })
  await send('PATCH', `/pick-lists/${body.id}/lines/${body.lines[0].id}`, { quantity_to_pick: 3 })
  await addStock(app.db, part, box, 4, 9)
  await app.db.query('update kit_pick_list_lines set location_id = $1 where pick_list_id = $2', [
    before.find(({ id }) => id === line)?.location.id,
    body.id,
  ])
  const moved = (await send('POST', `${url}/lines/${line}/replan`)).body.lines
  t.notSame(moved, before, 'what another list holds at the place is not taken')
})

t.test('a line can be planned to a place that the list has been picked from', async (t) => {
  const { app, send, url, lines, lineAt, move } = await setUp(t)
  const [first, second] = [await lineAt(2), await lineAt(1)]
  t.equal((await send('POST', `${url}/lines/${first}/pick`)).status, 200)
  t.ok((await move(1, 2, 5)).status < 300)
  t.equal((await send('POST', `${url}/lines/${second}/pick`)).status, 409)
  t.same(plan((await send('POST', `${url}/lines/${second}/replan`)).body.lines), [
    [2, 5, 'open'],
    [2, 2, 'completed'],
  ])
  t.equal((await send('POST', `${url}/lines/${second}/pick`)).status, 200)
  for (const id of [first, second]) t.equal((await send('POST', `${url}/lines/${id}/undo`)).status, 200)
  t.same(plan(await lines()), [
    [2, 5, 'open'],
    [2, 2, 'open'],
  ])
  t.same((await send('GET', '/parts/AAAA/locations')).body.length, 1)
  t.same(await findLedgerErrors(app.db), [])
})

t.test('what others hold or reserve is respected as far as the promise allows', async (t) => {
  const { app, send, box, part, url, lineAt, move } = await setUp(t)
  const line = await lineAt(1)
  await addStock(app.db, part, box, 6, 4)
  const other = await addKit(app, 'Other', [[part, 4]])
  t.equal((await send('POST', `/kits/${other}/pick-lists`, { requested_units: 1 })).status, 409, 'kit Clock reserves 7')
  await send('PATCH', `/kits/${other}`, { build_target: 1 })
  t.ok((await move(1, 7, 5)).status < 300)
  t.same(
    plan((await send('POST', `${url}/lines/${line}/replan`)).body.lines),
    [
      [2, 2, 'open'],
      [7, 5, 'open'],
    ],
    'the 4 pieces that the other kit reserves are set aside',
  )
  t.ok((await move(7, 8, 4)).status < 300)
  await send('PATCH', `/kits/${other}`, { build_target: 100 })
  const anew = await send('POST', `${url}/lines/${line}/replan`)
  t.equal(anew.status, 200, 'what was reserved later does not take the promise away')
  const total = anew.body.lines.reduce((sum: number, { quantity_to_pick }: Line) => sum + quantity_to_pick, 0)
  t.equal(total, 7)
})

t.test('what replanning does not allow', async (t) => {
  const { send, box, url, lines, lineAt, kit } = await setUp(t)
  const [small, large] = [await lineAt(2), await lineAt(1)]
  const replan = (id: number) => send('POST', `${url}/lines/${id}/replan`)
  await send('PATCH', `${url}/lines/${large}`, { quantity_to_pick: 6 })
  const short = await replan(large)
  t.match(short, {
    status: 409,
    body: { code: 'INSUFFICIENT_QUANTITY', error: /fewer than 6 pieces are free/, details: { places: [{}, {}] } },
  })
  t.same(
    plan(await lines()),
    [
      [1, 6, 'open'],
      [2, 2, 'open'],
    ],
    'nothing has changed',
  )
  await send('PATCH', `${url}/lines/${large}`, { quantity_to_pick: 0 })
  t.equal((await replan(large)).status, 200, 'a line of no pieces needs no place')
  t.equal((await send('POST', `${url}/lines/${small}/pick`)).status, 200)
  t.match(await replan(small), { status: 409, body: { code: 'INVALID_OPERATION' } })
  t.equal((await replan(999)).status, 404)
  t.equal((await send('POST', `/pick-lists/999/lines/${large}/replan`)).status, 404)
  await send('DELETE', '/inventory/parts/AAAA/stock', { box_no: box, loc_no: 1, qty: 5 })
  await send('PATCH', `${url}/lines/${large}`, { quantity_to_pick: 1 })
  t.match(await replan(large), { status: 409, body: { error: /AAAA is in stock nowhere$/, details: { places: [] } } })
  await send('POST', `/kits/${kit}/archive`)
  t.match(await replan(large), { status: 409 }, 'an archived kit makes no difference')
})

t.test('of lines planned anew at once none gets what another one holds', async (t) => {
  const { app, send, box, part, url, lines, lineAt } = await setUp(t)
  await addStock(app.db, part, box, 3, 7)
  const kit = await addKit(app, 'Second')
  await send('POST', `/kits/${kit}/contents`, { part_id: part, required_per_unit: 7 })
  await app.db.query(`update kits set build_target = 0`)
  const second = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })).body
  const ids = [await lineAt(1), await lineAt(2)]
  const answers = await Promise.all([
    ...ids.map((id) => send('POST', `${url}/lines/${id}/replan`)),
    ...second.lines.map(({ id }: Line) => send('POST', `/pick-lists/${second.id}/lines/${id}/replan`)),
  ])
  t.ok(answers.every(({ status }) => status === 200))
  const all = [...(await lines()), ...(await send('GET', `/pick-lists/${second.id}`)).body.lines]
  for (const [loc, qty] of [
    [1, 5],
    [2, 2],
    [3, 7],
  ] as const) {
    const held = all.filter(({ location }) => location.loc_no === loc)
    t.equal(
      held.reduce((sum: number, { quantity_to_pick }: Line) => sum + quantity_to_pick, 0),
      qty,
    )
  }
})
