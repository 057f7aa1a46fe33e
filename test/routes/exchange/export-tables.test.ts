import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addExchangeData } from '../../support/exchange-data.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { metricValue } from '../../support/metric-value.ts'
import { readWorkbook } from '../../support/read-workbook.ts'

const TODAY = () => new Date().toISOString().slice(0, 10)

t.test('parts as CSV', async (t) => {
  const app = await buildApp(t)
  const { typeId } = await addExchangeData(app)
  const answer = await app.inject('/api/exports/parts')
  t.equal(answer.statusCode, 200)
  t.match(answer.headers, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="parts-${TODAY()}.csv"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  const lines = answer.body.split('\r\n')
  t.equal(
    lines[0],
    '\ufeffkey,type,description,manufacturer,manufacturer_code,package,pin_count,pin_pitch,voltage_rating,' +
      'input_voltage,output_voltage,mounting_type,series,dimensions,tags,product_page,total_quantity,' +
      'seller_numbers,created_at',
  )
  t.match(lines[1], /^AAAA,Resistor,"Resistor 4\.7 kΩ ±1 %, ""0805""",Yageo,RC0805,0805,2,,,,,SMD,,,a\\;b;c\\\\d,,12,/)
  t.match(lines[1], /,Digi\\=Key=311-4\.70K;LCSC=C17673,20\d\d-[^,]+Z$/)
  t.match(lines[2], /^BBBB,,'=1\+1,,'@x,,,,,,,,,,,,0,,/, 'no cell is a formula')
  t.equal(lines[3]?.slice(0, 27), 'CCCC,," leading\nand a line"')
  t.equal(lines[4], '', 'every line is ended')

  const some = await app.inject(
    `/api/exports/parts?columns=total_quantity,key,minimum_quantity&bom=false&type_id=${typeId}`,
  )
  t.equal(some.body, 'total_quantity,key,minimum_quantity\r\n12,AAAA,7\r\n')
  const chosen = await app.inject('/api/exports/parts?columns=key&bom=false&part_keys=CCCC,AAAA,CCCC')
  t.equal(chosen.body, 'key\r\nAAAA\r\nCCCC\r\n', 'those with some keys')
  const unknown = await app.inject('/api/exports/parts?part_keys=AAAA,ZZZY,ZZZZ')
  t.equal(unknown.statusCode, 404)
  t.match(unknown.json().error, /ZZZY/, 'the first key that there is not')
  const one = await app.inject('/api/exports/parts?columns=package&bom=false')
  t.equal(one.body, 'package\r\n0805\r\n""\r\n""\r\n', 'an empty line would be no row')

  for (const [query, error] of [
    ['columns=key,id', /unknown column "id"; there are key, type/],
    ['columns=', /unknown column ""/],
    ['format=txt', /format/],
    ['format=pdf', /format must be one of: csv, xlsx, json/],
    ['type_id=x', /type_id/],
    ['part_keys=AAAA,b', /part_keys/],
    ['part_keys=', /part_keys/],
    ['since=2026-01-01', /since/],
  ] as const) {
    const refused = await app.inject(`/api/exports/parts?${query}`)
    t.equal(refused.statusCode, 400, query)
    t.match(refused.json().error, error, query)
  }
  t.equal((await app.inject('/api/exports/parts?type_id=999999')).statusCode, 404)
})

t.test('parts and stock as JSON and as a workbook', async (t) => {
  const app = await buildApp(t)
  const { box } = await addExchangeData(app)
  const json = await app.inject('/api/exports/parts?format=json')
  t.match(json.headers, { 'content-type': 'application/json' })
  const document = json.json()
  t.match(document, {
    format: 'electronics-inventory',
    version: 1,
    export: 'parts',
    exported_at: /Z$/,
    rows: [
      {
        key: 'AAAA',
        tags: ['a;b', 'c\\d'],
        pin_count: 2,
        total_quantity: 12,
        seller_numbers: [
          { seller: 'Digi=Key', number: '311-4.70K' },
          { seller: 'LCSC', number: 'C17673' },
        ],
      },
      { key: 'BBBB', description: '=1+1', tags: null },
      { key: 'CCCC', description: ' leading\nand a line' },
    ],
  })
  t.notOk('minimum_quantity' in document.rows[0])

  const stock = await app.inject('/api/exports/stock?bom=false')
  t.equal(
    stock.body,
    'key,description,manufacturer_code,package,box_no,loc_no,qty,box_description\r\n' +
      `AAAA,"Resistor 4.7 kΩ ±1 %, ""0805""",RC0805,0805,${box},1,10,Drawer\r\n` +
      `AAAA,"Resistor 4.7 kΩ ±1 %, ""0805""",RC0805,0805,${box},2,2,Drawer\r\n`,
  )

  const xlsx = await app.inject('/api/exports/parts?format=xlsx')
  t.match(xlsx.headers, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="parts-${TODAY()}.xlsx"`,
  })
  const sheets = await readWorkbook(xlsx.rawPayload)
  t.strictSame(Object.keys(sheets), ['parts'])
  t.equal(sheets.parts?.length, 4)
  t.match(sheets.parts?.[1], ['AAAA', 'Resistor', 'Resistor 4.7 kΩ ±1 %, "0805"'])
  t.equal(sheets.parts?.[1]?.[6], 2, 'numbers are numbers')
  t.equal(sheets.parts?.[2]?.[2], '=1+1', 'a text stays a text')
  t.equal(sheets.parts?.[3]?.[2], ' leading\nand a line')
})

t.test('the history, of some time and of one part', async (t) => {
  const app = await buildApp(t)
  const { box } = await addExchangeData(app)
  const all = (await app.inject('/api/exports/history?format=json')).json().rows
  t.match(
    all.map(({ key, delta_qty }: { key: string; delta_qty: number }) => [key, delta_qty]),
    [
      ['AAAA', 10],
      ['AAAA', 5],
      ['AAAA', -3],
    ],
  )
  t.match(all[0], { timestamp: /Z$/, location_reference: `${box}-1`, seller: null, unit_price: null })
  t.match(all[1], {
    seller: 'LCSC',
    order_number: 'WM1',
    unit_price: '0.0316',
    currency: 'EUR',
    date_code: '2431',
    lot: 'L1',
  })
  const count = async (query: string) =>
    (await app.inject(`/api/exports/history?format=json&${query}`)).json().rows.length
  t.equal(await count('part_key=AAAA'), 3)
  t.equal(await count('part_key=BBBB'), 0)
  t.equal(await count('until=2020-01-01'), 0)
  t.equal(await count('since=2020-01-01T00:00:00%2B02:00'), 3)
  t.equal(await count(`since=${all[1].timestamp}&until=2100-12-31`), 2)
  for (const query of ['since=yesterday', 'until=2026-02-30', 'since=2026-13-01', 'since=', 'until=99999-01-01']) {
    t.equal((await app.inject(`/api/exports/history?${query}`)).statusCode, 400, query)
  }
  t.equal((await app.inject('/api/exports/history?part_key=ZZZZ')).statusCode, 404)
})

t.test('an empty inventory', async (t) => {
  const app = await buildApp(t)
  for (const what of ['parts', 'stock', 'history']) {
    const csv = await app.inject(`/api/exports/${what}?bom=false`)
    t.match(csv.body, /^[a-z_,]+\r\n$/, what)
    t.strictSame((await app.inject(`/api/exports/${what}?format=json`)).json().rows, [], what)
    const sheets = await readWorkbook((await app.inject(`/api/exports/${what}?format=xlsx`)).rawPayload)
    t.equal(sheets[what]?.length, 1, what)
  }
})

t.test('what a cell of a workbook cannot hold is refused before the first byte', async (t) => {
  const app = await buildApp(t)
  await addPart(app.db, 'AAAA')
  await app.db.query(`update parts set description = repeat('Ω', 32767)`)
  t.equal((await app.inject('/api/exports/parts?format=xlsx')).statusCode, 200)
  await app.db.query(`update parts set description = repeat('Ω', 32768)`)
  for (const what of ['parts', 'stock', 'inventory']) {
    const refused = await app.inject(`/api/exports/${what}?format=xlsx`)
    t.equal(refused.statusCode, 400, what)
    t.match(refused.json(), { details: { field: 'format' }, error: /ask for json/ }, what)
  }
  t.equal((await app.inject('/api/exports/parts')).statusCode, 200)
})

t.test('metrics tell what was exported', async (t) => {
  const app = await buildApp(t)
  await addExchangeData(app)
  const ended = () => metricValue('exports_total', { export: 'parts', format: 'csv', outcome: 'success' })
  const rows = () => metricValue('export_rows_total', { export: 'parts' })
  const before = [await ended(), await rows()]
  await app.inject('/api/exports/parts')
  await app.inject('/api/exports/parts?columns=nonsense')
  await app.exports.settled()
  t.strictSame([(await ended()) - (before[0] ?? 0), (await rows()) - (before[1] ?? 0)], [1, 3])
})
