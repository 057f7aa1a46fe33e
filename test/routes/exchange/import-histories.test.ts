import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { findLedgerErrors } from '../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'
import { operationClient } from '../../support/operation-client.ts'
import { type ExportedInventory, fileOf, randomFile } from '../../support/random-imports.ts'
import { repeated } from '../../support/repeated.ts'

/** More of them find more; `RACE_ROUNDS=300` takes some minutes. */
const ROUNDS = repeated(6, 'RACE_ROUNDS')

/** What others name by its id, or read: only versions and the times of the last change may differ afterwards. */
const TABLES = [
  'boxes',
  'kit_alternates',
  'kit_contents',
  'kit_pick_list_lines',
  'kit_unfitted',
  'kits',
  'locations',
  'part_locations',
  'part_sellers',
  'parts',
  'seller_parts',
  'sellers',
  'shopping_list_lines',
  'shopping_list_sellers',
  'shopping_lists',
  'types',
]
const PASSING = ['version', 'updated_at']

async function readState({ db }: FastifyInstance): Promise<Record<string, unknown>> {
  const state: Record<string, unknown> = {}
  for (const table of TABLES) {
    // A pile that was empty meanwhile is another row, which nothing names.
    const left = table === 'part_locations' ? [...PASSING, 'id', 'created_at'] : PASSING
    state[table] = await db.query(`select to_jsonb(r) - $1::text[] as row from ${table} r order by 1`, [left])
  }
  return state
}

async function prepare(app: FastifyInstance): Promise<number> {
  const { send, add } = operationClient(app)
  const box = await addBox(app.db, 5)
  const type = (await send('POST', '/types', { name: 'Relay' })).body.id
  const seller = (await send('POST', '/sellers', { name: 'Shop', website: 'https://shop.example' })).body.id
  const made = []
  for (const part of [
    { description: 'one', manufacturer_code: 'RA1', manufacturer: 'Mk', tags: [], package: '0603' },
    { description: 'two', manufacturer_code: 'RB2', type_id: type, tags: ['a'] },
    { description: 'three', manufacturer_code: 'RC3' },
  ]) {
    made.push((await send('POST', '/parts', part)).body)
  }
  const [one, two, three] = made
  await add(one.key, box, 1, 12)
  await add(two.key, box, 2, 5)
  await send('POST', `/parts/${one.key}/seller-links`, { seller_id: seller, link: 'https://shop.example/one' })
  await send('POST', '/kits', { name: 'Lamp', build_target: 2 })
  for (const { key } of [one, two])
    await send('POST', '/kits/1/contents', { part_key: key, required_per_unit: 2, note: 'careful' })
  await send('PUT', '/kits/1/bom/1', { version: 1, designators: ['R1', 'R2'], alternates: [three.key] })
  const { body: picks } = await send('POST', '/kits/1/pick-lists', { requested_units: 1 })
  for (const { id } of picks.lines) await send('POST', `/pick-lists/${picks.id}/lines/${id}/pick`)
  await send('POST', '/shopping-lists', { name: 'May' })
  await send('POST', '/shopping-lists/1/lines', { part_key: one.key, needed: 3, seller_id: seller, note: 'first' })
  await send('POST', '/shopping-lists/1/lines', { part_key: three.key, needed: 4 })
  await send('POST', '/shopping-lists/1/seller-groups', { seller_id: seller })
  return box
}

t.test('imports of all kinds, undone from the last to the first, leave everything as it was', async (t) => {
  const app = await buildApp(t)
  const box = await prepare(app)
  const imports = importClient(app)
  const exported = async () => {
    const { exported_at: _, ...inventory } = (await app.inject('/api/exports/inventory')).json()
    return inventory
  }
  const saved: ExportedInventory[] = []
  let undone = 0
  let changes = 0

  await fc.assert(
    fc.asyncProperty(fc.array(randomFile, { minLength: 1, maxLength: 6 }), async (history) => {
      const done: { id: number; told: string; before: unknown }[] = []
      for (const choices of history) {
        const before = [await exported(), await readState(app)]
        // An export of before brings back parts that are gone.
        const [, , , , , , age = 0] = choices.choices
        saved.push(await exported())
        const base = saved[age % 3 === 0 ? age % saved.length : saved.length - 1]
        const file = fileOf(choices, structuredClone(base ?? (await exported())), box)
        const { id, version } = await imports.upload(file.content, file)
        const payload = { version, rows: 'good' }
        const asked = await app.inject({ method: 'POST', url: `/api/imports/${id}/commit`, payload })
        if (asked.statusCode === 409) {
          t.match(asked.json().error, /no row of it can be written/)
          continue
        }
        const written = await imports.settled(asked)
        if (written.status === 'proposed') {
          t.match(written.error, /because the kit .* is archived/)
          continue
        }
        t.equal(written.status, 'committed')
        done.push({ id, told: `${file.kind} ${JSON.stringify(file.options)}`, before })
        changes += written.report.changes ?? 0
      }
      for (const { id, told, before } of done.toReversed()) {
        const answer = await app.inject({ method: 'POST', url: `/api/imports/${id}/undo` })
        t.equal(answer.statusCode, 200, `${told}: ${answer.json().error}`)
        t.strictSame([await exported(), await readState(app)], before, told)
        undone++
      }
      t.strictSame(await findLedgerErrors(app.db), [])
    }),
    { numRuns: ROUNDS, endOnFailure: true },
  )
  t.comment(`${undone} imports with ${changes} changes in ${ROUNDS} histories were undone`)
  t.ok(changes > ROUNDS, 'there was something to undo')
})
