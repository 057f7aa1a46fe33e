import type { FastifyInstance, InjectOptions } from 'fastify'
import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock, addType } from '../../support/inventory-rows.ts'
import { addKit } from '../../support/kit-rows.ts'
import { addSellers } from '../../support/shopping-client.ts'
import { createTestDatabase } from '../../support/test-database.ts'

type Headers = Record<string, string>

function client(app: FastifyInstance) {
  return async (method: InjectOptions['method'] & string, path: string, payload?: object, headers: Headers = {}) => {
    const request = { method, url: `/api${path}`, headers } as InjectOptions
    const answer = await app.inject(payload === undefined ? request : { ...request, payload })
    const body = answer.body === '' ? undefined : answer.json()
    return { status: answer.statusCode, body, tag: answer.headers.etag, text: answer.body }
  }
}

/** Adds one record of each kind, which refer to each other. */
async function addRecords(app: FastifyInstance) {
  const { db } = app
  const boxNo = await addBox(db, 3)
  const typeId = await addType(db, 'Resistor')
  const partId = await addPart(db, 'AAAA', { typeId })
  await addPart(db, 'BBBB')
  await addStock(db, partId, boxNo, 1, 100)
  await addSellers(app, 'Mouser')
  const [seller] = await app.sellers.list()
  const kitId = await addKit(app, 'Clock', [[partId, 2]])
  const [content] = (await app.kitDetails.read(kitId)).contents
  const pickList = await app.pickLists.create(kitId, { requestedUnits: 2, shortfallActions: new Map() })
  const list = await app.shoppingLists.create('March', null)
  const line = await app.shoppingListLines.add(list.id, { part: { id: partId }, needed: 5, sellerId: null, note: null })
  return {
    part: '/parts/AAAA',
    box: `/boxes/${boxNo}`,
    type: `/types/${typeId}`,
    seller: `/sellers/${seller?.id}`,
    kit: `/kits/${kitId}`,
    content: `/kits/${kitId}/contents/${content?.id}`,
    contentVersion: Number(content?.version),
    pickList: `/pick-lists/${pickList.id}`,
    pickLine: `/pick-lists/${pickList.id}/lines/${pickList.lines[0]?.id}`,
    list: `/shopping-lists/${list.id}`,
    line: `/shopping-list-lines/${line.id}`,
    partId,
    boxNo,
    sellerId: seller?.id,
  }
}

async function start(t: Test, databaseUrl?: string) {
  const app = await buildApp(t, databaseUrl === undefined ? {} : { settings: { databaseUrl } })
  return { app, send: client(app) }
}

t.test('every record that can be read has a strong tag, and is answered with 304 to who has it', async (t) => {
  const { app, send } = await start(t)
  const { part, box, type, seller, kit, pickList, list } = await addRecords(app)
  for (const path of [part, box, type, seller, kit, pickList, list]) {
    const { status, tag, body } = await send('GET', path)
    t.equal(status, 200, path)
    t.match(tag, /^"\d+-[\w-]+"$/, path)
    t.notOk('version' in body && path !== kit, `${path} shows no version`)
    for (const header of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
      const known = await send('GET', path, undefined, { 'if-none-match': String(header) })
      t.strictSame([known.status, known.text, known.tag], [304, '', tag], `${path} ${header}`)
    }
    const head = await send('HEAD' as never, path, undefined, { 'if-none-match': String(tag) })
    t.equal(head.status, 304, `HEAD ${path}`)
    const other = await send('GET', path, undefined, { 'if-none-match': '"1-x"' })
    t.equal(other.status, 200, path)
    const unknown = await send('GET', path.replace(/[^/]+$/, '999999'), undefined, { 'if-none-match': '*' })
    t.equal(unknown.status, 404, path)
  }
})

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

t.test('If-Match lets a change through only while the record has the version that was read', async (t) => {
  const { app, send } = await start(t)
  const { part, box, type, seller, kit, content, contentVersion, pickLine, pickList, list, line } =
    await addRecords(app)
  const lineTag = (await send('PUT', line, { needed: 6 })).tag
  const contentTag = (await send('PATCH', content, { version: contentVersion, required_per_unit: 3 })).tag
  const tagOf = async (path: string) => (await send('GET', path)).tag
  const cases: [tag: unknown, method: 'PUT' | 'PATCH', path: string, good: object, other: object][] = [
    [await tagOf(part), 'PUT', part, { description: 'Mine' }, { description: 'Theirs' }],
    [await tagOf(box), 'PUT', box, { description: 'Mine', capacity: 3 }, { description: 'Theirs', capacity: 3 }],
    [await tagOf(type), 'PUT', type, { name: 'Mine' }, { name: 'Theirs' }],
    [await tagOf(seller), 'PUT', seller, { name: 'Mine' }, { name: 'Theirs' }],
    [await tagOf(kit), 'PATCH', kit, { name: 'Mine' }, { name: 'Theirs' }],
    [
      contentTag,
      'PATCH',
      content,
      { version: contentVersion + 1, note: 'Mine' },
      { version: contentVersion + 2, note: 'x' },
    ],
    [await tagOf(pickList), 'PATCH', pickLine, { quantity_to_pick: 3 }, { quantity_to_pick: 9 }],
    [await tagOf(list), 'PUT', list, { name: 'Mine' }, { name: 'Theirs' }],
    [lineTag, 'PUT', line, { needed: 7 }, { needed: 8 }],
  ]
  for (const [tag, method, path, good, other] of cases) {
    const headers = { 'if-match': String(tag) }
    const first = await send(method, path, good, headers)
    t.equal(first.status, 200, `${path} ${first.text}`)
    const second = await send(method, path, other, headers)
    t.match(second, { status: 412, body: { code: 'PRECONDITION_FAILED', details: { message: String } } }, path)
    t.equal(second.tag, first.tag, `${path}: the current tag comes with the refusal`)
    t.equal(second.body.details.etag, first.tag, path)
    const weak = await send(method, path, other, { 'if-match': `W/${first.tag}` })
    t.equal(weak.status, 412, `${path}: a weak tag matches nothing`)
    const foreign = await send(method, path, other, { 'if-match': '"somebody else\'s"' })
    t.equal(foreign.status, 400, `${path}: a tag with a space is none`)
    const listed = await send(method, path, other, { 'if-match': `"1-x" , ${second.tag}` })
    t.equal(listed.status, 200, `${path}: one of several ${listed.text}`)
  }
})

t.test('If-Match: * and no header are as always; a wrong header is 400 and changes nothing', async (t) => {
  const { app, send } = await start(t)
  const { part } = await addRecords(app)
  t.equal((await send('PUT', part, { description: 'A' }, { 'if-match': '*' })).status, 200)
  t.equal((await send('PUT', part, { description: 'B' })).status, 200)
  for (const header of ['B', '"a" "b"', '*, "a"', '"a', 'x'.repeat(10_000)]) {
    const answer = await send('PUT', part, { description: 'C' }, { 'if-match': header })
    t.match(answer, { status: 400, body: { details: { field: 'If-Match' } } }, header.slice(0, 20))
  }
  t.equal((await send('GET', part)).body.description, 'B')
  t.equal((await send('PUT', '/parts/ZZZZ', { description: 'C' }, { 'if-match': '"1-x"' })).status, 404)
})

t.test('DELETE with a stale If-Match deletes nothing, with the current one it does', async (t) => {
  const { app, send } = await start(t)
  const { type, seller, kit, content, contentVersion, pickList, list, line } = await addRecords(app)
  await send('POST', '/parts', { description: 'X' })
  const lineTag = (await send('PUT', line, { needed: 6 })).tag
  const contentTag = (await send('PATCH', content, { version: contentVersion, required_per_unit: 3 })).tag
  const boxPath = `/boxes/${(await send('POST', '/boxes', { description: 'Y', capacity: 1 })).body.box_no}`
  const freeType = `/types/${(await send('POST', '/types', { name: 'Free' })).body.id}`
  t.equal((await send('DELETE', type)).status, 409, 'a type in use stays')
  for (const [path, current] of [
    ['/parts/BBBB', null],
    [boxPath, null],
    [freeType, null],
    [seller, null],
    [pickList, null],
    [content, contentTag],
    [line, lineTag],
    [kit, null],
    [list, null],
  ] as const) {
    const tag = current ?? (await send('GET', path)).tag
    const stale = await send('DELETE', path, undefined, { 'if-match': '"99-x"' })
    t.match(stale, { status: 412, tag }, path)
    const gone = await send('DELETE', path, undefined, { 'if-match': String(tag) })
    t.equal(gone.status, 204, `${path} ${gone.text}`)
    t.equal((await send('DELETE', path, undefined, { 'if-match': String(tag) })).status, 404, path)
  }
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

t.test('of two edits with one tag at two replicas at once, one is refused', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const first = await start(t, databaseUrl)
  const second = await start(t, databaseUrl)
  const { part, box, kit, list, line, type, seller } = await addRecords(first.app)
  const lineTag = (await first.send('PUT', line, { needed: 6 })).tag
  for (const [path, method, body, tag] of [
    [part, 'PUT', (n: number) => ({ description: `D${n}` }), null],
    [box, 'PUT', (n: number) => ({ description: `D${n}`, capacity: 3 }), null],
    [type, 'PUT', (n: number) => ({ name: `D${n}` }), null],
    [seller, 'PUT', (n: number) => ({ name: `D${n}` }), null],
    [kit, 'PATCH', (n: number) => ({ name: `D${n}` }), null],
    [list, 'PUT', (n: number) => ({ name: `D${n}` }), null],
    [line, 'PUT', (n: number) => ({ needed: 10 + n }), lineTag],
  ] as const) {
    const current = tag ?? (await first.send('GET', path)).tag
    const edits = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((n) =>
        (n % 2 === 0 ? first : second).send(method, path, body(n), { 'if-match': String(current) }),
      ),
    )
    t.strictSame(edits.map(({ status }) => status).sort(), [200, 412, 412, 412, 412, 412], path)
  }
})

t.test(
  'a repeated request with an Idempotency-Key gets the tag of the first answer, and so does its refusal',
  async (t) => {
    const { app, send } = await start(t)
    const { part, list } = await addRecords(app)
    for (const [path, body] of [
      [part, { description: 'Once' }],
      [list, { name: 'Once' }],
    ] as const) {
      const { tag } = await send('GET', path)
      const headers = { 'if-match': String(tag), 'idempotency-key': `k ${path}` }
      const first = await send('PUT', path, body, headers)
      t.equal(first.status, 200, first.text)
      const again = await send('PUT', path, body, headers)
      t.strictSame([again.status, again.tag, again.body], [200, first.tag, first.body])
      const refused = await send('PUT', path, body, { ...headers, 'idempotency-key': `other ${path}` })
      t.match(refused, { status: 412, tag: first.tag })
      const refusedAgain = await send('PUT', path, body, { ...headers, 'idempotency-key': `other ${path}` })
      t.match(refusedAgain, { status: 412, tag: first.tag })
    }
  },
)

t.test('a deleted part that comes back has a newer version than any tag of before', async (t) => {
  const { app, send } = await start(t)
  await addRecords(app)
  const { tag } = await send('GET', '/parts/BBBB')
  await send('DELETE', '/parts/BBBB')
  const restored = await send('POST', '/retired-parts/BBBB/restore')
  t.equal(restored.tag, (await send('GET', '/parts/BBBB')).tag)
  t.equal((await send('PUT', '/parts/BBBB', { description: 'x' }, { 'if-match': String(tag) })).status, 412)
})

t.test('the document shows tags and the headers that compare them', async (t) => {
  const { app } = await start(t)
  const { paths } = (await app.inject('/api/docs/service.json')).json()
  const header = (operation: { parameters: { in: string; name: string }[] }, name: string) =>
    operation.parameters.some((parameter) => parameter.in === 'header' && parameter.name === name)
  for (const path of ['/api/parts/{part_key}', '/api/boxes/{box_no}', '/api/shopping-lists/{list_id}']) {
    const { get, put, delete: remove } = paths[path]
    t.ok(header(get, 'If-None-Match') && get.responses[200].headers.ETag && get.responses[304], path)
    t.ok(header(put, 'If-Match') && put.responses[200].headers.ETag && put.responses[412], path)
    t.ok(header(remove, 'If-Match') && remove.responses[412], path)
    t.notOk('x-entity-tag' in get, path)
  }
  t.ok(paths['/api/kits'].post.responses[201].headers.ETag)
  t.notOk(header(paths['/api/kits'].get, 'If-None-Match'))
})
