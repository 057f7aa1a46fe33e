import type { InjectOptions } from 'fastify'
import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { addType } from '../../support/inventory-rows.ts'

async function start(t: Test) {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  const send = async (method: InjectOptions['method'] & string, path: string, payload?: object) => {
    const request = { method, url: `/api${path}` } as InjectOptions
    const answer = await app.inject(payload === undefined ? request : { ...request, payload })
    return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json(), headers: answer.headers }
  }
  const add = async (fields: object = {}) =>
    String((await send('POST', '/parts', { description: 'Some part', ...fields })).body.key)
  const part = async (key: string) => (await send('GET', `/parts/${key}`)).body
  return { app, send, add, part, statements }
}

t.test('a dry run says what would change, and changes nothing', async (t) => {
  const { app, send, add, part } = await start(t)
  const typeId = await addType(app.db, 'Resistor')
  const one = await add({ package: '0805', tags: ['a', 'b'] })
  const two = await add({ package: '0603', type_id: typeId, tags: ['x'] })
  const set = { type_id: typeId, package: '0603', add_tags: ['x'], remove_tags: ['b', 'unknown'] }
  const before = [await part(one), await part(two)]
  const answer = await send('POST', '/parts/bulk', { part_keys: [one, two, one], set, dry_run: true })
  t.strictSame(
    [answer.status, answer.body],
    [
      200,
      {
        operation_id: null,
        parts: [
          {
            part_key: one,
            changes: {
              type_id: { from: null, to: typeId },
              package: { from: '0805', to: '0603' },
              tags: { from: ['a', 'b'], to: ['a', 'x'] },
            },
          },
        ],
      },
    ],
    'a part that changes nothing is left out',
  )
  t.notOk('operation-id' in answer.headers)
  t.strictSame([await part(one), await part(two)], before)
  t.equal((await app.db.query('select from operations')).length, 0)
})

t.test('an edit is one operation, and is undone and redone as a whole', async (t) => {
  const { app, send, add, part } = await start(t)
  const typeId = await addType(app.db, 'Resistor')
  const one = await add({ manufacturer: 'Yageo', mounting_type: 'SMD' })
  const two = await add({ tags: ['a'] })
  const set = { type_id: typeId, manufacturer: null, mounting_type: 'THT', add_tags: ['bulk', 'bulk'] }
  const before = [await part(one), await part(two)]
  const preview = await send('POST', '/parts/bulk', { part_keys: [one, two], set, dry_run: true })
  const done = await send('POST', '/parts/bulk', { part_keys: [one, two], set, note: 'sorted' })
  t.equal(done.status, 200, JSON.stringify(done.body))
  t.strictSame(done.body.parts, preview.body.parts)
  t.equal(done.headers['operation-id'], done.body.operation_id)
  t.match(await part(one), { type_id: typeId, manufacturer: null, mounting_type: 'THT', tags: ['bulk'] })
  t.match(await part(two), { type_id: typeId, manufacturer: null, mounting_type: 'THT', tags: ['a', 'bulk'] })
  const found = await send('GET', '/parts/search?q=tag:bulk')
  t.strictSame(
    found.body.items.map(({ part }: { part: { key: string } }) => part.key).sort(),
    [one, two].sort(),
    'they are found by it',
  )

  const [operation] = (await send('GET', '/operations?reason=edit')).body
  t.match(operation, {
    operation_id: done.body.operation_id,
    summary: /^Changed (.+, )?type, .+,? and .+ of 2 parts$/,
    edits: done.body.parts,
    note: 'sorted',
    row_count: 0,
    undoable: true,
  })
  const dryRun = await send('POST', `/operations/${done.body.operation_id}/undo`, { dry_run: true })
  const [{ part_key: first, changes }] = done.body.parts
  t.match(dryRun.body.edits[0], {
    part_key: first,
    changes: { type_id: { from: changes.type_id.to, to: changes.type_id.from } },
  })
  const undone = await send('POST', `/operations/${done.body.operation_id}/undo`, {})
  t.equal(undone.status, 200, JSON.stringify(undone.body))
  const own = ({ updated_at: _, type: __, ...rest }: Record<string, unknown>) => rest
  t.strictSame([own(await part(one)), own(await part(two))], before.map(own))
  t.equal((await send('GET', '/parts/search?q=tag:bulk')).body.items.length, 0)
  const redone = await send('POST', `/operations/${undone.body.operation_id}/undo`, {})
  t.equal(redone.status, 200, JSON.stringify(redone.body))
  t.match(await part(two), { tags: ['a', 'bulk'] })
})

t.test('an edit cannot be undone when a part was changed since, or is gone', async (t) => {
  const { app, send, add, part } = await start(t)
  const typeId = await addType(app.db, 'Resistor')
  const [one, two, three] = [await add(), await add(), await add({ type_id: typeId })]
  const edit = async (keys: string[], set: object) =>
    (await send('POST', '/parts/bulk', { part_keys: keys, set })).body.operation_id
  const first = await edit([one, two], { package: 'DIP' })
  await send('PUT', `/parts/${two}`, { package: 'SOIC' })
  t.match(await send('POST', `/operations/${first}/undo`, {}), {
    status: 409,
    body: { error: new RegExp(`the part ${two} was changed since \\(package\\); set that back first`) },
  })
  t.equal((await part(one)).package, 'DIP', 'nothing was undone')
  const second = await edit([one], { mounting_type: 'THT' })
  await send('PUT', `/parts/${one}`, { description: 'Another field may change' })
  t.equal((await send('POST', `/operations/${second}/undo`, {})).status, 200)
  const third = await edit([one], { mounting_type: 'THT' })
  await send('DELETE', `/parts/${one}`)
  t.match(await send('POST', `/operations/${third}/undo`, {}), {
    status: 409,
    body: { error: new RegExp(`the part ${one} \\(Another field may change\\) was deleted; bring it back first`) },
  })
  const fourth = await edit([three], { type_id: null })
  await send('DELETE', `/types/${typeId}`)
  t.match(await send('POST', `/operations/${fourth}/undo`, {}), { status: 409, body: { error: /type/ } })
})

t.test('parts are found by a query', async (t) => {
  const { send, add, part } = await start(t)
  const one = await add({ description: 'Relay 5 V' })
  const two = await add({ description: 'Relay 12 V' })
  const other = await add({ description: 'Switch' })
  const edited = await send('POST', '/parts/bulk', { query: 'relay', set: { add_tags: ['coil'] } })
  t.strictSame(edited.body.parts.map(({ part_key }: { part_key: string }) => part_key).sort(), [one, two].sort())
  t.equal((await part(other)).tags, null)
  t.strictSame((await send('POST', '/parts/bulk', { query: 'nothing', set: { package: 'x' } })).body, {
    operation_id: null,
    parts: [],
  })
})

t.test('a change without a field is refused in plain words', async (t) => {
  const { send, add } = await start(t)
  const answer = await send('POST', '/parts/bulk', { part_keys: [await add()], set: {} })
  t.match(answer, { status: 400, body: { error: 'set must have at least 1 field' } })
})

t.test('what is wrong is said, and changes nothing', async (t) => {
  const { app, send, add, part } = await start(t)
  const key = await add({ tags: Array.from({ length: 99 }, (_, n) => `t${n}`) })
  const set = { package: 'DIP' }
  const cases: [body: object, status: number, field: string][] = [
    [{ set }, 400, 'part_keys'],
    [{ part_keys: [key], query: 'x', set }, 400, 'query'],
    [{ part_keys: [], set }, 400, 'part_keys'],
    [{ part_keys: Array(1001).fill(key), set }, 400, 'part_keys'],
    [{ part_keys: [key, 'ZZZZ'], set }, 404, 'part_keys.1'],
    [{ part_keys: [key], set: {} }, 400, 'set'],
    [{ part_keys: [key] }, 400, 'set'],
    [{ part_keys: [key], set: { type_id: 999 } }, 404, 'set.type_id'],
    [{ part_keys: [key], set: { package: 'x'.repeat(101) } }, 400, 'set.package'],
    [{ part_keys: [key], set: { add_tags: ['x'.repeat(101)] } }, 400, 'set.add_tags.0'],
    [{ part_keys: [key], set: { add_tags: ['u', 'v'] } }, 400, 'set.add_tags'],
    [{ part_keys: [key], set, dry_run: 'perhaps' }, 400, 'dry_run'],
    [{ part_keys: [key], set, dryrun: true }, 400, 'dryrun'],
    [{ part_keys: [key], set: { ...set, pakage: 'DIP' } }, 400, 'set.pakage'],
    [{ part_keys: [key], set: { add_tags: [' '] } }, 400, 'set.add_tags.0'],
    [{ part_keys: [key], set: { remove_tags: [''] } }, 400, 'set.remove_tags.0'],
    [{ part_keys: [key], set: { add_tags: ['u'], remove_tags: ['t0', 'u'] } }, 400, 'set.remove_tags.1'],
  ]
  const before = await part(key)
  for (const [body, status, field] of cases) {
    for (const more of [{}, { dry_run: true }]) {
      const answer = await send('POST', '/parts/bulk', { ...more, ...body })
      t.match(answer, { status, body: { details: { field } } }, `${JSON.stringify(body).slice(0, 80)}`)
    }
  }
  const unreadable = await send('POST', '/parts/bulk', { query: 'stock:>many', set })
  t.equal(unreadable.status, 400)
  t.strictSame(await part(key), before)
  t.equal((await app.db.query('select from operations')).length, 0)
})

t.test('a query that asks for nothing does not edit every part', async (t) => {
  const { app, send, add } = await start(t)
  await add()
  for (const query of ['', ' ', '\u00a0\t', '*', '.', '-', '--', '-.', '- -', '"', '""', '-""', '()', '? !', '…']) {
    for (const dry_run of [true, false]) {
      const answer = await send('POST', '/parts/bulk', { query, set: { package: 'XX' }, dry_run })
      t.match(answer, { status: 400, body: { details: { field: 'query', message: String } } }, JSON.stringify(query))
    }
  }
  t.equal((await app.db.query(`select from parts where package = 'XX'`)).length, 0)
  const rest = await send('POST', '/parts/bulk', { query: '-relay', set: { package: 'XX' } })
  t.match(rest, { status: 200, body: { parts: { length: 1 } } }, 'all but something is asked for')
})

t.test(
  'a query with more than a thousand hits is refused; a thousand parts cost as many statements as one',
  async (t) => {
    const { app, send, statements } = await start(t)
    await app.db.query(
      `with sets as (insert into attachment_sets select from generate_series(1, 1001) returning id)
     insert into parts (key, description, attachment_set_id)
     select chr(65 + (n / 676)::int % 26) || chr(65 + (n / 26)::int % 26) || chr(65 + n % 26) || 'Q', 'Sprocket ' || n, id
       from (select id, (row_number() over ())::int as n from sets) numbered`,
    )
    await app.searchDocuments.start()
    const set = { add_tags: ['bulk'] }
    t.match(await send('POST', '/parts/bulk', { query: 'sprocket', set }), {
      status: 400,
      body: { details: { field: 'query', message: String } },
    })
    const keys = (await app.db.query<{ key: string }>('select key from parts order by id')).map(({ key }) => key)
    const few = await statements.during(() => send('POST', '/parts/bulk', { part_keys: keys.slice(1000), set }))
    const many = await statements.during(async () => {
      const answer = await send('POST', '/parts/bulk', { part_keys: keys.slice(0, 1000), set })
      t.equal(answer.body.parts.length, 1000)
    })
    t.equal(many, few)
    const payload = { part_keys: keys.slice(0, 1000), set: { mounting_type: 'A very special kind of mounting' } }
    const request = { url: '/api/parts/bulk', method: 'POST', headers: { 'idempotency-key': 'a' }, payload } as const
    const first = await app.inject(request)
    const again = await app.inject(request)
    t.strictSame([again.statusCode, again.json()], [200, first.json()], 'an answer too large to be kept is read again')
  },
)
