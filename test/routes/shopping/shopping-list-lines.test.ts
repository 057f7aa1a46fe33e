import t from 'tap'
import { findLedgerErrors } from '../../../services/stock/inventory/verify-ledger.ts'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { sampleValue } from '../../support/sample-value.ts'
import { addSellers, client, refuses } from '../../support/shopping-client.ts'

t.test('a line goes from a wish to a delivery', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  const { send, read } = client(app)
  await addSellers(app, 'Mouser', 'DigiKey')
  const box = await addBox(app.db, 4)
  const parts = [await addPart(app.db, 'AAAA'), await addPart(app.db, 'BBBB'), await addPart(app.db, 'CCCC')]
  await app.db.query(`insert into part_sellers (part_id, seller_id, link) values ($1, 1, 'https://mouser.com/a')`, [
    parts[0],
  ])
  await send('POST', '/shopping-lists', { name: 'Order' })
  const added = await send('POST', '/shopping-lists/1/lines', { part_id: parts[0], needed: 5, seller_id: 1, note: ' ' })
  t.equal(added.statusCode, 201)
  t.match(added.json(), {
    needed: 5,
    ordered: 0,
    received: 0,
    status: 'new',
    note: null,
    can_receive: false,
    has_quantity_mismatch: false,
    is_editable: true,
    seller_link: 'https://mouser.com/a',
    part: { key: 'AAAA', total_quantity: 0, cover_url: null },
    seller: { name: 'Mouser', logo_url: String },
    part_locations: [],
  })
  await send('POST', '/shopping-lists/1/lines', { part_id: parts[1], needed: 1 })
  t.match((await read('/shopping-lists/1')).seller_groups, [{ group_key: 'ungrouped', status: null, note: '' }])

  const operations = async (operation: string) =>
    (await sampleValue('shopping_list_seller_group_operations_total', { operation })) ?? 0
  const counted = [
    await operations('create'),
    await operations('order'),
    await operations('reopen'),
    await operations('delete'),
  ]
  t.match((await send('POST', '/shopping-lists/1/seller-groups', { seller_id: 1 })).json(), {
    group_key: '1',
    status: 'active',
    note: '',
    lines: [{ part: { key: 'AAAA' } }],
    totals: { needed: 5, ordered: 0, received: 0 },
    completed: false,
  })
  const group = '/shopping-lists/1/seller-groups/1'
  await refuses(t, [
    ['nothing ordered', send('PUT', group, { status: 'ordered' }), 409, /must be greater than 0/],
    ['group exists', send('POST', '/shopping-lists/1/seller-groups', { seller_id: 1 }), 409, /already exists/],
    [
      'unknown seller',
      send('POST', '/shopping-lists/1/seller-groups', { seller_id: 9 }),
      404,
      'Seller 9 was not found',
    ],
    ['unknown group', send('PUT', '/shopping-lists/1/seller-groups/2', {}), 404, /Seller group 2/],
    ['unknown list', send('PUT', '/shopping-lists/9/seller-groups/1', {}), 404, /Shopping list 9/],
    [
      'receive too early',
      send('POST', '/shopping-list-lines/1/receive', {
        receive_qty: 1,
        allocations: [{ box_no: box, loc_no: 1, qty: 1 }],
      }),
      409,
      /not ordered/,
    ],
    ['complete too early', send('POST', '/shopping-list-lines/1/complete'), 409, /not ordered/],
  ])
  t.match((await send('PUT', group, { note: 'No. 7' })).json(), { note: 'No. 7', status: 'active' })
  t.match((await send('PUT', '/shopping-list-lines/1', { ordered: 6 })).json(), { ordered: 6, status: 'new' })
  t.match((await send('PUT', group, { status: 'ordered', note: null })).json(), { status: 'ordered', note: 'No. 7' })
  t.match((await send('PUT', group, { status: 'active' })).json(), {
    status: 'active',
    lines: [{ status: 'new', ordered: 6 }],
  })
  await send('PUT', group, { status: 'ordered' })
  t.match(await read('/shopping-lists/1'), { has_ordered_lines: true, line_counts: { new: 1, ordered: 1, total: 2 } })

  const full = { needed: 5, ordered: 6, note: 'urgent', seller_id: 1 }
  t.match(
    (await send('PUT', '/shopping-list-lines/1', full)).json(),
    { note: 'urgent' },
    'unchanged values are no change',
  )
  await refuses(t, [
    ['ordered quantity', send('PUT', '/shopping-list-lines/1', { ordered: 7 }), 409, /line is ordered/],
    ['needed quantity', send('PUT', '/shopping-list-lines/1', { needed: 7 }), 409, /line is ordered/],
    ['seller', send('PUT', '/shopping-list-lines/1', { seller_id: null }), 409, /line is ordered/],
    ['unknown seller first', send('PUT', '/shopping-list-lines/1', { seller_id: 9 }), 404, /Seller 9/],
    ['delete ordered group', send('DELETE', group), 409, /must be reopened/],
    ['seller with open order', send('DELETE', '/sellers/1'), 409, /^Cannot delete seller because/],
  ])

  const receive = (payload: object, key?: string) =>
    app.inject({
      method: 'POST',
      url: '/api/shopping-list-lines/1/receive',
      payload,
      headers: key === undefined ? {} : { 'idempotency-key': key },
    })
  const places = [
    { box_no: box, loc_no: 1, qty: 3 },
    { box_no: box, loc_no: 2, qty: 1 },
  ]
  const pieces = async () => (await sampleValue('shopping_list_receive_quantity_total')) ?? 0
  const stocked = async () => (await sampleValue('inventory_quantity_changes_total', { operation: 'add' })) ?? 0
  const before = [await pieces(), await stocked()]
  const received = await receive({ receive_qty: 4, allocations: places }, 'delivery 1')
  t.match(received.json(), { received: 4, status: 'ordered', can_receive: true, part: { total_quantity: 4 } })
  t.same(
    received.json().part_locations.map(({ qty }: { qty: number }) => qty),
    [3, 1],
  )
  t.match(
    (await receive({ receive_qty: 4, allocations: places }, 'delivery 1')).json(),
    { received: 4 },
    'sent again, booked once',
  )
  t.same([(await pieces()) - Number(before[0]), (await stocked()) - Number(before[1])], [4, 4])
  await refuses(t, [
    [
      'another receipt with the key',
      receive({ receive_qty: 1, allocations: [places[1]] }, 'delivery 1'),
      422,
      /Idempotency-Key/,
    ],
    ['same place twice', receive({ receive_qty: 2, allocations: [places[1], places[1]] }), 409, /more than once/],
    ['wrong sum', receive({ receive_qty: 5, allocations: places }), 409, /add up to 4, not 5/],
    [
      'unknown location',
      receive({ receive_qty: 4, allocations: [places[0], { box_no: 99, loc_no: 1, qty: 1 }] }),
      404,
      'Location 99-1 was not found',
    ],
    ['nothing', receive({ receive_qty: 0, allocations: [] }), 400, /receive_qty must be at least 1/],
    ['reopen after a receipt', send('PUT', group, { status: 'active' }), 409, /have been received/],
    [
      'difference without a reason',
      send('POST', '/shopping-list-lines/1/complete', { mismatch_reason: ' ' }),
      409,
      /4 of 6/,
    ],
  ])
  t.match((await read('/shopping-lists/1/lines')).lines[0], { received: 4 }, 'a refused receipt books nothing')
  t.same(await findLedgerErrors(app.db), [])

  const done = await send('POST', '/shopping-list-lines/1/complete', { mismatch_reason: ' two broken ' })
  t.match(done.json(), { status: 'done', completion_mismatch: true, completion_note: 'two broken', completed_at: /Z$/ })
  t.match(
    (await send('PUT', '/shopping-list-lines/1', { ...full, note: '' })).json(),
    { note: null },
    'its note can change',
  )
  await refuses(t, [
    ['done line', send('PUT', '/shopping-list-lines/1', { needed: 9 }), 409, /line is done/],
    ['complete again', send('POST', '/shopping-list-lines/1/complete', {}), 409, /not ordered/],
  ])
  t.same((await read('/shopping-lists/1/lines?include_done=false')).lines.length, 1)
  t.match(await send('PUT', group, { status: 'active' }), { statusCode: 409 })

  for (let n = 0; n < 8; n++) {
    await send('POST', '/shopping-lists/1/lines', {
      part_id: await addPart(app.db, `X00${n}`),
      needed: 1,
      seller_id: 2,
    })
  }
  const many = await statements.during(() => read('/shopping-lists/1'))
  t.equal(many, 1, 'a list costs one statement')
  await send('POST', '/shopping-lists/1/seller-groups', { seller_id: 2 })
  await send('PUT', '/shopping-list-lines/3', { ordered: 5 })
  t.equal((await send('DELETE', '/shopping-lists/1/seller-groups/2')).statusCode, 204)
  const lines = (await read('/shopping-lists/1')).lines
  t.ok(
    lines
      .slice(2)
      .every((line: { seller_id: unknown; ordered: number }) => line.seller_id === null && line.ordered === 0),
  )
  const after = [
    await operations('create'),
    await operations('order'),
    await operations('reopen'),
    await operations('delete'),
  ]
  t.same(
    after.map((value, index) => value - Number(counted[index])),
    [2, 2, 1, 1],
  )
  t.equal((await send('DELETE', '/shopping-list-lines/3')).statusCode, 204)

  await send('PUT', '/shopping-lists/1/status', { status: 'done' })
  await refuses(t, [
    ['add', send('POST', '/shopping-lists/1/lines', { part_id: parts[2], needed: 1 }), 409, /is done/],
    ['change', send('PUT', '/shopping-list-lines/2', { needed: 4 }), 409, /is done/],
    ['delete', send('DELETE', '/shopping-list-lines/2'), 409, /is done/],
    ['group', send('POST', '/shopping-lists/1/seller-groups', { seller_id: 2 }), 409, /is done/],
    ['group status', send('PUT', group, { status: 'ordered' }), 409, /is done/],
    ['delete group', send('DELETE', group), 409, /is done/],
  ])
  t.equal((await send('PUT', '/shopping-list-lines/2', { note: 'later' })).statusCode, 200, 'a note can change')
  t.equal((await send('PUT', group, { note: 'paid' })).statusCode, 200)
})

t.test('lines are refused in the documented order', async (t) => {
  const app = await buildApp(t)
  const { send } = client(app)
  await addSellers(app, 'Mouser')
  const part = await addPart(app.db, 'AAAA')
  await send('POST', '/shopping-lists', { name: 'Order' })
  await send('POST', '/shopping-lists/1/lines', { part_id: part, needed: 1 })
  await refuses(t, [
    ['body', send('POST', '/shopping-lists/9/lines', { part_id: part, needed: 0 }), 400, 'needed must be at least 1'],
    ['list', send('POST', '/shopping-lists/9/lines', { part_id: 99, needed: 1 }), 404, /Shopping list 9/],
    ['part', send('POST', '/shopping-lists/1/lines', { part_id: 99, needed: 1, seller_id: 9 }), 404, /Part 99/],
    ['seller', send('POST', '/shopping-lists/1/lines', { part_id: part, needed: 1, seller_id: 9 }), 404, /Seller 9/],
    ['twice', send('POST', '/shopping-lists/1/lines', { part_id: part, needed: 1 }), 409, /already on the list/],
    ['line', send('PUT', '/shopping-list-lines/99', { needed: 1 }), 404, /Shopping list line 99/],
    ['line to delete', send('DELETE', '/shopping-list-lines/99'), 404, /Shopping list line 99/],
    ['too large', send('PUT', '/shopping-list-lines/1', { needed: 2147483648 }), 400, /at most 2147483647/],
  ])
})

t.test('receipts, completions and orders at once leave no piece uncounted', async (t) => {
  const app = await buildApp(t, { settings: { dbPoolSize: 20 } })
  const { send, read } = client(app)
  await addSellers(app, 'Mouser')
  const box = await addBox(app.db, 1)
  const part = await addPart(app.db, 'AAAA')
  await send('POST', '/shopping-lists', { name: 'Order' })
  await send('POST', '/shopping-lists/1/lines', { part_id: part, needed: 40, seller_id: 1 })
  await send('PUT', '/shopping-list-lines/1', { ordered: 40 })
  await send('POST', '/shopping-lists/1/seller-groups', { seller_id: 1 })
  await send('PUT', '/shopping-lists/1/seller-groups/1', { status: 'ordered' })
  const one = { receive_qty: 1, allocations: [{ box_no: box, loc_no: 1, qty: 1 }] }
  const answers = await Promise.all([
    ...Array.from({ length: 40 }, () => send('POST', '/shopping-list-lines/1/receive', one)),
    send('PUT', '/shopping-lists/1/seller-groups/1', { status: 'active' }),
    send('POST', '/shopping-list-lines/1/complete', { mismatch_reason: 'race' }),
  ])
  t.ok(
    answers.every(({ statusCode }) => statusCode === 200 || statusCode === 409),
    'no deadlock reaches a client',
  )
  const booked = answers.slice(0, 40).filter(({ statusCode }) => statusCode === 200).length
  const [line] = (await read('/shopping-lists/1/lines')).lines
  t.equal(line.received, booked)
  t.same(
    await read('/parts/AAAA/locations'),
    booked === 0 ? [] : [{ key: 'AAAA', box_no: box, loc_no: 1, qty: booked, counted_at: null }],
  )
  t.same(await findLedgerErrors(app.db), [])
})
