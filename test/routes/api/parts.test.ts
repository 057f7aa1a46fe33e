import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { PartService } from '../../../services/parts/part-service.ts'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { addBox, addPart, addStock, addType } from '../../support/inventory-rows.ts'

const NULLABLE = [
  'manufacturer_code',
  'manufacturer',
  'product_page',
  'package',
  'pin_pitch',
  'voltage_rating',
  'input_voltage',
  'output_voltage',
  'mounting_type',
  'series',
  'dimensions',
]

async function create(app: FastifyInstance, payload: object) {
  return app.inject({ method: 'POST', url: '/api/parts', payload })
}

async function update(app: FastifyInstance, key: string, payload: object) {
  return app.inject({ method: 'PUT', url: `/api/parts/${key}`, payload })
}

async function addSeller(app: FastifyInstance, name: string): Promise<number> {
  const [seller] = await app.db.query<{ id: number }>(
    'insert into sellers (name, website) values ($1, $2) returning id',
    [name, `https://www.${name.toLowerCase()}.com`],
  )
  return seller?.id ?? 0
}

async function addKit(app: FastifyInstance, name: string, status: string, partId: number): Promise<void> {
  await app.db.query(
    `with documents as (insert into attachment_sets default values returning id),
          kit as (insert into kits (name, status, build_target, archived_at, attachment_set_id)
                  select $1, $2, 3, case when $2 = 'archived' then now() end, id from documents returning id)
     insert into kit_contents (kit_id, part_id, required_per_unit) select id, $3, 2 from kit`,
    [name, status, partId],
  )
}

t.test('a part is created with a key of its own and everything that was said of it', async (t) => {
  const app = await buildApp(t)
  const relay = await addType(app.db, 'Relay')
  const minimal = await create(app, { description: 'A relay' })
  t.equal(minimal.statusCode, 201)
  const part = minimal.json()
  t.match(part.key, /^[A-Z]{4}$/)
  t.match(part, { description: 'A relay', type: null, type_id: null, tags: null, seller_links: [], cover_url: null })
  t.match(part, { total_quantity: 0, used_in_kits: false, attachment_set_id: Number, pin_count: null })
  for (const field of NULLABLE) t.equal(part[field], null, field)
  t.notOk('id' in part)

  const full = {
    description: ' padded ',
    manufacturer_code: 'G5V-1',
    type_id: relay,
    tags: ['b', 'a', 'a', ''],
    manufacturer: '\tOmron\n',
    product_page: 'no URL',
    package: 'THT',
    pin_count: '10',
    pin_pitch: '2.54 mm',
    voltage_rating: '24 V',
    input_voltage: '5 V',
    output_voltage: '125 V',
    mounting_type: 'Through-Hole',
    series: 'G5V',
    dimensions: '12 x 7 mm',
  }
  const created = (await create(app, { ...full, key: 'MINE', id: 7, unknown: true })).json()
  t.match(created, { ...full, pin_count: 10, type: { id: relay, name: 'Relay' } })
  t.not(created.key, 'MINE')
  t.same((await app.inject(`/api/parts/${created.key}`)).json(), created)
  const blank = await create(app, Object.fromEntries([['description', 'x'], ...NULLABLE.map((name) => [name, '  '])]))
  for (const field of NULLABLE) t.equal(blank.json()[field], null, `a blank ${field} is none`)
  t.same((await create(app, { description: 'x', tags: [] })).json().tags, [])
})

t.test('an update changes what it names', async (t) => {
  const app = await buildApp(t)
  const relay = await addType(app.db, 'Relay')
  const { key, ...before } = (await create(app, { description: 'A', series: 'S', tags: ['x'], type_id: relay })).json()
  t.same((await update(app, key, {})).json(), { key, ...before }, 'nothing named, nothing changed')
  const changed = (await update(app, key, { description: 'B' })).json()
  t.match(changed, { description: 'B', series: 'S', tags: ['x'], type: { name: 'Relay' } })
  t.ok(changed.updated_at > before.updated_at)
  t.match((await update(app, key, { series: null, tags: null, type_id: null })).json(), {
    series: null,
    tags: null,
    type_id: null,
    type: null,
  })
  t.match((await update(app, key, { key: 'ZZZZ', attachment_set_id: 99 })).json(), { key })
  t.equal((await update(app, 'ZZZZ', {})).statusCode, 404)
  t.match((await update(app, key, { description: null })).json(), { error: 'Missing required field' })
})

t.test('wrong fields are named and nothing is stored', async (t) => {
  const app = await buildApp(t)
  const { key } = (await create(app, { description: 'A' })).json()
  const cases: [object, string][] = [
    [{ description: '' }, 'description must not be empty'],
    [{ description: '   ' }, 'Missing required field'],
    [{ description: 5 }, 'description must be a string'],
    [{ package: 'x'.repeat(101) }, 'package must have at most 100 characters'],
    [{ pin_pitch: 'x'.repeat(51) }, 'pin_pitch must have at most 50 characters'],
    [{ product_page: 'x'.repeat(501) }, 'product_page must have at most 500 characters'],
    [{ manufacturer: 'x'.repeat(256) }, 'manufacturer must have at most 255 characters'],
    [{ pin_count: 0 }, 'pin_count must be at least 1'],
    [{ pin_count: 2147483648 }, 'pin_count must be at most 2147483647'],
    [{ tags: 'x' }, 'tags must be a list'],
    [{ tags: ['x', 5] }, 'tags.1 must be a string'],
    [{ tags: ['a\0'] }, 'tags.0 must not contain the character U+0000'],
    [{ type_id: 4711 }, 'Invalid reference'],
    [{ type_id: 'x' }, 'type_id must be an integer'],
  ]
  for (const [fields, error] of cases) {
    for (const answer of [await create(app, { description: 'A', ...fields }), await update(app, key, fields)]) {
      t.equal(answer.statusCode, 400, JSON.stringify(fields))
      t.equal(answer.json().error, error)
    }
  }
  t.equal((await create(app, {})).json().error, 'description is required')
  t.equal((await app.db.query('select 1 from parts')).length, 1)
  t.equal((await app.db.query('select 1 from attachment_sets')).length, 1, 'no set of documents is left behind')
})

t.test('parts that are created at once get different keys; a taken key is passed over', async (t) => {
  const app = await buildApp(t)
  const answers = await Promise.all(Array.from({ length: 40 }, () => create(app, { description: 'x' })))
  t.ok(answers.every(({ statusCode }) => statusCode === 201))
  t.equal(new Set(answers.map((answer) => answer.json().key)).size, 40)

  await addPart(app.db, 'AAAA')
  const keys = ['AAAA', 'AAAA', 'BBBB']
  const few = new PartService(app.db, 'favicon', () => keys.shift() ?? 'AAAA')
  t.equal((await few.create({ description: 'x' })).key, 'BBBB')
  await t.rejects(few.create({ description: 'x' }), {
    statusCode: 409,
    message: /^Cannot generate unique part key because .*attempts/,
  })
  const racing = new PartService(
    app.db,
    'favicon',
    (() => {
      let n = 0
      return () => ['CCCC', 'CCCC', 'DDDD', 'EEEE'][n++ % 4] ?? ''
    })(),
  )
  const raced = await Promise.all([racing.create({ description: 'x' }), racing.create({ description: 'x' })])
  t.equal(new Set(raced.map(({ key }) => key)).size, 2, 'both found a key')
})

t.test('a part in stock or in a kit is not deleted', async (t) => {
  const app = await buildApp(t)
  const remove = (key: string) => app.inject({ method: 'DELETE', url: `/api/parts/${key}` })
  const box = await addBox(app.db, 2)
  const stocked = await addPart(app.db, 'AAAA')
  await addStock(app.db, stocked, box, 1, 1)
  await addKit(app, 'Old kit', 'archived', await addPart(app.db, 'BBBB'))
  const free = await addPart(app.db, 'CCCC')
  await app.db.query('insert into quantity_history (part_id, delta_qty) values ($1, 1), ($1, -1)', [free])
  await app.db.query(
    `with list as (insert into shopping_lists (name) values ('L') returning id)
     insert into shopping_list_lines (shopping_list_id, part_id, needed) select id, $1, 1 from list`,
    [free],
  )
  t.match((await remove('AAAA')).json(), {
    code: 'INVALID_OPERATION',
    error: /^Cannot delete part AAAA because it still has parts in inventory/,
  })
  t.match((await remove('BBBB')).json(), {
    code: 'INVALID_OPERATION',
    error: /^Cannot delete part BBBB because it is used in/,
  })
  t.equal((await remove('ZZZZ')).statusCode, 404)
  t.equal((await remove('CCCC')).statusCode, 204)
  for (const table of ['quantity_history where part_id = 3', 'shopping_list_lines', 'attachment_sets where id = 4']) {
    t.same(await app.db.query(`select 1 from ${table}`), [], table)
  }
  t.equal((await app.db.query('select 1 from parts')).length, 2)
})

t.test('the list pages, filters and includes in a constant number of statements', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  const relay = await addType(app.db, 'Relay')
  const box = await addBox(app.db, 10)
  const mouser = await addSeller(app, 'Mouser')
  const digikey = await addSeller(app, 'DigiKey')
  const ids: number[] = []
  for (let n = 0; n < 30; n++) {
    const id = await addPart(app.db, `P${String(n).padStart(3, '0')}`, n % 3 === 0 ? { typeId: relay } : {})
    ids.push(id)
    await addStock(app.db, id, box, (n % 9) + 2, n + 1)
  }
  const [first = 0] = ids
  await addStock(app.db, first, box, 1, 4)
  await app.db.query(`insert into part_sellers (part_id, seller_id, link) values ($1, $2, 'b'), ($1, $3, 'a')`, [
    first,
    digikey,
    mouser,
  ])
  await addKit(app, 'Zulu', 'active', first)
  await addKit(app, 'Alpha', 'active', first)
  await addKit(app, 'Old', 'archived', first)
  for (const [name, listStatus, lineStatus] of [
    ['Open', 'active', 'new'],
    ['Bought', 'active', 'done'],
    ['Closed', 'done', 'new'],
  ]) {
    await app.db.query(
      `with list as (insert into shopping_lists (name, status) values ($1, $2) returning id)
       insert into shopping_list_lines (shopping_list_id, part_id, needed, status, seller_id)
       select id, $4, 5, $3, $5 from list`,
      [name, listStatus, lineStatus, first, mouser],
    )
  }
  await app.db.query(`update parts set created_at = now() + id * interval '1 second'`)

  const list = async (query: string) => (await app.inject(`/api/parts?${query}`)).json()
  const keys = async (query: string) => (await list(query)).map(({ key }: { key: string }) => key)
  t.equal((await list('')).length, 30)
  t.same(await keys('limit=3'), ['P029', 'P028', 'P027'], 'newest first')
  t.same(await keys('limit=2&offset=29'), ['P000'])
  t.same(await keys('limit=0'), [])
  t.same(await keys('offset=30'), [])
  t.equal((await list(`type_id=${relay}`)).length, 10)
  t.same(await list('type_id=4711'), [])
  t.equal((await list('type_id=abc')).length, 30)

  const [bare] = await list('limit=1&offset=29')
  t.match(bare, { key: 'P000', total_quantity: 5, locations: null, kits: null, shopping_lists: null, cover_url: null })
  for (const field of ['id', 'type', 'product_page', 'attachment_set_id', 'used_in_kits']) t.notOk(field in bare, field)
  t.same(
    bare.seller_links.map(({ seller_name, link }: Record<string, string>) => [seller_name, link]),
    [
      ['DigiKey', 'b'],
      ['Mouser', 'a'],
    ],
  )
  t.match(bare.seller_links[1].logo_url, 'https://www.google.com/s2/favicons?domain=www.mouser.com&sz=32')

  const [full] = await list('limit=1&offset=29&include=locations,%20kits,shopping_lists,cover,kits')
  t.same(full.locations, [
    { box_no: box, loc_no: 1, qty: 4 },
    { box_no: box, loc_no: 2, qty: 1 },
  ])
  t.match(full.kits, [{ kit_name: 'Alpha', reserved_quantity: 6, status: 'active' }, { kit_name: 'Zulu' }])
  t.equal(full.kits.length, 2)
  t.match(full.shopping_lists, [{ shopping_list_name: 'Open', needed: 5, seller: { name: 'Mouser' } }])
  t.equal(full.shopping_lists.length, 1)
  const [empty] = await list('limit=1&include=locations,kits,shopping_lists')
  t.match(empty, { kits: [], shopping_lists: [] })

  const all = 'include=locations,kits,shopping_lists,cover'
  const forOne = await statements.during(() => list(`limit=1&${all}`))
  const forMany = await statements.during(() => list(`limit=30&${all}`))
  t.equal(forMany, forOne)
  t.ok(forMany <= 5, `${forMany} statements`)
  t.equal(await statements.during(() => app.inject('/api/parts/P000')), 1, 'one statement for a part')
  t.match((await app.inject('/api/parts/P000')).json(), { total_quantity: 5, used_in_kits: true })

  for (const [query, error] of [
    ['limit=-1', /limit must be an integer/],
    ['limit=1.5', /limit must be an integer/],
    ['limit=10001', /limit must be an integer from 0 to 10000/],
    ['offset=x', /offset must be an integer/],
    [`include=${'x'.repeat(201)}`, /exceeds maximum length/],
    [`include=${','.repeat(10)}`, /exceeds maximum/],
    ['include=Kits', /invalid include value "Kits"; allowed are locations, kits, shopping_lists, cover/],
  ] as const) {
    const answer = await app.inject(`/api/parts?${query}`)
    t.equal(answer.statusCode, 400, query)
    t.match(answer.json(), { code: 'VALIDATION_FAILED', error })
  }
})

t.test('a cover is shown when it is a stored image', async (t) => {
  const app = await buildApp(t)
  await addPart(app.db, 'AAAA')
  const setCover = async (type: string, contentType: string | null, key: string | null) => {
    await app.db.query(
      `with cover as (insert into attachments (attachment_set_id, attachment_type, title, content_type, s3_key)
                      select attachment_set_id, $1, 'x', $2, $3 from parts returning id, attachment_set_id)
       update attachment_sets s set cover_attachment_id = cover.id from cover where s.id = cover.attachment_set_id`,
      [type, contentType, key],
    )
    const [item] = (await app.inject('/api/parts')).json()
    const { cover_url: detail } = (await app.inject('/api/parts/AAAA')).json()
    t.equal(item.cover_url, detail, 'list and detail agree')
    return detail
  }
  const hash = 'a'.repeat(64)
  t.equal(await setCover('image', 'image/png', `cas/${hash}`), `/api/cas/${hash}`)
  t.equal(await setCover('url', 'image/jpeg', `cas/${hash}`), `/api/cas/${hash}`)
  t.equal(await setCover('pdf', 'application/pdf', `cas/${hash}`), null)
  t.equal(await setCover('url', null, null), null)
  t.equal(await setCover('image', 'image/png', 'uploads/old.png'), null)
})
