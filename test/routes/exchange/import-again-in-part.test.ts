import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'

/** Rows that name their parts by words alone, and one that cannot be read. */
const LIST = (box: number) =>
  `Description,Qty,Place\nBlue wire,5,${box}-1\nRed wire,x,${box}-2\nGreen wire,7,${box}-3\n`
const KIT = 'Designator,Value,Package,Qty\nR1,10k,0603,1\n"R2,R3",22k,0603,few\nU1,,SOT23-6,1\nQ1,,,1\n'

for (const stock of ['add', 'set'] as const) {
  t.test(`a file of which a row was left out, again (stock: ${stock}): what was written is there`, async (t) => {
    const app = await buildApp(t)
    const box = await addBox(app.db, 5)
    const imports = importClient(app)
    const upload = () => imports.upload(LIST(box), { options: { stock, create_parts: true } })
    const first = await upload()
    t.match((await imports.commit(first.id, 'good')).report, { committed_rows: 2, left_out: [{ row_no: 3 }] })

    const again = await upload()
    t.match(again, { repeat_of: first.id, summary: { same: 2, errors: 1, changes: 0 } })
    t.match((await imports.commit(again.id, 'good')).report, { changes: 0, repeated: true, same_rows: 2 })
    t.match(await app.db.query('select sum(qty)::int as qty, count(*)::int as piles from part_locations'), [
      { qty: 12, piles: 2 },
    ])

    const mended = await upload()
    const answer = await app.inject({
      method: 'PATCH',
      url: `/api/imports/${mended.id}/rows/3`,
      payload: { version: 1, fields: { quantity: 3 } },
    })
    t.match(answer.json(), { status: 'good' })
    t.match((await imports.commit(mended.id)).report, { committed_rows: 1, same_rows: 2, created: { parts: 1 } })
    t.match(await app.db.query('select count(*)::int as parts from parts'), [{ parts: 3 }])
  })
}

t.test('two proposals of a file of which a row is left out: the second one writes nothing', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 5)
  const imports = importClient(app)
  const [one, two] = [await imports.upload(LIST(box)), await imports.upload(LIST(box))]
  t.match((await imports.commit(one.id, 'good')).report, { committed_rows: 2 })
  t.match((await imports.commit(two.id, 'good')).report, { changes: 0, repeated: true })
  t.match(await app.db.query('select count(*)::int as parts from parts'), [{ parts: 2 }])
})

t.test(
  'a bill of materials again: its new parts are known, and a package names a part that has nothing else',
  async (t) => {
    const app = await buildApp(t)
    const imports = importClient(app)
    const upload = () => imports.upload(KIT, { kind: 'bom', name: 'Lamp.csv', options: { create_parts: true } })
    const first = await upload()
    const { report } = await imports.commit(first.id, 'good')
    t.match(report, { created: { parts: 2, kit_lines: 2 }, left_out: [{ codes: ['QUANTITY_NOT_A_NUMBER'] }, {}] })
    t.match(await app.db.query(`select description from parts order by description`), [
      { description: '10k 0603' },
      { description: 'SOT23-6' },
    ])
    t.match((await upload()).summary, { same: 2, errors: 2, changes: 0 })
  },
)

t.test('a part that a person has chosen is the part of that row in the same file', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 5)
  await addPart(app.db, 'AAAA')
  const imports = importClient(app)
  const first = await imports.upload(LIST(box))
  await app.inject({
    method: 'PATCH',
    url: `/api/imports/${first.id}/rows/2`,
    payload: { version: 1, decision: { part_key: 'AAAA' }, remember: false },
  })
  await imports.commit(first.id, 'good')
  const again = await imports.upload(LIST(box))
  t.match((await imports.rows(again.id))[0], { status: 'same', match: { part_key: 'AAAA', state: 'matched' } })
})

t.test('a file whose import was undone is a new one, also after it was committed without an effect', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 5)
  const imports = importClient(app)
  const list = `Description,Qty,Place\nBlue wire,5,${box}-1\n`
  const first = await imports.upload(list)
  await imports.commit(first.id)
  const again = await imports.upload(list)
  t.match((await imports.commit(again.id)).report, { repeated: true })
  const undo = await imports.settled(await app.inject({ method: 'POST', url: `/api/imports/${first.id}/undo` }))
  t.match(undo, { status: 'undone' })
  const anew = await imports.upload(list)
  t.match(anew.summary, { good: 1, to_create: { parts: 1 } })
  t.match((await imports.commit(anew.id)).report, { quantity_added: 5, repeated: false })
})
