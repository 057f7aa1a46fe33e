import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addExchangeData } from '../../support/exchange-data.ts'
import { addKit } from '../../support/kit-rows.ts'
import { readWorkbook } from '../../support/read-workbook.ts'
import { client } from '../../support/shopping-client.ts'

t.test('the bill of materials of a kit in three layouts', async (t) => {
  const app = await buildApp(t)
  const { parts } = await addExchangeData(app)
  const [resistor = 0, formula = 0] = parts
  const kit = await addKit(app, 'Amplifier', [
    [resistor, 3],
    [formula, 1],
  ])
  await app.billsOfMaterials.update(kit, 1, {
    version: 1,
    designators: ['R1', 'R2', 'R;3'],
    alternates: ['CCCC', 'BBBB'],
  })
  await app.db.query(
    `insert into kit_unfitted (kit_id, part_id, quantity, designators, value, note)
     values ($1, null, 2, '{C1,C2}', '100n', 'later'), ($1, $2, 1, '{R9}', null, null)`,
    [kit, resistor],
  )
  const csv = async (query: string) =>
    (await app.inject(`/api/exports/kits/${kit}?bom=false&${query}`)).body.split('\r\n')

  const answer = await app.inject(`/api/exports/kits/${kit}`)
  t.match(answer.headers['content-disposition'], new RegExp(`filename="kits-${kit}-\\d{4}-\\d\\d-\\d\\d\\.csv"`))
  t.equal(answer.body.charCodeAt(0), 0xfeff)
  t.strictSame(await csv('layout=own'), [
    'designators,qty,key,description,manufacturer_code,manufacturer,package,dnp,alternates,note',
    'R1;R2;R\\;3,3,AAAA,"Resistor 4.7 kΩ ±1 %, ""0805""",RC0805,Yageo,0805,,CCCC;BBBB,',
    ",1,BBBB,'=1+1,'@x,,,,,",
    'C1;C2,2,,100n,,,,DNP,,later',
    'R9,1,AAAA,"Resistor 4.7 kΩ ±1 %, ""0805""",RC0805,Yageo,0805,DNP,,',
    '',
  ])
  t.strictSame((await csv('layout=kicad')).slice(0, 2), [
    'Reference,Qty,Value,DNP,Footprint,Manufacturer,MPN,Key,Note',
    '"R1,R2,R;3",3,"Resistor 4.7 kΩ ±1 %, ""0805""",,0805,Yageo,RC0805,AAAA,',
  ])
  t.strictSame(await csv('layout=jlcpcb'), [
    'Comment,Designator,Footprint,JLCPCB Part #',
    'RC0805,"R1,R2,R;3",0805,C17673',
    "'@x,,,",
    '',
  ])
  t.match((await app.inject(`/api/exports/kits/${kit}?format=json`)).json(), {
    export: `kits/${kit}`,
    rows: [
      { designators: ['R1', 'R2', 'R;3'], qty: 3, key: 'AAAA', dnp: false, alternates: ['CCCC', 'BBBB'] },
      { key: 'BBBB' },
      { key: null, description: '100n', dnp: true },
      { key: 'AAAA', dnp: true },
    ],
  })
  const sheets = await readWorkbook((await app.inject(`/api/exports/kits/${kit}?format=xlsx`)).rawPayload)
  t.match(sheets.kit?.[1], ['R1;R2;R\\;3', 3, 'AAAA'])
  t.equal((await app.inject('/api/exports/kits/99')).statusCode, 404)
  t.equal((await app.inject(`/api/exports/kits/${kit}?layout=eagle`)).statusCode, 400)
})

t.test('what is to be ordered, in the layouts of shops', async (t) => {
  const app = await buildApp(t)
  const { parts } = await addExchangeData(app)
  const { send } = client(app)
  const [resistor = 0, formula = 0, nameless = 0] = parts
  const seller = async (name: string) => (await app.sellers.create({ name, website: 'https://shop.example' })).id
  const mouser = await seller('Mouser Electronics')
  const number = (text: string, min: number | null, multiple: number | null) =>
    app.sellerNumbers.add('AAAA', { sellerId: mouser, number: text, link: null, minQuantity: min, multiple })
  await number('603-REEL', 5000, 5000)
  await number('603 CUT|TAPE', null, null)
  await send('POST', '/shopping-lists', { name: 'Order' })
  await send('POST', '/shopping-lists/1/lines', { part_id: resistor, needed: 10, seller_id: mouser })
  await send('POST', '/shopping-lists/1/lines', { part_id: formula, needed: 3, seller_id: mouser })
  await send('POST', '/shopping-lists/1/lines', { part_id: nameless, needed: 1, seller_id: mouser })
  await send('PUT', '/shopping-list-lines/2', { ordered: 4 })
  const get = (query: string, sellerId = mouser) =>
    app.inject(`/api/exports/shopping-lists/1/sellers/${sellerId}?${query}`)

  const own = await get('')
  t.equal(own.headers['x-export-incomplete'], '1')
  t.equal(
    own.body,
    'Mouser Part Number,Manufacturer Part Number,Quantity,Customer Reference\r\n' +
      '603 CUT|TAPE,RC0805,10,AAAA\r\n' +
      ",'@x,4,BBBB\r\n" +
      ',,1,CCCC\r\n',
    'by the name of the seller, without a mark, with the number that so many pieces are sold under',
  )
  t.equal((await get('format=txt')).body, '603 CUT_TAPE|10|AAAA\r\n@x|4|BBBB\r\n|1|CCCC\r\n')
  t.equal(
    (await get('layout=digikey')).body.split('\r\n')[0],
    'Digi-Key Part Number,Manufacturer Part Number,Customer Reference,Quantity',
  )
  t.equal((await get('layout=digikey&format=txt')).body.split('\r\n')[0], '10,603 CUT|TAPE,AAAA')
  t.equal(
    (await get('layout=lcsc')).body.split('\r\n')[0],
    'Quantity,Manufacture Part Number,LCSC Part Number,Customer Reference',
  )
  t.equal((await get('layout=farnell')).body.split('\r\n')[0], 'Order Code,Quantity,Manufacturer Part Number,Line Note')
  t.strictSame((await get('layout=tme')).body.split('\r\n').slice(0, 2), [
    'Symbol;Quantity;Manufacturer Part Number;Customer Reference',
    '603 CUT|TAPE;10;RC0805;AAAA',
  ])
  t.equal((await get('layout=tme&format=txt')).body.split('\r\n')[0], '603_CUT|TAPE 10 AAAA')
  t.equal(
    (await get('layout=generic')).body.split('\r\n')[0],
    'Seller Part Number,Manufacturer Part Number,Manufacturer,Quantity,Description',
  )
  const sheets = await readWorkbook((await get('format=xlsx')).rawPayload)
  t.match(sheets.mouser?.[1], ['603 CUT|TAPE', 'RC0805', 10, 'AAAA'])
  t.match((await get('format=json')).json().rows[1], { number: '', mpn: '@x', quantity: 4, reference: 'BBBB' })

  await app.db.query('update shopping_list_lines set needed = 5000, ordered = 10000 where id = 1')
  t.match((await get('')).body, /603-REEL,RC0805,10000,AAAA/)
  await app.db.query(`update shopping_list_lines set status = 'done', completed_at = now() where id in (1, 2)`)
  t.equal((await get('')).body.split('\r\n').length, 3, 'done lines are not ordered again')

  t.equal((await get('format=txt&layout=lcsc')).statusCode, 400)
  t.match((await get('format=txt&layout=generic')).json(), { error: /txt is not known/, details: { field: 'format' } })
  t.equal((await get('', await seller('Other'))).body.split('\r\n').length, 2, 'a seller without lines')
  t.equal((await get('', 99)).statusCode, 404)
  t.equal((await app.inject(`/api/exports/shopping-lists/9/sellers/${mouser}`)).statusCode, 404)
})

t.test('Farnell takes thirty lines at a time', async (t) => {
  const app = await buildApp(t)
  await addExchangeData(app)
  const { id } = await app.sellers.create({ name: 'Farnell', website: 'https://farnell.com' })
  await app.db.query(
    `with sets as (insert into attachment_sets select from generate_series(1, 31) returning id),
          added as (insert into parts (key, description, manufacturer_code, attachment_set_id)
                    select 'X' || to_char(row_number() over (), 'FM000'), 'x', 'MPN', id from sets returning id),
          list as (insert into shopping_lists (name) values ('Many') returning id)
     insert into shopping_list_lines (shopping_list_id, part_id, seller_id, needed)
     select list.id, added.id, $1, 1 from added, list`,
    [id],
  )
  const { body } = await app.inject(`/api/exports/shopping-lists/1/sellers/${id}?format=txt`)
  const blocks = body.split('\r\n\r\n')
  t.strictSame(
    blocks.map((block) => block.trim().split('\r\n').length),
    [30, 1],
  )
})
