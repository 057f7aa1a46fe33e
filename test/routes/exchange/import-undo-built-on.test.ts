import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { addKit } from '../../support/kit-rows.ts'
import { operationClient } from '../../support/operation-client.ts'

async function start(t: Test) {
  const app = await buildApp(t)
  const client = operationClient(app)
  const imports = importClient(app)
  const commit = async (text: string, upload: object) => {
    const { id, operation_id } = await imports.commit((await imports.upload(text, upload)).id)
    return { id, operation: operation_id ?? '' }
  }
  /** Sees that the import is not undone, however that is asked for, and that it says so before. */
  const refused = async ({ id, operation }: { id: number; operation: string }, because: string | RegExp) => {
    for (const answer of [
      await client.undo(operation, { dry_run: true }),
      await client.undo(operation),
      await client.send('POST', `/imports/${id}/undo`),
    ]) {
      t.match([answer.status, answer.body.error], [409, because])
    }
    const shown = await client.send('GET', `/operations/${operation}`)
    t.match(shown.body, { undoable: false, not_undoable_because: because })
  }
  return { app, imports, commit, refused, ...client }
}

type Started = Awaited<ReturnType<typeof start>>

/** A list with an ordered line, on which an order is received. */
async function receiveOrder({ app, send, commit }: Started) {
  const box = await addBox(app.db, 20)
  const part = await addPart(app.db, 'AAAA')
  const seller = (await send('POST', '/sellers', { name: 'Shop', website: 'https://shop.example' })).body.id
  const list = (await send('POST', '/shopping-lists', { name: 'Order' })).body.id
  const line = (await send('POST', `/shopping-lists/${list}/lines`, { part_id: part, needed: 9, seller_id: seller }))
    .body.id
  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = 9`)
  const options = { list_id: list, seller_name: 'Shop', order_number: '7', place: { box_no: box, loc_no: 1 } }
  return { list, line, imported: await commit('Key,Description,Qty\nAAAA,a,6\n', { kind: 'order', options }) }
}

t.test('what an order has received is not undone once its list is done', async (t) => {
  const started = await start(t)
  const { send, refused } = started
  const { list, imported } = await receiveOrder(started)
  const read = async () => (await send('GET', `/shopping-lists/${list}`)).body
  t.match((await read()).lines, [{ received: 6 }])
  t.equal((await send('PUT', `/shopping-lists/${list}/status`, { status: 'done' })).status, 200)
  const before = await read()
  await refused(imported, /the list Order is done/)
  t.strictSame(await read(), before)
})

t.test('nor once its line or its list was deleted', async (t) => {
  for (const gone of ['line', 'list'] as const) {
    const started = await start(t)
    const { app, send, refused, piles } = started
    const { list, line, imported } = await receiveOrder(started)
    // A line that has received pieces is deleted with its part or its list only; here the pieces stay.
    if (gone === 'list') t.equal((await send('DELETE', `/shopping-lists/${list}`)).status, 204)
    else await app.db.query('delete from shopping_list_lines where id = $1', [line])
    await refused(
      imported,
      gone === 'list' ? /the list Order was deleted/ : /the line of AAAA on the list Order was deleted/,
    )
    t.match(await piles('AAAA'), [[String, 6]])
  }
})

t.test('nor when it has received fewer pieces meanwhile; without all that the list gets a newer version', async (t) => {
  const started = await start(t)
  const { app, send, refused, undo } = started
  const { list, imported } = await receiveOrder(started)
  await app.db.query('update shopping_list_lines set received = 5')
  await refused(imported, /the line of AAAA on the list Order has received fewer pieces/)
  await app.db.query('update shopping_list_lines set received = 6')
  const tag = await tagOf(app, `/shopping-lists/${list}`)
  t.equal((await undo(imported.operation)).status, 200)
  t.match((await send('GET', `/shopping-lists/${list}`)).body.lines, [{ received: 0, ordered: 9 }])
  t.equal(await statusOfEdit(app, { url: `/shopping-lists/${list}`, method: 'PUT', tag }), 412)
})

t.test('a part that an import made and somebody deleted is not deleted again', async (t) => {
  const { imports, commit, refused, send, undo } = await start(t)
  const options = { stock: 'ignore' }
  const imported = await commit('MPN,Manufacturer,Description\nAB1234,Maker,Relay\n', { kind: 'parts_list', options })
  const key: string = (await imports.rows(imported.id))[0].match.part_key
  const deleted = await send('DELETE', `/parts/${key}`)
  t.equal(deleted.status, 204)
  await refused(imported, new RegExp(`the part ${key} \\(Relay\\) was deleted; bring it back first`))
  t.equal((await undo(deleted.operation)).status, 200)
  t.match(await undo(imported.operation), {
    status: 200,
    body: { part_changes: [{ part_key: key, change: 'deleted' }] },
  })
})

t.test('a part that an import brought back is deleted again as it was', async (t) => {
  const { send, commit, refused, undo } = await start(t)
  const seller = (await send('POST', '/sellers', { name: 'Shop', website: 'https://shop.example' })).body.id
  const type = (await send('POST', '/types', { name: 'Relay' })).body.id
  const made = await send('POST', '/parts', { description: 'Old', type_id: type, tags: ['a'], pin_count: 4 })
  const { key } = made.body
  await send('POST', `/parts/${key}/seller-numbers`, { seller_id: seller, number: 'S-1' })
  await send('POST', `/parts/${key}/seller-links`, { seller_id: seller, link: 'https://shop.example/1' })
  const look = async () => {
    const { updated_at: _, ...part } = (await send('GET', `/parts/${key}`)).body
    return { part, numbers: (await send('GET', `/parts/${key}/seller-numbers`)).body }
  }
  const before = await look()
  const deleted = await send('DELETE', `/parts/${key}`)

  const csv = `key,description,manufacturer,manufacturer_code,package,seller_numbers\n${key},New,Maker,M1,0603,Shop=S-2\n`
  const imported = await commit(csv, { kind: 'inventory', options: { on_existing: 'overwrite' } })
  t.match((await send('GET', `/parts/${key}`)).body, { description: 'New', package: '0603' })
  t.match((await send('GET', `/operations/${imported.operation}`)).body, {
    part_changes: [{ part_key: key, change: 'restored' }],
    part_change_count: 1,
    summary: `Imported without a change of stock, and brought the part ${key} back (import ${imported.id})`,
  })

  const again = await send('DELETE', `/parts/${key}`)
  await refused(imported, new RegExp(`the part ${key} \\(New\\) was deleted; bring it back first`))
  t.equal((await undo(again.operation)).status, 200)
  t.match(await undo(imported.operation), {
    status: 200,
    body: {
      part_changes: [{ part_key: key, change: 'deleted' }],
      summary: `Undone: Imported without a change of stock, and brought the part ${key} back, which is deleted again (import ${imported.id})`,
    },
  })
  t.equal((await send('GET', `/parts/${key}`)).status, 404)
  t.equal((await undo(deleted.operation)).status, 200)
  t.strictSame(await look(), before)
})

t.test('a line that an import has removed comes back, or the import is not undone', async (t) => {
  const { app, send, commit, refused, undo } = await start(t)
  const [a = 0, b = 0] = [await addPart(app.db, 'AAAA'), await addPart(app.db, 'BBBB')]
  await addPart(app.db, 'CCCC')
  const kit = await addKit(app, 'Lamp', [
    [a, 1],
    [b, 2],
  ])
  const lineOf = async (key: string) => {
    const { lines } = (await send('GET', `/kits/${kit}/bom`)).body
    return lines.find(({ part_key }: { part_key: string }) => part_key === key)
  }
  const { kit_content_id: line, version } = await lineOf('BBBB')
  await send('PUT', `/kits/${kit}/bom/${line}`, { version, designators: ['R8', 'R9'], alternates: ['CCCC'] })
  const options = { kit_id: kit, contents: 'replace' }
  const imported = await commit('Key,Designator,Value\nAAAA,R1,1k\n', { kind: 'bom', options })
  t.equal(await lineOf('BBBB'), undefined)

  const back = (await send('POST', `/kits/${kit}/contents`, { part_id: b, required_per_unit: 7 })).body
  await refused(imported, /the kit Lamp has the part BBBB again; take it out first/)
  t.equal((await send('DELETE', `/kits/${kit}/contents/${back.id}`)).status, 204)
  for (const key of ['BBBB', 'CCCC']) {
    const deleted = await send('DELETE', `/parts/${key}`)
    t.equal(deleted.status, 204)
    await refused(imported, new RegExp(`the part ${key} \\(Part ${key}\\) was deleted; bring it back first`))
    t.equal((await undo(deleted.operation)).status, 200)
  }
  t.equal((await send('POST', `/kits/${kit}/archive`)).status, 200)
  await refused(imported, /the kit Lamp is archived/)
  await send('POST', `/kits/${kit}/unarchive`)

  const tag = await tagOf(app, `/kits/${kit}`)
  t.equal((await undo(imported.operation)).status, 200)
  t.match(await lineOf('BBBB'), { required_per_unit: 2, designators: ['R8', 'R9'], alternates: ['CCCC'] })
  t.equal(await statusOfEdit(app, { url: `/kits/${kit}`, method: 'PATCH', tag }), 412)
})

t.test('kits and lists get a newer version when an import is taken back from them', async (t) => {
  const { app, send, commit, undo } = await start(t)
  const part = await addPart(app.db, 'AAAA')
  await addPart(app.db, 'BBBB')
  const kit = await addKit(app, 'Lamp', [[part, 1]])
  const list = (await send('POST', '/shopping-lists', { name: 'May' })).body.id
  await send('POST', `/shopping-lists/${list}/lines`, { part_id: part, needed: 2 })
  const merge = { kit_id: kit, contents: 'merge' }
  const bom = await commit('Key,Designator,Value\nAAAA,"R1,R2",1k\nBBBB,C1,1u\n', { kind: 'bom', options: merge })
  const cart = await commit('Key,Quantity\nAAAA,10\nBBBB,4\n', {
    kind: 'cart',
    options: { list_name: 'May', seller_name: 'Mouser' },
  })
  const [kitTag, listTag] = [await tagOf(app, `/kits/${kit}`), await tagOf(app, `/shopping-lists/${list}`)]
  t.equal((await undo(cart.operation)).status, 200)
  t.equal((await undo(bom.operation)).status, 200)
  t.equal(await statusOfEdit(app, { url: `/kits/${kit}`, method: 'PATCH', tag: kitTag }), 412)
  t.equal(await statusOfEdit(app, { url: `/shopping-lists/${list}`, method: 'PUT', tag: listTag }), 412)
})

async function tagOf(app: Started['app'], url: string): Promise<string> {
  return String((await app.inject(`/api${url}`)).headers.etag)
}

async function statusOfEdit(
  app: Started['app'],
  { url, method, tag }: { url: string; method: 'PUT' | 'PATCH'; tag: string },
): Promise<number> {
  const edit = { method, url: `/api${url}`, headers: { 'if-match': tag }, payload: { description: 'Mine' } } as const
  return (await app.inject(edit)).statusCode
}

t.test('a line of a kit that was changed and then deleted is named, and so is the kit', async (t) => {
  const { app, send, commit, refused } = await start(t)
  const kit = await addKit(app, 'Lamp', [[await addPart(app.db, 'AAAA'), 1]])
  const imported = await commit('Key,Designator\nAAAA,"R1,R2"\n', { kind: 'bom', options: { kit_id: kit } })
  const [line] = (await send('GET', `/kits/${kit}/bom`)).body.lines
  t.equal((await send('DELETE', `/kits/${kit}/contents/${line.kit_content_id}`)).status, 204)
  await refused(imported, /the line of AAAA in the kit Lamp was deleted/)
  t.equal((await send('DELETE', `/kits/${kit}`)).status, 204)
  await refused(imported, /the kit Lamp was deleted/)
})
