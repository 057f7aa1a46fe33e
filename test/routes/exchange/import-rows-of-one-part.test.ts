import t from 'tap'
import { partWith, startWithBoxes } from '../../support/import-boxes.ts'
import type { ImportAnswer } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'

const OVERWRITE = { update: 'overwrite' }

const codes = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(({ code }) => code)

t.test('rows of one part that differ: the first one counts, and the same list again changes nothing', async (t) => {
  const { app, imports, boxes } = await startWithBoxes(t)
  const [box] = boxes
  const list = (end: string) =>
    `MPN,Manufacturer,Description,Qty,Box Location\nOV-1,Mk,one,1,${box}-1\nov1,Mk,two,2,${box}-2\nOV-1,Mk,One,3,${box}-3\n${end}`
  for (const [end, changes] of [
    ['', 4],
    ['\n', 0],
    ['\n\n', 0],
  ] as const) {
    const read = await imports.upload(list(end), { kind: 'parts_list', options: OVERWRITE })
    t.equal(read.summary.changes, changes)
    const [first, second, third] = await imports.rows(read.id)
    t.strictSame(codes(first), [])
    t.match(second.warnings, [
      {
        code: 'ROWS_DIFFER',
        field: 'description',
        message: 'description: `two`, but row 2 says `one` of the same part: row 2 counts, so make both say the same',
      },
    ])
    t.strictSame(codes(third), [], 'a word of other letters is no other one')
    await imports.commit(read.id)
    t.match(await partWith(app, 'OV-1'), { description: 'one', total_quantity: 6 })
  }
})

t.test('the same file with a row that was left out again changes nothing else', async (t) => {
  const { app, imports, boxes } = await startWithBoxes(t)
  const [box] = boxes
  const list = `MPN,Description,Qty,Box Location\nOX1,one,1,${box}-1\nOX1,two,2,${box}-2\nOX2,other,few,${box}-3\n`
  for (const changes of [3, 0]) {
    const read = await imports.upload(list, { kind: 'parts_list', options: OVERWRITE })
    t.equal(read.summary.changes, changes)
    await imports.commit(read.id, 'good')
    t.match(await partWith(app, 'OX1'), { description: 'one' })
  }
})

t.test('a row that cannot be written does not count against those after it', async (t) => {
  const { app, imports, boxes } = await startWithBoxes(t)
  const [box] = boxes
  await imports.commit((await imports.upload(`MPN,Description,Qty,Box Location\nOZ1,one,1,${box}-1\n`)).id)
  const list = `MPN,Description,Qty,Box Location\nOZ1,one,1,999-1\nOZ1,two,1,${box}-1\n`
  const read = await imports.upload(list, { kind: 'parts_list', options: OVERWRITE })
  t.match(await imports.rows(read.id), [
    { status: 'error', errors: [{ code: 'PLACE_UNKNOWN' }] },
    { status: 'good', effects: [{ field: 'description', from: 'one', to: 'two' }] },
  ])
  t.match((await imports.commit(read.id, 'good')).report, { changes: 1, committed_rows: 1 })
  t.match(await partWith(app, 'OZ1'), { description: 'two' })
})

t.test('what later rows say of a new part is written, and the list again changes nothing', async (t) => {
  const { app, imports, boxes } = await startWithBoxes(t)
  const [box] = boxes
  for (const update of ['fill', 'overwrite', 'none']) {
    const list = (end: string) =>
      [
        'MPN,Manufacturer,Description,Qty,Box Location,Category,Tags,Min. Stock,Package,Product Link,Supplier,SPN',
        `QQ1,,,1,${box}-1,,,,,,Reichelt,900`,
        `QQ1,MkB,desc,2,${box}-2,Resistor,a;b,7,0603,https://example.org/qq1,Reichelt,900`,
        `QQ1,MkB,,3,${box}-3,,,,,,,${end}`,
      ].join('\n')
    const options = { update }
    const read = await imports.upload(list('\n'), { kind: 'parts_list', options })
    t.match(read.summary, { to_create: { parts: 1, types: 1, seller_parts: 1 }, to_change: { parts: 0 } }, update)
    const [, second] = await imports.rows(read.id)
    const told = second.effects.map(({ field, to }: { field: string | null; to: unknown }) => [field, to])
    for (const expected of [
      ['description', 'desc'],
      ['manufacturer', 'MkB'],
      ['type', 'Resistor'],
      ['tags', 'a, b'],
      ['minimum_quantity', 7],
    ]) {
      t.strictSame(
        told.filter(([field]: [string]) => field === expected[0]),
        [expected],
        `${update} ${expected[0]}`,
      )
    }
    await imports.commit(read.id)
    t.match(await partWith(app, 'QQ1'), {
      description: 'desc',
      manufacturer: 'MkB',
      type: 'Resistor',
      tags: ['a', 'b'],
      package: '0603',
      product_page: 'https://example.org/qq1',
      total_quantity: 6,
    })
    t.match((await app.inject(`/api/parts/${(await partWith(app, 'QQ1')).key}/seller-numbers`)).json(), [
      { number: '900', link: 'https://example.org/qq1' },
    ])
    const again = await imports.upload(list('\n\n'), { kind: 'parts_list', options })
    t.match(again.summary, { changes: 0, errors: 0 }, update)
    await imports.undo(read.id)
    t.equal(await partWith(app, 'QQ1'), undefined, 'and all of it is undone')
  }
})

t.test('a later row of a new part tells its maker, and a row with another maker is another part', async (t) => {
  const { imports, boxes } = await startWithBoxes(t)
  const [box] = boxes
  const list = `MPN,Manufacturer,Qty,Box Location\nMM1,,1,${box}-1\nMM1,MkA,2,${box}-2\nMM1,MkB,3,${box}-3\n`
  const read = await imports.upload(list, { kind: 'parts_list' })
  t.match(read.summary.to_create, { parts: 2 })
  t.match((await imports.rows(read.id))[0].errors, [
    { code: 'MATCH_NEEDED', message: /the rows 3 and 4 have this number/ },
  ])
})

t.test('rows without a place and rows with one are put apart, and the list again changes nothing', async (t) => {
  const { app, imports } = await startWithBoxes(t, 0)
  const rows = ['<SG>,Mk,41,', '<SG>,Mk,36,<1>-2', '<SG>,Mk,3,']
  const orders = [rows, rows.toReversed(), [rows[1], rows[0], rows[2]]]
  for (const place of ['', '<1>-2', '<2>-5', '<1>-1']) {
    for (const [index, order] of orders.entries()) {
      const [first, second] = [await addBox(app.db, 5), await addBox(app.db, 5)]
      const number = `SG${first}X`
      const named = (text: string) =>
        text.replaceAll('<1>', `${first}`).replaceAll('<2>', `${second}`).replaceAll('<SG>', number)
      if (place !== '') {
        const before = await imports.upload(named(`MPN,Manufacturer,Qty,Box Location\n<SG>,Mk,5,${place}\n`))
        await imports.commit(before.id)
      }
      const list = named(`MPN,Manufacturer,Qty,Box Location\n${order.join('\n')}\n`)
      const options = { place: 'suggest' }
      await imports.commit((await imports.upload(list, { kind: 'parts_list', options })).id)
      const label = `${place || 'nowhere'}, order ${index}`
      t.match(await partWith(app, number), { total_quantity: 80 }, label)
      const again = await imports.upload(`${list}\n`, { kind: 'parts_list', options })
      t.match(again.summary, { changes: 0, errors: 0 }, label)
    }
  }
})

t.test('a free place is suggested that no row names', async (t) => {
  const { imports, boxes } = await startWithBoxes(t)
  const [box] = boxes
  const list = `MPN,Qty,Box Location\nFR1,1,\nFR2,2,${box}-1\nFR3,3,\nFR4,4,${box}-3\n`
  const read = await imports.upload(list, { kind: 'parts_list', options: { place: 'suggest' } })
  const refs = (await imports.rows(read.id)).map(({ effects }: { effects: { entity: string; ref: string }[] }) =>
    effects.find(({ entity }) => entity === 'stock')?.ref.replace(/^.* /, ''),
  )
  t.strictSame(refs, [`${box}-2`, `${box}-1`, `${box}-4`, `${box}-3`])
})

t.test('a place with a name and an address in the same box are two places', async (t) => {
  const { app, imports } = await startWithBoxes(t)
  const options = { create_boxes: true, place: 'suggest' }
  const shelf = await imports.upload('MPN,Qty,Box Location\nOther,1,Room 1->Shelf 2\n', { kind: 'parts_list', options })
  await imports.commit(shelf.id)
  const [found] = await app.db.query<{ box_no: number }>(
    "select box_no from boxes where description = 'Room 1->Shelf 2'",
  )
  const list = `MPN,Qty,Box Location\nPA1,4,Room 1->Shelf 2\nPA1,5,${found?.box_no}-1\nPA1,6,\n`
  await imports.commit((await imports.upload(list, { kind: 'parts_list', options })).id)
  t.match(await partWith(app, 'PA1'), { total_quantity: 15 })
  t.match((await imports.upload(`${list}\n`, { kind: 'parts_list', options })).summary, { changes: 0 })
})

t.test("a seller's number is believed, with a warning where the maker's number is another part's", async (t) => {
  const { app, imports } = await startWithBoxes(t)
  for (const [key, number] of [
    ['fz0', '7700005'],
    ['LM358D', '7700006'],
  ]) {
    const list = `MPN,Manufacturer,Supplier,SPN\n${key},MkA,Reichelt,${number}\nFZ-4,MkB,,\n`
    await imports.commit((await imports.upload(list, { kind: 'parts_list', options: { stock: 'ignore' } })).id)
  }
  const order = [
    'Order Number,Supplier,SPN,MPN,Manufacturer,Quantity',
    'O-1,Reichelt,7700005,FZ-4,MkB,3',
    'O-1,Reichelt,7700005,FZ0,MkA,3',
    'O-1,Reichelt,7700006,LM358DR,MkA,3',
    'O-1,Reichelt,7700006,,,3',
  ].join('\n')
  const read: ImportAnswer = await imports.upload(order, { kind: 'order', options: { place: 'suggest' } })
  const [first, ...others] = await imports.rows(read.id)
  const { key } = await partWith(app, 'fz0')
  t.match(first, { match: { part_key: key, reason: 'seller_number' } })
  t.match(first.warnings, [
    {
      code: 'MAKER_DIFFERS',
      field: 'mpn',
      message: `mpn: \`FZ-4\` is not \`fz0\`, the number of ${key}: check the seller's number`,
    },
  ])
  for (const row of others) t.notMatch(codes(row), ['MAKER_DIFFERS'])
})

t.test('one part that may be meant is told of as one', async (t) => {
  const { imports } = await startWithBoxes(t)
  const list = (maker: string) => `MPN,Manufacturer\nONE-77,${maker}\n`
  const options = { stock: 'ignore' }
  await imports.commit((await imports.upload(list('MkA'), { kind: 'parts_list', options })).id)
  const read = await imports.upload(list('MkB'), { kind: 'parts_list', options })
  t.match(await imports.rows(read.id), [{ errors: [{ code: 'MATCH_NEEDED', message: /^1 part may be meant/ }] }])
})

t.test('alternates of a bill of materials that its own rows make are taken, in their order', async (t) => {
  const { app, imports } = await startWithBoxes(t)
  const list = 'Designator,Quantity,MPN,Manufacturer,Alternate\n'
  const options = { kit_name: 'Lamp', create_parts: true }
  const rows = 'R1,1,AL1,Mk,AL3\nR2,1,AL2,Mk,AL9\nR3,1,AL3,Mk,AL1\n'
  const read = await imports.upload(`${list}${rows}`, { kind: 'bom', options })
  t.match(await imports.rows(read.id), [
    { warnings: [] },
    { warnings: [{ code: 'ALTERNATE_UNKNOWN' }] },
    { warnings: [] },
  ])
  const written = await imports.commit(read.id)
  t.match((await imports.upload(`${list}${rows}\n`, { kind: 'bom', options })).summary, { changes: 0 })
  const [kit] = (await app.inject('/api/kits')).json()
  const [first, second, third] = (await app.inject(`/api/kits/${kit.id}/bom`)).json().lines
  t.strictSame([first.alternates, second.alternates, third.alternates], [[third.part_key], [], [first.part_key]])

  const more = `${list}R1,1,AL1,Mk,AL3\nR2,1,AL2,Mk,AL7\nR3,1,AL3,Mk,AL1\nR7,1,AL7,Mk,\n`
  const proposed = await imports.upload(more, { kind: 'bom', options })
  const [, line] = await imports.rows(proposed.id)
  t.strictSame(line.effects, [
    { op: 'change', entity: 'kit_line', ref: second.part_key, field: 'alternates', from: null, to: 'row 5' },
  ])
  const changed = await imports.commit(proposed.id)
  t.match((await imports.upload(`${more}\n`, { kind: 'bom', options })).summary, { changes: 0 })
  const other = await imports.upload(more.replace('Mk,AL7', 'Mk,AL3'), { kind: 'bom', options })
  t.match(
    (await imports.rows(other.id))[1].effects,
    [{ from: /^[A-Z]{4}$/, to: third.part_key }],
    'another one in its place',
  )
  await imports.undo(changed.id)
  await imports.undo(written.id)
  t.strictSame((await app.inject('/api/kits')).json(), [])
})
