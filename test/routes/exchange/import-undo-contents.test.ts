import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox } from '../../support/inventory-rows.ts'
import { operationClient } from '../../support/operation-client.ts'

interface Line {
  key: string
  alternates?: string[]
}
interface Exported {
  kits: { name: string; description: string | null; lines: Line[]; unfitted: object[] }[]
  shopping_lists: { name: string; description: string | null; lines: Line[]; groups: object[] }[]
  parts: { key: string; type: string | null; tags: string[] | null }[]
  types: { name: string }[]
}

const ORDER = 'MPN,Order Code,Quantity,Order Number\nLX1,100,3,MO1\nLX2,200,4,MO1\n'
const TO_LIST = { kind: 'order', options: { target: 'list', list_name: 'May', seller_name: 'Shop' } }
const BOM = 'Designator,MPN,Quantity,DNP,Value,Alternate\nR1 R2,RA1234,2,,,RX1234\nR3,RB1234,1,,,\nC9,,1,DNP,foo,\n'

async function start(t: Test) {
  const app = await buildApp(t)
  const client = operationClient(app)
  const imports = importClient(app)
  const { send } = client
  const commit = async (content: string, upload: object) =>
    imports.commit((await imports.upload(content, upload)).id, 'good')
  const undo = (id: number) => send('POST', `/imports/${id}/undo`)
  return {
    app,
    ...client,
    imports,
    commit,
    undo,
    async taken(id: number) {
      const undone = await undo(id)
      t.equal(undone.status, 200, JSON.stringify(undone.body))
    },
    /** Imports the whole inventory as `change` makes it. */
    async overwrite(change: (inventory: Exported) => void) {
      const inventory: Exported = (await app.inject('/api/exports/inventory')).json()
      change(inventory)
      const done = await commit(JSON.stringify(inventory), { name: 'i.json', options: { on_existing: 'overwrite' } })
      t.match(done, { status: 'committed', report: { left_out: [] } })
      return done
    },
    lines: async () => (await send('GET', '/shopping-lists/1')).body.lines,
    groups: () =>
      app.db.query<{ id: number }>('select id, seller_id, note, status from shopping_list_sellers order by id'),
    /** Versions go on. */
    async bom() {
      const { lines, unfitted } = (await send('GET', '/kits/1/bom')).body
      return { lines: lines.map(({ version: _, ...line }: { version: number }) => line), unfitted }
    },
  }
}

/** A line as it was, save for when it was written last. */
function withoutTimes(lines: Record<string, unknown>[]) {
  return lines.map(({ updated_at: _, ...line }) => line)
}

const emptied = ({ shopping_lists: [list] }: Exported) => Object.assign(list ?? {}, { lines: [], groups: [] })

t.test('ordered lines that an overwritten list gets back are the same lines, of the same order', async (t) => {
  const { app, send, imports, undo, taken, commit, overwrite, lines, groups } = await start(t)
  const box = await addBox(app.db, 10)
  const ordered = await commit(ORDER, TO_LIST)
  const [before, columns] = [await lines(), await groups()]
  t.equal(before.length, 2)
  const over = await overwrite(emptied)
  t.strictSame([await lines(), await groups()], [[], []])
  await taken(over.id)
  t.strictSame(withoutTimes(await lines()), withoutTimes(before))
  t.strictSame(await groups(), columns)

  const operations: string[] = []
  for (const { id, ordered: qty } of before) {
    const receipt = { receive_qty: qty, allocations: [{ box_no: box, loc_no: 1, qty }] }
    operations.push((await send('POST', `/shopping-list-lines/${id}/receive`, receipt)).operation)
  }
  for (const { part } of before) {
    t.match((await send('GET', `/parts/${part.key}/receipts`)).body, [{ seller: 'Shop', order_number: 'MO1' }])
  }
  const stock = { kind: 'order', options: { seller_name: 'Shop', place: { box_no: box, loc_no: 2 } } }
  const again = await imports.upload(`${ORDER}\n`, stock)
  t.equal(again.summary.changes, 0)
  t.match(
    (await imports.rows(again.id)).map(({ warnings }: { warnings: { code: string }[] }) => warnings[0]?.code),
    ['RECEIVED_BEFORE', 'RECEIVED_BEFORE'],
    'its pieces have come before',
  )
  t.equal((await undo(ordered.id)).status, 409)
  for (const id of operations.toReversed()) t.equal((await send('POST', `/operations/${id}/undo`)).status, 200)
  await taken(ordered.id)
  t.strictSame((await send('GET', '/shopping-lists')).body, [])
  t.strictSame((await send('GET', '/parts')).body, [])
})

t.test('what a file leaves on a list keeps its column, and a line that it opens again is of no order', async (t) => {
  const { app, send, taken, commit, overwrite, groups, lines } = await start(t)
  const box = await addBox(app.db, 10)
  await send('POST', '/shopping-lists', { name: 'May' })
  const ordered = await commit(ORDER, TO_LIST)
  const columns = await groups()
  const over = await overwrite(({ shopping_lists: [list] }) => {
    for (const line of list?.lines ?? []) Object.assign(line, { status: 'new' })
    for (const group of list?.groups ?? []) Object.assign(group, { status: 'active' })
  })
  t.strictSame(
    (await groups()).map(({ id }) => id),
    columns.map(({ id }) => id),
  )
  const [line] = await lines()
  const group = `/shopping-lists/1/seller-groups/${line.seller_id}`
  t.equal((await send('PUT', group, { status: 'ordered' })).status, 200)
  const receipt = { receive_qty: 1, allocations: [{ box_no: box, loc_no: 1, qty: 1 }] }
  const { operation } = await send('POST', `/shopping-list-lines/${line.id}/receive`, receipt)
  t.match((await send('GET', `/parts/${line.part.key}/receipts`)).body, [{ seller: 'Shop', order_number: null }])
  t.equal((await send('POST', `/operations/${operation}/undo`)).status, 200)
  t.equal((await send('PUT', group, { status: 'active' })).status, 200)
  await taken(over.id)
  t.strictSame(await groups(), columns)
  await taken(ordered.id)
  t.strictSame([await lines(), await groups()], [[], []], 'the column of the order goes with it')
})

t.test('lines of a kit, and what it does not fit, come back under their ids', async (t) => {
  const { app, send, taken, commit, overwrite, bom } = await start(t)
  for (const manufacturer_code of ['RA1234', 'RB1234', 'RX1234', 'RN1234'])
    await send('POST', '/parts', { description: manufacturer_code, manufacturer_code })
  const rows = async () => [
    await app.db.query('select to_jsonb(c) - $1::text[] as row from kit_contents c order by id', [
      ['version', 'updated_at'],
    ]),
    await app.db.query('select to_jsonb(u) as row from kit_unfitted u order by id'),
    await app.db.query('select kit_content_id, part_id, rank from kit_alternates order by 1, 3'),
  ]
  const versions = () => app.db.query<{ version: number }>('select version from kit_contents order by id')
  const made = await commit(BOM, { kind: 'bom', options: { kit_name: 'Lamp' } })
  const [before, shown, noted] = [await rows(), await bom(), await versions()]
  t.match(shown, { lines: [{ alternates: [String] }, {}], unfitted: [{ value: 'foo' }] })
  const over = await overwrite(({ kits: [kit] }) => Object.assign(kit ?? {}, { lines: [], unfitted: [] }))
  t.match(await bom(), { lines: [], unfitted: [] })
  await taken(over.id)
  t.strictSame([await rows(), await bom()], [before, shown])
  const other = await commit('Designator,MPN,Quantity\nR1,RN1234,1\n', { kind: 'bom', options: { kit_id: 1 } })
  t.equal((await bom()).lines.length, 1)
  await taken(other.id)
  t.strictSame([await rows(), await bom()], [before, shown], 'also after a bill of materials has replaced them')
  t.ok(
    (await versions()).every(({ version }, index) => version > (noted[index]?.version ?? 0)),
    'who has read a line before is told',
  )
  await taken(made.id)
  t.strictSame((await send('GET', '/kits')).body, [])
})

t.test('an archived kit that was opened is archived since then again', async (t) => {
  const { send, taken, overwrite } = await start(t)
  await send('POST', '/kits', { name: 'Lamp', build_target: 1 })
  await send('POST', '/kits/1/archive')
  const { archived_at: before } = (await send('GET', '/kits/1')).body
  t.ok(before)
  const over = await overwrite(({ kits: [kit] }) => Object.assign(kit ?? {}, { status: 'active' }))
  t.match((await send('GET', '/kits/1')).body, { archived_at: null })
  await taken(over.id)
  t.equal((await send('GET', '/kits/1')).body.archived_at, before)
})

t.test('an alternate that was deleted since has to come back first', async (t) => {
  for (const without of [
    ({ kits: [kit] }: Exported) => Object.assign(kit ?? {}, { lines: kit?.lines.slice(1) }),
    ({ kits: [kit] }: Exported) => Object.assign(kit?.lines[0] ?? {}, { alternates: [] }),
  ]) {
    const { send, undo, taken, commit, overwrite, bom } = await start(t)
    for (const manufacturer_code of ['RA1234', 'RB1234'])
      await send('POST', '/parts', { description: manufacturer_code, manufacturer_code })
    const { key } = (await send('POST', '/parts', { description: 'Other', manufacturer_code: 'RX1234' })).body
    const made = await commit(BOM, { kind: 'bom', options: { kit_name: 'Lamp' } })
    const before = await bom()
    const over = await overwrite(without)
    t.equal((await send('DELETE', `/parts/${key}`)).status, 204)
    t.match(await undo(over.id), {
      status: 409,
      body: { error: new RegExp(`${key} \\(Other\\) was deleted; bring it`) },
    })
    t.equal((await send('POST', `/retired-parts/${key}/restore`)).status, 200)
    await taken(over.id)
    t.strictSame((await bom()).lines, before.lines)
    await taken(made.id)
  }
})

t.test('a seller that was deleted since has to be there again', async (t) => {
  const { send, undo, taken, commit, overwrite, lines } = await start(t)
  const ordered = await commit(ORDER, TO_LIST)
  const [{ id, website }] = (await send('GET', '/sellers')).body
  for (const { part } of await lines()) {
    for (const number of (await send('GET', `/parts/${part.key}/seller-numbers`)).body)
      await send('DELETE', `/parts/${part.key}/seller-numbers/${number.id}`)
  }
  const before = await lines()
  const over = await overwrite(emptied)
  t.equal((await send('DELETE', `/sellers/${id}`)).status, 204)
  t.match(await undo(over.id), { status: 409, body: { error: /the seller Shop was deleted; add it again first/ } })
  const { body: seller } = await send('POST', '/sellers', { name: 'Shop', website: website || 'https://shop.example' })
  await taken(over.id)
  t.match(
    await lines(),
    before.map((line: object) => ({ ...line, seller_id: seller.id, seller: Object, updated_at: String })),
  )
  t.ok(ordered.id)
})

t.test('a type that was deleted since is left out, and the answer says so', async (t) => {
  const { send, undo, overwrite } = await start(t)
  const { id } = (await send('POST', '/types', { name: 'Relay' })).body
  for (const description of ['One', 'Two']) await send('POST', '/parts', { description, type_id: id })
  const over = await overwrite(({ parts, types }) => {
    types.push({ name: 'Switch' })
    for (const part of parts) Object.assign(part, { type: 'Switch', tags: ['new'] })
  })
  t.equal((await send('DELETE', `/types/${id}`)).status, 204)
  const undone = await send('POST', `/operations/${over.operation_id}/undo`)
  t.match(undone, { status: 200, body: { left_out: [{ what: 'type', count: 2, because: 'it was deleted' }] } })
  for (const { key } of (await send('GET', '/parts')).body)
    t.match((await send('GET', `/parts/${key}`)).body, { type_id: null, tags: null })
  t.strictSame((await send('GET', '/types')).body, [])
  t.equal((await undo(over.id)).status, 200)
})
