import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { addKit } from '../../support/kit-rows.ts'
import { operationClient } from '../../support/operation-client.ts'

/** What the answers say that was changed besides stock. */
interface Shown {
  summary: string
  edits: object[]
  edit_count: number
  record_changes: { record: string; name: string; part_key: string | null; change: string; fields: object[] }[]
  record_change_count: number
}

t.test('an import that only changes fields of a part says which, and its undo what it sets back', async (t) => {
  const { app, send, undoAsShown, commit } = await start(t)
  await addPart(app.db, 'AAAA')
  const type = (await send('POST', '/types', { name: 'Relays' })).body.id
  await send('PUT', '/parts/AAAA', { description: 'Old', package: 'DIP', tags: ['a'], type_id: type })
  const done = await commit('Key,Description,Package,Series,Category,Tags\nAAAA,New,SO8,X,Switches,b\n', {
    kind: 'parts_list',
    options: { update: 'overwrite' },
  })
  const { type_id: other } = (await send('GET', '/parts/AAAA')).body
  const changes = {
    description: { from: 'Old', to: 'New' },
    package: { from: 'DIP', to: 'SO8' },
    series: { from: null, to: 'X' },
    type_id: { from: type, to: other },
  }
  const told =
    'Imported without a change of stock, and changed description, type, package, series, and tags of the part AAAA'
  t.match(done.shown, { edits: [{ part_key: 'AAAA', changes }], edit_count: 1 })
  t.ok(done.shown.summary.startsWith(told), done.shown.summary)
  t.match(done.shown.record_changes, [{ record: 'type', name: 'Switches', part_key: null, change: 'created' }])
  t.equal(done.shown.record_change_count, 1)
  t.match((await send('GET', '/operations?part_key=AAAA')).body, [{ edits: done.shown.edits }], 'in the list, too')
  const back = Object.fromEntries(
    Object.entries(changes).map(([field, { from, to }]) => [field, { from: to, to: from }]),
  )
  const undone = await undoAsShown(done.operation)
  t.match(undone, { edits: [{ part_key: 'AAAA', changes: back }], edit_count: 1 })
  t.match(undone.record_changes, [{ record: 'type', name: 'Switches', change: 'deleted' }])
  t.ok(undone.summary.startsWith(`Undone: ${told}`), undone.summary)
})

t.test('of many parts the first are named, and all are counted', async (t) => {
  const { app, undoAsShown, commit } = await start(t)
  const keys = Array.from({ length: 26 }, (_, place) => `AAA${String.fromCharCode(65 + place)}`)
  for (const key of keys) await addPart(app.db, key)
  const long = 'x'.repeat(600)
  const done = await commit(`Key,Description\n${keys.map((key) => `${key},${long}`).join('\n')}\n`, {
    kind: 'parts_list',
    options: { update: 'overwrite' },
  })
  t.match(done.shown, {
    edit_count: 26,
    summary: /^Imported without a change of stock, and changed fields of 26 parts/,
  })
  t.equal(done.shown.edits.length, 20)
  t.match(done.shown.edits[0], { part_key: 'AAAA', changes: { description: { to: `${'x'.repeat(499)}…` } } })
  t.match(await undoAsShown(done.operation), { edit_count: 26, edits: { length: 20 } })
})

t.test('an import of a bill of materials says what becomes of the lines of its kit', async (t) => {
  const { app, send, undoAsShown, commit } = await start(t)
  const ids = new Map<string, number>()
  for (const key of ['AAAA', 'BBBB', 'CCCC', 'DDDD']) ids.set(key, await addPart(app.db, key))
  const kit = await addKit(app, 'Lamp', [
    [ids.get('AAAA') ?? 0, 1],
    [ids.get('BBBB') ?? 0, 2],
  ])
  const options = { kit_id: kit, contents: 'replace' }
  const bom = 'Key,Designator,Quantity,DNP\nAAAA,"R1,R2,R3",3,\nCCCC,C1,1,\nDDDD,D1,1,DNP\n'
  const done = await commit(bom, { kind: 'bom', options })
  const line = { record: 'kit_line', id: kit, name: 'Lamp' }
  const amount = (from: number | null, to: number | null) => ({ field: 'required_per_unit', from, to })
  t.match(byPart(done.shown), [
    { record: 'kit', id: kit, name: 'Lamp', part_key: null, fields: [{ field: 'unfitted', from: 0, to: 1 }] },
    {
      ...line,
      part_key: 'AAAA',
      change: 'changed',
      fields: [amount(1, 3), { field: 'designators', from: '', to: 'R1, R2, R3' }],
    },
    { ...line, part_key: 'BBBB', change: 'deleted', fields: [amount(2, null)] },
    { ...line, part_key: 'CCCC', change: 'created', fields: [amount(null, 1)] },
  ])
  t.equal(done.shown.record_change_count, 4)
  t.match(
    done.shown.summary,
    /, and changed 1 line of the kit Lamp and the kit Lamp, and added 1 line of the kit Lamp, and removed 1 line of the kit Lamp \(/,
  )
  t.match(byPart(await undoAsShown(done.operation)), [
    { record: 'kit', fields: [{ field: 'unfitted', from: 1, to: 0 }] },
    {
      part_key: 'AAAA',
      change: 'changed',
      fields: [amount(3, 1), { field: 'designators', from: 'R1, R2, R3', to: '' }],
    },
    { part_key: 'BBBB', change: 'created', fields: [amount(null, 2)] },
    { part_key: 'CCCC', change: 'deleted', fields: [amount(1, null)] },
  ])
  t.match((await send('GET', `/kits/${kit}/bom`)).body, { lines: [{ part_key: 'AAAA' }, { part_key: 'BBBB' }] })

  const made = await commit(bom, { kind: 'bom', options: { kit_name: 'Amp' } })
  t.match(made.shown.record_changes, [{ record: 'kit', name: 'Amp', change: 'created' }])
  t.match(made.shown, {
    record_change_count: 1,
    summary: /^Imported without a change of stock, and made the kit Amp \(import/,
  })
  const gone = await undoAsShown(made.operation)
  t.match(gone.record_changes, [{ record: 'kit', name: 'Amp', change: 'deleted' }])
  t.match(gone.summary, /^Undone: .*, and made the kit Amp, which is deleted again \(import/)
})

t.test('an import into a shopping list says what becomes of its lines, and what stays is not said to go', async (t) => {
  const { app, send, undoAsShown, commit } = await start(t)
  const ids = []
  for (const key of ['AAAA', 'BBBB', 'CCCC']) ids.push(await addPart(app.db, key))
  const list = (await send('POST', '/shopping-lists', { name: 'May' })).body.id
  await send('POST', `/shopping-lists/${list}/lines`, { part_id: ids[0], needed: 2 })
  const cart = 'Key,Quantity\nAAAA,10\nBBBB,4\n'
  const done = await commit(cart, { kind: 'cart', options: { list_name: 'May', seller_name: 'Mouser' } })
  const line = { record: 'shopping_list_line', id: list, name: 'May' }
  t.match(byPart(done.shown), [
    { record: 'seller', name: 'Mouser', change: 'created' },
    {
      ...line,
      part_key: 'AAAA',
      change: 'changed',
      fields: [
        { field: 'needed', from: 2, to: 12 },
        { field: 'ordered' },
        { field: 'seller', from: null, to: 'Mouser' },
      ],
    },
    { ...line, part_key: 'BBBB', change: 'created', fields: [{ field: 'needed', from: null, to: 4 }] },
  ])
  t.match(
    done.shown.summary,
    /, and changed 1 line of the shopping list May, and added 1 line of the shopping list May \(/,
  )
  const undone = byPart(await undoAsShown(done.operation))
  t.match(undone, [
    { record: 'seller', change: 'deleted' },
    { part_key: 'AAAA', fields: [{ field: 'needed', from: 12, to: 2 }, {}, { from: 'Mouser', to: null }] },
    { part_key: 'BBBB', change: 'deleted', fields: [{ field: 'needed', from: 4, to: null }] },
  ])

  const other = await commit(cart, { kind: 'cart', options: { list_name: 'June', seller_name: 'LCSC' } })
  t.match(byPart(other.shown), [
    { record: 'seller', name: 'LCSC' },
    { record: 'shopping_list', name: 'June', change: 'created' },
  ])
  const [{ id: june }] = (await send('GET', '/shopping-lists')).body.filter(
    ({ name }: { name: string }) => name === 'June',
  )
  const [seller] = (await send('GET', '/sellers')).body
  await send('POST', `/shopping-lists/${june}/lines`, { part_id: ids[2], needed: 1, seller_id: seller.id })
  t.match(await undoAsShown(other.operation), { record_changes: [], record_change_count: 0 }, 'both are needed')
  t.match((await send('GET', `/shopping-lists/${june}`)).body.lines, [{ needed: 1 }])
  t.match((await send('GET', '/sellers')).body, [{ name: 'LCSC' }])
})

t.test('an order says what it receives on lines, and which box and seller it makes', async (t) => {
  const { app, send, undoAsShown, commit } = await start(t)
  const box = await addBox(app.db, 5)
  const part = await addPart(app.db, 'AAAA')
  const list = (await send('POST', '/shopping-lists', { name: 'May' })).body.id
  const line = (await send('POST', `/shopping-lists/${list}/lines`, { part_id: part, needed: 20 })).body.id
  await send('PUT', `/shopping-list-lines/${line}`, { ordered: 20, status: 'ordered' })
  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = 20`)
  const options = { list_id: list, seller_name: 'LCSC', place: { box_no: box, loc_no: 1 } }
  const done = await commit('Key,Quantity\nAAAA,6\n', { kind: 'order', options })
  t.match(byPart(done.shown), [
    { record: 'seller', name: 'LCSC', change: 'created' },
    {
      record: 'shopping_list_line',
      name: 'May',
      part_key: 'AAAA',
      change: 'changed',
      fields: [{ field: 'received', from: 0, to: 6 }],
    },
  ])
  t.match(byPart(await undoAsShown(done.operation)), [
    {},
    { part_key: 'AAAA', fields: [{ field: 'received', from: 6, to: 0 }] },
  ])
  t.match((await send('GET', `/shopping-lists/${list}`)).body.lines, [{ received: 0 }])
})

async function start(t: Test) {
  const app = await buildApp(t)
  const { send, undo } = operationClient(app)
  const imports = importClient(app)
  return {
    app,
    send,
    async commit(text: string, given: { kind: string; options: object }) {
      const read = await imports.upload(text, given)
      const { operation_id: operation, status } = await imports.commit(read.id)
      if (operation === null)
        throw new Error(`nothing was written: ${status}, ${JSON.stringify(await imports.rows(read.id))}`)
      const shown: Shown = (await send('GET', `/operations/${operation}`)).body
      return { operation, shown }
    },
    /** Undoes an operation, after it has seen that a dry run says the same, and that the history does afterwards. */
    async undoAsShown(operation: string): Promise<Shown> {
      const { edits, edit_count, record_changes, record_change_count, summary } = (
        await undo(operation, { dry_run: true })
      ).body
      const undone = await undo(operation)
      t.equal(undone.status, 200, JSON.stringify(undone.body))
      const same = { edits, edit_count, record_changes, record_change_count, summary }
      t.match(undone.body, same)
      t.match((await send('GET', `/operations/${undone.body.operation_id}`)).body, same)
      return undone.body
    },
  }
}

/** By record and part, since the order in which they are written means nothing. */
function byPart({ record_changes: changes }: Shown) {
  const name = ({ record, part_key }: Shown['record_changes'][number]) => `${part_key ?? ''} ${record}`
  return changes.toSorted((a, b) => name(a).localeCompare(name(b)))
}

t.test('an import that counts says what there is less of', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 10, 'Drawer')
  await addPart(app.db, 'AAAA')
  const imports = importClient(app)
  const { send } = operationClient(app)
  const summaryOf = async (rows: string) => {
    const { id } = await imports.upload(`Key,Description,Qty,Place\n${rows}`, {
      kind: 'parts_list',
      options: { stock: 'set' },
    })
    const { operation_id } = await imports.commit(id)
    return (await send('GET', `/operations/${operation_id}`)).body.summary
  }
  t.match(await summaryOf(`AAAA,part,5,${box}-1\n`), /^Imported 5 pieces of AAAA/)
  t.match(await summaryOf(`AAAA,part,1,${box}-1\n`), /^Imported AAAA with 4 pieces fewer/)
  t.match(await summaryOf(`AAAA,part,0,${box}-1\nAAAA,part,6,${box}-2\n`), /^Imported stock in 2 changes/)
})

t.test('an import that makes only a seller and a box says that, and so does its undo', async (t) => {
  const { undoAsShown, commit } = await start(t)
  const inventory = {
    format: 'electronics-inventory',
    version: 1,
    export: 'inventory',
    sellers: [{ name: 'Shop', website: 'https://shop.example' }],
    types: [],
    boxes: [{ box_no: 9, description: 'Lid', capacity: 4 }],
    parts: [],
    kits: [],
    shopping_lists: [],
  }
  const done = await commit(JSON.stringify(inventory), { kind: 'inventory', options: {} })
  const said = /Imported without a change of stock, and made the seller Shop and the box 9/
  t.match(done.shown.summary, said)
  const { summary } = await undoAsShown(done.operation)
  t.match(summary, said)
  t.match(summary, /, which are deleted again \(import/)
})

t.test('a list without a description of its own overwrites none', async (t) => {
  const { app, send, commit } = await start(t)
  await addPart(app.db, 'AAAA')
  await send('PUT', '/parts/AAAA', { description: 'Thick film resistor, good one', manufacturer_code: 'DS1234' })
  await commit('Key,MPN,Value,Package,Description\nAAAA,DS1234,10k,0805,\n', {
    kind: 'parts_list',
    options: { update: 'overwrite' },
  })
  t.match((await send('GET', '/parts/AAAA')).body, { description: 'Thick film resistor, good one', package: '0805' })
})
