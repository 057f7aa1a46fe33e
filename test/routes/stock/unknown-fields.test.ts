import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'

t.test('a misspelt field is refused and named, and nothing is done', async (t) => {
  const app = await buildApp(t)
  const [box, other] = [await addBox(app.db, 9), await addBox(app.db, 9)]
  await addStock(app.db, await addPart(app.db, 'AAAA'), box, 1, 10)
  const post = (url: string, payload: object = {}) => app.inject({ method: 'POST', url: `/api${url}`, payload })
  const added = await post('/inventory/parts/AAAA/stock', { box_no: box, loc_no: 1, qty: 5 })
  const round = (await post(`/boxes/${box}/counts`)).json().id
  const stock = () => app.db.query('select box_no, loc_no, qty from part_locations')
  const before = await stock()
  const move = { part_key: 'AAAA', from_box_no: box, from_loc_no: 1, to_box_no: box, to_loc_no: 2, qty: 1 }
  for (const [url, payload, field] of [
    [`/operations/${added.headers['operation-id']}/undo`, { dryrun: true }, 'dryrun'],
    ['/inventory/moves', { moves: [move], dry_run: true }, 'dry_run'],
    ['/inventory/moves', { moves: [{ ...move, quantity: 2 }] }, 'moves.0.quantity'],
    [`/boxes/${box}/move-contents`, { to_box_no: other, keep_location: true }, 'keep_location'],
    ['/inventory/parts/AAAA/count', { box_no: box, loc_no: 1, counted_qty: 1, expected: 15 }, 'expected'],
    [
      `/boxes/${box}/counts/${round}/lines`,
      { part_key: 'AAAA', loc_no: 1, counted_qty: 1, expectd_qty: 15 },
      'expectd_qty',
    ],
  ] as const) {
    const answer = await post(url, payload)
    t.equal(answer.statusCode, 400, `${url}: ${answer.body}`)
    t.match(answer.json(), { error: `${field} is not a known field`, details: { field } })
  }
  t.strictSame(await stock(), before)
})
