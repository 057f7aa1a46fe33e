import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { operationClient } from '../../support/operation-client.ts'

const LIST = { kind: 'parts_list', options: { stock: 'ignore' } }

async function start(t: Test) {
  const app = await buildApp(t)
  const client = operationClient(app)
  const imports = importClient(app)
  const names = async (records: 'types' | 'sellers' | 'shopping-lists') =>
    (await client.send('GET', `/${records}`)).body.map(({ name }: { name: string }) => name)
  return {
    app,
    ...client,
    names,
    commit: async (text: string, upload: object) => imports.commit((await imports.upload(text, upload)).id),
    /** Undoes an import, after a dry run that has to say the same; the import, the history and the answer name what stays. */
    async undoImport({ id, operation_id }: { id: number; operation_id: string | null }) {
      const told = (await client.undo(operation_id ?? '', { dry_run: true })).body
      const undone = await client.send('POST', `/imports/${id}/undo`)
      t.equal(undone.status, 200, JSON.stringify(undone.body))
      const { undone_by } = (await client.send('GET', `/operations/${operation_id}`)).body
      const shown = (await client.send('GET', `/operations/${undone_by}`)).body
      t.strictSame(undone.body.staying_records, told.staying_records)
      t.strictSame(shown.staying_records, told.staying_records)
      t.strictSame(shown.record_changes, told.record_changes)
      t.equal(shown.staying_record_count, told.staying_records.length)
      return { staying: told.staying_records, changes: told.record_changes }
    },
  }
}

t.test('a type stays while another part has it, and the undo says so', async (t) => {
  const { send, names, commit, undoImport } = await start(t)
  const done = await commit('MPN,Description,Category\nAB1234,Relay,Relays\nAB1235,Switch,Switches\n', LIST)
  t.strictSame(done.staying_records, [])
  const [{ id }] = (await send('GET', '/types')).body.filter(({ name }: { name: string }) => name === 'Relays')
  const { key } = (await send('POST', '/parts', { description: 'Mine', type_id: id })).body
  const { staying, changes } = await undoImport(done)
  t.strictSame(staying, [{ record: 'type', id, name: 'Relays', because: `the part ${key} has it` }])
  t.match(changes, [{ record: 'type', name: 'Switches', change: 'deleted' }])
  t.strictSame(await names('types'), ['Relays'])
  t.equal((await send('GET', `/parts/${key}`)).body.type_id, id)
})

t.test('what an undone import had to leave goes with the import that has needed it', async (t) => {
  const { app, send, names, commit, undoImport } = await start(t)
  for (const key of ['AAAA', 'BBBB']) await addPart(app.db, key)
  const row = (number: string, category: string) =>
    `MPN,Description,Category,Supplier,SKU\n${number},Relay,${category},Shop,S-${number}\n`
  const first = await commit(row('AB1', 'Relays'), LIST)
  const second = await commit(row('AB2', 'Relays'), LIST)
  const onto = { kind: 'cart', options: { list_name: 'May', seller_name: 'Shop' } }
  const cart = await commit('Key,Quantity\nAAAA,1\n', onto)
  const more = await commit('Key,Quantity\nBBBB,1\n', onto)

  t.match((await undoImport(first)).staying, [
    { record: 'type', because: /^the part [A-Z]{4} has it$/ },
    { record: 'seller', because: /^the part [A-Z]{4} names it, the list May names it$/ },
  ])
  t.match((await undoImport(cart)).staying, [{ record: 'shopping_list', because: 'the part BBBB is on it' }])
  const { staying, changes } = await undoImport(more)
  t.strictSame(staying, [])
  t.match(changes, [{}, { record: 'shopping_list', name: 'May', change: 'deleted' }])
  t.strictSame(await names('shopping-lists'), [])
  t.strictSame(await names('sellers'), ['Shop'])
  t.match((await undoImport(second)).changes, [
    { record: 'type', name: 'Relays', change: 'deleted' },
    { record: 'seller', name: 'Shop', change: 'deleted' },
  ])
  t.strictSame([await names('types'), await names('sellers')], [[], []])

  const third = await commit(row('AB3', 'Lamps'), LIST)
  const fourth = await commit(row('AB4', 'Lamps'), LIST)
  await undoImport(third)
  const [{ id }] = (await send('GET', '/types')).body
  t.equal((await send('PUT', `/types/${id}`, { name: 'My lamps' })).status, 200)
  await undoImport(fourth)
  t.strictSame(await names('types'), ['My lamps'], 'somebody has made it their own')
})

t.test('a seller stays from whom something was received otherwise, and a box that holds something else', async (t) => {
  const { app, send, names, commit, undoImport } = await start(t)
  const box = await addBox(app.db, 5)
  await addPart(app.db, 'AAAA')
  const order = (number: string) => ({
    kind: 'order',
    options: { seller_name: 'Shop', order_number: number, place: { box_no: box, loc_no: 1 } },
  })
  const first = await commit('Key,Quantity\nAAAA,5\n', order('1'))
  const second = await commit('Key,Quantity\nAAAA,7\n', order('2'))
  const received = async () => (await send('GET', '/parts/AAAA/receipts')).body
  t.match((await undoImport(first)).staying, [{ record: 'seller', name: 'Shop', because: 'a receipt names it' }])
  t.match(await received(), [{ seller: 'Shop', qty: 7 }])
  t.strictSame((await undoImport(second)).staying, [])
  t.strictSame(await names('sellers'), [])

  const boxes = await commit('Key,Description,Qty,Box Location\nAAAA,Part,4,Room->Shelf A\n', {
    kind: 'parts_list',
    options: { create_boxes: true },
  })
  const [{ box_no }] = (await send('GET', '/boxes')).body.filter(
    ({ description }: { description: string }) => description === 'Room->Shelf A',
  )
  await send('POST', '/inventory/parts/AAAA/stock', { box_no, loc_no: 1, qty: 2 })
  t.match((await undoImport(boxes)).staying, [
    { record: 'box', id: box_no, name: String(box_no), because: 'the part AAAA lies in it' },
  ])
})

t.test('a box in which something else lies by now stays, and goes with the import that has put it there', async (t) => {
  const { send, add, commit, undoImport } = await start(t)
  const roomOf = (number: string) => `MPN,Manufacturer,Qty,Box Location\n${number},Mk,5,Room ${number}->Shelf A\n`
  const withBoxes = { kind: 'parts_list', options: { create_boxes: true } }
  const boxes = async () => (await send('GET', '/boxes')).body.map(({ box_no }: { box_no: number }) => box_no)

  const first = await commit(roomOf('AB1'), withBoxes)
  const [box_no] = await boxes()
  const second = await commit(`MPN,Manufacturer,Qty,Box Location\nAB2,Mk,3,${box_no}-3\n`, { kind: 'parts_list' })
  t.match((await undoImport(first)).staying, [
    { record: 'box', id: box_no, name: String(box_no), because: /^the part [A-Z]{4} lies in it$/ },
  ])
  t.strictSame(await boxes(), [box_no])
  t.match((await undoImport(second)).changes, [{ record: 'box', id: box_no, name: String(box_no), change: 'deleted' }])
  t.strictSame(await boxes(), [])

  const third = await commit(roomOf('AB3'), withBoxes)
  const [other] = await boxes()
  const { key } = (await send('POST', '/parts', { description: 'Mine' })).body
  t.equal((await add(key, other, 2, 3)).status, 201)
  t.match((await undoImport(third)).staying, [{ record: 'box', id: other, because: `the part ${key} lies in it` }])

  const fourth = await commit(roomOf('AB4'), withBoxes)
  const picked = (await boxes()).at(-1)
  await send('POST', '/kits', { name: 'Lamp', build_target: 1 })
  t.equal((await send('POST', '/kits/1/contents', { part_key: key, required_per_unit: 4 })).status, 201)
  await add(key, picked, 2, 1)
  const { body: list } = await send('POST', '/kits/1/pick-lists', { requested_units: 1 })
  for (const { id } of list.lines) t.equal((await send('POST', `/pick-lists/${list.id}/lines/${id}/pick`)).status, 200)
  t.match((await undoImport(fourth)).staying, [
    { record: 'box', id: picked, because: 'a pick list of the kit Lamp names it' },
  ])
})
