import t from 'tap'
import { partWith, startWithBoxes } from '../../support/import-boxes.ts'

t.test('a number without a maker is decided by a person where the file has parts of two makers', async (t) => {
  const { app, imports, boxes } = await startWithBoxes(t)
  const [box] = boxes
  const orders = [
    [1, 2, 0],
    [0, 1, 2],
    [1, 0, 2],
  ]
  for (const [index, order] of orders.entries()) {
    const number = `TW${index}X`
    const at = `${box}-${index + 1}`
    const rows = [`${number},,3,${at}\n`, `${number},MkA,5,${at}\n`, `${number},MkB,6,${at}\n`]
    const list = `MPN,Manufacturer,Qty,Box Location\n${order.map((each) => rows[each]).join('')}`
    const doubted = order.indexOf(0)
    for (const [text, changes] of [
      [list, 4],
      [`${list}\n`, 0],
    ] as const) {
      const read = await imports.upload(text, { kind: 'parts_list' })
      t.match(read.summary, { errors: 1, changes })
      t.match((await imports.rows(read.id))[doubted], { effects: [], errors: [{ code: 'MATCH_NEEDED' }] })
      if (changes > 0) await imports.commit(read.id, 'good')
    }
    const { rows: all } = (await app.inject('/api/exports/parts?format=json')).json()
    const own = all.filter(({ manufacturer_code }: { manufacturer_code: string }) => manufacturer_code === number)
    t.strictSame(
      own
        .map((part: { manufacturer: string; total_quantity: number }) => [part.manufacturer, part.total_quantity])
        .sort(),
      [
        ['MkA', 5],
        ['MkB', 6],
      ],
    )
  }
})

t.test('a number without a maker goes to the only part of its number, and to the one of its seller', async (t) => {
  const { app, imports, boxes } = await startWithBoxes(t)
  const [box] = boxes
  const list = [
    'MPN,Manufacturer,Qty,Box Location,Supplier,SPN',
    `ON1,,3,${box}-1,,`,
    `ON1,MkA,5,${box}-1,,`,
    `ON2,,3,${box}-2,Reichelt,77`,
    `ON2,MkA,5,${box}-2,,`,
    `ON2,MkB,6,${box}-3,Reichelt,77`,
    '',
  ].join('\n')
  const read = await imports.upload(list, { kind: 'parts_list' })
  t.match(read.summary, { errors: 0, to_create: { parts: 3 } })
  await imports.commit(read.id)
  t.match(await partWith(app, 'ON1'), { manufacturer: 'MkA', total_quantity: 8 })
  t.match((await imports.upload(`${list}\n`, { kind: 'parts_list' })).summary, { errors: 0, changes: 0 })
})

t.test(
  'where a person has the file create a part of another maker, rows of the number alone are asked about',
  async (t) => {
    const { app, imports, boxes } = await startWithBoxes(t)
    const [box] = boxes
    await imports.commit((await imports.upload(`MPN,Manufacturer,Qty,Box Location\nPR1,MkA,4,${box}-1\n`)).id)
    const list = `MPN,Manufacturer,Qty,Box Location\nPR1,,3,${box}-1\nPR1,MkA,4,${box}-1\nPR1,MkB,6,${box}-2\n`
    const read = await imports.upload(list, { kind: 'parts_list' })
    const [before, , other] = await imports.rows(read.id)
    t.match(before.errors, [], 'one part has the number')
    const url = `/api/imports/${read.id}/rows/${other.row_no}`
    await app.inject({ method: 'PATCH', url, payload: { version: other.version, decision: { action: 'create' } } })
    t.match(await imports.rows(read.id), [{ errors: [{ code: 'MATCH_NEEDED' }] }, { status: 'same' }, { errors: [] }])
    await imports.commit(read.id, 'good')
    const again = await imports.upload(`${list}\n`, { kind: 'parts_list' })
    t.match(again.summary, { errors: 1, changes: 0 })
  },
)

t.test('two rows that give a part two makers are not of one part', async (t) => {
  const { app, imports, boxes } = await startWithBoxes(t)
  const [box] = boxes
  for (const [update, number] of [
    ['fill', 'GM1'],
    ['overwrite', 'GM2'],
  ] as const) {
    await imports.commit((await imports.upload(`MPN,Qty,Box Location\n${number},1,${box}-1\n`)).id)
    const list = `MPN,Manufacturer,Qty,Box Location\n${number},MkA,5,${box}-1\n${number},MkB,6,${box}-1\n`
    for (const end of ['', '\n']) {
      const read = await imports.upload(`${list}${end}`, { kind: 'parts_list', options: { update } })
      t.match(read.summary, { errors: 1, changes: end === '' ? 2 : 0 })
      t.match((await imports.rows(read.id))[1].errors, [{ code: 'MATCH_NEEDED' }])
      if (end === '') await imports.commit(read.id, 'good')
    }
    t.match(await partWith(app, number), { manufacturer: 'MkA', total_quantity: 5 })
  }
})

t.test('a number that is not that of the part fills nothing in', async (t) => {
  const { app, imports, boxes } = await startWithBoxes(t)
  const [box] = boxes
  const head = 'MPN,Manufacturer,Package,Qty,Box Location,Supplier,SPN\n'
  await imports.commit((await imports.upload(`${head}FA1,,,1,${box}-1,Farnell,5512\n`)).id)
  const read = await imports.upload(`${head}ZZ9,MkB,SOT23,1,${box}-1,Farnell,5512\n`, { kind: 'parts_list' })
  t.match(await imports.rows(read.id), [{ effects: [], warnings: [{ code: 'MAKER_DIFFERS' }] }])
  await imports.commit(read.id)
  t.match(await partWith(app, 'FA1'), { manufacturer: null, package: null })
})
