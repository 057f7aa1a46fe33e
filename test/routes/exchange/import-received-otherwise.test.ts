import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { operationClient } from '../../support/operation-client.ts'
import { order, orderClient, pieces, ROWS } from '../../support/order-client.ts'

for (const list of ['that list is received', 'no list is named']) {
  t.test(`pieces of an order that a line of its list has received by hand are not booked again: ${list}`, async (t) => {
    const { imports, upload, receive, lines, pieces, undo } = await orderClient(t)
    await imports.commit((await upload(order(ROWS), { target: 'list', list_name: 'November' })).id)
    const [, line] = await lines()
    const byHand = await receive(line.id, 8)
    t.equal(byHand.status, 200)
    const options = list === 'no list is named' ? {} : { list_id: 1 }

    const read = await upload(order(ROWS), options)
    const [, row] = await imports.rows(read.id)
    t.match(row, {
      effects: [{ entity: 'stock', to: 12 }],
      warnings: [
        { code: 'RECEIVED_BEFORE', message: /8 of 20 pieces were received before: only the rest/ },
        ...(list === 'no list is named' ? [{ code: 'LIST_LINE_LEFT' }] : []),
      ],
    })
    t.match(await imports.commit(read.id), { report: { quantity_added: 52 } })
    t.strictSame(await pieces(), { AAAA: 10, BBBB: 20, CCCC: 30 })
    if (list === 'that list is received') t.match(await lines(), [{}, { ordered: 20, received: 20 }, {}])
    t.match(await upload(order(ROWS), options), { summary: { changes: 0 } }, 'the order again')

    t.equal((await undo(byHand.operation)).status, 200)
    const missing = await upload(order(ROWS), options)
    t.match(missing, { summary: { changes: list === 'no list is named' ? 1 : 2 } })
    await imports.commit(missing.id)
    t.strictSame(await pieces(), { AAAA: 10, BBBB: 20, CCCC: 30 }, 'what was taken back came with the file')
  })
}

t.test('pieces that a line of the list has received of another order count for that one', async (t) => {
  const { imports, upload, bag, lines, pieces } = await orderClient(t)
  await imports.commit((await upload(order(ROWS), { target: 'list', list_name: 'November' })).id)
  const [, line] = await lines()
  await bag('BBBB', 2, 8, { action: 'receive', shopping_list_line_id: line.id, order_number: '6' })
  await bag('BBBB', 2, 5, { action: 'receive', shopping_list_line_id: line.id, confirm: true })
  const read = await upload(order(ROWS), { list_id: 1 })
  await imports.commit(read.id)
  t.strictSame(await pieces(), { AAAA: 10, BBBB: 28, CCCC: 30 })
})

t.test('a receipt by hand is not done again when an import has received its line since', async (t) => {
  const { imports, upload, receive, lines, pieces, undo } = await orderClient(t)
  await imports.commit((await upload(order([['BBBB', 20]]), { target: 'list', list_name: 'November' })).id)
  const [line] = await lines()
  const byHand = await receive(line.id, 20)
  const undone = (await undo(byHand.operation)).body.operation_id
  const read = await upload(order([['BBBB', 20]]), { list_id: 1 })
  const imported = await imports.commit(read.id)
  for (const body of [{ dry_run: true }, {}]) {
    t.match(await undo(undone, body), {
      status: 409,
      body: { error: /pieces of the order 7 were received again since; undo that first/ },
    })
  }
  t.strictSame(await pieces(), { BBBB: 20 })
  t.equal((await undo(imported.operation_id ?? '')).status, 200)
  t.equal((await undo(undone)).status, 200)
  t.strictSame(await pieces(), { BBBB: 20 })
})

t.test('what a line has received by hand of the order that put it on the list is none of another order', async (t) => {
  const { imports, upload, receive, lines, pieces } = await orderClient(t)
  await imports.commit((await upload(order([['BBBB', 20]]), { target: 'list', list_name: 'November' })).id)
  const [line] = await lines()
  t.equal((await receive(line.id, 20)).status, 200)
  const other = await upload(order([['BBBB', 15]], '8'), { list_id: 1 })
  await imports.commit(other.id)
  t.strictSame(await pieces(), { BBBB: 35 })
})

t.test('a line that was ordered by hand has received a part of the order by hand', async (t) => {
  const { imports, upload, receive, pieces, listByHand } = await orderClient(t)
  const id = await listByHand('BBBB', 20)
  t.equal((await receive(id, 8)).status, 200)
  const read = await upload(order(ROWS), { list_id: 1 })
  t.match(await imports.rows(read.id), [{}, { warnings: [{ code: 'RECEIVED_BEFORE', message: /8 of 20/ }] }, {}])
  await imports.commit(read.id)
  t.strictSame(await pieces(), { AAAA: 10, BBBB: 20, CCCC: 30 })

  t.match(await upload(order(ROWS), { list_id: 1 }), { summary: { changes: 0 } }, 'the order again')
  const second = await upload(order([['BBBB', 5]], '9'), { list_id: 1 })
  t.match(await imports.rows(second.id), [{ effects: [{ entity: 'stock', to: 5 }] }], 'another order')
})

t.test('what came of an order before it goes to a list is not waited for there', async (t) => {
  const { imports, upload, bag, lines, pieces, undo } = await orderClient(t)
  const whole = await bag('BBBB', 2, 20)
  await bag('CCCC', 3, 12)
  const read = await upload(order(ROWS), { target: 'list', list_name: 'November' })
  t.match(await imports.rows(read.id), [
    { status: 'good' },
    { status: 'same', warnings: [{ code: 'RECEIVED_BEFORE', message: /20 of 20 .*: nothing of it is proposed/ }] },
    { status: 'warning', warnings: [{ code: 'RECEIVED_BEFORE', message: /12 of 30 .*: only the rest/ }] },
  ])
  await imports.commit(read.id)
  t.match(await lines(), [
    { part: { key: 'AAAA' }, ordered: 10 },
    { part: { key: 'CCCC' }, ordered: 18, received: 0 },
  ])
  const rest = await upload(order(ROWS), { list_id: 1 })
  await imports.commit(rest.id)
  t.match(await lines(), [{ received: 10 }, { ordered: 18, received: 18 }])
  t.strictSame(await pieces(), { AAAA: 10, BBBB: 20, CCCC: 30 })

  t.equal((await undo(whole)).status, 200)
  const again = await upload(order(ROWS), { target: 'list', list_id: 1 })
  t.match(await imports.rows(again.id), [{ effects: [] }, { effects: [{ field: 'ordered', to: 20 }] }, { effects: [] }])
})

t.test('a bag counts for the line of the order that it names', async (t) => {
  const { imports, upload, bag, pieces } = await orderClient(t)
  const rows = [
    ['AAAA', 10],
    ['AAAA', 20],
  ] as const
  await bag('AAAA', 2, 20)
  const read = await upload(order(rows))
  t.match(await imports.rows(read.id), [
    { effects: [{ to: 10 }], warnings: [] },
    { effects: [], warnings: [{ message: /20 of 20/ }] },
  ])
  await bag('AAAA', 3, 4)
  const more = await upload(order(rows))
  t.match(
    await imports.rows(more.id),
    [{ effects: [{ to: 6 }] }, { effects: [] }],
    'a line that the file does not have',
  )
  await imports.commit(more.id)
  t.strictSame(await pieces(), { AAAA: 30 })
})

t.test('a row says once how much of it came, by imports and by scans', async (t) => {
  const { imports, upload, bag } = await orderClient(t)
  await bag('BBBB', 2, 8)
  await imports.commit((await upload(order([['BBBB', 20]]))).id)
  const read = await upload(order([['BBBB', 25]]))
  const [row] = await imports.rows(read.id)
  t.equal(row.warnings.filter(({ code }: { code: string }) => code === 'RECEIVED_BEFORE').length, 1)
})

t.test('each row of a file with several orders has what came of its own order', async (t) => {
  const { imports, upload, bag } = await orderClient(t)
  await bag('BBBB', 2, 20)
  const other = order([['BBBB', 20]], '8').replace(/\n+$/, '\n1,BBBB,BBBB,20,7\n')
  const read = await upload(other)
  t.match(await imports.rows(read.id), [
    { status: 'good' },
    { status: 'same', warnings: [{ code: 'RECEIVED_BEFORE' }] },
  ])
})

t.test('a bag that is booked after the proposal is told before anything is written', async (t) => {
  const { imports, upload, bag, pieces } = await orderClient(t)
  const read = await upload(order(ROWS))
  await bag('BBBB', 2, 20)
  t.match(await imports.commit(read.id), { status: 'proposed' })
  t.match(await imports.rows(read.id), [{}, { errors: [{ code: 'CHANGED_MEANWHILE' }] }, {}])
  t.strictSame(await pieces(), { BBBB: 20 })
  t.match(await imports.commit(read.id, 'good'), { status: 'committed', report: { quantity_added: 40 } })
  t.strictSame(await pieces(), { AAAA: 10, BBBB: 20, CCCC: 30 })
})

t.test('a row that was left out by decision is offered again by the same file', async (t) => {
  const { app, imports, upload, pieces } = await orderClient(t)
  const text = order(ROWS)
  const first = await upload(text)
  const skipped = await app.inject({
    method: 'PATCH',
    url: `/api/imports/${first.id}/rows/3`,
    payload: { version: 1, decision: { action: 'skip' } },
  })
  t.equal(skipped.statusCode, 200)
  t.match(await imports.commit(first.id), { report: { quantity_added: 40 } })
  const again = await upload(text)
  t.match(again, { repeat_of: first.id, summary: { changes: 1, same: 2 } })
  t.match(await imports.commit(again.id), { report: { quantity_added: 20 } })
  t.strictSame(await pieces(), { AAAA: 10, BBBB: 20, CCCC: 30 })
  t.match(await upload(text), { summary: { changes: 0, same: 3 } })
})

for (const vendor of ['lcsc', 'digikey'] as const) {
  t.test(`a bag that came before its seller was known here counts for its order: ${vendor}`, async (t) => {
    const app = await buildApp(t)
    const box = await addBox(app.db, 20, 'Drawer')
    await addPart(app.db, 'AAAA')
    const imports = importClient(app)
    const { send } = operationClient(app)
    const code =
      vendor === 'lcsc'
        ? '{pbn:PICK1,on:WM14757,pc:C914757,pm:AAAA-1,qty:6,mc:,cc:1,pdi:1}'
        : '[)>\u001e06\u001dPAAAA-ND\u001d1PAAAA-1\u001d1KWM14757\u001d4K1\u001dQ6\u001d11ZPICK\u001e\u0004'
    const bag = { code, action: 'receive', part_key: 'AAAA', box_no: box, loc_no: 1 }
    t.equal((await send('POST', '/scans/apply', bag)).status, 200)
    t.strictSame((await send('GET', '/sellers')).body, [])

    const seller_name = vendor === 'lcsc' ? 'LCSC' : 'Digi-Key'
    const options = { seller_name, place: { box_no: box, loc_no: 1 } }
    const upload = (text: string, more: object = {}) =>
      imports.upload(text, { kind: 'order', options: { ...options, ...more } })
    const text = 'Index,Key,Description,Quantity,Order Number\n1,AAAA,A,10,wm14757\n2,AAAA,A,10,WM14757\n'
    const listed = await upload(text, { target: 'list' })
    t.match(await imports.rows(listed.id), [{ warnings: [{ code: 'RECEIVED_BEFORE', message: /6 of 10/ }] }, {}])
    const read = await upload(text)
    t.match(await imports.rows(read.id), [
      { warnings: [{ code: 'RECEIVED_BEFORE', message: /6 of 10 pieces/ }] },
      { status: 'good' },
    ])
    t.match(await imports.commit(read.id), { report: { quantity_added: 14 } })
    t.strictSame(await pieces(app), { AAAA: 20 })
    t.match(await upload(`${text}\n`), { summary: { changes: 0 } }, 'the order again, from a seller that is here now')
    t.match(await upload(text.replaceAll(/wm14757/gi, 'WM14758')), { summary: { same: 0 } }, 'another order')
  })
}

t.test('a bag is not done again after the file has received its order, however that counts the lines', async (t) => {
  const { imports, upload, bag, pieces, undo } = await orderClient(t)
  const undone = (await undo(await bag('BBBB', 2, 20))).body.operation_id
  const read = await upload(order([['BBBB', 20]]))
  const imported = await imports.commit(read.id)
  t.match(await undo(undone), { status: 409, body: { error: /pieces of the order 7 were received again since/ } })
  t.strictSame(await pieces(), { BBBB: 20 })
  t.equal((await undo(imported.operation_id ?? '')).status, 200)
  t.equal((await undo(undone)).status, 200)
  t.strictSame(await pieces(), { BBBB: 20 })
})

t.test('a bag is not done again after its seller has become known by the file of its order', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  await addPart(app.db, 'AAAA')
  const imports = importClient(app)
  const { send, undo } = operationClient(app)
  const place = { box_no: box, loc_no: 1 }
  const code = '{pbn:PICK1,on:WM14757,pc:C914757,pm:AAAA-1,qty:6,mc:,cc:1,pdi:1}'
  const { body } = await send('POST', '/scans/apply', { code, action: 'receive', part_key: 'AAAA', ...place })
  const undone = (await undo(body.operation_id)).body.operation_id
  const read = await imports.upload('Key,Description,Quantity,Order Number\nAAAA,A,6,WM14757\n', {
    kind: 'order',
    options: { seller_name: 'LCSC', place },
  })
  await imports.commit(read.id)
  t.match(await undo(undone), { status: 409, body: { error: /pieces of the order WM14757 were received again since/ } })
  t.strictSame(await pieces(app), { AAAA: 6 })
})
