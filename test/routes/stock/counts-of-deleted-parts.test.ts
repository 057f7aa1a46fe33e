import t, { type Test } from 'tap'
import { startCounting } from '../../support/counting-client.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'

/** A box with 5 pieces each of XXXX and YYYY, and an open round of it. */
async function startRound(t: Test) {
  const { db, send } = await startCounting(t)
  const box = await addBox(db, 4)
  await addStock(db, await addPart(db, 'XXXX'), box, 1, 5)
  await addStock(db, await addPart(db, 'YYYY'), box, 2, 5)
  const round = `/boxes/${box}/counts/${(await send('POST', `/boxes/${box}/counts`)).body.id}`
  const count = async (part_key: string, loc_no: number, counted_qty: number): Promise<string> =>
    (await send('POST', `${round}/lines`, { part_key, loc_no, counted_qty })).body.counted.operation_id
  const undo = async (id: string): Promise<string> => {
    const undone = await send('POST', `/operations/${id}/undo`, {})
    t.equal(undone.status, 200, JSON.stringify(undone.body))
    return undone.body.operation_id
  }
  return { send, round, count, undo, read: async () => (await send('GET', round)).body }
}

t.test('a part that is deleted after it was counted to nothing stays in the report of its round', async (t) => {
  const { send, round, count, undo, read } = await startRound(t)
  await count('XXXX', 1, 0)
  const counted = await count('YYYY', 2, 7)
  const finished = (await send('POST', `${round}/finish`)).body
  t.strictSame(finished, { counted: 2, difference_pieces: -3, missing: 5, found: 2, not_counted: [] })
  const lines = (await read()).lines
  t.equal((await send('DELETE', '/parts/XXXX')).status, 204)
  await undo(await undo(counted))
  const later = await read()
  t.strictSame(later.report, finished, 'what the other counts say does not change it')
  t.match(later.lines, [
    { part_key: 'XXXX', loc_no: 1, counted_qty: 0, deleted_at: /Z$/ },
    { part_key: 'YYYY', loc_no: 2, counted_qty: 7, deleted_at: null },
  ])
  t.equal((await send('POST', '/retired-parts/XXXX/restore')).status, 200)
  t.strictSame((await read()).lines, lines, 'the part is back, and its line is as before')
  await undo(counted)
  t.match((await read()).report, { counted: 1, missing: 5, found: 0 })
})

t.test('a part that is deleted while its round is open counts when the round is finished', async (t) => {
  const { send, round, count, read } = await startRound(t)
  await count('XXXX', 1, 0)
  const { headers } = await send('DELETE', '/parts/XXXX')
  t.match((await read()).lines, [
    { part_key: 'XXXX', counted_qty: 0, deleted_at: /Z$/ },
    { part_key: 'YYYY', counted_qty: null, deleted_at: null },
  ])
  t.equal((await send('POST', `/operations/${headers['operation-id']}/undo`, {})).status, 200)
  t.match((await read()).lines, [{ part_key: 'XXXX', counted_qty: 0, deleted_at: null }, { part_key: 'YYYY' }])
  t.equal((await send('DELETE', '/parts/XXXX')).status, 204)
  t.strictSame((await send('POST', `${round}/finish`)).body, {
    counted: 1,
    difference_pieces: -5,
    missing: 5,
    found: 0,
    not_counted: [{ part_key: 'YYYY', loc_no: 2 }],
  })
})

t.test('a count of a deleted part that found what was expected is undone and done again', async (t) => {
  const { send, round, count, undo, read } = await startRound(t)
  await count('XXXX', 1, 0)
  const none = await count('XXXX', 1, 0)
  await send('POST', `${round}/finish`)
  const { report, lines } = await read()
  await send('DELETE', '/parts/XXXX')
  const undone = await undo(none)
  t.match((await read()).report, { counted: 1, missing: 5 }, 'the first count stands')
  await undo(undone)
  t.strictSame((await read()).report, report)
  t.match((await read()).lines, [{ ...lines[0], deleted_at: /Z$/ }])
})
