import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'

/** Rows that name their parts by words alone. */
const LIST = (box: number, quantity: string | number) =>
  `Description,Qty,Place\nBlue wire,5,${box}-1\nRed wire,${quantity},${box}-2\n`
const KIT = (end: string) =>
  `Designator,Value,Package,MPN,Qty\nR1,10k,0603,,1\nU1,,SOT23-6,,1\nX1,Crystal,,Q7,1\n"C1,C2",100n,0402,,2\n${end}`
const PARTS = 'select count(*)::int as parts from parts'

t.test('another file with the words of a row that has created a part means that part', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 5)
  const imports = importClient(app)
  const first = await imports.upload(LIST(box, 'x'))
  t.match((await imports.commit(first.id, 'good')).report, { created: { parts: 1 } })

  const mended = await imports.upload(LIST(box, 7))
  t.match(mended, { repeat_of: null, summary: { same: 1, good: 1, to_create: { parts: 1 } } })
  const [blue] = await imports.rows(mended.id)
  t.match(blue, { status: 'same', match: { state: 'matched', reason: 'decided_before', score: 0.95 } })
  await imports.commit(mended.id)
  const more = await imports.upload(LIST(box, 9))
  t.match(more.summary, { same: 1, good: 1, to_create: { parts: 0 }, changes: 1 })
  await imports.commit(more.id)
  t.match(await app.db.query('select sum(qty)::int as qty from part_locations'), [{ qty: 14 }])
  t.match(await app.db.query(PARTS), [{ parts: 2 }])
})

t.test('a bill of materials that differs by a byte leaves the lines of its kit as they are', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const upload = (end: string) =>
    imports.upload(KIT(end), { kind: 'bom', name: 'Lamp.csv', options: { create_parts: true } })
  t.match((await imports.commit((await upload('')).id)).report, { created: { parts: 4, kit_lines: 4 } })
  const again = await upload('\n')
  t.match(again, { repeat_of: null, summary: { same: 4, changes: 0 } })
  t.match((await imports.commit(again.id)).report, { changes: 0, repeated: true })
  t.match(await app.db.query(PARTS), [{ parts: 4 }])
})

t.test('two proposals with the same words: what the second one shows is not there any more', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 5)
  const imports = importClient(app)
  const [one, two] = [await imports.upload(LIST(box, 1)), await imports.upload(LIST(box, 2))]
  await imports.commit(one.id)
  t.match(await imports.commit(two.id), { status: 'proposed', summary: { same: 1, errors: 1 } })
  t.match((await imports.rows(two.id))[1], { errors: [{ code: 'CHANGED_MEANWHILE' }], match: { state: 'matched' } })
  t.match(await app.db.query(PARTS), [{ parts: 2 }])
})

t.test('undoing an import forgets what was remembered, and what it has replaced counts again', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 5)
  const imports = importClient(app)
  const undo = async (id: number) => {
    const answer = await app.inject({ method: 'POST', url: `/api/imports/${id}/undo` })
    t.equal(answer.statusCode, 200, answer.body)
  }
  const matchOf = async (quantity: number) => {
    const read = await imports.upload(LIST(box, quantity))
    const [, red] = await imports.rows(read.id)
    return { id: read.id, key: red.match.part_key, version: red.version }
  }
  const first = await imports.upload(LIST(box, 1))
  await imports.commit(first.id)
  const { key } = await matchOf(2)
  t.type(key, 'string')

  const another = await matchOf(3)
  await app.inject({
    method: 'PATCH',
    url: `/api/imports/${another.id}/rows/3`,
    payload: { version: another.version, decision: { action: 'create' }, fields: { place: `${box}-4` } },
  })
  await imports.commit(another.id)
  const latest = await matchOf(4)
  t.type(latest.key, 'string')
  t.not(latest.key, key, 'the latest decision counts')
  await undo(another.id)
  t.equal((await matchOf(5)).key, key)
  await undo(first.id)
  t.equal((await matchOf(6)).key, null)
})

t.test('two proposals with the same new number make one part', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 5)
  const imports = importClient(app)
  const list = (row: string) => `MPN,Manufacturer,Description,Qty,Place\n${row}\nOTHER-9,,Relay,1,${box}-3\n`
  const one = await imports.upload(list(`XQ-77A,Acme,Sensor,1,${box}-1`))
  const two = await imports.upload(list(`XQ77A,Acme,Sensor of another file,5,${box}-2`))
  t.match((await imports.commit(one.id)).report, { created: { parts: 2 } })
  t.match(await imports.commit(two.id), { status: 'proposed' }, 'what it shows is not there any more')
  const [row] = await imports.rows(two.id)
  t.match(row, { errors: [{ code: 'CHANGED_MEANWHILE' }], match: { state: 'matched', reason: 'number_and_maker' } })
  const seen = {
    method: 'PATCH',
    url: `/api/imports/${two.id}/rows/${row.row_no}`,
    payload: { version: row.version },
  } as const
  t.match((await app.inject(seen)).json(), { status: 'good', errors: [], effects: [{ entity: 'stock', to: 5 }] })
  t.match(await imports.commit(two.id), { status: 'committed', report: { created: { parts: 0 } } })
  t.match(await app.db.query(PARTS), [{ parts: 2 }])
})

t.test('a number that fits a part made since only nearly is asked about', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const list = (maker: string) => `MPN,Manufacturer,Description\nXQ-77A,${maker},Sensor\n`
  const options = { stock: 'ignore' }
  const one = await imports.upload(list('Acme'), { kind: 'parts_list', options })
  const two = await imports.upload(list('Other works'), { kind: 'parts_list', options })
  await imports.commit(one.id)
  t.match(await imports.commit(two.id), { status: 'proposed' })
  const [row] = await imports.rows(two.id)
  t.match(row, { match: { state: 'ambiguous', candidates: [{ reason: 'number_other_maker' }] }, status: 'error' })
  const payload = { version: row.version, decision: { action: 'create' } }
  await app.inject({ method: 'PATCH', url: `/api/imports/${two.id}/rows/${row.row_no}`, payload })
  t.match(await imports.commit(two.id), { status: 'committed', report: { created: { parts: 1 } } })
})

t.test('what is not to be remembered of a new part is forgotten', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 5)
  const imports = importClient(app)
  const decide = async (id: number, body: object) => {
    const [row] = await imports.rows(id)
    const payload = { version: row.version, decision: { action: 'create' }, ...body }
    const answer = await app.inject({ method: 'PATCH', url: `/api/imports/${id}/rows/${row.row_no}`, payload })
    t.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  const first = await imports.upload(LIST(box, 1))
  const { decision } = await decide(first.id, { remember: false })
  t.strictSame(decision, { action: 'create' })
  const { version } = await imports.read(first.id)
  const payload = { version, header_row: 1 }
  await imports.settled(await app.inject({ method: 'PATCH', url: `/api/imports/${first.id}`, payload }))
  await imports.commit(first.id)
  t.match((await imports.upload(LIST(box, 2))).summary, { to_create: { parts: 1 } }, 'the blue wire is a new one')
  t.match(await app.db.query('select count(*)::int as known from import_decisions'), [{ known: 1 }])

  const second = await imports.upload('Description,Qty,Place\nGreen wire,5,1-3\n')
  await decide(second.id, { remember: false })
  await decide(second.id, { remember: true })
  await imports.commit(second.id)
  t.match(await app.db.query('select count(*)::int as known from import_decisions'), [{ known: 2 }])
})
