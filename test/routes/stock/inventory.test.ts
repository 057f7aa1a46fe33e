import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { findLedgerErrors } from '../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock, addType } from '../../support/inventory-rows.ts'
import { repeated } from '../../support/repeated.ts'
import { sampleValue } from '../../support/sample-value.ts'

function client(app: FastifyInstance) {
  const stockUrl = (key: string) => `/api/inventory/parts/${key}/stock`
  return {
    add: (key: string, payload: object) => app.inject({ method: 'POST', url: stockUrl(key), payload }),
    remove: (key: string, payload: object) => app.inject({ method: 'DELETE', url: stockUrl(key), payload }),
    move: (key: string, payload: object) =>
      app.inject({ method: 'POST', url: `/api/inventory/parts/${key}/move`, payload }),
    locations: async (key: string) => (await app.inject(`/api/parts/${key}/locations`)).json(),
    history: async (key: string) => (await app.inject(`/api/parts/${key}/history`)).json(),
  }
}

const changes = async (operation: string) => (await sampleValue('inventory_quantity_changes_total', { operation })) ?? 0

t.test('stock is added, removed and moved, and the history tells it', async (t) => {
  const app = await buildApp(t)
  const { add, remove, move, locations, history } = client(app)
  const box = await addBox(app.db, 5)
  await addPart(app.db, 'AAAA')
  const before = { add: await changes('add'), remove: await changes('remove') }

  const first = await add('AAAA', { box_no: box, loc_no: 2, qty: 7 })
  t.equal(first.statusCode, 201)
  t.same(first.json(), { key: 'AAAA', box_no: box, loc_no: 2, qty: 7 })
  t.same((await add('AAAA', { box_no: String(box), loc_no: 2.0, qty: '3' })).json().qty, 10, 'the new total')
  t.equal((await remove('AAAA', { box_no: box, loc_no: 2, qty: 4 })).statusCode, 204)
  t.equal(
    (await move('AAAA', { from_box_no: box, from_loc_no: 2, to_box_no: box, to_loc_no: 1, qty: 2 })).statusCode,
    204,
  )
  t.same(await locations('AAAA'), [
    { key: 'AAAA', box_no: box, loc_no: 1, qty: 2, counted_at: null },
    { key: 'AAAA', box_no: box, loc_no: 2, qty: 4, counted_at: null },
  ])
  await move('AAAA', { from_box_no: box, from_loc_no: 2, to_box_no: box, to_loc_no: 1, qty: 4 })
  const all = { key: 'AAAA', box_no: box, loc_no: 1, qty: 6, counted_at: null }
  t.same(await locations('AAAA'), [all], 'all of it merges')
  const same = await move('AAAA', { from_box_no: box, from_loc_no: 1, to_box_no: box, to_loc_no: 1, qty: 6 })
  t.equal(same.statusCode, 204, 'the same place is accepted')
  t.equal((await remove('AAAA', { box_no: box, loc_no: 1, qty: 6 })).statusCode, 204)
  t.same(await locations('AAAA'), [])
  t.equal((await app.inject('/api/parts/AAAA')).statusCode, 200, 'a part without stock stays')

  const entries = await history('AAAA')
  t.same(
    entries.map(({ delta_qty, location_reference }: Record<string, unknown>) => [delta_qty, location_reference]),
    [
      [-6, `${box}-1`],
      [6, `${box}-1`],
      [-6, `${box}-1`],
      [4, `${box}-1`],
      [-4, `${box}-2`],
      [2, `${box}-1`],
      [-2, `${box}-2`],
      [-4, `${box}-2`],
      [3, `${box}-2`],
      [7, `${box}-2`],
    ],
  )
  t.same(Object.keys(entries[0]).sort(), [
    'actor',
    'actor_name',
    'date_code',
    'delta_qty',
    'id',
    'location_reference',
    'lot',
    'note',
    'operation_id',
    'reason',
    'source',
    'timestamp',
  ])
  t.same(await findLedgerErrors(app.db), [])
  t.equal((await changes('add')) - before.add, 10, 'pieces, and no moves')
  t.equal((await changes('remove')) - before.remove, 10)
})

t.test('what cannot be done is refused and changes nothing', async (t) => {
  const app = await buildApp(t)
  const { add, remove, move } = client(app)
  const box = await addBox(app.db, 3)
  const part = await addPart(app.db, 'AAAA')
  await addPart(app.db, 'BBBB')
  await addStock(app.db, part, box, 1, 5)
  const before = [await changes('add'), await changes('remove')]
  const place = { box_no: box, loc_no: 1 }
  const path = { from_box_no: box, from_loc_no: 1, to_box_no: box, to_loc_no: 2 }

  const refused: [string, Promise<{ statusCode: number; json(): { error: string; code?: string } }>, number, string][] =
    [
      ['unknown part', add('ZZZZ', { ...place, qty: 1 }), 404, 'Part ZZZZ was not found'],
      ['odd key', add('%00', { ...place, qty: 1 }), 404, 'Resource not found'],
      ['unknown location', add('AAAA', { box_no: box, loc_no: 4, qty: 1 }), 404, `Location ${box}-4 was not found`],
      ['unknown box', add('AAAA', { box_no: 99, loc_no: 1, qty: 1 }), 404, 'Location 99-1 was not found'],
      ['nothing', add('AAAA', { ...place, qty: 0 }), 400, 'qty must be at least 1'],
      ['less than nothing', add('AAAA', { ...place, qty: -3 }), 400, 'qty must be at least 1'],
      ['half a piece', add('AAAA', { ...place, qty: 1.5 }), 400, 'qty must be an integer'],
      ['no number', add('AAAA', { ...place, qty: 'many' }), 400, 'qty must be an integer'],
      ['too many', add('AAAA', { ...place, qty: 2147483648 }), 400, 'qty must be at most 2147483647'],
      [
        'a sum that is too large',
        add('AAAA', { ...place, qty: 2147483647 }),
        400,
        'qty is too large: a location holds at most 2147483647 pieces',
      ],
      ['no place', add('AAAA', { qty: 1 }), 400, 'box_no is required'],
      ['remove: part before body', remove('ZZZZ', {}), 404, 'Part ZZZZ was not found'],
      ['remove: odd key', remove('%00', { ...place, qty: 1 }), 404, 'Resource not found'],
      ['remove: odd key before body', remove('%00', {}), 404, 'Resource not found'],
      ['remove: body', remove('AAAA', {}), 400, 'box_no is required'],
      ['remove: not here', remove('BBBB', { ...place, qty: 1 }), 404, `Part location BBBB at ${box}-1 was not found`],
      [
        'remove: too many',
        remove('AAAA', { ...place, qty: 6 }),
        409,
        `Not enough parts available at ${box}-1 (requested 6, have 5)`,
      ],
      ['move: unknown part', move('ZZZZ', { ...path, qty: 1 }), 404, 'Part ZZZZ was not found'],
      ['move: not here', move('BBBB', { ...path, qty: 1 }), 404, `Part location BBBB at ${box}-1 was not found`],
      [
        'move: too many before destination',
        move('AAAA', { ...path, to_box_no: 99, qty: 6 }),
        409,
        `Not enough parts available at ${box}-1 (requested 6, have 5)`,
      ],
      [
        'move: unknown destination',
        move('AAAA', { ...path, to_box_no: 99, qty: 1 }),
        404,
        'Location 99-2 was not found',
      ],
      ['move: body', move('AAAA', { ...path, qty: 0 }), 400, 'qty must be at least 1'],
    ]
  for (const [what, request, status, error] of refused) {
    const answer = await request
    t.equal(answer.statusCode, status, what)
    t.equal(answer.json().error, error, what)
  }
  t.match((await remove('AAAA', { ...place, qty: 6 })).json(), { code: 'INSUFFICIENT_QUANTITY' })
  t.match((await add('AAAA', {})).json().details.errors.length, 3, 'all wrong fields are named')
  t.same([await changes('add'), await changes('remove')], before, 'nothing is counted')
  const rows = await app.db.query('select box_no, loc_no, qty from part_locations')
  t.same(rows, [{ box_no: box, loc_no: 1, qty: 5 }])
  t.equal((await app.db.query('select 1 from quantity_history')).length, 1)
})

t.test('a move that would make a pile too large is refused as a whole', async (t) => {
  const app = await buildApp(t)
  const { move, locations } = client(app)
  const box = await addBox(app.db, 2)
  const part = await addPart(app.db, 'AAAA')
  await addStock(app.db, part, box, 1, 5)
  await addStock(app.db, part, box, 2, 2147483647)
  const before = await locations('AAAA')
  const answer = await move('AAAA', { from_box_no: box, from_loc_no: 1, to_box_no: box, to_loc_no: 2, qty: 1 })
  t.equal(answer.statusCode, 400)
  t.match(answer.json(), { code: 'VALIDATION_FAILED', error: /^qty is too large/ })
  t.same(await locations('AAAA'), before)
  t.same(await findLedgerErrors(app.db), [])
  t.equal((await app.inject('/api/parts/AAAA')).json().total_quantity, 2147483652, 'a total may be larger than a pile')
})

t.test('a suggestion is the first free location', async (t) => {
  const app = await buildApp(t)
  const suggest = async (type: number | string) => app.inject(`/api/inventory/suggestions/${type}`)
  t.equal((await suggest(1)).statusCode, 404, 'no boxes')
  const first = await addBox(app.db, 2)
  const second = await addBox(app.db, 3)
  const relay = await addType(app.db, 'Relay')
  const part = await addPart(app.db, 'AAAA', { typeId: relay })
  await addStock(app.db, part, first, 1, 1)
  await addStock(app.db, part, second, 1, 1)
  await addStock(app.db, part, second, 2, 1)
  t.same((await suggest(relay)).json(), { box_no: first, loc_no: 2 })
  t.same((await suggest(4711)).json(), { box_no: first, loc_no: 2 }, 'the type need not exist')
  t.equal((await suggest('x')).statusCode, 404)
  await addStock(app.db, part, first, 2, 1)
  t.same((await suggest(relay)).json(), { box_no: second, loc_no: 3 })
  await addStock(app.db, part, second, 3, 1)
  t.match((await suggest(relay)).json(), { code: 'RECORD_NOT_FOUND' })
})

t.test('with the setting same-type a suggestion is near parts of the type', async (t) => {
  const app = await buildApp(t, { settings: { locationSuggestion: 'same-type' } })
  await addBox(app.db, 2)
  const second = await addBox(app.db, 3)
  const relay = await addType(app.db, 'Relay')
  await addStock(app.db, await addPart(app.db, 'AAAA', { typeId: relay }), second, 1, 1)
  t.same((await app.inject(`/api/inventory/suggestions/${relay}`)).json(), { box_no: second, loc_no: 2 })
  t.same((await app.inject('/api/inventory/suggestions/4711')).json(), { box_no: 1, loc_no: 1 })
})

t.test('of 200 removals at once from a pile of 100 exactly 100 succeed', async (t) => {
  const app = await buildApp(t, { settings: { dbPoolSize: 20 } })
  const { remove } = client(app)
  const box = await addBox(app.db, 1)
  await addStock(app.db, await addPart(app.db, 'AAAA'), box, 1, 100)
  const answers = await Promise.all(
    Array.from({ length: 200 }, () => remove('AAAA', { box_no: box, loc_no: 1, qty: 1 })),
  )
  const statuses = answers.map(({ statusCode }) => statusCode)
  t.equal(statuses.filter((status) => status === 204).length, 100)
  t.equal(statuses.filter((status) => status === 404 || status === 409).length, 100)
  t.same(await findLedgerErrors(app.db), [])
  t.same(await app.db.query('select qty from part_locations'), [])
})

t.test('additions and removals at once keep the sum', async (t) => {
  const app = await buildApp(t, { settings: { dbPoolSize: 20 } })
  const { add, remove, locations } = client(app)
  const box = await addBox(app.db, 1)
  await addStock(app.db, await addPart(app.db, 'AAAA'), box, 1, 100)
  const place = { box_no: box, loc_no: 1 }
  await Promise.all(
    Array.from({ length: 50 }, () => [add('AAAA', { ...place, qty: 3 }), remove('AAAA', { ...place, qty: 2 })]).flat(),
  )
  t.same(await locations('AAAA'), [{ key: 'AAAA', ...place, qty: 150, counted_at: null }])
  t.same(await findLedgerErrors(app.db), [])
})

t.test('whatever happens at once, no pile is negative and the ledger equals the stock', async (t) => {
  const app = await buildApp(t, { settings: { dbPoolSize: 20 } })
  const { add, remove, move } = client(app)
  const box = await addBox(app.db, 3)
  for (const key of ['AAAA', 'BBBB']) await addPart(app.db, key)
  const key = fc.constantFrom('AAAA', 'BBBB')
  const loc = fc.integer({ min: 1, max: 3 })
  const qty = fc.integer({ min: 1, max: 9 })
  const operation = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), key, loc, to: loc, qty }),
    fc.record({ kind: fc.constant('remove' as const), key, loc, to: loc, qty }),
    fc.record({ kind: fc.constant('move' as const), key, loc, to: loc, qty }),
  )
  let serverErrors = 0
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 40 }), async (operations) => {
      const answers = await Promise.all(
        operations.map(({ kind, key, loc, to, qty }) => {
          if (kind === 'add') return add(key, { box_no: box, loc_no: loc, qty })
          if (kind === 'remove') return remove(key, { box_no: box, loc_no: loc, qty })
          return move(key, { from_box_no: box, from_loc_no: loc, to_box_no: box, to_loc_no: to, qty })
        }),
      )
      serverErrors += answers.filter(({ statusCode }) => statusCode >= 500).length
      const negative = await app.db.query(
        `select location_reference from quantity_history group by part_id, location_reference having sum(delta_qty) < 0`,
      )
      return negative.length === 0 && (await findLedgerErrors(app.db)).length === 0
    }),
    { numRuns: repeated(12) },
  )
  t.equal(serverErrors, 0)
})
