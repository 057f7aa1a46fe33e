import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit } from '../../support/kit-rows.ts'
import { operationClient } from '../../support/operation-client.ts'
import { otherSession } from '../../support/other-session.ts'

/** Two parts whose order is the opposite of that of their locations, and a session that locks locations in their order. */
async function start(t: Test) {
  const app = await buildApp(t)
  const client = operationClient(app)
  const [box, other] = [await addBox(app.db, 2), await addBox(app.db, 2)]
  const parts = [await addPart(app.db, 'AAAA'), await addPart(app.db, 'BBBB')]
  for (const [index, part] of parts.entries()) await addStock(app.db, part, box, 2 - index, 10)
  const session = await otherSession(t, app)
  const lock = (boxNo: number, locNo: number) =>
    session.query('select from locations where box_no = $1 and loc_no = $2 for update nowait', [boxNo, locNo])
  /** Locks the first location of a box, and the second while a request waits for the first. @returns its answer. */
  const between = async <T>(boxNo: number, request: () => Promise<T>): Promise<T> => {
    await session.query('begin')
    await lock(boxNo, 1)
    const answer = request()
    await session.waiting()
    await t.resolves(lock(boxNo, 2), 'nobody has a later location who waits for an earlier one')
    await session.query('rollback')
    return answer
  }
  const move = (part_key: string, loc_no: number) => ({
    part_key,
    from_box_no: box,
    from_loc_no: loc_no,
    to_box_no: other,
    to_loc_no: loc_no,
    qty: 10,
  })
  return { app, ...client, box, other, parts, between, moves: [move('AAAA', 2), move('BBBB', 1)] }
}

t.test('a pick list locks the locations that it takes from in their order', async (t) => {
  const { app, send, box, parts, between } = await start(t)
  const kit = await addKit(
    app,
    'Clock',
    parts.map((part) => [part, 2]),
  )
  const made = await between(box, () => send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 }))
  t.match(made, { status: 201, body: { lines: [{}, {}] } })
})

t.test('moves, and what undoes them, lock the locations that they bring pieces to in their order', async (t) => {
  const { send, undo, box, other, between, moves } = await start(t)
  const moved = await between(other, () => send('POST', '/inventory/moves', { moves }))
  t.equal(moved.status, 200)
  const undone = await between(box, () => undo(moved.operation))
  t.equal(undone.status, 200, JSON.stringify(undone.body))
})
