import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addExchangeData } from '../../support/exchange-data.ts'
import { importClient } from '../../support/import-client.ts'
import { makeWorkbook, textRow } from '../../support/make-workbook.ts'

t.test('an export that has lost a part of its head is known by its sections, or says what is missing', async (t) => {
  const source = await buildApp(t)
  await addExchangeData(source)
  const document: Record<string, unknown> = (await source.inject('/api/exports/inventory')).json()
  const app = await buildApp(t)
  const imports = importClient(app)
  const without = async (...names: string[]) => {
    const rest = Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)))
    return imports.upload(JSON.stringify(rest), { name: 'inventory.json' })
  }
  const whole = await without()
  t.match(whole, { status: 'proposed', kind: 'inventory', summary: { errors: 0 } })
  for (const names of [
    ['export'],
    ['exported_at'],
    ['format'],
    ['format', 'export'],
    ['export', 'kits', 'shopping_lists'],
  ]) {
    const read = await without(...names)
    t.match(read, { status: 'proposed', kind: 'inventory' }, `without ${names}`)
    if (!names.includes('kits')) t.strictSame(read.summary, whole.summary, `without ${names}`)
  }
  t.match(await without('export', 'version'), {
    status: 'failed',
    error_code: 'NOT_IMPORTABLE',
    error: /no version, and 1 is the only one/,
  })
  const odd = await imports.upload(JSON.stringify({ ...document, kits: {} }))
  t.match(odd, { status: 'failed', error_code: 'UNREADABLE', error: /section kits of the export is no list/ })
  const other = await imports.upload(JSON.stringify({ ...document, export: undefined }), { kind: 'parts_list' })
  t.match(other, { status: 'proposed', kind: 'parts_list' }, 'who names a kind is believed')
})

t.test('exports of parts and of stock that do not say which they are are known by their columns', async (t) => {
  const app = await buildApp(t)
  await addExchangeData(app)
  const imports = importClient(app)
  for (const what of ['parts', 'stock']) {
    const { export: _, ...rest } = (await app.inject(`/api/exports/${what}?format=json`)).json()
    const read = await imports.upload(JSON.stringify(rest), { name: `${what}.json` })
    t.match(read, { kind: 'inventory', summary: { errors: 0, changes: 0 } }, what)
  }
})

t.test('a workbook that has lost a sheet says which', async (t) => {
  const imports = importClient(await buildApp(t))
  const upload = async (sheets: Record<string, string>, options = {}) =>
    imports.upload(Buffer.from(await makeWorkbook(sheets)), { name: 'inventory.xlsx', ...options })
  const head = textRow(1, 'format', 'version') + textRow(2, 'electronics-inventory', '1')
  const parts = textRow(1, 'key', 'description') + textRow(2, 'AAAA', 'Wire')
  const sections = { sellers: '', types: '', boxes: '', parts, kits: '', shopping_lists: '' }
  t.match(await upload(sections), {
    status: 'failed',
    error_code: 'NOT_IMPORTABLE',
    error: /lost its sheet inventory, which says the format/,
  })
  t.match(await upload({ inventory: head, parts }), { status: 'failed', error: /lost its sheet seller_links/ })
  t.match(await upload({ types: '', inventory: head }), { status: 'failed', error_code: 'EMPTY' }, 'moved sheets')
  t.match(await upload(sections, { kind: 'parts_list' }), { status: 'proposed', kind: 'parts_list' })
})

t.test('a blank text that people have to write is a problem of its row', async (t) => {
  const app = await buildApp(t)
  await addExchangeData(app)
  const imports = importClient(app)
  const document: { parts: Record<string, unknown>[] } = (await app.inject('/api/exports/inventory')).json()
  const [part] = document.parts
  const boxes = [
    { box_no: 70, description: ' ', capacity: 5 },
    { box_no: 71, description: 'Full', capacity: 5 },
  ]
  const records = ['', ' \n', 'Wire'].map((description, index) => {
    return { ...part, key: `NEW${'ABC'[index]}`, description, seller_numbers: [], stock: [] }
  })
  const read = await imports.upload(JSON.stringify({ ...document, boxes, parts: records, kits: [] }))
  const rows: { errors: object[] }[] = await imports.rows(read.id, '?show=errors')
  t.match(rows, [
    { cells: ['boxes', '70'], errors: [{ code: 'REQUIRED_FIELD', field: 'description' }] },
    { cells: ['parts', 'NEWA'], errors: [{ code: 'REQUIRED_FIELD', field: 'description' }] },
    { cells: ['parts', 'NEWB'], errors: [{ code: 'REQUIRED_FIELD', field: 'description' }] },
  ])
  t.equal(rows.length, 3)
  t.match(await imports.commit(read.id, 'good'), { report: { created: { parts: 1, boxes: 1 } } })

  const overwrite = { options: { on_existing: 'overwrite' } }
  const blank = await imports.upload(JSON.stringify({ ...document, parts: [{ ...part, description: '' }] }), overwrite)
  t.match(await imports.rows(blank.id, '?show=errors'), [{ cells: ['parts', 'AAAA'] }], 'nor of a part that is there')

  const table = 'key,description,pin_count\nAAAA,,3\nNEWD,,3\nNEWE,Wire,3\n'
  t.match((await imports.upload(table)).summary, { same: 1, errors: 1, good: 1 }, 'what is there is kept')
  t.match((await imports.upload(table, overwrite)).summary, { errors: 2, good: 1 })
  const bare = await imports.upload('key,pin_count\nAAAA,3\nNEWF,3\n', overwrite)
  t.match((await imports.rows(bare.id))[1].errors, [{ code: 'REQUIRED_FIELD', field: 'description' }])
  t.match(bare.summary, { errors: 1, good: 1 }, 'a column that the file does not have')

  const stock = 'key,description,box_no,loc_no,qty,box_description\n'
  const lines = 'NEWG,,71,1,5,Full\nNEWG,,71,2,5,Full\nNEWH,Wire,72,1,5, \nNEWH,Wire,73,1,5,New\n'
  const piles = await imports.upload(stock + lines)
  t.match(
    (await imports.rows(piles.id)).map(
      ({ errors }: { errors: { code: string; field: string }[] }) => errors[0] ?? null,
    ),
    [
      { code: 'REQUIRED_FIELD', field: 'description' },
      { code: 'PART_UNKNOWN', field: 'key' },
      { code: 'REQUIRED_FIELD', field: 'box_description' },
      null,
    ],
  )
  const unnamed = await imports.upload('key,description,box_no,loc_no,qty\nNEWI,Wire,80,1,5\n')
  await imports.commit(unnamed.id)
  t.match(
    (await app.inject('/api/boxes/80')).json(),
    { description: 'Box 80' },
    'a box that the file does not describe',
  )
})
