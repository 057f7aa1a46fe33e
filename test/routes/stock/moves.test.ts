import type { InjectOptions } from 'fastify'
import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { createTestDatabase } from '../../support/test-database.ts'

async function start(t: Test, databaseUrl?: string) {
  const statements = countStatements()
  const settings = databaseUrl === undefined ? {} : { settings: { databaseUrl } }
  const app = await buildApp(t, { ...settings, onStatement: statements.onStatement })
  const send = async (method: InjectOptions['method'] & string, path: string, payload?: object) => {
    const request = { method, url: `/api${path}` } as InjectOptions
    const answer = await app.inject(payload === undefined ? request : { ...request, payload })
    return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json(), headers: answer.headers }
  }
  const piles = async () =>
    (
      await app.db.query<{ pile: string }>(
        `select p.key || ' ' || box_no || '-' || loc_no || ' ' || qty as pile
           from part_locations l join parts p on p.id = l.part_id order by 1`,
      )
    ).map(({ pile }) => pile)
  return { app, db: app.db, send, piles, statements }
}

const move = (part_key: string, from: readonly [number, number], to: readonly [number, number], qty: number) => ({
  part_key,
  from_box_no: from[0],
  from_loc_no: from[1],
  to_box_no: to[0],
  to_loc_no: to[1],
  qty,
})

t.test('many moves are one operation, made in their order', async (t) => {
  const { db, send, piles } = await start(t)
  const [a, b] = [await addBox(db, 3), await addBox(db, 3)]
  await addStock(db, await addPart(db, 'AAAA'), a, 1, 10)
  await addStock(db, await addPart(db, 'BBBB'), a, 1, 5)
  const moves = [
    move('AAAA', [a, 1], [b, 1], 4),
    move('AAAA', [b, 1], [b, 2], 4),
    move('AAAA', [a, 1], [b, 2], 6),
    move('BBBB', [a, 1], [a, 1], 5),
  ]
  const answer = await send('POST', '/inventory/moves', { moves, note: 'tidy' })
  t.match(answer, { status: 200, body: { operation_id: /^[0-9a-f-]{36}$/, moves } })
  t.equal(answer.headers['operation-id'], answer.body.operation_id)
  t.strictSame(await piles(), [`AAAA ${b}-2 10`, `BBBB ${a}-1 5`])
  const rows = await db.query<{ delta: number }>(
    `select delta_qty as delta from quantity_history where operation_id = $1 order by id`,
    [answer.body.operation_id],
  )
  t.strictSame(
    rows.map(({ delta }) => delta),
    [-4, 4, -4, 4, -6, 6, -5, 5],
  )
  t.match((await send('GET', '/parts/AAAA/history')).body[0], { reason: 'move', note: 'tidy' })

  const undone = await send('POST', `/operations/${answer.body.operation_id}/undo`, {})
  t.equal(undone.status, 200, JSON.stringify(undone.body))
  t.strictSame(await piles(), [`AAAA ${a}-1 10`, `BBBB ${a}-1 5`], 'undone as a whole')
})

t.test('one move that cannot be made refuses all, and is named', async (t) => {
  const { db, send, piles } = await start(t)
  const box = await addBox(db, 3)
  await addStock(db, await addPart(db, 'AAAA'), box, 1, 10)
  await addStock(db, await addPart(db, 'FULL'), box, 2, 2 ** 31 - 1)
  await addStock(db, (await send('GET', '/parts/FULL')).body.id, box, 1, 1)
  const good = move('AAAA', [box, 1], [box, 2], 6)
  const before = await piles()
  for (const [bad, status, error] of [
    [move('ZZZZ', [box, 1], [box, 2], 1), 404, 'Part ZZZZ was not found'],
    [move('AAAA', [box, 3], [box, 2], 1), 404, `Part location AAAA at ${box}-3 was not found`],
    [move('AAAA', [box, 1], [box, 4], 1), 404, `Location ${box}-4 was not found`],
    [move('AAAA', [box, 1], [999, 1], 1), 404, 'Location 999-1 was not found'],
    [move('AAAA', [box, 1], [box, 2], 5), 409, `Not enough parts available at ${box}-1 (requested 5, have 4)`],
    [move('FULL', [box, 1], [box, 2], 1), 409, /would have more than 2147483647/],
  ] as const) {
    const answer = await send('POST', '/inventory/moves', { moves: [good, bad, good] })
    t.match(answer, { status, body: { error, details: { field: 'moves.1', message: String } } })
    t.notOk('operation-id' in answer.headers)
  }
  t.strictSame(await piles(), before)
  t.equal((await db.query('select from operations')).length, 0)
  for (const [body, field] of [
    [{ moves: [] }, 'moves'],
    [{}, 'moves'],
    [{ moves: Array(1001).fill(good) }, 'moves'],
    [{ moves: [good, { ...good, qty: 0 }] }, 'moves.1.qty'],
    [{ moves: [good, { ...good, to_loc_no: undefined }] }, 'moves.1.to_loc_no'],
    [{ moves: [good], note: 'x'.repeat(501) }, 'note'],
  ] as const) {
    t.match(await send('POST', '/inventory/moves', body), { status: 400, body: { details: { field } } })
  }
  t.strictSame(await piles(), before)
})

t.test('a thousand moves cost as many statements as one', async (t) => {
  const { app, db, send, statements, piles } = await start(t)
  const box = await addBox(db, 1000)
  const partId = await addPart(db, 'AAAA')
  await addStock(db, partId, box, 1, 2000)
  const few = await statements.during(() =>
    send('POST', '/inventory/moves', { moves: [move('AAAA', [box, 1], [box, 2], 1)] }),
  )
  const moves = Array.from({ length: 1000 }, (_, n) => move('AAAA', [box, 1], [box, (n % 999) + 2], 1))
  const many = await statements.during(async () => {
    t.equal((await send('POST', '/inventory/moves', { moves })).status, 200)
  })
  t.equal(many, few)
  t.equal((await piles()).length, 1000)
  const request = { url: '/api/inventory/moves', method: 'POST', headers: { 'idempotency-key': 'a' } } as const
  const back = moves.map(({ to_loc_no }) => move('AAAA', [box, to_loc_no], [box, 1], 1))
  const first = await app.inject({ ...request, payload: { moves: back } })
  t.equal(first.statusCode, 200)
  const again = await app.inject({ ...request, payload: { moves: back } })
  t.strictSame([again.statusCode, again.json()], [200, first.json()], 'an answer too large to be kept is read again')
  t.strictSame(await piles(), [`AAAA ${box}-1 1999`, `AAAA ${box}-2 1`])
})

t.test('moves against each other at two replicas lose no piece', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const first = await start(t, databaseUrl)
  const second = await start(t, databaseUrl)
  const { db } = first
  const box = await addBox(db, 6)
  const keys = ['AAAA', 'BBBB', 'CCCC', 'DDDD']
  for (const key of keys) await addStock(db, await addPart(db, key), box, 1, 60)
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, n) => {
      const order = n % 3 === 0 ? keys : keys.toReversed()
      const [from, to] = n % 2 === 0 ? [1, (n % 5) + 2] : [(n % 5) + 2, 1]
      const moves = order.map((key) => move(key, [box, from ?? 1], [box, to ?? 1], 3))
      return (n % 4 < 2 ? first : second).send('POST', '/inventory/moves', { moves })
    }),
  )
  t.strictSame(
    answers.map(({ status }) => status).filter((status) => ![200, 404, 409].includes(status)),
    [],
  )
  t.ok(answers.some(({ status }) => status === 200))
  t.strictSame(
    await db.query('select part_id, sum(qty)::int as qty from part_locations group by part_id order by part_id'),
    await db.query(
      'select part_id, sum(delta_qty)::int as qty from quantity_history group by part_id order by part_id',
    ),
  )
  t.strictSame(await db.query('select sum(qty)::int as qty from part_locations'), [{ qty: 240 }])
})

t.test('moves, counts and boxes that shrink at once: nothing fails and no piece is lost', async (t) => {
  const { db, send } = await start(t)
  const [a, b] = [await addBox(db, 3), await addBox(db, 6)]
  for (const key of ['AAAA', 'BBBB']) await addStock(db, await addPart(db, key), a, 1, 50)
  const statuses = new Set<number>()
  for (let round = 0; round < 8; round++) {
    const answers = await Promise.all([
      send('PUT', `/boxes/${b}`, { description: 'Box', capacity: (round % 2) * 5 + 1 }),
      send('POST', '/inventory/moves', { moves: [move('AAAA', [a, 1], [b, 4], 1), move('BBBB', [a, 1], [b, 5], 1)] }),
      send('POST', '/inventory/moves', { moves: [move('BBBB', [a, 1], [b, 4], 1), move('AAAA', [a, 1], [b, 5], 1)] }),
      send('POST', '/inventory/parts/AAAA/count', { box_no: b, loc_no: 6, counted_qty: round }),
      send('POST', `/boxes/${b}/move-contents`, { to_box_no: a }),
      send('DELETE', '/parts/BBBB'),
    ])
    for (const { status } of answers) statuses.add(status)
  }
  t.strictSame(
    [...statuses].filter((status) => status >= 500 || status === 400),
    [],
  )
  t.strictSame(
    await db.query('select part_id, sum(qty)::int as qty from part_locations group by part_id order by part_id'),
    await db.query(
      'select part_id, sum(delta_qty)::int as qty from quantity_history group by part_id order by part_id',
    ),
  )
})

t.test('the contents of a box go to the free locations of another, from the lowest', async (t) => {
  const { db, send, piles } = await start(t)
  const [a, b] = [await addBox(db, 5), await addBox(db, 4)]
  const ids = [await addPart(db, 'AAAA'), await addPart(db, 'BBBB'), await addPart(db, 'CCCC')] as const
  await addStock(db, ids[0], a, 2, 10)
  await addStock(db, ids[1], a, 2, 20)
  await addStock(db, ids[0], a, 5, 30)
  await addStock(db, ids[2], b, 1, 40)
  const answer = await send('POST', `/boxes/${a}/move-contents`, { to_box_no: b, note: 'new box' })
  t.strictSame(answer.body.moves, [
    move('AAAA', [a, 2], [b, 2], 10),
    move('BBBB', [a, 2], [b, 2], 20),
    move('AAAA', [a, 5], [b, 3], 30),
  ])
  t.equal(answer.status, 200)
  t.strictSame(await piles(), [`AAAA ${b}-2 10`, `AAAA ${b}-3 30`, `BBBB ${b}-2 20`, `CCCC ${b}-1 40`])
  t.match((await send('GET', '/parts/BBBB/history')).body[0], { reason: 'move', note: 'new box' })
  t.equal((await send('POST', `/operations/${answer.body.operation_id}/undo`, {})).status, 200)
  t.strictSame(await piles(), [`AAAA ${a}-2 10`, `AAAA ${a}-5 30`, `BBBB ${a}-2 20`, `CCCC ${b}-1 40`])
})

t.test('with keep_locations everything keeps its number', async (t) => {
  const { db, send, piles } = await start(t)
  const [a, b] = [await addBox(db, 5), await addBox(db, 5)]
  const partId = await addPart(db, 'AAAA')
  await addStock(db, partId, a, 2, 10)
  await addStock(db, partId, a, 5, 30)
  const answer = await send('POST', `/boxes/${a}/move-contents`, { to_box_no: b, keep_locations: true })
  t.equal(answer.status, 200)
  t.strictSame(await piles(), [`AAAA ${b}-2 10`, `AAAA ${b}-5 30`])
})

t.test('what does not fit stays where it is', async (t) => {
  const { db, send, piles } = await start(t)
  const [a, b, small] = [await addBox(db, 5), await addBox(db, 5), await addBox(db, 1)]
  const [one, two] = [await addPart(db, 'AAAA'), await addPart(db, 'BBBB')]
  await addStock(db, one, a, 2, 10)
  await addStock(db, one, a, 5, 30)
  await addStock(db, two, b, 5, 1)
  const before = await piles()
  for (const [body, status, error] of [
    [{ to_box_no: small }, 409, /2 locations are needed and 1 are free/],
    [{ to_box_no: b, keep_locations: true }, 409, new RegExp(`location ${b}-5 is not free`)],
    [{ to_box_no: small, keep_locations: true }, 409, new RegExp(`location ${small}-2 does not exist`)],
    [{ to_box_no: a }, 409, /destination/],
    [{ to_box_no: 999 }, 404, 'Box 999 was not found'],
    [{}, 400, /to_box_no/],
    [{ to_box_no: b, keep_locations: 'maybe' }, 400, /keep_locations/],
  ] as const) {
    t.match(await send('POST', `/boxes/${a}/move-contents`, body), { status, body: { error } })
  }
  t.equal((await send('POST', '/boxes/999/move-contents', { to_box_no: a })).status, 404)
  t.strictSame(await piles(), before)
  t.strictSame((await send('POST', `/boxes/${small}/move-contents`, { to_box_no: a })).body, {
    operation_id: null,
    moves: [],
  })
})
