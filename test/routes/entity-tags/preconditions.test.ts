import t from 'tap'
import { addRecords, start } from '../../support/tagged-records.ts'
import { createTestDatabase } from '../../support/test-database.ts'

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
