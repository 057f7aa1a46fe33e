import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { otherSession } from '../../support/other-session.ts'
import { formBody } from '../../support/upload-form.ts'

const ORDER =
  'LCSC Part Number,MPN,Quantity,Unit Price($),Date Code / Lot No.\nC900401,EX0603WAF,100,0.01,2431\nC900402,EXESP-C3,5,1.85,24+\n'

t.test('one order in several imports at once is received once', async (t) => {
  const app = await buildApp(t)
  await addBox(app.db, 20, 'Drawer')
  const imports = importClient(app)
  const options = { order_number: 'WM1' }
  const files = await Promise.all(
    ['csv', 'txt', 'tsv'].map((ending, at) =>
      imports.upload(`${ORDER}${'\n'.repeat(at)}`, { name: `order.${ending}`, options }),
    ),
  )
  const committed = await Promise.all(files.map(({ id }) => imports.commit(id, 'good')))
  const written = committed.filter(({ report }) => (report?.changes ?? 0) > 0)
  t.equal(written.length, 1, 'one of them has booked it')
  const [stock] = await app.db.query<{ qty: number }>('select sum(qty)::int as qty from part_locations')
  t.equal(stock?.qty, 105)
  t.strictSame(await app.db.query('select 1 from parts'), [{ '?column?': 1 }, { '?column?': 1 }])
})

t.test('two people who commit one proposal write it once', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  const imports = importClient(app)
  const { id, version } = await imports.upload(`MPN,Qty,Place\nAB1234,5,${box}-1\n`, { options: { stock: 'add' } })
  const answers = await Promise.all(
    [1, 2, 3].map(() =>
      app.inject({ method: 'POST', url: `/api/imports/${id}/commit`, payload: { version, rows: 'all' } }),
    ),
  )
  for (const answer of answers) t.ok([200, 202].includes(answer.statusCode), answer.body)
  await Promise.all(answers.map((answer) => imports.settled(answer)))
  t.match(await imports.read(id), { status: 'committed', report: { quantity_added: 5 } })
  t.strictSame(await app.db.query('select qty from part_locations'), [{ qty: 5 }])
})

t.test('rows whose effect has changed since the proposal are left out, or keep all back', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  await addPart(app.db, 'AAAA')
  await addPart(app.db, 'BBBB')
  const imports = importClient(app)
  const list = `Key,Description,Qty,Place\nAAAA,One,5,${box}-1\nBBBB,Two,7,${box}-2\n`
  const all = await imports.upload(list)
  const good = await imports.upload(`${list}\n`)
  await app.inventory.add('AAAA', { boxNo: box, locNo: 1 }, 2)
  const kept = await imports.commit(all.id, 'all')
  t.match(kept, { status: 'proposed', summary: { errors: 1 } })
  const [row] = await imports.rows(all.id, '?show=errors')
  t.match(row, { row_no: 2, errors: [{ code: 'CHANGED_MEANWHILE' }] })
  t.match(row.match.candidates, [{ part_key: 'AAAA' }], 'and keeps what else it may mean')
  const written = await imports.commit(good.id, 'good')
  t.match(written, {
    status: 'committed',
    report: { committed_rows: 1, left_out: [{ row_no: 2, codes: ['CHANGED_MEANWHILE'] }] },
  })
  t.strictSame(await app.db.query('select qty from part_locations order by qty'), [{ qty: 2 }, { qty: 7 }])
})

t.test('a pile that changes while a commit waits for it is compared anew', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  await addPart(app.db, 'AAAA')
  await app.inventory.add('AAAA', { boxNo: box, locNo: 1 }, 2)
  const imports = importClient(app)
  const { id, version } = await imports.upload(`Key,Description,Qty,Place\nAAAA,One,5,${box}-1\n`)
  const other = await otherSession(t, app)
  await other.query('begin')
  await other.query('update part_locations set qty = 4')
  const begun = await app.inject({
    method: 'POST',
    url: `/api/imports/${id}/commit`,
    payload: { version, rows: 'all' },
  })
  t.equal(begun.statusCode, 202, begun.body)
  await other.waiting()
  await other.query('commit')
  await imports.settled(begun)
  t.match(await imports.read(id), { status: 'proposed', summary: { errors: 1 } })
  t.match(await imports.rows(id), [{ errors: [{ code: 'CHANGED_MEANWHILE' }] }])
  t.strictSame(await app.db.query('select qty from part_locations'), [{ qty: 4 }])
})

t.test('a row that cannot be written leaves its new part to the next row', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  const imports = importClient(app)
  const read = await imports.upload(`MPN,Description,Qty,Place\nAB1234,Relay,5,99-1\nAB1234,Relay,7,${box}-2\n`)
  t.match(read.summary, { errors: 1, good: 1, to_create: { parts: 1 } })
  const written = await imports.commit(read.id, 'good')
  t.match(written.report, {
    committed_rows: 1,
    left_out: [{ row_no: 2, codes: ['PLACE_UNKNOWN'] }],
    created: { parts: 1 },
  })
})

t.test('versions and states are demanded', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  const imports = importClient(app)
  const read = await imports.upload(`MPN,Qty,Place\nAB1234,few,${box}-1\nCD5678,3,${box}-2\n`)
  const url = `/api/imports/${read.id}`
  const stale = await app.inject({ method: 'PATCH', url, payload: { version: read.version - 1, header_row: 1 } })
  t.equal(stale.statusCode, 409)
  const unknown = await app.inject({
    method: 'PATCH',
    url: `${url}/rows/2`,
    payload: { version: 1, fields: { colour: 'red' } },
  })
  t.equal(unknown.statusCode, 400)
  const lost = await app.inject({
    method: 'PATCH',
    url: `${url}/rows/2`,
    payload: { version: 1, decision: { part_key: 'ZZZZ' } },
  })
  t.equal(lost.statusCode, 404)
  const mended = await app.inject({
    method: 'PATCH',
    url: `${url}/rows/2`,
    payload: { version: 1, fields: { quantity: 4, description: 'a\u0000b' } },
  })
  t.equal(mended.statusCode < 500, true, mended.body)
  const again = await app.inject({
    method: 'PATCH',
    url: `${url}/rows/2`,
    payload: { version: mended.json().version ?? 1, fields: { quantity: 4, description: 'Relay' } },
  })
  t.match(again.json(), { status: 'good', fields: { quantity: 4, description: 'Relay' } })
  const repeated = await imports.settled(
    await app.inject({
      method: 'PATCH',
      url,
      payload: { version: (await imports.read(read.id)).version, decimal: '.' },
    }),
  )
  t.match(repeated.summary, { errors: 0, good: 2 }, 'what was written for the row is kept')
  t.match(await imports.commit(read.id), { status: 'committed', report: { quantity_added: 7 } })
  for (const payload of [
    { kind: 'x' },
    { options: 'x' },
    { options: '{"stock":"x"}' },
    { kind: 'bom', options: '{"stock":"set"}' },
    { mapping_id: '0' },
  ]) {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/imports',
      payload: { text: 'A,B\n1,2\n', ...payload },
    })
    t.equal(answer.statusCode, 400, answer.body)
  }
  t.equal(
    (await app.inject({ method: 'POST', url: '/api/imports', payload: { text: 'a', mapping_id: 77 } })).statusCode,
    404,
  )
})

t.test('options of a form may say that they are JSON', async (t) => {
  const app = await buildApp(t)
  const form = formBody([
    { name: 'options', type: 'application/json', content: '{"stock":"add"}' },
    { name: 'file', filename: 'list.csv', content: 'MPN,Qty\nAB1234,5\n' },
  ])
  const answer = await app.inject({ method: 'POST', url: '/api/imports', ...form })
  t.equal(answer.statusCode, 202, answer.body)
  t.match(await importClient(app).settled(answer), { options: { stock: 'add' } })
})

t.test('columns have fields of the kind, each once; an archived kit is not changed', async (t) => {
  const app = await buildApp(t)
  await addPart(app.db, 'AAAA')
  const imports = importClient(app)
  const read = await imports.upload('Key,Designator,Value\nAAAA,R1,1k\n', { options: { kit_name: 'Lamp' } })
  const url = `/api/imports/${read.id}`
  for (const columns of [
    [
      { index: 0, field: 'key' },
      { index: 1, field: 'key' },
    ],
    [{ index: 0, field: 'box_no' }],
  ]) {
    t.equal((await app.inject({ method: 'PATCH', url, payload: { version: read.version, columns } })).statusCode, 400)
  }
  await imports.commit(read.id)
  const [kit] = (await app.inject('/api/kits')).json()
  await app.inject({ method: 'POST', url: `/api/kits/${kit.id}/archive` })
  const second = await imports.upload('Key,Designator,Value\nAAAA,"R1,R2",1k\n', { options: { kit_name: 'Lamp' } })
  t.match(await imports.commit(second.id), { status: 'proposed', error: /because the kit Lamp is archived/ })
})

t.test('an import that is being written is neither changed nor deleted, and nobody waits to hear so', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const { id, version } = await imports.upload('MPN,Description\nAB1234,Relay\n')
  const writer = await otherSession(t, app)
  for (const status of ['committing', 'undoing']) {
    const committedAt = status === 'undoing' ? 'now()' : 'null'
    await app.db.query(`update imports set status = '${status}', committed_at = ${committedAt} where id = $1`, [id])
    await writer.query('begin')
    await writer.query('select from imports where id = $1 for update', [id])
    for (const [method, url, payload] of [
      ['DELETE', `/api/imports/${id}`, undefined],
      ['PATCH', `/api/imports/${id}`, { version, header_row: 1 }],
      ['PATCH', `/api/imports/${id}/rows/2`, { version: 1, decision: { action: 'skip' } }],
    ] as const) {
      const answer = await app.inject(payload === undefined ? { method, url } : { method, url, payload })
      t.match([answer.statusCode, answer.json().error], [409, new RegExp(`it is ${status}`)], method)
    }
    await writer.query('rollback')
  }
})
