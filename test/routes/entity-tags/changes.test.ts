import t from 'tap'
import { addRecords, start } from '../../support/tagged-records.ts'

t.test('a change gives a new tag, which the record then has', async (t) => {
  const { app, send } = await start(t)
  const { part, box, type, seller, kit, content, contentVersion, pickList, pickLine, list, line, partId } =
    await addRecords(app)
  const changes: [record: string | null, 'PUT' | 'PATCH' | 'POST', path: string, body?: object][] = [
    [part, 'PUT', part, { description: 'New' }],
    [box, 'PUT', box, { description: 'New', capacity: 4 }],
    [type, 'PUT', type, { name: 'New' }],
    [seller, 'PUT', seller, { name: 'New' }],
    [kit, 'PATCH', kit, { name: 'New' }],
    [null, 'PATCH', content, { version: contentVersion, required_per_unit: 3 }],
    [pickList, 'PATCH', pickLine, { quantity_to_pick: 3 }],
    [pickList, 'POST', `${pickLine}/pick`],
    [pickList, 'POST', `${pickLine}/undo`],
    [list, 'PUT', list, { name: 'New' }],
    [null, 'PUT', line, { needed: 6 }],
    [list, 'PUT', `${list}/status`, { status: 'done' }],
    [kit, 'POST', `${kit}/archive`],
    [kit, 'POST', `${kit}/unarchive`],
  ]
  for (const [record, method, path, body] of changes) {
    const before = record === null ? null : (await send('GET', record)).tag
    const changed = await send(method, path, body)
    t.equal(changed.status, 200, `${method} ${path} ${changed.text}`)
    t.match(changed.tag, /^"\d+-[\w-]+"$/, path)
    t.not(changed.tag, before, path)
    if (record !== null) t.equal((await send('GET', record)).tag, changed.tag, `${path}: the tag of a later read`)
  }
  const created: [path: string, body: object, read: ((id: unknown) => string) | null][] = [
    ['/parts', { description: 'X' }, null],
    ['/boxes', { description: 'X', capacity: 1 }, null],
    ['/types', { name: 'X' }, (id) => `/types/${id}`],
    ['/sellers', { name: 'X', website: 'x.com' }, (id) => `/sellers/${id}`],
    ['/kits', { name: 'X' }, (id) => `/kits/${id}`],
    ['/shopping-lists', { name: 'X' }, (id) => `/shopping-lists/${id}`],
    [`${kit}/pick-lists`, { requested_units: 1 }, (id) => `/pick-lists/${id}`],
  ]
  for (const [path, body, read] of created) {
    const made = await send('POST', path, body)
    t.equal(made.status, 201, `${path} ${made.text}`)
    const address =
      read?.(made.body.id) ?? (path === '/parts' ? `/parts/${made.body.key}` : `/boxes/${made.body.box_no}`)
    t.equal((await send('GET', address)).tag, made.tag, path)
  }
  const { body: open } = await send('POST', '/shopping-lists', { name: 'Y' })
  const added = await send('POST', `/shopping-lists/${open.id}/lines`, { part_id: partId, needed: 1 })
  t.match([added.status, added.tag], [201, /^"1-/])
})

t.test('what belongs to others changes the tag, and refuses nobody an edit', async (t) => {
  const { app, send } = await start(t)
  const { part, box, type, seller, kit, list, sellerId, boxNo } = await addRecords(app)
  const steps: [what: string, change: () => Promise<{ status: number }>, records: string[]][] = [
    [
      'stock',
      () => send('POST', '/inventory/parts/AAAA/stock', { box_no: boxNo, loc_no: 2, qty: 3 }),
      [part, kit, list],
    ],
    ['the name of the type', () => send('PUT', type, { name: 'R' }), [part]],
    ['a seller link', () => send('POST', '/parts/AAAA/seller-links', { seller_id: sellerId, link: 'x.com/a' }), [part]],
    ['the name of the seller', () => send('PUT', seller, { name: 'S' }), [part]],
    ['a kit that ends', () => send('POST', `${kit}/archive`), [part]],
    ['a kit that begins', () => send('POST', `${kit}/unarchive`), [part]],
    ['the description of the part', () => send('PUT', part, { description: 'New' }), [kit, list]],
  ]
  for (const [what, change, records] of steps) {
    for (const record of records) {
      const before = (await send('GET', record)).tag
      t.equal((await send('GET', record, undefined, { 'if-none-match': String(before) })).status, 304, record)
    }
    const tags = await Promise.all(records.map(async (record) => (await send('GET', record)).tag))
    t.ok((await change()).status < 300, what)
    for (const [index, record] of records.entries()) {
      const again = await send('GET', record, undefined, { 'if-none-match': String(tags[index]) })
      t.equal(again.status, 200, `${what} shows in ${record}`)
      t.equal(again.tag?.split('-')[0], tags[index]?.split('-')[0], `${what} is no change of ${record}`)
    }
  }
  const { tag } = await send('GET', part)
  await send('POST', '/inventory/parts/AAAA/stock', { box_no: boxNo, loc_no: 2, qty: 3 })
  t.equal((await send('PUT', part, { description: 'Edited' }, { 'if-match': String(tag) })).status, 200)
  t.equal((await send('GET', box)).tag, (await send('GET', box)).tag)
})

t.test('a change of what belongs to a record raises its version', async (t) => {
  const { app, send } = await start(t)
  const { kit, content, contentVersion, list, line, pickList, pickLine, sellerId, seller } = await addRecords(app)
  const bbbb = (await send('GET', '/parts/BBBB')).body.id
  const versionOf = async (path: string) => Number((await send('GET', path)).tag?.slice(1).split('-')[0])
  const steps: [record: string, change: () => Promise<{ status: number; text: string }>][] = [
    [kit, () => send('PATCH', content, { version: contentVersion, required_per_unit: 4 })],
    [kit, () => send('POST', `${kit}/contents`, { part_id: bbbb, required_per_unit: 1 })],
    [list, () => send('PUT', line, { needed: 6, seller_id: sellerId })],
    [list, () => send('POST', `${list}/lines`, { part_id: bbbb, needed: 1 })],
    [list, () => send('POST', `${list}/seller-groups`, { seller_id: sellerId })],
    [list, () => send('PUT', `${list}/seller-groups/${sellerId}`, { note: 'n' })],
    [list, () => send('DELETE', seller)],
    [pickList, () => send('PATCH', pickLine, { quantity_to_pick: 1 })],
    [pickList, () => send('POST', `${pickLine}/pick`)],
    [pickList, () => send('DELETE', content)],
  ]
  for (const [record, change] of steps) {
    const before = await versionOf(record)
    const changed = await change()
    t.ok(changed.status < 300, changed.text)
    t.ok((await versionOf(record)) > before, `${record} ${change}`)
  }
  await send('DELETE', `${kit}/contents/${(await send('GET', kit)).body.contents[0].id}`)
  const before = await versionOf(list)
  t.equal((await send('DELETE', '/parts/BBBB')).status, 204)
  t.ok((await versionOf(list)) > before, 'a line that goes with its part')
})

t.test('a deleted part that comes back has a newer version than any tag of before', async (t) => {
  const { app, send } = await start(t)
  await addRecords(app)
  const { tag } = await send('GET', '/parts/BBBB')
  await send('DELETE', '/parts/BBBB')
  const restored = await send('POST', '/retired-parts/BBBB/restore')
  t.equal(restored.tag, (await send('GET', '/parts/BBBB')).tag)
  t.equal((await send('PUT', '/parts/BBBB', { description: 'x' }, { 'if-match': String(tag) })).status, 412)
})
