import t from 'tap'
import { startCounting } from '../../support/counting-client.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { sampleValue } from '../../support/sample-value.ts'
import { createTestDatabase } from '../../support/test-database.ts'

const pieces = async (direction: string) =>
  (await sampleValue('inventory_count_difference_pieces_total', { direction })) ?? 0

t.test('a pile becomes what was counted, and the difference is one row of the ledger', async (t) => {
  const { db, send } = await startCounting(t)
  const box = await addBox(db, 3)
  await addStock(db, await addPart(db, 'AAAA'), box, 1, 100)
  const before = { missing: await pieces('missing'), found: await pieces('found') }
  const count = (counted_qty: number, more = {}) =>
    send('POST', '/inventory/parts/AAAA/count', { box_no: box, loc_no: 1, counted_qty, ...more })

  const fewer = await count(97, { note: 'on the shelf', expected_qty: 100 })
  t.match(fewer, {
    status: 200,
    body: {
      key: 'AAAA',
      box_no: box,
      loc_no: 1,
      qty: 97,
      difference: -3,
      counted_at: /Z$/,
      operation_id: /^[0-9a-f-]{36}$/,
    },
  })
  t.equal(fewer.headers['operation-id'], fewer.body.operation_id)
  const [row] = (await send('GET', '/parts/AAAA/history')).body
  t.match(row, { delta_qty: -3, reason: 'count', note: 'on the shelf', operation_id: fewer.body.operation_id })
  const [pile] = (await send('GET', '/parts/AAAA/locations')).body
  t.match(pile, { qty: 97, counted_at: fewer.body.counted_at })

  const same = await count(97)
  t.match(same, { status: 200, body: { difference: 0, qty: 97 } })
  t.equal((await send('GET', '/parts/AAAA/history')).body.length, 2, 'no row without a difference')
  const [operation] = await db.query<{ reason: string }>('select reason from operations where id = $1', [
    same.body.operation_id,
  ])
  t.strictSame(operation, { reason: 'count' }, 'the operation is recorded all the same')
  t.ok(same.body.counted_at > fewer.body.counted_at)
  t.equal((await send('GET', '/parts/AAAA/locations')).body[0].counted_at, same.body.counted_at)

  t.match((await count(110)).body, { difference: 13, qty: 110 })
  t.match((await count(0)).body, { difference: -110, qty: 0 })
  t.strictSame((await send('GET', '/parts/AAAA/locations')).body, [], 'an empty pile is none')
  t.match(await count(0), { status: 200, body: { difference: 0, qty: 0 } }, '0 of 0')
  t.match((await count(5)).body, { difference: 5, qty: 5 }, 'a pile that nobody knew of')
  t.strictSame(await db.query('select coalesce(sum(delta_qty), 0)::int as sum from quantity_history'), [{ sum: 5 }])
  t.equal((await pieces('missing')) - before.missing, 113)
  t.equal((await pieces('found')) - before.found, 18)
})

t.test('a count that was undone is none: the pile and its round say what the counts found that stand', async (t) => {
  const { db, send } = await startCounting(t)
  const box = await addBox(db, 9)
  await addStock(db, await addPart(db, 'AAAA'), box, 1, 10)
  await addStock(db, await addPart(db, 'BBBB'), box, 2, 7)
  const countedAt = async () => (await send('GET', '/parts/AAAA/locations')).body[0].counted_at
  const undo = async (id: string) => {
    const undone = await send('POST', `/operations/${id}/undo`, {})
    t.equal(undone.status, 200, JSON.stringify(undone.body))
    return undone.body.operation_id
  }
  const count = async (counted_qty: number) =>
    (await send('POST', '/inventory/parts/AAAA/count', { box_no: box, loc_no: 1, counted_qty })).body
  const first = await count(12)
  const second = await count(12)
  const third = await count(9)
  const undone = await undo(third.operation_id)
  t.equal(await countedAt(), second.counted_at, 'the last one that stands')
  await undo(second.operation_id)
  t.equal(await countedAt(), first.counted_at)
  await undo(undone)
  t.equal(await countedAt(), third.counted_at, 'done again')
  await undo(third.operation_id)
  await undo(first.operation_id)
  t.equal(await countedAt(), null)

  const round = `/boxes/${box}/counts/${(await send('POST', `/boxes/${box}/counts`)).body.id}`
  const countLine = async (part_key: string, loc_no: number, counted_qty: number) =>
    (await send('POST', `${round}/lines`, { part_key, loc_no, counted_qty })).body.counted.operation_id
  await undo(await countLine('BBBB', 2, 99))
  await countLine('AAAA', 1, 8)
  await undo(await countLine('AAAA', 1, 50))
  t.match((await send('GET', round)).body.lines, [
    { part_key: 'AAAA', counted_qty: 8 },
    { part_key: 'BBBB', counted_qty: null },
  ])
  t.strictSame((await send('POST', `${round}/finish`)).body, {
    counted: 1,
    difference_pieces: -2,
    missing: 2,
    found: 0,
    not_counted: [{ part_key: 'BBBB', loc_no: 2 }],
  })
})

t.test('a count is not taken back, nor done again, below a later one of its pile that stands', async (t) => {
  const { db, send } = await startCounting(t)
  const box = await addBox(db, 9)
  const partId = await addPart(db, 'AAAA')
  await addStock(db, partId, box, 1, 10)
  await addStock(db, partId, box, 2, 10)
  await addStock(db, await addPart(db, 'BBBB'), box, 1, 10)
  const count = async (counted_qty: number, { key = 'AAAA', loc_no = 1 } = {}): Promise<string> =>
    (await send('POST', `/inventory/parts/${key}/count`, { box_no: box, loc_no, counted_qty })).body.operation_id
  const undo = (id: string, more = {}) => send('POST', `/operations/${id}/undo`, more)
  const pile = async () => (await send('GET', '/parts/AAAA/locations')).body[0]
  const because = `the pile in ${box}-1 was counted again since; undo that count first`

  const first = await count(7)
  await count(8, { key: 'BBBB' })
  await count(8, { loc_no: 2 })
  t.equal((await undo(first, { dry_run: true })).status, 200, 'other piles do not matter')
  for (const found of [9, 7]) {
    const later = await count(found)
    const before = await pile()
    for (const refused of [await undo(first, { dry_run: true }), await undo(first)]) {
      t.match(refused, { status: 409, body: { error: `Cannot undo this operation because ${because}` } })
    }
    t.match((await send('GET', `/operations/${first}`)).body, { undoable: false, not_undoable_because: because })
    t.strictSame(await pile(), before)
    t.equal((await undo(later)).status, 200)
  }
  const undone = await undo(first)
  t.match([undone.status, await pile()], [200, { qty: 10, counted_at: null }])
  const as_expected = await count(10)
  t.match(await undo(undone.body.operation_id), { status: 409, body: { error: new RegExp(because) } })
  t.equal((await undo(as_expected)).status, 200)
  t.equal((await undo(undone.body.operation_id)).status, 200)
  t.match(await pile(), { qty: 7 })
})

t.test('counts of a pile are done again in their order: each finds what it found', async (t) => {
  const { db, send } = await startCounting(t)
  const box = await addBox(db, 9)
  await addStock(db, await addPart(db, 'AAAA'), box, 1, 20)
  const round = `/boxes/${box}/counts/${(await send('POST', `/boxes/${box}/counts`)).body.id}`
  const count = async (counted_qty: number): Promise<string> =>
    (await send('POST', '/inventory/parts/AAAA/count', { box_no: box, loc_no: 1, counted_qty })).body.operation_id
  const undo = (id: string, more = {}) => send('POST', `/operations/${id}/undo`, more)
  const undone = async (id: string): Promise<string> => {
    const answer = await undo(id)
    t.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.operation_id
  }
  const refused = async (id: string, because: string) => {
    const before = (await send('GET', '/parts/AAAA/locations')).body
    for (const answer of [await undo(id, { dry_run: true }), await undo(id)]) {
      t.match(answer, { status: 409, body: { error: `Cannot do this operation again because ${because}` } })
    }
    t.match((await send('GET', `/operations/${id}`)).body, { undoable: false, not_undoable_because: because })
    t.strictSame((await send('GET', '/parts/AAAA/locations')).body, before)
  }
  const qty = async () => (await send('GET', '/parts/AAAA/locations')).body[0].qty
  const line = async () => (await send('GET', round)).body.lines[0].counted_qty
  const first = await count(17)
  const second = await count(19)
  const withoutSecond = await undone(second)
  const withoutFirst = await undone(first)
  const pile = `the pile in ${box}-1`
  await refused(withoutSecond, `an earlier count of ${pile} is undone; do that count again first`)
  const firstAgain = await undone(withoutFirst)
  const secondAgain = await undone(withoutSecond)
  t.strictSame([await qty(), await line()], [19, null])
  await undone(secondAgain)
  await undone(firstAgain)
  t.equal(await qty(), 20)

  const gone = await count(15)
  const withoutGone = await undone(gone)
  const next = await count(18)
  const withoutNext = await undone(next)
  const goneAgain = await undone(withoutGone)
  t.equal(await qty(), 15)
  await refused(withoutNext, `an earlier count of ${pile}, which was undone then, is done again; undo that count first`)
  await undone(goneAgain)
  await undone(withoutNext)
  t.equal(await qty(), 18, 'what it found')
})

t.test('a pile that comes back by an undo says when it was last counted there', async (t) => {
  const { db, send } = await startCounting(t)
  const [box, other] = [await addBox(db, 3), await addBox(db, 3)]
  await addStock(db, await addPart(db, 'AAAA'), box, 1, 5)
  const { counted_at: counted } = (
    await send('POST', '/inventory/parts/AAAA/count', { box_no: box, loc_no: 1, counted_qty: 5 })
  ).body
  const from = { box_no: box, loc_no: 1 }
  const move = { from_box_no: box, from_loc_no: 1, to_box_no: other, to_loc_no: 2, qty: 5 }
  for (const change of [
    () => send('DELETE', '/inventory/parts/AAAA/stock', { ...from, qty: 5 }),
    () => send('POST', '/inventory/parts/AAAA/move', move),
    () => send('POST', '/inventory/moves', { moves: [{ part_key: 'AAAA', ...move }] }),
    () => send('POST', `/boxes/${box}/move-contents`, { to_box_no: other }),
  ]) {
    const { headers } = await change()
    const places = (await send('GET', '/parts/AAAA/locations')).body
    t.notMatch(places, [{ counted_at: counted }], 'nobody has counted it where it lies now')
    t.equal((await send('POST', `/operations/${headers['operation-id']}/undo`, {})).status, 200)
    t.match((await send('GET', '/parts/AAAA/locations')).body, [{ ...from, qty: 5, counted_at: counted }])
  }
})

t.test('a pile that was never counted says so', async (t) => {
  const { db, send } = await startCounting(t)
  const box = await addBox(db, 1)
  await addPart(db, 'AAAA')
  const added = await send('POST', '/inventory/parts/AAAA/stock', { box_no: box, loc_no: 1, qty: 5 })
  t.match(added, { status: 201, body: { qty: 5 } })
  t.match((await send('GET', '/parts/AAAA/locations')).body, [{ qty: 5, counted_at: null }])
})

t.test('a count is refused when other pieces are there than expected, and says how many', async (t) => {
  const { db, send } = await startCounting(t)
  const box = await addBox(db, 1)
  await addStock(db, await addPart(db, 'AAAA'), box, 1, 100)
  const body = { box_no: box, loc_no: 1, counted_qty: 90 }
  const refused = await send('POST', '/inventory/parts/AAAA/count', { ...body, expected_qty: 99 })
  t.match(refused, { status: 409, body: { code: 'STOCK_CHANGED', details: { qty: 100, message: String } } })
  t.notOk('operation-id' in refused.headers)
  t.match((await send('GET', '/parts/AAAA/locations')).body, [{ qty: 100, counted_at: null }])
  for (const [path, change, status, error] of [
    ['ZZZZ', {}, 404, 'Part ZZZZ was not found'],
    ['AAAA', { loc_no: 2 }, 404, `Location ${box}-2 was not found`],
    ['AAAA', { counted_qty: -1 }, 400, /counted_qty/],
    ['AAAA', { counted_qty: 2 ** 31 }, 400, /counted_qty/],
    ['AAAA', { note: 'x'.repeat(501) }, 400, /note/],
    ['AAAA', { expected_qty: -1 }, 400, /expected_qty/],
  ] as const) {
    const answer = await send('POST', `/inventory/parts/${path}/count`, { ...body, ...change })
    t.match(answer, { status, body: { error } })
  }
  t.equal((await db.query('select from operations')).length, 0)
})

t.test('counts of one pile at once at two replicas leave what one of them says', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const first = await startCounting(t, databaseUrl)
  const second = await startCounting(t, databaseUrl)
  const { db } = first
  const box = await addBox(db, 1)
  const partId = await addPart(db, 'AAAA')
  for (const there of [0, 50]) {
    await db.query('delete from part_locations')
    if (there > 0) await addStock(db, partId, box, 1, there)
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        (n % 2 === 0 ? first : second).send('POST', '/inventory/parts/AAAA/count', {
          box_no: box,
          loc_no: 1,
          counted_qty: 10 + n,
        }),
      ),
    )
    t.strictSame([...new Set(answers.map(({ status }) => status))], [200])
    const [pile] = (await first.send('GET', '/parts/AAAA/locations')).body
    t.ok(
      answers.some(({ body }) => body.qty === pile.qty),
      `${pile.qty} was counted`,
    )
    const differences = answers.reduce((sum, { body }) => sum + body.difference, 0)
    t.equal(there + differences, pile.qty, 'the differences lead to it')
  }
})
