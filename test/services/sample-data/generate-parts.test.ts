import t from 'tap'
import type { Database } from '../../../plugins/database/database.ts'
import { BLOCKED_KEYS, KEY_COUNT } from '../../../services/catalogue/parts/part-keys.ts'
import { generateParts } from '../../../services/sample-data/generate-parts.ts'
import { findLedgerErrors } from '../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../support/build-app.ts'

const PARTS = 600
const MORE = 150

async function count(db: Database, what: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(`select count(*)::int as count from ${what}`)
  return row?.count ?? 0
}

t.test('a generated inventory is like one that people have', async (t) => {
  const app = await buildApp(t, { settings: { migrateOnStart: true } })
  const { db } = app
  await generateParts(db, PARTS, { blobs: app.blobs })

  await t.test('parts of many families, with numbers of their makers', async (t) => {
    t.equal(await count(db, 'parts'), PARTS)
    t.equal(await count(db, `(select distinct key from parts where key ~ '^[A-Z]{4}$') k`), PARTS, 'keys')
    t.ok((await count(db, '(select distinct type_id from parts) k')) > 60, 'types')
    const numbered = await count(db, 'parts where manufacturer_code is not null')
    t.ok(numbered > PARTS * 0.6 && numbered < PARTS * 0.95, `${numbered} have a number`)
    t.ok((await count(db, '(select distinct manufacturer_code from parts) n')) > numbered * 0.95, 'which differ')
    t.ok((await count(db, `parts where manufacturer_code ~ '^RC[0-9]{4}[FJ]R-07[0-9]*[RKM][0-9]*L$'`)) > 2)
    t.ok((await count(db, 'parts where length(description) > 300')) > 5, 'some have long texts')
    t.ok((await count(db, 'parts where length(description) < 60')) > PARTS / 2, 'most have not')
    t.ok((await count(db, '(select distinct unnest(tags) from parts) tag')) > 100, 'tags')
  })

  await t.test('stock, and a history that adds up to it and never goes below nothing', async (t) => {
    const piles = await count(db, 'part_locations')
    t.ok(piles > PARTS * 2 && piles < PARTS * 4, `${piles} piles`)
    t.ok((await count(db, 'parts p where not exists (select 1 from part_locations l where l.part_id = p.id)')) > 5)
    t.ok((await count(db, 'quantity_history')) > PARTS * 15)
    t.same(await findLedgerErrors(db), [])
    const below = `(select sum(delta_qty) over (partition by part_id, location_reference order by timestamp, id) as left_over
                      from quantity_history) running where left_over < 0`
    t.equal(await count(db, below), 0)
    t.equal(await count(db, 'quantity_history where timestamp > now()'), 0)
  })

  await t.test('documents that are served', async (t) => {
    for (const type of ['image', 'pdf', 'url']) {
      t.ok((await count(db, `attachments where attachment_type = '${type}'`)) > PARTS / 10, type)
    }
    const parts: { cover_url: string | null }[] = (await app.inject('/api/parts?limit=100')).json()
    const covers = parts.flatMap(({ cover_url }) => cover_url ?? [])
    t.ok(covers.length > 20 && covers.length < 80, `${covers.length} covers`)
    const picture = await app.inject(covers[0] ?? '')
    t.match(picture, { statusCode: 200, headers: { 'content-type': 'image/png' } })
    t.ok((await count(db, 'part_sellers')) > PARTS / 3, 'seller links')
  })

  await t.test('kits, pick lists and shopping lists that can be read', async (t) => {
    const kits: { id: number }[] = (await app.inject('/api/kits')).json()
    t.ok(kits.length > 0)
    for (const { id } of kits) {
      const kit = await app.inject(`/api/kits/${id}`)
      t.equal(kit.statusCode, 200)
      t.ok(kit.json().contents.length > 0)
      t.equal((await app.inject(`/api/kits/${id}/pick-lists`)).statusCode, 200)
    }
    t.ok((await count(db, 'kit_pick_list_lines where inventory_change_id is not null')) > 0)
    const lists: { id: number }[] = (await app.inject('/api/shopping-lists?include_done=true')).json()
    t.ok(lists.length > 0)
    for (const { id } of lists) t.equal((await app.inject(`/api/shopping-lists/${id}`)).statusCode, 200)
    t.ok((await count(db, 'shopping_list_lines')) > 0)
  })

  await t.test('more can be added, other parts than before', async (t) => {
    const numbers = await count(db, '(select distinct manufacturer_code from parts) n')
    await generateParts(db, MORE)
    t.equal(await count(db, 'parts'), PARTS + MORE)
    t.ok((await count(db, '(select distinct manufacturer_code from parts) n')) > numbers + MORE * 0.6)
    t.same(await findLedgerErrors(db), [])
  })

  await t.test('more than there are keys is refused, and nothing added', async (t) => {
    const free = KEY_COUNT - PARTS - MORE - BLOCKED_KEYS.length
    await t.rejects(generateParts(db, KEY_COUNT), {
      statusCode: 409,
      message: new RegExp(`only ${free} of the ${KEY_COUNT} keys are free`),
    })
    t.equal(await count(db, 'parts'), PARTS + MORE)
  })
})
