import t from 'tap'
import { startCounting } from '../../support/counting-client.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'

t.test('the report of a finished round says what its counts found that stand', async (t) => {
  const { db, send } = await startCounting(t)
  const box = await addBox(db, 9)
  await addStock(db, await addPart(db, 'AAAA'), box, 1, 10)
  await addStock(db, await addPart(db, 'BBBB'), box, 2, 7)
  await addPart(db, 'CCCC')
  const round = `/boxes/${box}/counts/${(await send('POST', `/boxes/${box}/counts`)).body.id}`
  const countLine = async (part_key: string, loc_no: number, counted_qty: number) =>
    (await send('POST', `${round}/lines`, { part_key, loc_no, counted_qty })).body.counted.operation_id
  const report = async () => {
    const [listed] = (await send('GET', `/boxes/${box}/counts`)).body
    t.strictSame((await send('GET', round)).body.report, listed.report)
    return listed.report
  }
  const undo = async (id: string) => (await send('POST', `/operations/${id}/undo`, {})).body.operation_id
  const counts = [await countLine('AAAA', 1, 13), await countLine('BBBB', 2, 5), await countLine('CCCC', 3, 4)]
  const finished = (await send('POST', `${round}/finish`)).body
  t.strictSame(finished, { counted: 3, difference_pieces: 5, missing: 2, found: 7, not_counted: [] })
  t.strictSame(await report(), finished)
  const undone = []
  for (const id of counts) undone.push(await undo(id))
  t.strictSame(
    await report(),
    {
      counted: 0,
      difference_pieces: 0,
      missing: 0,
      found: 0,
      not_counted: [
        { part_key: 'AAAA', loc_no: 1 },
        { part_key: 'BBBB', loc_no: 2 },
      ],
    },
    'nothing lies where something was found that nobody knew of',
  )
  for (const id of undone) await undo(id)
  t.strictSame(await report(), finished, 'all is done again')
})

t.test('a line of a round was counted when its count was, also after that was undone and done again', async (t) => {
  const { db, send } = await startCounting(t)
  const box = await addBox(db, 9)
  await addStock(db, await addPart(db, 'AAAA'), box, 1, 10)
  const round = `/boxes/${box}/counts/${(await send('POST', `/boxes/${box}/counts`)).body.id}`
  const undo = async (id: string) => (await send('POST', `/operations/${id}/undo`, {})).body.operation_id
  const line = async () => (await db.query('select counted_qty, counted_at::text as at from counting_round_lines'))[0]
  const { counted } = (await send('POST', `${round}/lines`, { part_key: 'AAAA', loc_no: 1, counted_qty: 8 })).body
  const before = await line()
  await undo(await undo(counted.operation_id))
  t.strictSame(await line(), before)
  const again = (await send('POST', `${round}/lines`, { part_key: 'AAAA', loc_no: 1, counted_qty: 9 })).body.counted
  const same = 'select line.counted_at = pile.counted_at as same from counting_round_lines line, part_locations pile'
  t.strictSame(await db.query(same), [{ same: true }], 'the pile and its line say the same')
  await undo(again.operation_id)
  t.strictSame(await line(), before)
})

t.test('a round goes through a box, and its report says what was found', async (t) => {
  const { db, send } = await startCounting(t)
  const box = await addBox(db, 9)
  for (const [key, loc, qty] of [
    ['BBBB', 1, 10],
    ['AAAA', 1, 20],
    ['CCCC', 3, 30],
    ['DDDD', 5, 40],
    ['EEEE', 7, 50],
  ] as const) {
    await addStock(db, await addPart(db, key), box, loc, qty)
  }
  await addPart(db, 'NEWX')
  const begun = await send('POST', `/boxes/${box}/counts`)
  t.match(begun, { status: 201, body: { id: Number, box_no: box, started_at: /Z$/, finished_at: null } })
  t.strictSame(begun.body.lines, [
    { part_key: 'AAAA', loc_no: 1, counted_qty: null, difference: null, deleted_at: null },
    { part_key: 'BBBB', loc_no: 1, counted_qty: null, difference: null, deleted_at: null },
    { part_key: 'CCCC', loc_no: 3, counted_qty: null, difference: null, deleted_at: null },
    { part_key: 'DDDD', loc_no: 5, counted_qty: null, difference: null, deleted_at: null },
    { part_key: 'EEEE', loc_no: 7, counted_qty: null, difference: null, deleted_at: null },
  ])
  const round = `/boxes/${box}/counts/${begun.body.id}`
  const count = (part_key: string, loc_no: number, counted_qty: number, more = {}) =>
    send('POST', `${round}/lines`, { part_key, loc_no, counted_qty, ...more })

  t.match(await send('POST', `/boxes/${box}/counts`), {
    status: 409,
    body: { error: /open already/, details: { id: begun.body.id } },
  })
  t.match((await send('GET', `/boxes/${box}/counts`)).body, [{ id: begun.body.id, finished_at: null, report: null }])
  t.match(await count('AAAA', 1, 18), {
    status: 200,
    body: {
      counted: { qty: 18, difference: -2 },
      lines: [{ part_key: 'AAAA', counted_qty: 18 }, { counted_qty: null }],
    },
  })
  t.match((await count('CCCC', 3, 33)).body.counted, { difference: 3 })
  t.match((await count('NEWX', 4, 7)).body.counted, { difference: 7 }, 'a pile that nobody knew of')
  // Pieces go from a pile that was counted, and from one that was not.
  await send('DELETE', '/inventory/parts/CCCC/stock', { box_no: box, loc_no: 3, qty: 33 })
  await send('DELETE', '/inventory/parts/DDDD/stock', { box_no: box, loc_no: 5, qty: 15 })
  t.match((await count('DDDD', 5, 25)).body.counted, { difference: 0 }, 'the count holds for the pile as it is now')
  t.match((await count('AAAA', 1, 19)).body.counted, { difference: 1 }, 'counted again')
  t.match(await count('AAAA', 1, 5, { expected_qty: 18 }), { status: 409, body: { details: { qty: 19 } } })

  t.strictSame((await send('GET', round)).body.lines, [
    { part_key: 'AAAA', loc_no: 1, counted_qty: 19, difference: -1, deleted_at: null },
    { part_key: 'BBBB', loc_no: 1, counted_qty: null, difference: null, deleted_at: null },
    { part_key: 'CCCC', loc_no: 3, counted_qty: 33, difference: 3, deleted_at: null },
    { part_key: 'NEWX', loc_no: 4, counted_qty: 7, difference: 7, deleted_at: null },
    { part_key: 'DDDD', loc_no: 5, counted_qty: 25, difference: 0, deleted_at: null },
    { part_key: 'EEEE', loc_no: 7, counted_qty: null, difference: null, deleted_at: null },
  ])
  const report = await send('POST', `${round}/finish`)
  t.strictSame(
    [report.status, report.body],
    [
      200,
      {
        counted: 4,
        difference_pieces: 9,
        missing: 1,
        found: 10,
        not_counted: [
          { part_key: 'BBBB', loc_no: 1 },
          { part_key: 'EEEE', loc_no: 7 },
        ],
      },
    ],
  )
  t.equal((await send('POST', `${round}/finish`)).status, 409)
  t.equal((await count('AAAA', 1, 1)).status, 409, 'a finished round counts nothing')
  await send('DELETE', '/inventory/parts/EEEE/stock', { box_no: box, loc_no: 7, qty: 50 })
  t.match((await send('GET', round)).body, { finished_at: /Z$/, report: report.body }, 'what was found is kept')
  const next = await send('POST', `/boxes/${box}/counts`)
  t.equal(next.status, 201, 'the next round')
  const rounds = async (query = '') => (await send('GET', `/boxes/${box}/counts${query}`)).body
  t.match(await rounds(), [
    { id: next.body.id, finished_at: null, report: null },
    { id: begun.body.id, report: report.body },
  ])
  t.match(await rounds('?limit=1'), [{ id: next.body.id }])
})

t.test('a round can be dropped, and is one of its box', async (t) => {
  const { db, send } = await startCounting(t)
  const [box, other] = [await addBox(db, 2), await addBox(db, 2)]
  await addStock(db, await addPart(db, 'AAAA'), box, 1, 10)
  const { id } = (await send('POST', `/boxes/${box}/counts`)).body
  const line = { part_key: 'AAAA', loc_no: 1, counted_qty: 8 }
  for (const [method, path, payload] of [
    ['GET', `/boxes/${other}/counts/${id}`],
    ['DELETE', `/boxes/${other}/counts/${id}`],
    ['POST', `/boxes/${other}/counts/${id}/lines`, line],
    ['POST', `/boxes/${other}/counts/${id}/finish`],
    ['GET', `/boxes/${box}/counts/999`],
    ['POST', '/boxes/999/counts'],
    ['GET', '/boxes/999/counts'],
  ] as const) {
    t.equal((await send(method, path, payload)).status, 404, `${method} ${path}`)
  }
  const round = `/boxes/${box}/counts/${id}`
  for (const wrong of [{ loc_no: 3 }, { part_key: 'ZZZZ' }]) {
    t.equal((await send('POST', `${round}/lines`, { ...line, ...wrong })).status, 404)
  }
  t.equal((await send('POST', `${round}/lines`, line)).status, 200)
  t.equal((await send('DELETE', round)).status, 204)
  t.equal((await send('GET', round)).status, 404)
  t.match((await send('GET', '/parts/AAAA/locations')).body, [{ qty: 8 }], 'what was counted stays')
  t.equal((await send('POST', `/boxes/${box}/counts`)).status, 201)
})

t.test('of two rounds begun at once one is refused', async (t) => {
  const { db, send } = await startCounting(t)
  const box = await addBox(db, 2)
  const answers = await Promise.all([1, 2, 3].map(() => send('POST', `/boxes/${box}/counts`)))
  t.strictSame(answers.map(({ status }) => status).sort(), [201, 409, 409])
})
