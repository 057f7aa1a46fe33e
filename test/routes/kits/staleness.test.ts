import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit, jsonClient } from '../../support/kit-rows.ts'
import { otherSession } from '../../support/other-session.ts'

t.test('a change that began before a push and ended after it makes the link stale', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const part = await addPart(app.db, 'AAAA')
  const kit = await addKit(app, 'Clock', [[part, 2]])
  const early = await otherSession(t, app)
  await early.query('begin')
  await early.query('select now()')

  await send('PATCH', `/kits/${kit}`, { description: 'later' })
  const pushed = await send('POST', `/kits/${kit}/shopping-lists`, { new_list_name: 'Order' })
  t.equal(pushed.body.link.is_stale, false)
  const before = (await send('GET', `/kits/${kit}`)).body
  await early.query('update kits set build_target = 3, updated_at = now() where id = $1', [kit])
  await early.query('commit')

  const after = (await send('GET', `/kits/${kit}`)).body
  t.ok(after.updated_at >= before.updated_at, `${after.updated_at} is not before ${before.updated_at}`)
  t.match(after.shopping_list_links, [{ is_stale: true }])
  t.match((await send('GET', `/kits/${kit}/shopping-lists`)).body, [{ is_stale: true }])
  t.match((await send('GET', `/shopping-lists/${pushed.body.shopping_list.id}/kits`)).body, [{ is_stale: true }])
})

t.test('a link is stale after each change of its kit, and fresh after each push', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const [a, b] = [await addPart(app.db, 'AAAA'), await addPart(app.db, 'BBBB')]
  const kit = await addKit(app, 'Clock', [[a, 2]])
  const list = (await send('POST', '/shopping-lists', { name: 'Order' })).body.id
  const stale = async () => (await send('GET', `/kits/${kit}/shopping-lists`)).body[0].is_stale
  for (const [method, url, body] of [
    ['PATCH', `/kits/${kit}`, { name: 'Clock' }],
    ['POST', `/kits/${kit}/contents`, { part_id: b, required_per_unit: 1 }],
    ['PATCH', `/kits/${kit}/contents/1`, { version: 1, required_per_unit: 3 }],
    ['DELETE', `/kits/${kit}/contents/2`, undefined],
  ] as const) {
    t.equal((await send('POST', `/kits/${kit}/shopping-lists`, { shopping_list_id: list })).status, 200)
    t.equal(await stale(), false)
    t.ok((await send(method, url, body)).status < 300, `${method} ${url}`)
    t.equal(await stale(), true, `${method} ${url}`)
  }
})

t.test('no time of a record goes back when an older transaction changes it last', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 2)
  const part = await addPart(app.db, 'AAAA')
  const early = await otherSession(t, app)
  await early.query('begin')
  await early.query('select now()')
  await addStock(app.db, part, box, 1, 5)
  const tables = await app.db.query<{ name: string }>(
    `select tgrelid::regclass::text as name from pg_trigger where tgname = 'touch_updated_at' order by 1`,
  )
  t.ok(tables.length >= 15, 'every table that tells when its rows changed')
  for (const table of ['parts', 'boxes', 'attachment_sets', 'part_locations']) {
    const read = `select updated_at::text as moment from ${table} limit 1`
    const [before] = await app.db.query<{ moment: string }>(
      `update ${table} set id = id returning updated_at::text as moment`,
    )
    await early.query(`update ${table} set id = id`)
    const { rows } = await early.query(read)
    t.ok(rows[0].moment > String(before?.moment), table)
  }
  await early.query('commit')

  const late = await otherSession(t, app)
  await late.query('begin')
  await late.query('select now()')
  const send = jsonClient(app)
  const stock = `/inventory/parts/AAAA/stock`
  await send('POST', stock, { box_no: box, loc_no: 1, qty: 1 })
  await late.query(`insert into quantity_history (part_id, delta_qty) values ($1, 0)`, [part])
  await late.query('commit')
  const deltas = (await send('GET', '/parts/AAAA/history')).body.map(
    ({ delta_qty }: { delta_qty: number }) => delta_qty,
  )
  t.same(deltas, [0, 1, 5], 'the history is in the order in which it was written')
})
