import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addExchangeData } from '../../support/exchange-data.ts'
import { addKit } from '../../support/kit-rows.ts'
import { readWorkbook } from '../../support/read-workbook.ts'
import { client } from '../../support/shopping-client.ts'

async function fill(t: Parameters<typeof buildApp>[0]) {
  const app = await buildApp(t)
  const { parts, box } = await addExchangeData(app)
  const [resistor = 0, formula = 0] = parts
  const kit = await addKit(app, 'Amplifier', [[resistor, 3]], 4)
  await app.billsOfMaterials.update(kit, 1, { version: 1, designators: ['R1', 'R2'], alternates: ['CCCC'] })
  await app.db.query(
    `insert into kit_unfitted (kit_id, quantity, designators, value) values ($1, 2, '{C1,C2}', '100n')`,
    [kit],
  )
  await app.db.query(`update parts set tags = '{}' where key = 'CCCC'`)
  await app.sellerLinks.create('AAAA', { sellerId: 1, link: 'https://lcsc.com/c17673' })
  for (const code of ['4006381333931', 'https://shop.example/wire']) {
    const known = await app.inject({ method: 'POST', url: '/api/parts/AAAA/codes', payload: { code } })
    if (known.statusCode !== 201) throw new Error(known.body)
  }
  const { send } = client(app)
  await send('POST', '/shopping-lists', { name: 'Order', description: 'soon' })
  await send('POST', '/shopping-lists/1/lines', { part_id: formula, needed: 3, seller_id: 1, note: 'x' })
  // Requests are cleaned of such characters; older rows may have them.
  await app.db.query(`update shopping_list_lines set note = 'a' || chr(7) || 'b'`)
  await send('POST', '/shopping-lists/1/seller-groups', { seller_id: 1 })
  return { app, box }
}

t.test('the whole inventory as JSON names records by what people know', async (t) => {
  const { app, box } = await fill(t)
  const answer = await app.inject('/api/exports/inventory')
  t.match(answer.headers['content-disposition'], /filename="inventory-\d{4}-\d\d-\d\d\.json"/)
  const { exported_at, ...document } = answer.json()
  t.match(exported_at, /^\d{4}-.*Z$/)
  t.match(document, {
    format: 'electronics-inventory',
    version: 1,
    export: 'inventory',
    sellers: [
      { name: 'Digi=Key', website: 'https://digikey.com' },
      { name: 'LCSC', website: 'https://lcsc.com' },
    ],
    types: [{ name: 'Resistor' }],
    boxes: [{ box_no: box, description: 'Drawer', capacity: 3 }],
    parts: [
      {
        key: 'AAAA',
        type: 'Resistor',
        tags: ['a;b', 'c\\d'],
        minimum_quantity: 7,
        seller_links: [{ seller: 'LCSC', link: 'https://lcsc.com/c17673' }],
        seller_numbers: [
          { seller: 'LCSC', number: 'C17673', link: null, min_quantity: null, multiple: null },
          { seller: 'Digi=Key', number: '311-4.70K' },
        ],
        codes: [{ code: '4006381333931' }, { code: 'https://shop.example/wire' }],
        stock: [
          { box_no: box, loc_no: 1, qty: 10 },
          { box_no: box, loc_no: 2, qty: 2 },
        ],
      },
      { key: 'BBBB', description: '=1+1', tags: null, codes: [], stock: [] },
      { key: 'CCCC', tags: [] },
    ],
    kits: [
      {
        name: 'Amplifier',
        description: null,
        status: 'active',
        build_target: 4,
        lines: [{ key: 'AAAA', required_per_unit: 3, note: null, designators: ['R1', 'R2'], alternates: ['CCCC'] }],
        unfitted: [{ key: null, quantity: 2, designators: ['C1', 'C2'], value: '100n', note: null }],
      },
    ],
    shopping_lists: [
      {
        name: 'Order',
        description: 'soon',
        status: 'active',
        lines: [{ key: 'BBBB', seller: 'LCSC', needed: 3, ordered: 0, received: 0, note: 'a\u0007b', status: 'new' }],
        groups: [{ seller: 'LCSC', note: null, status: 'active' }],
      },
    ],
  })
  t.notMatch(answer.body, /"(id|part_id|seller_id|updated_at)"/)
})

t.test('the same as a workbook', async (t) => {
  const { app, box } = await fill(t)
  const answer = await app.inject('/api/exports/inventory?format=xlsx')
  t.equal(answer.statusCode, 200)
  const sheets = await readWorkbook(answer.rawPayload)
  t.strictSame(Object.keys(sheets), [
    'inventory',
    'sellers',
    'types',
    'boxes',
    'parts',
    'seller_links',
    'seller_numbers',
    'codes',
    'stock',
    'kits',
    'kit_lines',
    'kit_unfitted',
    'shopping_lists',
    'shopping_list_lines',
    'shopping_list_groups',
  ])
  t.match(sheets.inventory, [
    ['format', 'version', 'exported_at'],
    ['electronics-inventory', 1, /Z$/],
  ])
  const tags = sheets.parts?.[0]?.indexOf('tags') ?? -1
  t.strictSame(
    sheets.parts?.slice(1).map((row) => row[tags]),
    ['a\\;b;c\\\\d', null, '\\'],
    'no tags and an empty list of tags are different',
  )
  t.strictSame(sheets.codes, [
    ['key', 'code'],
    ['AAAA', '4006381333931'],
    ['AAAA', 'https://shop.example/wire'],
  ])
  t.match(sheets.stock, [
    ['key', 'box_no', 'loc_no', 'qty'],
    ['AAAA', box, 1, 10],
    ['AAAA', box, 2, 2],
  ])
  t.match(sheets.kit_lines, [
    ['kit', 'key', 'required_per_unit', 'note', 'designators', 'alternates'],
    ['Amplifier', 'AAAA', 3, null, 'R1;R2', 'CCCC'],
  ])
  const note = sheets.shopping_list_lines?.[0]?.indexOf('note') ?? -1
  t.equal(sheets.shopping_list_lines?.[1]?.[note], 'a\u0007b', 'what XML cannot hold comes back')
  t.equal(sheets.shopping_list_lines?.[1]?.[sheets.shopping_list_lines[0]?.indexOf('completion_mismatch') ?? -1], false)
})

t.test('only json and xlsx hold all of it', async (t) => {
  const app = await buildApp(t)
  t.equal((await app.inject('/api/exports/inventory?format=csv')).statusCode, 400)
  t.match((await app.inject('/api/exports/inventory')).json(), { parts: [], kits: [], shopping_lists: [] })
})
