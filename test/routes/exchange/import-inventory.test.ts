import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addExchangeData } from '../../support/exchange-data.ts'
import { importClient } from '../../support/import-client.ts'
import { addKit } from '../../support/kit-rows.ts'
import { client } from '../../support/shopping-client.ts'

const TEXTS = [
  'a "quoted" word, and ;;',
  'two\nlines\r\nand a\ttab',
  '  blanks in front and behind  ',
  '=1+1',
  "'=x",
  "''=y",
  '-5',
  '12',
  '1E+05',
  'true',
  'Ω µ ± 4k7 °C',
  '電阻器 贴片 抵抗',
  'e\u0301 and é',
  '😀',
  '\\',
  'a;b=c\\d',
  '_x0041_',
  'x'.repeat(2000),
]

/** An inventory with everything that an export holds. */
async function fill(t: Parameters<typeof buildApp>[0]) {
  const app = await buildApp(t)
  const { parts } = await addExchangeData(app)
  const [resistor = 0, formula = 0] = parts
  for (const [index, description] of TEXTS.entries()) {
    const key = `T${String.fromCharCode(65 + (index % 26))}XT`
    await app.db.query(
      `with documents as (insert into attachment_sets default values returning id)
       insert into parts (key, description, manufacturer_code, tags, attachment_set_id)
       select $1::text, $2::text, left($2::text, 200), array[left($2::text, 100), 'b'], id from documents`,
      [key, description],
    )
  }
  const kit = await addKit(app, 'Amplifier', [[resistor, 3]], 4)
  await app.billsOfMaterials.update(kit, 1, { version: 1, designators: ['R1', 'R;2'], alternates: ['CCCC', 'BBBB'] })
  await app.db.query(
    `insert into kit_unfitted (kit_id, part_id, quantity, designators, value)
     values ($1, null, 2, '{C1,C2}', '100n'), ($1, $2, 1, '{}', null)`,
    [kit, formula],
  )
  await addKit(app, 'Old', [], 0)
  await app.db.query(`update kits set status = 'archived', archived_at = now() where name = 'Old'`)
  await app.db.query(`update parts set tags = '{}' where key = 'CCCC'`)
  await app.sellerLinks.create('AAAA', { sellerId: 1, link: 'https://lcsc.com/c17673' })
  await app.db.query(
    `update seller_parts set min_quantity = 5, multiple = 10, link = 'https://x.example/1' where id = 1`,
  )
  await app.partCodes.add('AAAA', '4006381333931')
  await app.partCodes.add('AAAA', 'https://shop.example/wire')
  await app.partCodes.add('TAXT', 'X0012ABCDE')
  const { send } = client(app)
  await send('POST', '/shopping-lists', { name: 'Order', description: 'soon' })
  await send('POST', '/shopping-lists/1/lines', { part_id: formula, needed: 3, seller_id: 1, note: '=x' })
  await send('POST', '/shopping-lists/1/lines', { part_id: resistor, needed: 1 })
  await send('POST', '/shopping-lists/1/seller-groups', { seller_id: 1 })
  await app.db.query(
    `update shopping_list_lines set status = 'done', ordered = 3, received = 2, completed_at = now(),
            completion_mismatch = true, completion_note = 'one is missing' where part_id = $1`,
    [formula],
  )
  await send('POST', '/shopping-lists', { name: 'Empty' })
  return app
}

interface Document {
  exported_at: string
  parts: { key: string; created_at: string }[]
}

/** The export without what differs between two instances. */
async function exported(app: FastifyInstance) {
  const { exported_at, parts, ...rest }: Document = (await app.inject('/api/exports/inventory')).json()
  return { ...rest, parts: parts.map(({ created_at, ...part }) => part) }
}

for (const format of ['json', 'xlsx'] as const) {
  t.test(`the whole inventory comes back from its export as ${format}, and goes again`, async (t) => {
    const source = await fill(t)
    const file = (await source.inject(`/api/exports/inventory?format=${format}`)).rawPayload
    const app = await buildApp(t)
    const empty = await exported(app)
    const imports = importClient(app)
    const read = await imports.upload(file, { name: `inventory.${format}` })
    t.match(read, { status: 'proposed', kind: 'inventory', error: null, summary: { errors: 0 } })
    t.strictSame(await exported(app), empty, 'a proposal writes nothing')
    const committed = await imports.commit(read.id)
    t.match(committed, { status: 'committed', report: { left_out: [], repeated: false } })
    t.strictSame(await exported(app), await exported(source))

    const operations = (await app.inject('/api/operations')).json()
    t.match(operations, [{ reason: 'import', source: `import ${read.id}`, undoable: true }], 'one operation')
    const again = await imports.upload(file, { name: 'again', options: { on_existing: 'overwrite' } })
    t.match(again.summary, { errors: 0, changes: 0 }, 'nothing differs from the file')

    const box = await app.inject({ method: 'POST', url: '/api/boxes', payload: { description: 'Later', capacity: 1 } })
    t.equal(box.statusCode, 201, 'new boxes have other numbers')
    await app.inject({ method: 'DELETE', url: `/api/boxes/${box.json().box_no}` })
    const undone = await app.inject({ method: 'POST', url: `/api/imports/${read.id}/undo` })
    t.equal(undone.statusCode, 200, undone.body)
    t.strictSame(await exported(app), empty, 'all of it is taken back')
  })
}

t.test('what is there is kept, or becomes what the file says', async (t) => {
  const source = await fill(t)
  const file = (await source.inject('/api/exports/inventory')).rawPayload
  const wanted = await exported(source)
  await source.db.query(
    `update parts set description = 'other', tags = '{z}', pin_count = 3, type_id = null where key = 'AAAA'`,
  )
  await source.db.query(`update sellers set website = 'https://other.example' where id = 1`)
  await source.db.query(`update boxes set description = 'other'`)
  await source.db.query(`delete from seller_parts`)
  await source.db.query(`delete from part_sellers`)
  await source.db.query(`delete from part_codes`)
  const pile = await source.inject({
    method: 'POST',
    url: '/api/inventory/parts/AAAA/stock',
    payload: { box_no: 1, loc_no: 3, qty: 4 },
  })
  t.equal(pile.statusCode < 300, true, pile.body)
  const changed = await exported(source)
  const imports = importClient(source)
  const kept = await imports.upload(file, { name: 'a' })
  t.match(kept, { summary: { errors: 0, changes: 0 } })

  const read = await imports.upload(file, { name: 'b', options: { on_existing: 'overwrite' } })
  t.match(read, { summary: { errors: 0, to_change: { parts: 7 } } })
  t.match(await imports.commit(read.id), { status: 'committed', report: { left_out: [] } })
  t.strictSame(await exported(source), wanted)
  const undone = await source.inject({ method: 'POST', url: `/api/imports/${read.id}/undo` })
  t.equal(undone.statusCode, 200, undone.body)
  t.strictSame(await exported(source), changed)
})

t.test('codes that other parts have are refused, and exports from before there were codes are read', async (t) => {
  const source = await fill(t)
  const { parts, ...rest } = (await source.inject('/api/exports/inventory')).json()
  const app = await buildApp(t)
  const imports = importClient(app)
  const older = parts.map(({ codes: _, ...part }: { codes: unknown }) => part)
  const before = await imports.upload(JSON.stringify({ ...rest, parts: older }), { name: 'older.json' })
  t.match(before, { status: 'proposed', summary: { errors: 0 } })
  await imports.commit(before.id)
  t.strictSame(await app.db.query('select from part_codes'), [])

  await app.partCodes.add('BBBB', '4006381333931')
  const file = JSON.stringify({ ...rest, parts })
  const taken = await imports.upload(file, { name: 'now.json', options: { on_existing: 'overwrite' } })
  t.match(taken, { summary: { errors: 1 } })
  t.match((await app.inject(`/api/imports/${taken.id}/rows?show=errors`)).json(), [
    { errors: [{ code: 'DUPLICATE_KEY', message: 'code: `4006381333931` is that of BBBB' }] },
  ])
  await app.db.query('delete from part_codes')
  const read = await imports.upload(file, { name: 'again.json', options: { on_existing: 'overwrite' } })
  t.match(read, { summary: { errors: 0, changes: 3 } })
  await imports.commit(read.id)
  t.match((await app.inject('/api/operations?limit=1')).json(), [{ summary: /added 3 codes of parts/ }])
  t.strictSame(await exported(app), await exported(source))
  t.equal((await app.inject({ method: 'POST', url: `/api/imports/${read.id}/undo` })).statusCode, 200)
  t.strictSame(await app.db.query('select from part_codes'), [], 'undone, they are gone')
})

t.test('a deleted part comes back under its key', async (t) => {
  const source = await fill(t)
  const file = (await source.inject('/api/exports/inventory')).rawPayload
  const wanted = await exported(source)
  const removed = await source.inject({ method: 'DELETE', url: '/api/parts/TAXT' })
  t.equal(removed.statusCode, 204, removed.body)
  const imports = importClient(source)
  const read = await imports.upload(file)
  t.match(read, { summary: { errors: 0, to_create: { parts: 1 } } })
  await imports.commit(read.id)
  t.strictSame(await exported(source), wanted)
  t.strictSame(await source.db.query('select key from retired_parts'), [])
})

t.test('records that cannot be written are refused one by one, with what needs them', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const part = {
    ...Object.fromEntries(
      ['type', 'manufacturer', 'manufacturer_code', 'package', 'pin_count', 'pin_pitch', 'voltage_rating'].map(
        (name) => [name, null],
      ),
    ),
    ...Object.fromEntries(
      [
        'input_voltage',
        'output_voltage',
        'mounting_type',
        'series',
        'dimensions',
        'tags',
        'product_page',
        'minimum_quantity',
      ].map((name) => [name, null]),
    ),
    seller_links: [],
    seller_numbers: [],
    stock: [],
  }
  const line = { required_per_unit: 1, note: null, designators: [], alternates: [] }
  const kit = { description: null, status: 'active', build_target: 1, unfitted: [] }
  const document = {
    format: 'electronics-inventory',
    version: 1,
    export: 'inventory',
    boxes: [{ box_no: 7, description: 'Box', capacity: 2 }],
    parts: [
      { ...part, key: 'GOOD', description: 'good', stock: [{ box_no: 7, loc_no: 2, qty: 5 }] },
      { ...part, key: 'GOOD', description: 'twice' },
      { ...part, key: 'bad', description: 'key' },
      { ...part, key: 'LONG', description: 'x'.repeat(50_001) },
      { ...part, key: 'NULL', description: 'a\u0000b' },
      { ...part, key: 'AWAY', description: 'place', stock: [{ box_no: 7, loc_no: 3, qty: 5 }] },
      { ...part, key: 'TYPE', description: 'type', type: 'Unknown' },
      { ...part, key: 'SELL', description: 'seller', seller_links: [{ seller: 'Nobody', link: 'x' }] },
      null,
    ],
    kits: [
      { ...kit, name: 'Good', lines: [{ ...line, key: 'GOOD' }] },
      { ...kit, name: 'Bad', lines: [{ ...line, key: 'AWAY' }] },
    ],
  }
  const { id } = await imports.upload(JSON.stringify(document))
  const rows: { cells: string[]; errors: { code: string }[] }[] = await imports.rows(id)
  t.strictSame(
    rows.map(({ errors }) => errors[0]?.code ?? ''),
    [
      '',
      '',
      'DUPLICATE_KEY',
      'BAD_CHARACTER',
      'TEXT_TOO_LONG',
      'BAD_CHARACTER',
      'PLACE_UNKNOWN',
      'REQUIRED_FIELD',
      'SELLER_UNKNOWN',
      'REQUIRED_FIELD',
      '',
      'PART_UNKNOWN',
    ],
  )
  const committed = await imports.commit(id, 'good')
  t.match(committed, { status: 'committed', report: { committed_rows: 3, created: { parts: 1, kits: 1, boxes: 1 } } })
  t.match((await app.inject('/api/parts/GOOD')).json(), { total_quantity: 5 })

  const newer = await imports.upload(JSON.stringify({ ...document, version: 2 }))
  t.match(newer, { status: 'failed', error_code: 'NOT_IMPORTABLE' })
  const list = await imports.upload('MPN,Qty\nA,1\n', { kind: 'inventory' })
  t.match(list, { status: 'failed', error_code: 'NOT_IMPORTABLE' })
})
