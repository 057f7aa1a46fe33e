import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit, jsonClient } from '../../support/kit-rows.ts'
import { sampleValue } from '../../support/sample-value.ts'

const value = async (name: string, labels = {}) => (await sampleValue(name, labels)) ?? 0
const refused = { status: 409, body: { code: 'INVALID_OPERATION' } }
const conflict = { status: 409, body: { code: 'RESOURCE_CONFLICT' } }

t.test('contents say what is needed, in stock, reserved and short', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const box = await addBox(app.db, 5)
  const part = await addPart(app.db, 'BBBB')
  const bare = await addPart(app.db, 'AAAA')
  await addStock(app.db, part, box, 1, 2)
  await addStock(app.db, part, box, 2, 3)
  const kit = await addKit(app, 'Clock', [], 3)
  const other = await addKit(app, 'Other', [[part, 1]], 1)
  const archived = await addKit(app, 'Archived', [[part, 50]], 1)
  await send('POST', `/kits/${archived}/archive`)
  const idle = await addKit(app, 'Idle', [[part, 9]], 0)

  const before = [
    await value('kit_detail_views_total'),
    await value('kit_content_mutations_total', { action: 'create' }),
  ]
  const created = await send('POST', `/kits/${kit}/contents`, { part_id: part, required_per_unit: 2, note: ' ' })
  t.equal(created.status, 201)
  t.match(created.body, {
    kit_id: kit,
    part_id: part,
    required_per_unit: 2,
    note: null,
    version: 1,
    part: { key: 'BBBB', manufacturer_code: null, description: 'Part BBBB', cover_url: null, total_quantity: 5 },
    total_required: 6,
    in_stock: 5,
    reserved: 1,
    available: 4,
    shortfall: 2,
    active_reservations: [
      { kit_id: idle, kit_name: 'Idle', build_target: 0, reserved_quantity: 0 },
      { kit_id: other, kit_name: 'Other', status: 'active', required_per_unit: 1, reserved_quantity: 1 },
    ],
  })
  t.equal(created.body.active_reservations.length, 2, 'the archived kit and the kit itself are not among them')
  t.equal((await value('kit_content_mutations_total', { action: 'create' })) - (before[1] ?? 0), 1)
  t.equal((await value('kit_detail_views_total')) - (before[0] ?? 0), 1)

  const second = await send('POST', `/kits/${kit}/contents`, { part_id: bare, required_per_unit: 1_000_000 })
  await send('PATCH', `/kits/${kit}`, { build_target: 1_000_000 })
  const detail = await send('GET', `/kits/${kit}`)
  t.equal(detail.status, 200)
  t.same(
    detail.body.contents.map((content: { part: { key: string } }) => content.part.key),
    ['AAAA', 'BBBB'],
  )
  t.match(detail.body.contents[0], { id: second.body.id, in_stock: 0, total_required: 1_000_000 ** 2 })
  await send('PATCH', `/kits/${kit}`, { build_target: 3 })
  await send('POST', `/kits/${kit}/archive`)
  t.match((await send('GET', `/kits/${kit}`)).body.contents[1], { reserved: 1, available: 4, shortfall: 2 })
})

t.test('a content is changed by who knows its version', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const part = await addPart(app.db, 'AAAA')
  const kit = await addKit(app, 'Clock')
  const other = await addKit(app, 'Other')
  const created = await send('POST', `/kits/${kit}/contents`, { part_id: part, required_per_unit: 2, note: 'red' })
  const url = `/kits/${kit}/contents/${created.body.id}`
  const touched = async () => (await send('GET', `/kits/${kit}`)).body.updated_at
  const first = await touched()
  const before = {
    updates: await value('kit_content_mutations_total', { action: 'update' }),
    durations: await value('kit_content_update_duration_seconds_count'),
    views: await value('kit_detail_views_total'),
  }

  const changed = await send('PATCH', url, { version: 1, required_per_unit: 3 })
  t.match(changed, { status: 200, body: { version: 2, required_per_unit: 3, note: 'red' } })
  t.ok((await touched()) > first, 'the kit is touched')
  t.match(
    await send('PATCH', url, { version: 1, required_per_unit: 4 }),
    {
      status: 409,
      body: { code: 'RESOURCE_CONFLICT', error: `Kit content ${created.body.id} already exists in a newer version` },
    },
    'a stale version',
  )
  t.match(await send('PATCH', url, { version: 1, required_per_unit: 3 }), conflict, 'before the look for changes')
  t.match(await send('PATCH', url, { version: 2 }), refused, 'nothing changes')
  t.match(await send('PATCH', url, { version: 2, required_per_unit: 3, note: 'red' }), refused, 'nothing changes')
  t.match(await send('PATCH', url, { version: 2, required_per_unit: null, note: '  ' }), {
    status: 200,
    body: { version: 3, required_per_unit: 3, note: null },
  })
  t.match(await send('PATCH', url, { version: 3, note: null }), refused, 'it is empty already')
  t.match(await send('PATCH', url, { version: 3, note: ' blue ' }), {
    status: 200,
    body: { note: ' blue ', version: 4 },
  })
  t.equal((await value('kit_content_mutations_total', { action: 'update' })) - before.updates, 3)
  t.equal((await value('kit_content_update_duration_seconds_count')) - before.durations, 3)
  t.equal((await value('kit_detail_views_total')) - before.views, 4, 'three updates and a read')

  const racers = await Promise.all(
    Array.from({ length: 8 }, (_, n) => send('PATCH', url, { version: 4, required_per_unit: 10 + n })),
  )
  t.equal(racers.filter(({ status }) => status === 200).length, 1, 'one of many wins')
  t.equal(racers.filter(({ status }) => status === 409).length, 7)

  for (const body of [{}, { version: 0 }, { version: 5, required_per_unit: 0 }, { version: 5, note: 7 }]) {
    t.equal((await send('PATCH', url, body)).status, 400, JSON.stringify(body))
  }
  const elsewhere = `/kits/${other}/contents/${created.body.id}`
  t.equal((await send('PATCH', elsewhere, { version: 5, note: 'x' })).status, 404)
  t.equal((await send('DELETE', elsewhere)).status, 404)
  t.equal((await send('PATCH', `/kits/999/contents/1`, { version: 5, note: 'x' })).status, 404)
})

t.test('what contents do not allow', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const part = await addPart(app.db, 'AAAA')
  const kit = await addKit(app, 'Clock', [[part, 1]])
  const archived = await addKit(app, 'Old', [[part, 1]])
  await send('POST', `/kits/${archived}/archive`)
  const [content] = (await send('GET', `/kits/${archived}`)).body.contents
  const good = { part_id: part, required_per_unit: 1 }
  for (const body of [
    {},
    { part_id: part },
    { required_per_unit: 1 },
    { ...good, required_per_unit: 0 },
    { ...good, required_per_unit: 2147483648 },
  ]) {
    t.equal((await send('POST', `/kits/${kit}/contents`, body)).status, 400, JSON.stringify(body))
  }
  t.match(await send('POST', '/kits/999/contents', good), { status: 404, body: { error: 'Kit 999 was not found' } })
  const unknownPart = await send('POST', `/kits/${kit}/contents`, { ...good, part_id: 999 })
  t.match(unknownPart, { status: 404, body: { error: 'Part 999 was not found' } })
  t.match(await send('POST', `/kits/${kit}/contents`, good), conflict)
  t.match(await send('POST', `/kits/${archived}/contents`, { ...good, part_id: 999 }), refused, 'archived comes first')
  t.match(await send('PATCH', `/kits/${archived}/contents/${content.id}`, { version: 1, note: 'x' }), refused)
  t.match(await send('DELETE', `/kits/${archived}/contents/${content.id}`), refused)
})

t.test('a deleted content leaves pick lists, which may thereby be completed', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const box = await addBox(app.db, 5)
  const [a, b] = [await addPart(app.db, 'AAAA'), await addPart(app.db, 'BBBB')]
  await addStock(app.db, a, box, 1, 10)
  await addStock(app.db, b, box, 2, 10)
  const kit = await addKit(app, 'Clock', [
    [a, 1],
    [b, 1],
  ])
  const lists = []
  for (let n = 0; n < 2; n++) lists.push((await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })).body)
  const [first, second] = lists
  await send('POST', `/pick-lists/${first.id}/lines/${first.lines[0].id}/pick`)
  await send('POST', `/pick-lists/${second.id}/lines/${second.lines[1].id}/pick`)
  const [contentA, contentB] = (await send('GET', `/kits/${kit}`)).body.contents
  const before = await value('kit_content_mutations_total', { action: 'delete' })

  t.equal((await send('DELETE', `/kits/${kit}/contents/${contentB.id}`)).status, 204)
  t.match((await send('GET', `/pick-lists/${first.id}`)).body, {
    status: 'completed',
    completed_at: String,
    line_count: 1,
    open_line_count: 0,
  })
  t.match((await send('GET', `/pick-lists/${second.id}`)).body, { status: 'open', line_count: 1, open_line_count: 1 })
  t.same((await app.inject('/api/parts/BBBB/locations')).json()[0].qty, 9, 'what was picked stays out of stock')
  t.equal((await send('DELETE', `/kits/${kit}/contents/${contentA.id}`)).status, 204)
  t.match((await send('GET', `/pick-lists/${second.id}`)).body, { status: 'open', line_count: 0 })
  t.match((await send('GET', `/pick-lists/${first.id}`)).body, { status: 'completed', line_count: 0 })
  t.equal((await send('DELETE', `/kits/${kit}/contents/${contentA.id}`)).status, 404)
  t.equal((await value('kit_content_mutations_total', { action: 'delete' })) - before, 2)
  t.equal((await send('DELETE', `/kits/${kit}`)).status, 204, 'a kit with pick lists can be deleted')
})
