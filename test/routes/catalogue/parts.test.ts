import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
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
  t.type(part.id, 'number')

  const full = {
    description: ' padded ',
    manufacturer_code: 'G5V-1',
    type_id: relay,
    tags: ['b', 'a', 'a', ''],
    manufacturer: ' Omron ',
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

t.test(
  'tags come back as they were sent, but for control characters, whatever they mean to an array literal',
  async (t) => {
    const app = await buildApp(t)
    const tags = [
      'NULL',
      'null',
      ' padded ',
      ' ',
      '',
      ' "',
      'x"\\ny',
      'back\\slash',
      "o'clock",
      '{}',
      'a,b',
      '"',
      'Ω😀',
    ]
    const { key, tags: created } = (await create(app, { description: 'x', tags })).json()
    t.same(created, tags)
    for (const tag of tags) t.same((await update(app, key, { tags: [tag] })).json().tags, [tag], JSON.stringify(tag))
    t.same((await update(app, key, { tags: ['\u0001"', 'a\n\tb'] })).json().tags, ['"', 'a b'])
    const before = (await update(app, key, { tags })).json()
    t.same((await update(app, key, { tags })).json(), before, 'the same tags are no change')
    t.same((await app.inject(`/api/parts`)).json()[0].tags, tags)
  },
)

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

  const next = 'select part_key((last_value + $1::int)::int) as key from part_key_numbers'
  const [taken] = await app.db.query<{ key: string }>(next, [1])
  const [free] = await app.db.query<{ key: string }>(next, [2])
  await addPart(app.db, taken?.key ?? '')
  t.equal((await create(app, { description: 'x' })).json().key, free?.key)
  await t.rejects(app.parts.create({ description: 'x' }, 'AAAAA'), { message: /value too long/ })
  await t.rejects(app.parts.create({ description: 'x' }, taken?.key), { statusCode: 409, message: /already exists/ })
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
