import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { operationClient } from '../../support/operation-client.ts'
import { scanClient } from '../../support/scans/scan-client.ts'

const ORDER = `Manufacture Part Number,LCSC Part Number,Quantity
CL10B104KB8NNNC,C1591,100
0603WAF1002T5E,C25804,200
`
const OPTIONS = { target: 'list', list_name: 'November', seller_name: 'LCSC', order_number: 'WM1' }

async function begin(app: FastifyInstance) {
  const { send } = operationClient(app)
  const imports = importClient(app)
  const upload = (text: string, options: object = OPTIONS) =>
    imports.upload(text, { name: 'order.csv', kind: 'order', options })
  const listOf = async (id = 1) => (await send('GET', `/shopping-lists/${id}`)).body
  const undo = (id: number) => send('POST', `/imports/${id}/undo`)
  return { send, imports, upload, listOf, undo }
}

t.test('an order that goes to a list is ordered there, and its bags are received', async (t) => {
  const app = await buildApp(t)
  const { send, imports, upload, listOf, undo } = await begin(app)
  await addBox(app.db, 10)
  const read = await upload(ORDER)
  t.match(await imports.rows(read.id), [
    { effects: [{ entity: 'part' }, { entity: 'seller' }, { entity: 'seller_part' }, { field: 'ordered', to: 100 }] },
    {},
  ])
  const done = await imports.commit(read.id)
  t.match(done, { status: 'committed', report: { created: { list_lines: 2, parts: 2 } } })
  const list = await listOf()
  t.match(list, {
    has_ordered_lines: true,
    line_counts: { new: 0, ordered: 2 },
    lines: [
      { needed: 100, ordered: 100, received: 0, status: 'ordered', can_receive: true },
      { needed: 200, ordered: 200, status: 'ordered' },
    ],
    seller_groups: [{ status: 'ordered', lines: [{}, {}] }],
  })
  const other = await upload(`${ORDER}\n`)
  t.match(other.summary, { same: 2, changes: 0 }, 'the same order in another file')
  const bag = '{pbn:PICK1,on:WM1,pc:C1591,pm:CL10B104KB8NNNC,qty:100}'
  t.match((await scanClient(app).scan(bag)).proposal, { action: 'receive', shopping_list_line_id: list.lines[0].id })

  t.equal((await undo(done.id)).status, 200)
  t.match((await send('GET', '/shopping-lists')).body, [])
  t.match(await app.db.query('select 1 from sellers'), [], 'nothing of its column is left')
})

t.test('a line that waits for a part of the order becomes an ordered one', async (t) => {
  const app = await buildApp(t)
  const { send, imports, upload, listOf, undo } = await begin(app)
  const part = await addPart(app.db, 'CAPA')
  await app.db.query(`update parts set manufacturer_code = 'CL10B104KB8NNNC' where key = 'CAPA'`)
  await send('POST', '/shopping-lists', { name: 'November' })
  await send('POST', '/shopping-lists/1/lines', { part_id: part, needed: 60 })
  await send('PUT', '/shopping-list-lines/1', { ordered: 50 })
  const read = await upload(`${ORDER}CL10B104KB8NNNC,C1591,20\n`)
  t.match(await imports.rows(read.id), [{}, {}, { warnings: [{ code: 'LINES_MERGED' }] }])
  const done = await imports.commit(read.id)
  const [seller] = (await send('GET', '/sellers')).body
  t.match((await listOf()).lines, [
    { needed: 60, ordered: 120, status: 'ordered', seller_id: seller.id },
    { needed: 200, ordered: 200, status: 'ordered' },
  ])
  const again = await upload(ORDER, { ...OPTIONS, order_number: 'WM2' })
  t.match(await imports.rows(again.id), [
    { errors: [{ code: 'ALREADY_ON_LIST', message: /already, ordered/ }] },
    { errors: [{ code: 'ALREADY_ON_LIST' }] },
  ])
  t.equal((await undo(done.id)).status, 200)
  const { lines, seller_groups: groups } = await listOf()
  t.match(lines, [{ needed: 60, ordered: 50, status: 'new', seller_id: null }])
  t.equal(lines.length, 1)
  t.match(groups, [{ group_key: 'ungrouped' }])
})

t.test('an order of a list that was received is not undone, and one without a seller is asked about', async (t) => {
  const app = await buildApp(t)
  const { send, imports, upload, listOf, undo } = await begin(app)
  await addBox(app.db, 10)
  const done = await imports.commit((await upload(ORDER)).id)
  const [line] = (await listOf()).lines
  const receipt = { receive_qty: 5, allocations: [{ box_no: 1, loc_no: 1, qty: 5 }] }
  t.equal((await send('POST', `/shopping-list-lines/${line.id}/receive`, receipt)).status, 200)
  t.match(await undo(done.id), {
    status: 409,
    body: { error: /on the list November has received pieces since; undo that first/ },
  })
  const nameless = await imports.upload('Part Number,Qty\nXYZ-1,5\n', {
    kind: 'order',
    options: { target: 'list', list_name: 'December' },
  })
  t.match(await imports.rows(nameless.id), [{ errors: [{ code: 'SELLER_UNKNOWN' }] }])
})

t.test('a cart is no order: its lines wait to be ordered', async (t) => {
  const app = await buildApp(t)
  const { imports, listOf } = await begin(app)
  const options = { list_name: 'Cart', seller_name: 'LCSC', create_parts: true }
  await imports.commit((await imports.upload(ORDER, { name: 'cart.csv', kind: 'cart', options })).id)
  t.match(await listOf(), { lines: [{ status: 'new' }, { status: 'new' }], seller_groups: [] })
})
