import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { sampleValue } from '../../support/sample-value.ts'

t.test('a part shows the active kits that use it', async (t) => {
  const app = await buildApp(t)
  const part = await addPart(app.db, 'AAAA')
  await addPart(app.db, 'BBBB')
  await app.db.query(
    `with documents as (insert into attachment_sets (cover_attachment_id) select null from generate_series(1, 3) returning id),
          kit as (insert into kits (name, build_target, attachment_set_id, status, archived_at)
                  select (array['Zulu', 'Alpha', 'Old'])[row_number() over ()], 3, id,
                         (array['active', 'active', 'archived'])[row_number() over ()], now() from documents returning id)
     insert into kit_contents (kit_id, part_id, required_per_unit) select id, $1, 2 from kit`,
    [part],
  )
  const counted = async (has_results: string) =>
    (await sampleValue('part_kit_usage_requests_total', { has_results })) ?? 0
  const before = [await counted('true'), await counted('false')]
  const usages = (await app.inject('/api/parts/AAAA/kits')).json()
  t.same(
    usages.map(({ kit_name }: { kit_name: string }) => kit_name),
    ['Alpha', 'Zulu'],
  )
  t.match(usages[0], {
    status: 'active',
    build_target: 3,
    required_per_unit: 2,
    reserved_quantity: 6,
    updated_at: /Z$/,
  })
  t.same((await app.inject('/api/parts/BBBB/kits')).json(), [])
  t.equal((await app.inject('/api/parts/ZZZZ/kits')).statusCode, 404)
  t.same([await counted('true'), await counted('false')], [Number(before[0]) + 1, Number(before[1]) + 1])

  t.match((await app.inject('/api/parts/AAAA/kit-reservations')).json(), {
    part_id: part,
    part_key: 'AAAA',
    part_description: 'Part AAAA',
    total_reserved: 12,
    active_reservations: [{ kit_name: 'Alpha' }, { kit_name: 'Zulu' }],
  })
  t.match((await app.inject('/api/parts/BBBB/kit-reservations')).json(), { total_reserved: 0, active_reservations: [] })
  t.equal((await app.inject('/api/parts/ZZZZ/kit-reservations')).statusCode, 404)
})

t.test('a part is put on shopping lists', async (t) => {
  const app = await buildApp(t)
  for (const key of ['AAAA', 'BBBB', 'CCCC']) await addPart(app.db, key)
  await app.db.query(
    `insert into shopping_lists (name, status) values ('Open', 'active'), ('Closed', 'done'), ('Other', 'active')`,
  )
  await app.db.query(`insert into sellers (name, website) values ('Mouser', 'https://www.mouser.com')`)
  const add = (key: string, payload: object) =>
    app.inject({ method: 'POST', url: `/api/parts/${key}/shopping-list-memberships`, payload })
  const [{ updated_at: before } = { updated_at: '' }] = await app.db.query<{ updated_at: string }>(
    'select updated_at from shopping_lists where id = 1',
  )
  const added = await add('AAAA', { shopping_list_id: 1, needed: 5, seller_id: 1, note: ' ' })
  t.equal(added.statusCode, 201)
  t.match(added.json(), {
    shopping_list_id: 1,
    shopping_list_name: 'Open',
    shopping_list_status: 'active',
    line_status: 'new',
    needed: 5,
    ordered: 0,
    received: 0,
    note: null,
    seller: { id: 1, name: 'Mouser', logo_url: String },
  })
  const [{ updated_at: after } = { updated_at: '' }] = await app.db.query<{ updated_at: string }>(
    'select updated_at from shopping_lists where id = 1',
  )
  t.not(after, before, 'the list is touched')

  const refused: [string, string, object, number, string | RegExp][] = [
    ['body first', 'ZZZZ', { needed: 0 }, 400, 'shopping_list_id is required'],
    ['needed', 'AAAA', { shopping_list_id: 1, needed: 0 }, 400, 'needed must be at least 1'],
    ['part', 'ZZZZ', { shopping_list_id: 99, needed: 1 }, 404, 'Part ZZZZ was not found'],
    ['list', 'BBBB', { shopping_list_id: 99, needed: 1 }, 404, 'Shopping list 99 was not found'],
    ['done list', 'BBBB', { shopping_list_id: 2, needed: 1, seller_id: 99 }, 409, /the shopping list is done/],
    ['seller', 'AAAA', { shopping_list_id: 1, needed: 1, seller_id: 99 }, 404, 'Seller 99 was not found'],
    [
      'twice',
      'AAAA',
      { shopping_list_id: 1, needed: 1 },
      409,
      /^Cannot add part to shopping list because .*already on the list/,
    ],
  ]
  for (const [what, key, payload, status, error] of refused) {
    const answer = await add(key, payload)
    t.equal(answer.statusCode, status, what)
    t.match(answer.json(), { error })
  }
  const twice = await Promise.all([1, 2].map(() => add('BBBB', { shopping_list_id: 1, needed: 1 })))
  t.same(twice.map(({ statusCode }) => statusCode).sort(), [201, 409], 'of two at once one succeeds')

  await app.db.query(
    `insert into shopping_list_lines (shopping_list_id, part_id, needed, status) values (2, 1, 1, 'new'), (3, 1, 1, 'done')`,
  )
  t.equal((await app.inject('/api/parts/AAAA/shopping-list-memberships')).json().length, 1)
  t.equal((await app.inject('/api/parts/ZZZZ/shopping-list-memberships')).statusCode, 404)

  const query = (payload: object) =>
    app.inject({ method: 'POST', url: '/api/parts/shopping-list-memberships/query', payload })
  const found = (await query({ part_keys: [' BBBB', 'CCCC', 'AAAA'] })).json().memberships
  t.same(
    found.map(({ part_key, memberships }: { part_key: string; memberships: unknown[] }) => [
      part_key,
      memberships.length,
    ]),
    [
      ['BBBB', 1],
      ['CCCC', 0],
      ['AAAA', 1],
    ],
  )
  t.equal((await query({ part_keys: ['AAAA'], include_done: true })).json().memberships[0].memberships.length, 3)
  t.equal((await query({ part_keys: ['AAAA'], include_done: null })).json().memberships[0].memberships.length, 1)
  for (const [part_keys, status, error] of [
    [[], 400, 'part_keys must have at least 1 entry'],
    [Array.from({ length: 251 }, (_, n) => String(n)), 400, 'part_keys must have at most 250 entries'],
    [['AAAA', ' '], 400, 'part_keys.1 must not be blank'],
    [['AAAA', 'AAAA '], 400, 'part_keys.1 repeats the key AAAA'],
    [['AAAA', 'ZZZZ', 'YYYY'], 404, 'Part ZZZZ was not found'],
    ['AAAA', 400, 'part_keys must be a list'],
  ] as const) {
    const answer = await query({ part_keys })
    t.equal(answer.statusCode, status)
    t.equal(answer.json().error, error)
  }
})
