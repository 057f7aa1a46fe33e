import t from 'tap'
import { order, orderClient } from '../../support/order-client.ts'

t.test(
  'two orders and a receipt by hand fill a line as far as it is ordered, and no order gets what another one has',
  async (t) => {
    const { imports, upload, receive, lines, pieces, listByHand } = await orderClient(t)
    await receive(await listByHand('BBBB', 40), 20)
    const orderOf = (number: string) => upload(order([['BBBB', 20]], number), { list_id: 1 })

    const first = await orderOf('7')
    t.match(await imports.rows(first.id), [
      {
        status: 'warning',
        effects: [{ entity: 'stock', to: 20 }, {}],
        warnings: [{ code: 'RECEIVED_WITHOUT_ORDER', message: /^20 pieces .* by hand for shopping-list 1 line 1/ }],
      },
    ])
    await imports.commit(first.id)
    t.match(await lines(), [{ ordered: 40, received: 40 }])

    const second = await orderOf('8')
    const message =
      /20 of 20 pieces were received before: nothing .* "By hand" has received 40 of 40 pieces already; if these are others/
    t.match(await imports.rows(second.id), [{ status: 'same', warnings: [{ code: 'RECEIVED_BEFORE', message }] }])
    const committed = await imports.commit(second.id)
    t.match(committed, { report: { changes: 0 } })

    const third = await orderOf('9')
    t.match(await imports.rows(third.id), [
      {
        status: 'warning',
        effects: [{ entity: 'stock', to: 20 }, { entity: 'list_line' }],
        warnings: [
          { code: 'MORE_THAN_ORDERED', message: /has received 40 of 40 pieces already: 20 of these 20 are more/ },
        ],
      },
    ])
    await imports.commit(third.id)
    t.match(await lines(), [{ ordered: 40, received: 60 }])
    for (const number of ['7', '8', '9'])
      t.match(await orderOf(number), { summary: { changes: 0 } }, `the order ${number} again`)

    await imports.undo(committed.id)
    t.match(await orderOf('10'), { summary: { changes: 0 } }, 'the pieces by hand are of no order again')
    t.strictSame(await pieces(), { BBBB: 60 })
  },
)

t.test(
  'an order that was taken for pieces by hand that were undone leaves those that come by hand later',
  async (t) => {
    const { imports, upload, receive, lines, listByHand, undo } = await orderClient(t)
    const line = await listByHand('BBBB', 20)
    const byHand = await receive(line, 8)
    await imports.commit((await upload(order([['BBBB', 20]], '7'), { list_id: 1 })).id)
    t.equal((await undo(byHand.operation)).status, 200)
    await receive(line, 8)
    const message = /8 of 8 pieces were received before/
    const other = await upload(order([['BBBB', 8]], '8'), { list_id: 1 })
    t.match(await imports.rows(other.id), [{ status: 'same', warnings: [{ code: 'RECEIVED_BEFORE', message }] }])
    t.match(await lines(), [{ received: 20 }])
  },
)

t.test('that a line is full by now is told before more is received for it', async (t) => {
  const { imports, upload, lines, listByHand } = await orderClient(t)
  await listByHand('BBBB', 20)
  const read = await upload(order([['BBBB', 20]], '7'), { list_id: 1 })
  await imports.commit((await upload(order([['BBBB', 15]], '8'), { list_id: 1 })).id)
  t.match(await imports.commit(read.id), { status: 'proposed' })
  t.match(await imports.rows(read.id), [
    { errors: [{ code: 'CHANGED_MEANWHILE' }], warnings: [{ code: 'MORE_THAN_ORDERED', message: /15 of these 20/ }] },
  ])
  t.match(await lines(), [{ received: 15 }])
})

t.test('rows that have changed meanwhile are compared anew, all at once, and written then', async (t) => {
  const { send, imports, upload, bag, pieces } = await orderClient(t)
  const rows = [
    ['AAAA', 10],
    ['BBBB', 20],
    ['CCCC', 30],
  ] as const
  const read = await upload(order(rows))
  await bag('AAAA', 1, 4)
  await bag('BBBB', 2, 20)
  t.match(await imports.commit(read.id), { status: 'proposed', summary: { errors: 2 } })
  const [row] = await imports.rows(read.id, '?show=errors')
  t.match(row, {
    effects: [{ to: 6 }],
    errors: [
      { code: 'CHANGED_MEANWHILE', message: /shows what it would do now.*compared anew.*with its version alone/ },
    ],
  })
  const { version } = await imports.read(read.id)
  t.match(await send('POST', `/imports/${read.id}/commit`, { version, rows: 'all' }), {
    status: 409,
    body: { error: /2 rows have errors, the first one is row 2: .* have the rows compared anew/ },
  })
  t.match(await send('PATCH', `/imports/${read.id}/rows`, { version }), {
    status: 200,
    body: { summary: { errors: 0 } },
  })
  t.match(await imports.commit(read.id), { status: 'committed', report: { quantity_added: 36 } })
  t.strictSame(await pieces(), { AAAA: 10, BBBB: 20, CCCC: 30 })
})

t.test(
  'a receipt by hand is of the order that has put its line on the list, also when the list is deleted',
  async (t) => {
    const { send, imports, upload, receive, lines } = await orderClient(t)
    await imports.commit((await upload(order([['BBBB', 20]]), { target: 'list' })).id)
    const [line] = await lines()
    await receive(line.id, 20)
    t.match((await send('GET', '/parts/BBBB/receipts')).body, [{ seller: 'Digi-Key', order_number: '7', qty: 20 }])
    t.equal((await send('POST', `/shopping-list-lines/${line.id}/complete`, {})).status, 200)
    t.equal((await send('DELETE', '/shopping-lists/1')).status, 204)
    const again = await upload(order([['BBBB', 20]]))
    t.match(await imports.rows(again.id), [
      { status: 'same', warnings: [{ code: 'RECEIVED_BEFORE', message: /20 of 20/ }] },
    ])
    t.match(await upload(order([['BBBB', 20]], '8')), { summary: { good: 1, changes: 1 } }, 'another order')
  },
)

t.test('a line of two orders, and one that waits again, is of none', async (t) => {
  const { send, imports, upload, receive, lines } = await orderClient(t)
  const both = order([['BBBB', 20]]).replace(/\n+$/, '\n2,BBBB,BBBB,5,8\n')
  await imports.commit((await upload(both, { target: 'list' })).id)
  const [line] = await lines()
  await receive(line.id, 25)
  t.match((await send('GET', '/parts/BBBB/receipts')).body, [{ order_number: null, qty: 25 }])

  await imports.commit((await upload(order([['CCCC', 30]], '9'), { target: 'list', list_name: 'Again' })).id)
  for (const status of ['active', 'ordered'])
    t.match(await send('PUT', '/shopping-lists/2/seller-groups/1', { status }), { status: 200 })
  const [reopened] = await lines(2)
  await receive(reopened.id, 30)
  t.match((await send('GET', '/parts/CCCC/receipts')).body, [{ order_number: null, qty: 30 }])
})

for (const list of ['that was deleted', 'that is not named']) {
  t.test(`pieces that came by hand for no order, for a list ${list}, are told of`, async (t) => {
    const { send, imports, upload, receive, listByHand, undo } = await orderClient(t)
    const byHand = await receive(await listByHand('BBBB', 20), 20)
    if (list === 'that was deleted') t.equal((await send('DELETE', '/shopping-lists/1')).status, 204)
    const upTo = (text: string) => upload(text).then(({ id }) => imports.rows(id))
    const message =
      /^20 pieces .*: 20 on \d{4}-\d\d-\d\d .* by hand for shopping-list 1 line 1 \(operation .*\); skip the row .* if these 20/
    t.match(await upTo(order([['BBBB', 20]])), [
      { status: 'warning', effects: [{ to: 20 }], warnings: [{ code: 'RECEIVED_WITHOUT_ORDER', message }] },
    ])
    const orderedIn = (days: number) => {
      const date = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
      return order([['BBBB', 20]])
        .replace('Order Number', 'Order Number,Order Date')
        .replace(/,7\n/, `,7,${date}\n`)
    }
    t.match(await upTo(orderedIn(9)), [{ status: 'good' }], 'an order of a later week')
    const told = [{ warnings: [{ code: 'RECEIVED_WITHOUT_ORDER' }] }]
    t.match(await upTo(orderedIn(6)), told, 'the date may be that of the invoice')
    if (list === 'that was deleted') return
    t.equal((await undo(byHand.operation)).status, 200)
    const waiting = { code: 'LIST_LINE_LEFT', message: /The list "By hand" waits for 20 pieces from this seller/ }
    t.match(await upTo(order([['BBBB', 20]])), [{ warnings: [waiting] }])
  })
}

for (const list of ['of the order', 'by hand']) {
  t.test(
    `a receipt by hand is not done again when an import has received its pieces without the list: ${list}`,
    async (t) => {
      const { imports, upload, receive, lines, pieces, undo, listByHand } = await orderClient(t)
      if (list === 'by hand') await listByHand('BBBB', 20)
      else await imports.commit((await upload(order([['BBBB', 20]]), { target: 'list' })).id)
      const [line] = await lines()
      const undone = (await undo((await receive(line.id, 20)).operation)).body.operation_id
      const imported = await imports.commit((await upload(order([['BBBB', 20]]))).id)
      const error =
        list === 'by hand'
          ? /pieces of BBBB were received since, and may be the same; undo that first, or receive them anew: 20 of order 7 on .* by import/
          : /pieces of the order 7 were received again since; undo that first/
      for (const body of [{ dry_run: true }, {}]) t.match(await undo(undone, body), { status: 409, body: { error } })
      t.strictSame(await pieces(), { BBBB: 20 })
      t.equal((await undo(imported.operation_id ?? '')).status, 200)
      t.equal((await undo(undone)).status, 200)
      t.strictSame(await pieces(), { BBBB: 20 })
    },
  )
}

t.test('a bag that is put away is received for the line that its order has put on a list', async (t) => {
  const { send, imports, upload, bag, lines, pieces, undo } = await orderClient(t)
  await imports.commit((await upload(order([['BBBB', 20]]), { target: 'list', list_name: 'November' })).id)
  const first = await bag('BBBB', 2, 12)
  t.match(await lines(), [{ ordered: 20, received: 12 }])
  t.match((await send('GET', `/operations/${first}`)).body, { reason: 'receive', source: 'shopping-list 1 line 1' })
  await bag('BBBB', 2, 8, { action: 'receive', confirm: true })
  t.match(await lines(), [{ ordered: 20, received: 20 }])
  await bag('BBBB', 2, 5, { confirm: true })
  t.match(await lines(), [{ received: 20 }], 'a full line waits for nothing')
  t.equal((await undo(first)).status, 200)
  t.match(await lines(), [{ received: 8 }])
  t.strictSame(await pieces(), { BBBB: 13 })
  await bag('BBBB', 2, 3, { order_number: '8', confirm: true })
  t.match(await lines(), [{ received: 8 }], 'of another order')
})

t.test('a bag that is put away says which list waits for its part from its seller', async (t) => {
  const { send, listByHand, lines } = await orderClient(t)
  await listByHand('BBBB', 20)
  const code = '[)>\u001e06\u001dP296-BBBB-ND\u001d1PBBBB-1\u001d1K7\u001d4K2\u001dQ12\u001d11ZPICK\u001e\u0004'
  const place = { part_key: 'BBBB', box_no: 1, loc_no: 1 }
  t.match(await send('POST', '/scans/apply', { code, action: 'put_away', ...place }), {
    status: 200,
    body: { warnings: [/The list "By hand" waits for such pieces: to receive these there, undo this first/] },
  })
  t.match(await lines(), [{ received: 0 }])
})
