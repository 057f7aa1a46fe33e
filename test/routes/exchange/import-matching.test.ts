import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { Matcher } from '../../../services/exchange/imports/matching/matcher.ts'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'

type Fields = NonNullable<Parameters<FastifyInstance['parts']['update']>[1]>

async function part(app: FastifyInstance, key: string, fields: Fields): Promise<number> {
  const id = await addPart(app.db, key)
  await app.parts.update(key, fields)
  return id
}

/** The match of one row of a list. */
async function matchOf(app: FastifyInstance, row: string, header = 'Key,MPN,Manufacturer,Description,Qty') {
  const imports = importClient(app)
  const { id } = await imports.upload(`${header}\n${row}\n`, { kind: 'parts_list', options: { stock: 'ignore' } })
  const [found] = await imports.rows(id)
  return { id, imports, ...found }
}

t.test('each rule finds its part, and the first one that holds wins', async (t) => {
  const app = await buildApp(t)
  await part(app, 'AAAA', { manufacturerCode: 'LM358DR', manufacturer: 'Texas Instruments', description: 'Amplifier' })
  await part(app, 'BBBB', { manufacturerCode: 'NE555P', manufacturer: null, description: 'Timer' })
  await part(app, 'CCCC', { manufacturerCode: 'G5V-1', manufacturer: 'Omron', description: 'Relay' })
  await part(app, 'DDDD', { description: '10k resistor 1% 0603', package: '0603', tags: ['10k'] })
  const lcsc = await app.sellers.create({ name: 'LCSC', website: 'https://lcsc.com' })
  const plain = { link: null, minQuantity: null, multiple: null }
  await app.sellerNumbers.add('CCCC', { sellerId: lcsc.id, number: 'C7+', ...plain })
  const cases: [row: string, expected: object][] = [
    ['CCCC,LM358DR,Texas Instruments,,1', { state: 'matched', part_key: 'CCCC', reason: 'key', score: 1 }],
    [',LM358DR,TI,,1', { state: 'matched', part_key: 'AAAA', reason: 'number_and_maker', score: 0.97 }],
    [',NE555P,TI,,1', { state: 'matched', part_key: 'BBBB', reason: 'number', score: 0.92 }],
    [',NE555PWR,,,1', { state: 'ambiguous', part_key: null, reason: 'number_variant', score: 0.8 }],
    [',LM358DR,Onsemi,,1', { state: 'ambiguous', part_key: null, reason: 'number_other_maker', score: 0.6 }],
    [',XYZ99,,,1', { state: 'none', part_key: null, reason: null }],
    [',2-Mar,,,1', { state: 'none', part_key: null, reason: null }],
  ]
  for (const [row, expected] of cases) t.match((await matchOf(app, row)).match, expected, row)

  const header = 'LCSC Part Number,MPN,Qty'
  const exact = await matchOf(app, 'C7+,LM358DR,1', header)
  t.match(exact.match, { state: 'matched', part_key: 'CCCC', reason: 'seller_number', score: 0.99 })
  t.match((await matchOf(app, 'C7,ZZ99,1', header)).match, { state: 'none' }, 'a plus counts')

  const warned = await matchOf(app, 'CCCC,LM358DR,,,1')
  t.match(warned.warnings, [{ code: 'MAKER_DIFFERS', field: 'mpn', message: /LM358DR/ }])
  t.strictSame((await matchOf(app, 'CCCC,G5V1,,,1')).warnings, [], 'the same number in another spelling')
})

t.test('value, package and stated ratings find a part without a number', async (t) => {
  const app = await buildApp(t)
  await part(app, 'AAAA', { description: '10k resistor 1% 0603', package: '0603' })
  await part(app, 'BBBB', { description: '100n capacitor 16V X7R 0402', package: '0402' })
  await part(app, 'CCCC', { description: '1u capacitor 16V 0805', package: '0805' })
  await part(app, 'DDDD', { description: '1u capacitor 16V 0805, another one', package: '0805' })
  const header = 'Designator,Value,Package,Description'
  const found = async (row: string) => {
    const imports = importClient(app)
    const { id } = await imports.upload(`${header}\n${row}\n`, { kind: 'bom' })
    return (await imports.rows(id))[0].match
  }
  const reason = 'value_and_package'
  t.match(await found('R1,10k,R_0603_1608Metric,'), { state: 'matched', part_key: 'AAAA', reason, score: 0.85 })
  t.match(await found('R1,10k,0603,1%'), { state: 'matched', part_key: 'AAAA', reason, score: 0.86 })
  t.match(await found('R1,10k,0603,0.1%'), { state: 'none' }, 'the part is not as exact as that')
  t.match(await found('C1,100n,0402,10V'), { state: 'matched', part_key: 'BBBB', reason }, 'more volts will do')
  t.match(await found('C1,100n,0402,50V'), { state: 'none' })
  t.match(await found('C1,1u,0805,'), { state: 'ambiguous', part_key: null, reason, candidates: { length: 2 } })
  t.match(await found('R1,10k,0805,'), { state: 'none' }, 'another package')
  t.match(await found('L1,10k,0603,'), { state: 'none' }, 'a resistance is no inductance')
})

t.test('a decision between equals is remembered for the next file', async (t) => {
  const app = await buildApp(t)
  await part(app, 'AAAA', { manufacturerCode: 'LM358', manufacturer: 'ST' })
  await part(app, 'BBBB', { manufacturerCode: 'LM358', manufacturer: 'TI' })
  const first = await matchOf(app, ',LM358,,,1')
  t.match(first, { status: 'error', match: { state: 'ambiguous', candidates: { length: 2 } } })
  t.match(first.errors, [{ code: 'MATCH_NEEDED' }])
  const decide = (part_key: string, remember: boolean) =>
    app.inject({
      method: 'PATCH',
      url: `/api/imports/${first.id}/rows/2`,
      payload: { version: first.version, decision: { part_key }, remember },
    })
  t.equal((await decide('BBBB', true)).statusCode, 200)
  const second = await matchOf(app, ',LM358,,,2')
  t.match(second.match, { state: 'matched', part_key: 'BBBB', reason: 'decided_before', score: 0.95 })
  await app.parts.delete('BBBB')
  t.match((await matchOf(app, ',LM358,,,3')).match, { state: 'matched', part_key: 'AAAA', reason: 'number' })
})

t.test('a decision that is taken back or corrected is forgotten', async (t) => {
  const app = await buildApp(t)
  await part(app, 'AAAA', { description: 'Resistor' })
  await part(app, 'BBBB', { description: 'Capacitor' })
  const first = await matchOf(app, ',VX1,,,1')
  const decide = async (row: { id: number }, decision: object | null) => {
    const { version } = (await first.imports.rows(row.id))[0]
    const url = `/api/imports/${row.id}/rows/2`
    t.equal((await app.inject({ method: 'PATCH', url, payload: { version, decision } })).statusCode, 200)
  }
  const meant = async () => (await matchOf(app, ',VX1,,,2')).match.part_key
  await decide(first, { part_key: 'AAAA' })
  t.equal(await meant(), 'AAAA')
  await decide(first, null)
  t.equal(await meant(), null)
  await decide(first, { part_key: 'AAAA' })
  const other = await matchOf(app, ',VX1,,,3')
  await decide(other, { part_key: 'BBBB' })
  await decide(first, null)
  t.equal(await meant(), 'BBBB', 'what was decided later in another file stays')
  await decide(other, { action: 'create' })
  t.equal(await meant(), null)
})

t.test('parts that a file creates are meant by its later rows', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 10)
  const imports = importClient(app)
  const file = [
    'LCSC Part Number,MPN,Manufacturer,Description,Qty,Place',
    `C1000,AB-1234,Yageo,First,1,${box}-1`,
    `,AB1234,,First again,2,${box}-2`,
    `C1000,,,By number of the seller,4,${box}-3`,
    `,CD1234,Vishay,Another number,8,${box}-4`,
    `,1E+05,,Spoiled,16,${box}-5`,
    `,1E+05,,Spoiled as well,32,${box}-6`,
  ].join('\n')
  const read = await imports.upload(file, { kind: 'parts_list' })
  t.match(read.summary, { errors: 0, to_create: { parts: 4 } })
  await imports.commit(read.id)
  const totals: { description: string; total_quantity: number }[] = (await app.inject('/api/parts')).json()
  t.strictSame(totals.map(({ description, total_quantity }) => `${description} ${total_quantity}`).sort(), [
    'Another number 8',
    'First 7',
    'Spoiled 16',
    'Spoiled as well 32',
  ])
})

t.test('parts are suggested by their wording, and nothing is decided by it', async (t) => {
  const app = await buildApp(t)
  await part(app, 'AAAA', { description: 'Toggle switch, two positions, panel' })
  await part(app, 'BBBB', { description: 'Push button, red' })
  const found = await matchOf(app, ',,,toggle switch,1')
  t.match(found.match, { state: 'none', part_key: null, reason: null, score: 0 })
  t.match(found.match.candidates, [{ part_key: 'AAAA', reason: 'wording', score: 0.6 }])
  const partly = await matchOf(app, ',,,toggle switch chrome,1')
  t.match(partly.match, { state: 'none', candidates: [{ part_key: 'AAAA', reason: 'wording', score: 0.45 }] })
  t.match((await matchOf(app, ',,,"type:("" -x",1')).match, { state: 'none' }, 'marks of the search mean nothing')
  const [row] = await found.imports.rows(found.id)
  t.equal(row.status, 'good', 'the row still creates a part')
})

t.test('sellers and makers are the same however they are written', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20)
  await part(app, 'AAAA', { manufacturerCode: 'G5V-1', manufacturer: 'Lite-On' })
  await part(app, 'BBBB', { manufacturerCode: 'QX-77', manufacturer: 'Chip Quik' })
  const seller = await app.sellers.create({ name: 'DigiKey', website: 'https://digikey.example' })
  const plain = { link: null, minQuantity: null, multiple: null }
  await app.sellerNumbers.add('AAAA', { sellerId: seller.id, number: 'Z4-ND', ...plain })
  for (const name of ['Digi-Key', 'digi key', 'DIGIKEY', 'Digi-Key Electronics']) {
    const found = await matchOf(app, `${name},Z4-ND,1`, 'Supplier,Supplier Part Number,Qty')
    t.match(found.match, { part_key: 'AAAA', reason: 'seller_number' }, name)
  }
  for (const [maker, key, number] of [
    ['LiteOn', 'AAAA', 'G5V-1'],
    ['lite on', 'AAAA', 'G5V-1'],
    ['Chip-Quik', 'BBBB', 'QX-77'],
    ['CHIPQUIK', 'BBBB', 'QX-77'],
  ] as const) {
    const found = await matchOf(app, `,${number},${maker},,1`)
    t.match(found.match, { part_key: key, reason: 'number_and_maker' }, maker)
  }

  const imports = importClient(app)
  const header = 'Supplier,Supplier Part Number,Description,Qty,Place'
  const list = `${header}\nDigi Key,N1-ND,One,1,${box}-1\nTiny-Shop,T1,Two,1,${box}-2\nTinyShop,T2,Three,1,${box}-3\n`
  const written = await imports.commit((await imports.upload(list, { kind: 'parts_list' })).id)
  t.match(written.report, { created: { sellers: 1, seller_parts: 3 } })
  t.strictSame(await app.db.query('select name from sellers order by id'), [{ name: 'DigiKey' }, { name: 'Tiny-Shop' }])

  const order = (name: string, end = '') =>
    imports.upload(`Supplier,Supplier Part Number,Qty\n${name},N1-ND,5\n${end}`, {
      kind: 'order',
      options: { order_number: '77', place: 'suggest' },
    })
  await imports.commit((await order('Digi-Key')).id)
  t.match((await order('digikey', '\n')).summary, { changes: 0 }, 'one order is received once')
  await app.db.query("update import_sources set source_key = replace(source_key, 'order digikey', 'order digi-key')")
  t.match((await order('Digi-Key', '\n\n')).summary, { changes: 0 }, 'also one that was booked under the name as it is')
})

t.test('a thousand rows are looked up with a constant number of statements', async (t) => {
  const count = countStatements()
  const app = await buildApp(t, { onStatement: count.onStatement })
  await part(app, 'AAAA', { manufacturerCode: 'LM358' })
  const rows = Array.from({ length: 1000 }, (_, n) => ({
    key: n % 5 === 0 ? 'AAAA' : 'ZZZZ',
    mpn: n % 3 === 0 ? `LM${n}` : undefined,
    seller_numbers: [{ seller: 'LCSC', number: `C${n}` }],
    value: '10k',
    package: '0603',
  }))
  const fields = rows.map(({ mpn, ...row }) => (mpn === undefined ? row : { ...row, mpn }))
  const few = await count.during(() => new Matcher(app.db).match(fields.slice(0, 10)))
  const many = await count.during(() => new Matcher(app.db).match(fields))
  t.equal(many, few)
  t.ok(many <= 8, `${many} statements`)
})

t.test('a character that no text may have stays an error until the field is changed', async (t) => {
  const app = await buildApp(t)
  const row = await matchOf(app, ',VX1,,Sensor,1')
  const revise = async (fields: object) => {
    const { version } = (await row.imports.rows(row.id))[0]
    const url = `/api/imports/${row.id}/rows/2`
    t.equal((await app.inject({ method: 'PATCH', url, payload: { version, fields } })).statusCode, 200)
    const [{ status, errors }] = await row.imports.rows(row.id)
    return [status, ...errors.map(({ code }: { code: string }) => code)]
  }
  t.strictSame(await revise({ description: 'a\u0000b' }), ['error', 'BAD_CHARACTER'])
  t.strictSame(await revise({ tags: 'x' }), ['error', 'BAD_CHARACTER'])
  t.strictSame(await revise({ description: 'ab' }), ['good'])
})

t.test('places that a person gives in a form that cannot be read are an error', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 10, 'Drawer')
  const imports = importClient(app)
  await part(app, 'AAAA', { description: 'Sensor' })
  const options = { seller_name: 'Shop', order_number: '7', place: 'suggest' }
  const { id } = await imports.upload('Key,Description,Quantity\nAAAA,Sensor,10\n', { kind: 'order', options })
  const place = (loc_no: number, qty?: unknown) => ({ box_no: box, loc_no, ...(qty !== undefined && { qty }) })
  for (const given of [
    [place(1, 11), place(2, -1)],
    [place(1, 0), place(2, 10)],
    [place(1)],
    [place(1, '10')],
    place(1),
  ]) {
    const { version } = (await imports.rows(id))[0]
    const url = `/api/imports/${id}/rows/2`
    const answer = await app.inject({ method: 'PATCH', url, payload: { version, fields: { place: given } } })
    t.equal(answer.statusCode, 200)
    t.match(await imports.rows(id), [{ status: 'error', effects: [], errors: [{ code: 'PLACE_NOT_READABLE' }] }])
  }
})
