import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { rewriteLedger } from '../../support/rewrite-ledger.ts'

const DAY_MS = 86_400_000

function dayBefore(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10)
}

t.test('the shelf: every box with the slots that hold something', async (t) => {
  const app = await buildApp(t)
  const { db } = app
  t.same((await app.inject('/api/dashboard/shelf')).json(), [])
  await addBox(db, 20, 'Resistors')
  await addBox(db, 4, 'Empty')
  for (const key of ['ABCD', 'EFGH']) await addPart(db, key)
  const put = (key: string, loc_no: number, qty: number) =>
    app.inject({
      method: 'POST',
      url: `/api/inventory/parts/${key}/stock`,
      payload: { box_no: 1, loc_no, qty },
    })
  await put('ABCD', 12, 3)
  await put('EFGH', 12, 4)
  await put('EFGH', 2, 5)
  t.same((await app.inject('/api/dashboard/shelf')).json(), [
    { box_no: 1, description: 'Resistors', capacity: 20, pieces: 12, occupied: [2, 12], low_parts: 1 },
    { box_no: 2, description: 'Empty', capacity: 4, pieces: 0, occupied: [], low_parts: 0 },
  ])
})

t.test('pieces in and out by day: without moves, days without any included', async (t) => {
  const app = await buildApp(t)
  const { db } = app
  await addBox(db, 20)
  await addPart(db, 'ABCD')
  const stock = { box_no: 1, loc_no: 1 }
  const url = '/api/inventory/parts/ABCD/stock'
  await app.inject({ method: 'POST', url, payload: { ...stock, qty: 30 } })
  await app.inject({ method: 'DELETE', url, payload: { ...stock, qty: 4 } })
  await app.inject({
    method: 'POST',
    url: '/api/inventory/parts/ABCD/move',
    payload: { from_box_no: 1, from_loc_no: 1, to_box_no: 1, to_loc_no: 2, qty: 7 },
  })
  await app.inject({ method: 'POST', url, payload: { ...stock, qty: 11 } })
  await rewriteLedger(
    db,
    `update quantity_history set timestamp = ((now() at time zone 'UTC')::date - 2) at time zone 'UTC' where delta_qty = 11`,
  )
  const read = async (query = '') => (await app.inject(`/api/dashboard/movements${query}`)).json()
  t.same(await read('?days=3'), [
    { day: dayBefore(2), pieces_in: 11, pieces_out: 0 },
    { day: dayBefore(1), pieces_in: 0, pieces_out: 0 },
    { day: dayBefore(0), pieces_in: 30, pieces_out: 4 },
  ])
  t.same(await read('?days=2').then((days) => days.length), 2)
  t.equal((await read()).length, 90)
  t.equal((await read('?days=99999')).length, 366, 'the nearest bound')
})
