import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addExchangeData } from '../../support/exchange-data.ts'
import { importClient } from '../../support/import-client.ts'
import { addKit, jsonClient } from '../../support/kit-rows.ts'
import { client } from '../../support/shopping-client.ts'

const OVERWRITE = { on_existing: 'overwrite' }

async function fill(t: Parameters<typeof buildApp>[0]) {
  const app = await buildApp(t)
  const { parts, box } = await addExchangeData(app)
  const [resistor = 0, formula = 0, other = 0] = parts
  const kit = await addKit(
    app,
    'Amplifier',
    [
      [resistor, 3],
      [formula, 1],
    ],
    4,
  )
  await app.billsOfMaterials.update(kit, 1, { version: 1, designators: ['R1', 'R2'], alternates: ['CCCC', 'BBBB'] })
  await app.db.query(
    `insert into kit_unfitted (kit_id, quantity, designators, value) values ($1, 2, '{C1,C2}', '100n')`,
    [kit],
  )
  const { send } = client(app)
  await send('POST', '/shopping-lists', { name: 'Order', description: 'soon' })
  await send('POST', '/shopping-lists/1/lines', { part_id: formula, needed: 3, seller_id: 1, note: 'first' })
  await send('POST', '/shopping-lists/1/lines', { part_id: resistor, needed: 1 })
  await send('POST', '/shopping-lists/1/seller-groups', { seller_id: 1 })
  return { app, kit, resistor, formula, other, box }
}

/** What kits and lists hold; the order of their lines means nothing. */
async function contents(app: FastifyInstance) {
  const sorted = (holder: { lines: { key: string }[] }) => ({
    ...holder,
    lines: holder.lines.toSorted((a, b) => a.key.localeCompare(b.key)),
  })
  const { kits, shopping_lists } = (await app.inject('/api/exports/inventory')).json()
  return { kits: kits.map(sorted), lists: shopping_lists.map(sorted) }
}

t.test('kits and lists of another content become those of the file, and what they were again', async (t) => {
  const { app, kit, other } = await fill(t)
  const file = (await app.inject('/api/exports/inventory')).rawPayload
  const wanted = await contents(app)
  await app.db.query(`update kits set description = 'changed', build_target = 7`)
  await app.db.query('delete from kit_alternates')
  await app.db.query(`update kit_contents set required_per_unit = 9, designators = '{}' where id = 1`)
  await app.db.query('delete from kit_contents where id = 2')
  await app.db.query('delete from kit_unfitted')
  await app.kitContents.create(kit, { part: { id: other }, requiredPerUnit: 5, note: 'mine' })
  await app.db.query(`update shopping_lists set description = null`)
  await app.db.query(`update shopping_list_lines set needed = 8, note = 'other', seller_id = null where id = 1`)
  await app.db.query('delete from shopping_list_lines where id = 2')
  await app.db.query('delete from shopping_list_sellers')
  await client(app).send('POST', '/shopping-lists/1/lines', { part_id: other, needed: 2 })
  const changed = await contents(app)
  t.notSame(changed, wanted)

  const imports = importClient(app)
  const kept = await imports.upload(file, { name: 'kept' })
  t.match(kept.summary, { errors: 0, changes: 0 }, 'keep leaves them alone')
  const read = await imports.upload(file, { name: 'over', options: OVERWRITE })
  t.match(read.summary, { errors: 0, to_create: { kit_lines: 1, list_lines: 1 } })
  const rows: { effects: { op: string; entity: string; ref: string; field: string | null }[] }[] = await imports.rows(
    read.id,
    '?show=changes',
  )
  const effects = rows.flatMap((row) =>
    row.effects.map(({ op, entity, ref, field }) => `${op} ${entity} ${ref} ${field}`),
  )
  for (const effect of [
    'change kit Amplifier build_target',
    'change kit_line AAAA required_per_unit',
    'change kit_line AAAA alternates',
    'create kit_line BBBB null',
    'remove kit_line CCCC null',
    'change list_line BBBB seller',
    'create list_line AAAA null',
    'remove list_line CCCC null',
  ]) {
    t.ok(effects.includes(effect), effect)
  }
  t.match(await imports.commit(read.id), { status: 'committed', report: { left_out: [] } })
  t.strictSame(await contents(app), wanted)
  const again = await imports.upload(file, { name: 'again', options: OVERWRITE })
  t.match(again.summary, { changes: 0 })

  const undo = () => app.inject({ method: 'POST', url: `/api/imports/${read.id}/undo` })
  await app.db.query(`update kits set description = 'later'`)
  const refused = await undo()
  t.equal(refused.statusCode, 409)
  t.match(refused.json().error, /the kit Amplifier was changed/)
  await app.db.query(`update kits set description = null`)
  const undone = await undo()
  t.equal(undone.statusCode, 200, undone.body)
  t.strictSame(await contents(app), changed)
})

t.test('a kit whose pick lists still need a line is not replaced; one that was picked is', async (t) => {
  const { app, kit, box } = await fill(t)
  const call = jsonClient(app)
  const file = (await app.inject('/api/exports/inventory')).rawPayload
  await app.db.query('delete from kit_alternates')
  await app.inventory.add('CCCC', { boxNo: box, locNo: 3 }, 50)
  const { body: line } = await call('POST', `/kits/${kit}/contents`, { part_id: 3, required_per_unit: 2 })
  t.ok(line, 'a line that the file does not have')
  await app.db.query('delete from kit_contents where id in (1, 2)')
  const { body: list } = await call('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })
  const imports = importClient(app)
  const open = await imports.upload(file, { name: 'open', options: OVERWRITE })
  t.match(await imports.rows(open.id, '?show=errors'), [{ errors: [{ code: 'DUPLICATE_KEY', message: /needs CCCC/ }] }])

  const detail = (await call('GET', `/pick-lists/${list.id}`)).body
  for (const each of detail.lines) await call('POST', `/pick-lists/${list.id}/lines/${each.id}/pick`, {})
  const picks = await app.db.query('select id, pick_list_id, status, quantity_to_pick from kit_pick_list_lines')
  t.ok(picks.length > 0)
  const read = await imports.upload(file, { name: 'picked', options: OVERWRITE })
  t.match(read.summary, { errors: 0 })
  t.match(await imports.commit(read.id), { status: 'committed' })
  t.strictSame(await app.db.query('select 1 from kit_pick_list_lines'), [])
  const undone = await app.inject({ method: 'POST', url: `/api/imports/${read.id}/undo` })
  t.equal(undone.statusCode, 200, undone.body)
  t.strictSame(
    await app.db.query('select id, pick_list_id, status, quantity_to_pick from kit_pick_list_lines'),
    picks,
    'what was picked is known again',
  )
})

t.test('a bill of materials gives back alternates and picks with the lines that it has removed', async (t) => {
  const { app, kit } = await fill(t)
  const before = await contents(app)
  const imports = importClient(app)
  const bom = await imports.upload('Key,Designator,Value\nCCCC,Q1,x\n', { name: 'a.csv', options: { kit_id: kit } })
  t.match(await imports.commit(bom.id), { status: 'committed' })
  t.notSame(await contents(app), before)
  const undone = await app.inject({ method: 'POST', url: `/api/imports/${bom.id}/undo` })
  t.equal(undone.statusCode, 200, undone.body)
  t.strictSame(await contents(app), before)
})
