import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { makeWorkbook } from '../../support/make-workbook.ts'

const LIST = 'Description,Qty,Place\nBlue wire,5,1-1\n'
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const SHEET = `<row r="1">${cell('A1', 'MPN')}${cell('B1', 'Qty')}</row><row r="2">${cell('A2', 'AB123')}${cell('B2', '5')}</row>`
const UNKNOWN = /options\.create_part is no option; there are .*create_parts/

t.test('options that no kind has are refused by name, with those that there are', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const add = (payload: object) =>
    app.inject({ method: 'POST', url: '/api/imports', payload: { text: LIST, ...payload } })
  for (const kind of [undefined, 'parts_list', 'bom']) {
    const answer = await add({ kind, options: { create_part: false } })
    t.equal(answer.statusCode, 400, kind ?? 'no kind')
    t.match(answer.json().error, UNKNOWN)
  }
  t.match(
    (await add({ options: JSON.parse('{"__proto__": 1}') })).json().error,
    /^options\.__proto__ is not an allowed name/,
  )
  t.match((await add({ options: { constructor: 1 } })).json().error, /options\.constructor is no option/)
  t.match(
    (await add({ options: { place: { box_no: 0, loc_no: 1 } } })).json().error,
    /^options\.place\.box_no must be >= 1/,
  )

  const read = await imports.upload(LIST, { kind: 'parts_list', options: { kit_name: 'Of another kind' } })
  const change = (payload: object) =>
    app.inject({ method: 'PATCH', url: `/api/imports/${read.id}`, payload: { version: read.version, ...payload } })
  t.match((await change({ options: { create_part: false } })).json().error, UNKNOWN)
  t.match((await change({ options: { stock: 'all' } })).json().error, /^options\.stock /)
  const mapping = {
    name: 'Mine',
    kind: 'bom',
    columns: [{ header: 'A', field: 'mpn' }],
    options: { create_part: true },
  }
  t.match((await app.inject({ method: 'POST', url: '/api/import-mappings', payload: mapping })).json().error, UNKNOWN)
  t.match(await imports.read(read.id), { status: 'proposed', version: read.version })
})

t.test('of two options of which only one can rule, one has to be left out', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const add = (options: object) =>
    app.inject({ method: 'POST', url: '/api/imports', payload: { text: LIST, kind: 'bom', options } })
  for (const [options, words] of [
    [{ kit_id: 1, kit_name: 'Lamp' }, 'options.kit_name must be left out: kit_id says already which kit it is'],
    [{ seller_id: 1, seller_name: 'Shop' }, /^options\.seller_name must be left out: seller_id says/],
    [{ list_id: 1, list_name: 'May' }, /^options\.list_name must be left out: list_id says/],
    [{ target: 'receive', list_name: 'May' }, /^options\.list_name must be left out: with the target receive/],
  ] as const) {
    const answer = await add(options)
    t.match([answer.statusCode, answer.json().error], [400, words])
    const mapping = { name: 'Mine', kind: 'bom', columns: [{ header: 'A', field: 'mpn' }], options }
    const saved = await app.inject({ method: 'POST', url: '/api/import-mappings', payload: mapping })
    t.match([saved.statusCode, saved.json().error], [400, words])
  }
  const kit = (await app.inject({ method: 'POST', url: '/api/kits', payload: { name: 'Lamp' } })).json().id
  const bom = 'Designator,Value,Package,Qty\nR1,10k,0603,1\n'
  const { id } = await imports.upload(bom, { kind: 'bom', options: { kit_name: 'Other', kit_id: null } })
  const change = async (options: object) => {
    const { version } = await imports.read(id)
    return app.inject({ method: 'PATCH', url: `/api/imports/${id}`, payload: { version, options } })
  }
  t.match((await change({ kit_id: kit, kit_name: 'Lamp' })).statusCode, 400)
  const later = await imports.settled(await change({ kit_id: kit }))
  t.match(later, { options: { kit_id: kit, kit_name: null } }, 'what is said later rules')
  t.match(await imports.settled(await change({ kit_name: 'New' })), { options: { kit_id: null, kit_name: 'New' } })
})

t.test('kits, sellers and lists that there are not are told at once', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const read = await imports.upload(LIST, { kind: 'bom' })
  for (const [option, words] of [
    ['kit_id', 'Kit 99999 was not found'],
    ['seller_id', 'Seller 99999 was not found'],
    ['list_id', 'Shopping list 99999 was not found'],
  ] as const) {
    const options = { [option]: 99_999 }
    const added = await app.inject({ method: 'POST', url: '/api/imports', payload: { text: LIST, options } })
    t.match(added.json(), { error: words, code: 'RECORD_NOT_FOUND' })
    t.equal(added.statusCode, 404)
    const changed = await app.inject({
      method: 'PATCH',
      url: `/api/imports/${read.id}`,
      payload: { version: read.version, options },
    })
    t.match([changed.statusCode, changed.json().error], [404, words])
  }
  t.strictSame(await app.db.query('select count(*)::int as imports from imports'), [{ imports: 1 }])
})

t.test('a proposal says why nothing of it can be written', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const options = { kit_name: 'Lamp', create_parts: true }
  const bom = 'Designator,Value,Package,Qty\nR1,10k,0603,1\n'
  await imports.commit((await imports.upload(bom, { kind: 'bom', options })).id)
  await app.db.query(`update kits set status = 'archived', archived_at = now()`)
  const error = 'Cannot commit the import because the kit Lamp is archived'
  const read = await imports.upload(`${bom}R2,22k,0603,1\n`, { kind: 'bom', options })
  t.match(read, { status: 'proposed', error })
  await app.inject({
    method: 'PATCH',
    url: `/api/imports/${read.id}/rows/2`,
    payload: { version: 1, decision: { action: 'skip' } },
  })
  t.match(await imports.read(read.id), { status: 'proposed', error })
  await app.db.query(`update kits set status = 'active', archived_at = null`)
  const { version } = await imports.read(read.id)
  const again = await app.inject({ method: 'PATCH', url: `/api/imports/${read.id}`, payload: { version } })
  t.match(await imports.settled(again), { status: 'proposed', error: null })
})

t.test('columns that a file has not, and a sheet of a text, are refused', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const change = async ({ id, version }: { id: number; version: number }, payload: object) =>
    app.inject({ method: 'PATCH', url: `/api/imports/${id}`, payload: { version, ...payload } })
  const read = await imports.upload(LIST, { kind: 'parts_list' })
  const outside = await change(read, {
    columns: [
      { index: 0, field: 'mpn' },
      { index: 3, field: null },
    ],
  })
  t.match(
    [outside.statusCode, outside.json().error],
    [400, 'columns.1.index is no column of the file: there are 0 to 2'],
  )
  const sheet = await change(read, { sheet: 'Parts' })
  t.match(
    [sheet.statusCode, sheet.json().error],
    [400, /^sheet is for workbooks: a file of the format csv has no sheets/],
  )
  t.equal((await change(read, { columns: [{ index: 2, field: null }] })).statusCode, 202)
  const book = await imports.upload(Buffer.from(await makeWorkbook({ Parts: SHEET })), { name: 'a.xlsx' })
  t.equal((await change(book, { sheet: 'Parts' })).statusCode, 202)
})

t.test('what is stale or not there is told in plain words', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const { id, version } = await imports.upload('Description,Qty,Place\nBlue wire,x,1-1\n', { kind: 'parts_list' })
  const send = async (url: string, payload: object, method: 'PATCH' | 'POST' = 'PATCH') =>
    (await app.inject({ method, url: `/api/imports/${id}${url}`, payload })).json()
  t.match(await send('', { version: 1 }), {
    code: 'RESOURCE_CONFLICT',
    error: `Import ${id} was changed since: read it again, its version is ${version} now`,
  })
  t.match(await send('/rows/2', { version: 7 }), {
    code: 'RESOURCE_CONFLICT',
    error: `Row 2 of import ${id} was changed since: read it again, its version is 1 now`,
  })
  t.match(await send('/rows/999', { version: 1 }), { error: `Row 999 of import ${id} was not found` })
  t.match(await send('/commit', { version, rows: 'all' }, 'POST'), {
    error: 'Cannot commit all rows of the import because 1 row has errors, row 2',
  })
})

t.test('rows of a file whose kind is not known were not looked at', async (t) => {
  const imports = importClient(await buildApp(t))
  const { id, kind, summary } = await imports.upload('Colour,Mood\nred,calm\nblue,wild\ngreen,odd\n')
  t.match([kind, summary], [null, { rows: 3, errors: 1, same: 0, skipped: 2 }])
  t.match(await imports.rows(id), [{ errors: [{ code: 'REQUIRED_FIELD', field: 'kind' }] }, { status: 'skipped' }, {}])
})
