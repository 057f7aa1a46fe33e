import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { sampleValue } from '../../support/sample-value.ts'

function client(app: FastifyInstance) {
  return {
    push: (kit: number, payload: object) =>
      app.inject({ method: 'POST', url: `/api/kits/${kit}/shopping-lists`, payload }),
    read: async (url: string) => (await app.inject(`/api${url}`)).json(),
  }
}

/** Adds a kit whose contents are given as part id and pieces a unit. */
async function addKit(
  { db }: FastifyInstance,
  name: string,
  target: number,
  contents: readonly (readonly [number, number, string?])[],
): Promise<number> {
  const [kit] = await db.query<{ id: number }>(
    `with documents as (insert into attachment_sets default values returning id)
     insert into kits (name, build_target, attachment_set_id) select $1, $2, id from documents returning id`,
    [name, target],
  )
  const id = kit?.id ?? 0
  for (const [part, required, note] of contents) {
    await db.query('insert into kit_contents (kit_id, part_id, required_per_unit, note) values ($1, $2, $3, $4)', [
      id,
      part,
      required,
      note ?? null,
    ])
  }
  return id
}

const pushes = async (outcome: string, honor_reserved: string) =>
  (await sampleValue('kit_shopping_list_push_total', { outcome, honor_reserved })) ?? 0

t.test('what a kit lacks goes to a list, and again when it is pushed again', async (t) => {
  const app = await buildApp(t)
  const { push, read } = client(app)
  const box = await addBox(app.db, 3)
  const scarce = await addPart(app.db, 'AAAA')
  const plenty = await addPart(app.db, 'BBBB')
  await addStock(app.db, scarce, box, 1, 5)
  await addStock(app.db, plenty, box, 2, 100)
  const kit = await addKit(app, 'Clock', 3, [
    [scarce, 2, 'red ones'],
    [plenty, 1],
  ])
  await addKit(app, 'Other', 1, [[scarce, 3]])
  const before = [
    await pushes('success', 'false'),
    await pushes('success', 'true'),
    await pushes('noop', 'false'),
    await pushes('error', 'false'),
  ]

  const created = await push(kit, { units: null, new_list_name: ' Clock parts ', note_prefix: 'x' })
  t.equal(created.statusCode, 201)
  t.match(created.json(), {
    created_new_list: true,
    lines_modified: 1,
    total_needed_quantity: 1,
    noop: false,
    link: {
      status: 'active',
      requested_units: 3,
      honor_reserved: false,
      is_stale: false,
      shopping_list_name: 'Clock parts',
    },
    shopping_list: {
      name: 'Clock parts',
      lines: [{ needed: 1, note: '[From Kit Clock]: red ones', part: { key: 'AAAA' } }],
    },
  })
  const again = await push(kit, { units: 4, honor_reserved: true, shopping_list_id: 1, new_list_name: 'ignored' })
  t.equal(again.statusCode, 200)
  t.match(again.json(), {
    created_new_list: false,
    total_needed_quantity: 6,
    link: { requested_units: 4, honor_reserved: true },
  })
  t.match(again.json().shopping_list.lines, [
    { needed: 7, note: '[From Kit Clock]: red ones\n[From Kit Clock]: red ones' },
  ])

  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = 7, note = null`)
  await app.db.query(`update kit_contents set note = null`)
  const late = (await push(kit, { shopping_list_id: 1 })).json()
  t.match(late.shopping_list.lines, [
    { needed: 8, status: 'ordered', note: '[From Kit Clock]: +1 after line was ordered' },
  ])

  const noop = await push(kit, { units: 1, shopping_list_id: 99 })
  t.equal(noop.statusCode, 200, 'nothing lacks, so the list is not looked up')
  t.same(noop.json(), {
    link: null,
    shopping_list: null,
    created_new_list: false,
    lines_modified: 0,
    total_needed_quantity: 0,
    noop: true,
  })

  const [link] = await read(`/kits/${kit}/shopping-lists`)
  t.match(link, { shopping_list_name: 'Clock parts', is_stale: false })
  await app.db.query(`update kits set build_target = 3 where id = $1`, [kit])
  t.match(await read('/shopping-lists/1/kits'), [
    { id: link.id, kit_name: 'Clock', kit_status: 'active', is_stale: true },
  ])

  const refused: [string, number, object, number, string | RegExp][] = [
    ['no target', kit, {}, 400, /^shopping_list_id is required/],
    ['blank name', kit, { new_list_name: '  ' }, 400, /^shopping_list_id is required/],
    ['no units', kit, { units: 0, shopping_list_id: 1 }, 400, 'units must be at least 1'],
    ['unknown kit', 99, { shopping_list_id: 1 }, 404, 'Kit 99 was not found'],
    ['unknown list', kit, { shopping_list_id: 99 }, 404, 'Shopping list 99 was not found'],
    ['taken name', kit, { new_list_name: 'Clock parts' }, 409, /already exists/],
  ]
  for (const [what, id, payload, status, error] of refused) {
    const answer = await push(id, payload)
    t.equal(answer.statusCode, status, what)
    t.match(answer.json(), { error }, what)
  }
  await app.db.query(`update shopping_lists set status = 'done'`)
  t.match((await push(kit, { shopping_list_id: 1 })).json(), { code: 'INVALID_OPERATION' })
  await app.db.query(`update kits set status = 'archived', archived_at = now() where id = $1`, [kit])
  t.match((await push(kit, { shopping_list_id: 1 })).json(), { error: /the kit is archived/ })
  const after = [
    await pushes('success', 'false'),
    await pushes('success', 'true'),
    await pushes('noop', 'false'),
    await pushes('error', 'false'),
  ]
  t.same(
    after.map((value, index) => value - Number(before[index])),
    [2, 1, 1, 5],
  )

  const unlink = () => app.inject({ method: 'DELETE', url: `/api/kit-shopping-list-links/${link.id}` })
  t.equal((await unlink()).statusCode, 204)
  t.equal((await unlink()).statusCode, 404)
  t.equal((await read('/shopping-lists/1')).lines.length, 1, 'the lines stay')
})

t.test('new lines come in the order of the kit, whatever the order of the parts', async (t) => {
  const app = await buildApp(t)
  const { push } = client(app)
  const parts: number[] = []
  for (const key of ['AAAA', 'BBBB', 'CCCC', 'DDDD', 'EEEE']) parts.push(await addPart(app.db, key))
  const order = [3, 0, 4, 2, 1]
  const kit = await addKit(
    app,
    'Clock',
    1,
    order.map((index) => [parts[index] ?? 0, 1]),
  )
  const { shopping_list: list } = (await push(kit, { new_list_name: 'Order' })).json()
  const keys = list.lines.map(({ part }: { part: { key: string } }) => part.key)
  t.same(keys, ['DDDD', 'AAAA', 'EEEE', 'CCCC', 'BBBB'])
})

t.test('the total is the sum of what several parts lack', async (t) => {
  const app = await buildApp(t)
  const { push } = client(app)
  const kit = await addKit(app, 'Clock', 2, [
    [await addPart(app.db, 'AAAA'), 3],
    [await addPart(app.db, 'BBBB'), 5],
  ])
  t.match((await push(kit, { new_list_name: 'Order' })).json(), { lines_modified: 2, total_needed_quantity: 16 })
})

t.test('pushes of many kits at once add up', async (t) => {
  const app = await buildApp(t, { settings: { dbPoolSize: 20 } })
  const { push, read } = client(app)
  const parts = [await addPart(app.db, 'AAAA'), await addPart(app.db, 'BBBB')] as const
  await app.db.query(`insert into shopping_lists (name) values ('Shared')`)
  const kits: number[] = []
  for (let n = 0; n < 10; n++) {
    const contents = [
      [parts[0], 1],
      [parts[1], 1],
    ] as const
    kits.push(await addKit(app, `Kit ${n}`, 1, n % 2 === 0 ? contents : contents.toReversed()))
  }
  const answers = await Promise.all(kits.map((kit) => push(kit, { shopping_list_id: 1 })))
  t.ok(answers.every(({ statusCode }) => statusCode === 200))
  t.same(
    (await read('/shopping-lists/1')).lines.map(({ needed }: { needed: number }) => needed),
    [10, 10],
  )
})
