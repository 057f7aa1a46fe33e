import t, { type Test } from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addPart } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'

t.test('a part that was made by scan is deleted when that is undone, as it was said, and comes back', async (t) => {
  const { key, made, box, send, undo, list, piles } = await withMadePart(t)
  const said = `Added 7 pieces of ${key} to ${box}-1, and made the part ${key}`
  const [created] = await list()
  t.match(created, {
    operation_id: made,
    reason: 'add',
    summary: said,
    part_changes: [{ part_key: key, change: 'created' }],
    part_change_count: 1,
    undoable: true,
  })

  const gone = {
    summary: `Undone: ${said}, which is deleted again`,
    part_changes: [{ part_key: key, change: 'deleted' }],
    rows: [{ part_key: key, delta_qty: -7 }],
  }
  t.match(await undo(made, { dry_run: true }), { status: 200, body: { operation_id: null, ...gone } })
  t.equal((await send('GET', `/parts/${key}`)).status, 200)
  const undone = await undo(made)
  t.match(undone, { status: 200, body: gone })
  t.equal((await send('GET', `/parts/${key}`)).status, 404)
  t.match(await list(`?part_key=${key}`), [
    { ...gone, undoable: true },
    { operation_id: made, undoable: false },
  ])

  const back = { summary: `Done again: ${said}`, part_changes: [{ part_key: key, change: 'restored' }], left_out: [] }
  t.match(await undo(undone.body.operation_id, { dry_run: true }), { status: 200, body: back })
  t.equal((await send('GET', `/parts/${key}`)).status, 404)
  const again = await undo(undone.body.operation_id)
  t.match(again, { status: 200, body: back })
  t.match((await send('GET', `/parts/${key}`)).body, { key, description: 'Relay 5 V', total_quantity: 7 })
  t.strictSame(await piles(key), [[`${box}-1`, 7]])
  t.match((await send('GET', `/parts?limit=10`)).body, [{ key }])

  const third = await undo(again.body.operation_id)
  t.match(third, { status: 200, body: { part_changes: [{ part_key: key, change: 'deleted' }] } })
  t.equal((await send('POST', `/retired-parts/${key}/restore`)).status, 200)
  const because = `the part ${key} was brought back already; add its pieces by hand`
  t.match(await undo(third.body.operation_id), { status: 409, body: { error: new RegExp(because) } })
  t.match((await send('GET', `/operations/${third.body.operation_id}`)).body, { not_undoable_because: because })
})

t.test('a part that was made by scan does not come back while another one has its number', async (t) => {
  const { key, made, send, undo } = await withMadePart(t, { manufacturer_code: 'XQ-99-NOBODY' })
  const undone = (await undo(made)).body.operation_id
  const fields = { description: 'Relay', manufacturer_code: 'XQ99-NOBODY' }
  const { key: other } = (await send('POST', '/parts', fields)).body
  const because = `the part ${other} has the number XQ99-NOBODY by now`
  t.match((await send('GET', `/operations/${undone}`)).body, { undoable: false, not_undoable_because: because })
  for (const body of [{ dry_run: true }, {}]) {
    t.match(await undo(undone, body), {
      status: 409,
      body: { error: `Cannot do this operation again because ${because}` },
    })
  }
  t.equal((await send('GET', `/parts/${key}`)).status, 404)
  t.equal((await send('PUT', `/parts/${other}`, { manufacturer_code: 'XQ-98' })).status, 200)
  t.equal((await undo(undone)).status, 200)
})

t.test('a part that was made beside one with its number, as was agreed, comes back', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 10)
  const { send, undo } = operationClient(app)
  const fields = { description: 'Relay', manufacturer_code: 'XQ99-NOBODY' }
  await send('POST', '/parts', { ...fields, manufacturer: 'Omron' })
  const place = { box_no: box, loc_no: 1, qty: 7 }
  const order = { code: 'XQ99-NOBODY', action: 'create', create: fields, ...place }
  t.equal((await send('POST', '/scans/apply', order)).status, 409)
  const made = await send('POST', '/scans/apply', { ...order, confirm: true })
  t.equal(made.status, 200)
  const undone = await undo(made.body.operation_id)
  t.equal((await undo(undone.body.operation_id)).status, 200)
})

t.test('of two parts that stood beside each other with one number, as was agreed, each comes back', async (t) => {
  const fields = { description: 'Relay', manufacturer_code: 'XQ99-NOBODY' }
  const { app, box, made: first, undo } = await withMadePart(t, { manufacturer_code: 'XQ99-NOBODY' })
  const order = { create: fields, box_no: box, loc_no: 2, qty: 3, confirm: true }
  const second = (await scanClient(app).apply('XQ99-NOBODY', 'create', order)).body.operation_id
  const opposite = async (operation: string): Promise<string> => {
    const answer = await undo(operation)
    t.equal(answer.status, 200, JSON.stringify(answer.body))
    return answer.body.operation_id
  }
  const again: string[] = []
  for (const made of [first, second]) again.push(await opposite(await opposite(made)))
  const undone: string[] = []
  for (const made of again.toReversed()) undone.push(await opposite(made))
  for (const each of undone.toReversed()) await opposite(each)
})

t.test('a part that was made by scan does not come back into a location that is gone', async (t) => {
  const { key, made, box, send, undo } = await withMadePart(t)
  const undone = await undo(made)
  t.equal((await send('DELETE', `/boxes/${box}`)).status, 204)
  const error = `Cannot do this operation again because the location ${box}-1 does not exist any more`
  t.match(await undo(undone.body.operation_id), { status: 409, body: { error } })
  t.equal((await send('GET', `/parts/${key}`)).status, 404)
})

t.test('a part that was made by scan is not deleted once somebody has changed it, or built on it', async (t) => {
  const { app, key, id, made, box, send, undo, list } = await withMadePart(t)
  const other = await addPart(app.db, 'ZZZZ')
  const kit = await addKit(app, 'Lamp', [[other, 1]])
  const setAlternates = async (alternates: string[]) => {
    const [{ kit_content_id: line, version }] = (await send('GET', `/kits/${kit}/bom`)).body.lines
    return send('PUT', `/kits/${kit}/bom/${line}`, { version, alternates })
  }
  const seller = (await send('POST', '/sellers', { name: 'LCSC', website: 'https://lcsc.com' })).body.id
  const link = { seller_id: seller, link: 'https://lcsc.com/1' }
  const cases: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
    [
      `the part ${key} was changed since (manufacturer)`,
      () => send('PUT', `/parts/${key}`, { manufacturer: 'Typed by hand' }),
      () => send('PUT', `/parts/${key}`, { manufacturer: null }),
    ],
    [
      `the part ${key} was changed since (seller links)`,
      () => send('POST', `/parts/${key}/seller-links`, link),
      async () => {
        const [{ id: linkId }] = (await send('GET', `/parts/${key}`)).body.seller_links
        return send('DELETE', `/parts/${key}/seller-links/${linkId}`)
      },
    ],
    [`the part ${key} was made an alternate in the kit Lamp`, () => setAlternates([key]), () => setAlternates([])],
    [
      `the part ${key} was put into the kit Lamp`,
      () => send('POST', `/kits/${kit}/contents`, { part_id: id, required_per_unit: 1 }),
      async () => {
        const { lines } = (await send('GET', `/kits/${kit}/bom`)).body
        const own = lines.find((each: { part_key: string }) => each.part_key === key)
        return send('DELETE', `/kits/${kit}/contents/${own.kit_content_id}`)
      },
    ],
    [
      `the part ${key} has other stock`,
      () => send('POST', `/inventory/parts/${key}/stock`, { box_no: box, loc_no: 2, qty: 1 }),
      () => send('DELETE', `/inventory/parts/${key}/stock`, { box_no: box, loc_no: 2, qty: 1 }),
    ],
  ]
  for (const [because, change, back] of cases) {
    await change()
    for (const refused of [await undo(made, { dry_run: true }), await undo(made)]) {
      t.equal(refused.status, 409, because)
      t.match(refused.body.error.startsWith(`Cannot undo this operation because ${because}`), true, refused.body.error)
    }
    t.match((await send('GET', `/operations/${made}`)).body, { undoable: false })
    await back()
    t.equal((await undo(made, { dry_run: true })).status, 200, `${because}: set back`)
  }
  const edited = await send('POST', '/parts/bulk', { part_keys: [key], set: { add_tags: ['new'] } })
  t.match(await undo(made), { status: 409, body: { error: /changed since \(tags\); set that back first/ } })
  t.equal((await undo(edited.body.operation_id)).status, 200)
  t.equal((await undo(made)).status, 200, 'undone from the latest to the first')
  t.match((await list())[0], { reason: 'undo' })
})

async function withMadePart(t: Test, fields: object = {}) {
  const app = await buildApp(t)
  const box = await addBox(app.db, 9)
  const { apply } = scanClient(app)
  const made = await apply('XQ-99-NOBODY', 'create', {
    create: { description: 'Relay 5 V', ...fields },
    box_no: box,
    loc_no: 1,
    qty: 7,
  })
  t.equal(made.status, 200, JSON.stringify(made.body))
  const client = operationClient(app)
  const { key } = made.body.part
  const { id } = (await client.send('GET', `/parts/${key}`)).body
  return { app, box, key, id, made: made.body.operation_id, ...client }
}
