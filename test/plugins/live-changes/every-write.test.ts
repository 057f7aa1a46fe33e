import t from 'tap'
import { changesOf, names, serve, tells } from '../../support/live-changes.ts'
import { sampleValue } from '../../support/sample-value.ts'
import { createTestDatabase } from '../../support/test-database.ts'

t.test('every write is told to the streams of every replica', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const first = await serve(t, { databaseUrl })
  const second = await serve(t, { databaseUrl })
  const here = await first.stream('here')
  const there = await second.stream('there')
  const { send } = first
  const sent = (await sampleValue('live_changes_sent_total')) ?? 0

  /** Makes a change, and waits until both pages know. */
  async function step<T>(change: () => Promise<T>, expected: (result: T) => string[]): Promise<T> {
    const pages = [here, there].map((page) => ({ page, seen: changesOf(page).length }))
    const result = await change()
    const wanted = expected(result)
    for (const { page, seen } of pages) await page.until(() => tells(changesOf(page).slice(seen), wanted))
    for (const { page, seen } of pages) {
      const named = names(changesOf(page).slice(seen))
      t.ok(
        wanted.every((name) => named.has(name)),
        wanted.join(', '),
      )
    }
    return result
  }

  const type = await step(
    () => send('POST', '/types', { name: 'Resistor' }),
    ({ body }) => [`type ${body.id}`],
  )
  await step(
    () => send('PUT', `/types/${type.body.id}`, { name: 'R' }),
    () => [`type ${type.body.id}`],
  )
  const other = await step(
    () => send('POST', '/types', { name: 'X' }),
    ({ body }) => [`type ${body.id}`],
  )
  await step(
    () => send('DELETE', `/types/${other.body.id}`),
    () => [`type ${other.body.id}`],
  )
  const seller = await step(
    () => send('POST', '/sellers', { name: 'Mouser', website: 'mouser.com' }),
    ({ body }) => [`seller ${body.id}`],
  )
  const sellerId = seller.body.id
  await step(
    () => send('PUT', `/sellers/${sellerId}`, { name: 'M' }),
    () => [`seller ${sellerId}`],
  )
  const box = (
    await step(
      () => send('POST', '/boxes', { description: 'A', capacity: 9 }),
      ({ body }) => [`box ${body.box_no}`],
    )
  ).body.box_no
  await step(
    () => send('PUT', `/boxes/${box}`, { description: 'B', capacity: 8 }),
    () => [`box ${box}`],
  )
  const part = await step(
    () => send('POST', '/parts', { description: 'One' }),
    ({ body }) => [`part ${body.key}`],
  )
  const { key, id: partId } = part.body
  await step(
    () => send('PUT', `/parts/${key}`, { description: 'Two' }),
    () => [`part ${key}`],
  )
  const link = await step(
    () => send('POST', `/parts/${key}/seller-links`, { seller_id: sellerId, link: 'https://mouser.com/1' }),
    () => [`part ${key}`],
  )
  await step(
    () => send('DELETE', `/parts/${key}/seller-links/${link.body.id}`),
    () => [`part ${key}`],
  )
  const stock = `/inventory/parts/${key}/stock`
  await step(
    () => send('POST', stock, { box_no: box, loc_no: 1, qty: 50 }),
    () => [`part ${key}`, `box ${box}`],
  )
  await step(
    () => send('DELETE', stock, { box_no: box, loc_no: 1, qty: 1 }),
    () => [`part ${key}`, `box ${box}`],
  )
  const move = { from_box_no: box, from_loc_no: 1, to_box_no: box, to_loc_no: 2, qty: 9 }
  await step(
    () => send('POST', `/inventory/parts/${key}/move`, move),
    () => [`part ${key}`, `box ${box}`],
  )
  await step(
    () => send('POST', `/inventory/parts/${key}/count`, { box_no: box, loc_no: 2, counted_qty: 9 }),
    () => [`part ${key}`, `box ${box}`],
  )

  const kit = (
    await step(
      () => send('POST', '/kits', { name: 'Clock' }),
      ({ body }) => [`kit ${body.id}`],
    )
  ).body.id
  await step(
    () => send('PATCH', `/kits/${kit}`, { name: 'Watch' }),
    () => [`kit ${kit}`],
  )
  const content = await step(
    () => send('POST', `/kits/${kit}/contents`, { part_id: partId, required_per_unit: 2 }),
    () => [`kit ${kit}`],
  )
  const contentPath = `/kits/${kit}/contents/${content.body.id}`
  await step(
    () => send('PATCH', contentPath, { version: content.body.version, note: 'n' }),
    () => [`kit ${kit}`],
  )
  const picks = await step(
    () => send('POST', `/kits/${kit}/pick-lists`, { requested_units: 2 }),
    ({ body }) => [`pick_list ${body.id}`, `kit ${kit}`],
  )
  const list = picks.body.id
  const line = `/pick-lists/${list}/lines/${picks.body.lines[0].id}`
  await step(
    () => send('PATCH', line, { quantity_to_pick: 3 }),
    () => [`pick_list ${list}`],
  )
  await step(
    () => send('POST', `${line}/pick`),
    () => [`pick_list ${list}`, `kit ${kit}`, `part ${key}`, `box ${box}`],
  )
  await step(
    () => send('POST', `${line}/undo`),
    () => [`pick_list ${list}`, `part ${key}`],
  )
  await step(
    () => send('DELETE', `/pick-lists/${list}`),
    () => [`pick_list ${list}`, `kit ${kit}`],
  )

  const shopping = (
    await step(
      () => send('POST', '/shopping-lists', { name: 'March' }),
      ({ body }) => [`shopping_list ${body.id}`],
    )
  ).body.id
  const shown = () => [`shopping_list ${shopping}`]
  await step(() => send('PUT', `/shopping-lists/${shopping}`, { name: 'April' }), shown)
  const shoppingLine = await step(
    () => send('POST', `/shopping-lists/${shopping}/lines`, { part_id: partId, needed: 2 }),
    shown,
  )
  const shoppingLinePath = `/shopping-list-lines/${shoppingLine.body.id}`
  await step(() => send('PUT', shoppingLinePath, { ordered: 2, seller_id: sellerId }), shown)
  await step(() => send('POST', `/shopping-lists/${shopping}/seller-groups`, { seller_id: sellerId }), shown)
  await step(() => send('PUT', `/shopping-lists/${shopping}/seller-groups/${sellerId}`, { status: 'ordered' }), shown)
  await step(
    () =>
      send('POST', `${shoppingLinePath}/receive`, {
        receive_qty: 2,
        allocations: [{ box_no: box, loc_no: 3, qty: 2 }],
      }),
    () => [...shown(), `part ${key}`, `box ${box}`],
  )
  await step(() => send('POST', `${shoppingLinePath}/complete`, {}), shown)
  const pushed = await step(
    () => send('POST', `/kits/${kit}/shopping-lists`, { units: 100, new_list_name: 'Pushed' }),
    ({ body }) => [`kit ${kit}`, `shopping_list ${body.shopping_list.id}`],
  )
  await step(
    () => send('DELETE', `/kit-shopping-list-links/${pushed.body.link.id}`),
    () => [`kit ${kit}`],
  )
  await step(() => send('PUT', `/shopping-lists/${shopping}/status`, { status: 'done' }), shown)
  await step(() => send('DELETE', `/shopping-lists/${shopping}`), shown)
  await step(
    () => send('DELETE', contentPath),
    () => [`kit ${kit}`],
  )
  await step(
    () => send('POST', `/kits/${kit}/archive`),
    () => [`kit ${kit}`],
  )
  await step(
    () => send('DELETE', `/kits/${kit}`),
    () => [`kit ${kit}`],
  )
  const spare = (await send('POST', '/parts', { description: 'Spare' })).body.key
  await step(
    () => send('DELETE', `/parts/${spare}`),
    () => [`part ${spare}`],
  )
  const empty = (await send('POST', '/boxes', { description: 'A', capacity: 1 })).body.box_no
  await step(
    () => send('DELETE', `/boxes/${empty}`),
    () => [`box ${empty}`],
  )
  await step(
    () => send('POST', '/testing/tasks/start', { task_type: 'demo_task' }),
    ({ body }) => [`task ${body.task_id}`],
  )
  t.ok(((await sampleValue('live_changes_sent_total')) ?? 0) > sent)
  const stored = await first.app.db.query(`select from sse_events where name = 'inventory_changed'`)
  t.strictSame(stored, [], 'it is not stored')
})
