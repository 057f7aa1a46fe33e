import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { findLedgerErrors } from '../../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { repeated } from '../../../support/repeated.ts'

/** More of them find more; `RACE_ROUNDS=1000` takes some minutes. */
const ROUNDS = repeated(40, 'RACE_ROUNDS')
/** The first two are in a kit, and so are never deleted. */
const KEYS = ['AAAA', 'BBBB', 'CCCC', 'DDDD'] as const

const step = fc.record({
  what: fc.constantFrom(
    'add',
    'remove',
    'move',
    'pick',
    'unpick',
    'receive',
    'count',
    'undo',
    'undo',
    'delete',
    'restore',
  ),
  which: fc.nat(1000),
  key: fc.constantFrom(...KEYS),
  from: fc.integer({ min: 1, max: 3 }),
  to: fc.integer({ min: 1, max: 3 }),
  qty: fc.integer({ min: 1, max: 6 }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

type Client = ReturnType<typeof operationClient>
type Answer = Awaited<ReturnType<Client['send']>>

interface Setup {
  box: number
  list: number
  lines: number[]
  /** A line of a shopping list that deliveries of AAAA are booked on. */
  ordered: number
}

async function prepare(app: FastifyInstance, { send }: Client): Promise<Setup> {
  const box = await addBox(app.db, 3)
  const ids = []
  for (const key of KEYS) ids.push(await addPart(app.db, key))
  const [a = 0, b = 0, c = 0] = ids
  for (const loc of [1, 2]) for (const id of [a, b]) await addStock(app.db, id, box, loc, 12)
  await addStock(app.db, c, box, 3, 4)
  const kit = await addKit(app, 'Clock', [
    [a, 3],
    [b, 2],
  ])
  const pickList = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 6 })).body
  const seller = (await send('POST', '/sellers', { name: 'Shop', website: 'https://shop.example' })).body.id
  const shopping = (await send('POST', '/shopping-lists', { name: 'Order' })).body.id
  const line = { part_id: a, needed: 500, seller_id: seller }
  const ordered = (await send('POST', `/shopping-lists/${shopping}/lines`, line)).body.id
  await send('PUT', `/shopping-list-lines/${ordered}`, { ordered: 500 })
  await send('POST', `/shopping-lists/${shopping}/seller-groups`, { seller_id: seller })
  await send('PUT', `/shopping-lists/${shopping}/seller-groups/${seller}`, { status: 'ordered' })
  const lines = pickList.lines.map(({ id }: { id: number }) => id)
  return { box, list: pickList.id, lines, ordered }
}

/** Does one thing; a refusal is a result like any other. @returns the answer; null when there was nothing to undo. */
async function perform(
  client: Client,
  setup: Setup,
  { what, which, key, from, to, qty }: Step,
): Promise<Answer | null> {
  const { send, add, remove, undo, list } = client
  const { box } = setup
  const line = `/pick-lists/${setup.list}/lines/${setup.lines[which % setup.lines.length]}`
  const body = { from_box_no: box, from_loc_no: from, to_box_no: box, to_loc_no: to, qty }
  const count = { box_no: box, loc_no: from, counted_qty: qty - 1 }
  const delivery = { receive_qty: qty + 1, allocations: [{ box_no: box, loc_no: from, qty: qty + 1 }] }
  if (what === 'add') return add(key, box, from, qty)
  if (what === 'remove') return remove(key, box, from, qty)
  if (what === 'move') return send('POST', `/inventory/parts/${key}/move`, body)
  if (what === 'pick') return send('POST', `${line}/pick`)
  if (what === 'unpick') return send('POST', `${line}/undo`)
  if (what === 'receive') return send('POST', `/shopping-list-lines/${setup.ordered}/receive`, delivery)
  if (what === 'count') return send('POST', `/inventory/parts/${key}/count`, count)
  if (what === 'delete') return send('DELETE', `/parts/${key}`)
  if (what === 'restore') return send('POST', `/retired-parts/${key}/restore`)
  const recent = await list('?limit=12')
  const chosen = recent[which % Math.max(recent.length, 1)]
  return chosen === undefined ? null : undo(chosen.operation_id)
}

/** All that an undo has to bring back. */
async function readState({ db }: FastifyInstance): Promise<unknown> {
  return {
    piles: await db.query('select part_id, box_no, loc_no, qty from part_locations order by 1, 2, 3'),
    parts: await db.query('select id, key, description from parts order by id'),
    lines: await db.query(`select id, status, picked_at is null as is_open from kit_pick_list_lines order by id`),
    lists: await db.query('select id, status from kit_pick_lists order by id'),
    received: await db.query('select id, received, status from shopping_list_lines order by id'),
  }
}

t.test('whatever happens at once, the ledger is right, and undoing all of it brings the beginning back', async (t) => {
  const errors: string[] = []
  const logger = { level: 'error', stream: { write: (line: string) => errors.push(line) } }
  const app = await buildApp(t, { settings: { dbPoolSize: 20 }, server: { logger } })
  const client = operationClient(app)
  const setup = await prepare(app, client)
  const beginning = await readState(app)
  const batches = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 6 })
  let known = new Set<string>()
  let done = 0
  const refusals = new Map<string, number>()

  await fc.assert(
    fc.asyncProperty(batches, async (all) => {
      for (const batch of all) {
        const answers = await Promise.all(batch.map((one) => perform(client, setup, one)))
        const wrong = answers.filter((answer) => answer !== null && (answer.status >= 500 || answer.status === 400))
        t.same(wrong, [], 'everything is done or refused')
        t.same(errors, [], 'nothing went wrong')
      }
      t.same(await findLedgerErrors(app.db), [], 'the ledger is equal to the stock')
      const below = `select part_id from quantity_history group by part_id, location_reference having sum(delta_qty) < 0`
      t.same(await app.db.query(below), [], 'no pile is negative')

      const news = (await client.list('?limit=500')).filter(({ operation_id }) => !known.has(operation_id))
      for (const { operation_id, summary } of news) {
        const { status, body } = await client.undo(operation_id)
        if (status !== 200) refusals.set(body.error, (refusals.get(body.error) ?? 0) + 1)
        t.equal(status, 200, `${summary}: ${status === 200 ? 'undone' : body.error}`)
      }
      done += news.length
      t.same(await readState(app), beginning, 'undoing everything, the newest first, brings the beginning back')
      t.same(await findLedgerErrors(app.db), [])
      known = new Set((await client.list('?limit=500')).map(({ operation_id }) => operation_id))
    }),
    { numRuns: ROUNDS, endOnFailure: true },
  )
  t.comment(`${done} operations in ${ROUNDS} histories were undone`)
  t.ok(done > ROUNDS, 'there was something to undo')
})
