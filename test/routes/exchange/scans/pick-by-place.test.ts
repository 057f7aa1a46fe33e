import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addStock } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

t.test('a line is picked by the label of its location', async (t) => {
  const app = await buildApp(t)
  const { pickList, ids, box } = await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { piles, send, undo } = operationClient(app)
  const context = { pick_list_id: pickList }
  const [line] = (await send('GET', `/pick-lists/${pickList}`)).body.lines
  for (const code of ['1-12', 'HTTPS://PARTS.EXAMPLE.COM/B/1/12']) {
    const read = await scan(code, context)
    t.match(read, {
      kind: 'own_location',
      proposal: { action: 'pick', part_key: 'CAPA', box_no: 1, loc_no: 12, qty: 10, pick_list_line_id: line.id },
    })
    t.strictSame(read.warnings, [])
  }
  t.match((await scan('1-12')).proposal, { action: 'open' }, 'without a pick list it is a location')
  t.match(await scan('1-3', context), {
    proposal: { action: 'open', box_no: 1, loc_no: 3, pick_list_line_id: null },
    warnings: ['The pick list takes nothing from 1-3 now; its next line takes CAPA (Capacitor 100 nF, 0603) from 1-12'],
  })
  await addStock(app.db, ids.get('RESA') ?? 0, box, 12, 5)
  t.match((await scan('1-12', context)).warnings, [
    '1-12 holds other parts, too; the pick list takes CAPA (Capacitor 100 nF, 0603)',
  ])

  const own = { pick_list_line_id: line.id }
  const wrong = await apply('1-3', 'pick', own)
  t.match(wrong, { status: 409, body: { error: /1-3 was scanned, and the line takes from 1-12/ } })
  t.match(await apply('1-12', 'pick', { pick_list_line_id: 999 }), { status: 404 })
  const picked = await apply('1-12', 'pick', own)
  t.match(picked, { status: 200, body: { part: { key: 'CAPA' }, qty: 10, box_no: 1, loc_no: 12 } })
  t.strictSame(await piles('CAPA'), [['1-12', 490]])
  t.match(await scan('1-12', context), {
    proposal: { action: 'open' },
    warnings: ['The pick list takes nothing from 1-12 now'],
  })
  t.equal((await undo(picked.body.operation_id)).status, 200)
  t.match((await scan('1-12', context)).proposal, { action: 'pick' })
})

t.test('a location with several parts of the list is asked about', async (t) => {
  const app = await buildApp(t)
  const { ids, box } = await addScanInventory(app)
  const { scan } = scanClient(app)
  await addStock(app.db, ids.get('OPAM') ?? 0, box, 20, 5)
  await addStock(app.db, ids.get('VREG') ?? 0, box, 20, 5)
  const kit = await addKit(app, 'Amplifier', [
    [ids.get('OPAM') ?? 0, 1],
    [ids.get('VREG') ?? 0, 1],
  ])
  const { id } = await app.pickLists.create(kit, { requestedUnits: 1, shortfallActions: new Map() })
  t.match(await scan('1-20', { pick_list_id: id }), {
    proposal: { action: 'open', box_no: 1, loc_no: 20 },
    warnings: [/^OPAM .* and VREG .* are taken from 1-20: scan the one that you take$/],
  })
})

t.test('a box stands for what the pick list takes out of it', async (t) => {
  const app = await buildApp(t)
  const { ids, box, pickList } = await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { send } = operationClient(app)
  const context = { pick_list_id: pickList }
  const [{ id: line }] = (await send('GET', `/pick-lists/${pickList}`)).body.lines
  const read = await scan('/B/1', context)
  t.match(read.proposal, {
    action: 'pick',
    part_key: 'CAPA',
    box_no: 1,
    loc_no: 12,
    qty: 10,
    pick_list_line_id: line,
    reason: 'The pick list takes it from this box',
  })
  t.strictSame(read.warnings, [])
  const empty = await addBox(app.db, 4, 'Empty')
  t.match(await scan(`/B/${empty}`, context), {
    proposal: { action: 'open', box_no: empty, loc_no: null, pick_list_line_id: null },
    warnings: [
      `The pick list takes nothing from box ${empty} now; its next line takes CAPA (Capacitor 100 nF, 0603) from 1-12`,
    ],
  })
  for (const [code, what] of [
    ['/B/1', 'box 1'],
    ['/K/1', 'kit 1'],
    [`/PL/${pickList}`, `pick list ${pickList}`],
  ] as const) {
    const { status, body } = await apply(code, 'pick', { pick_list_line_id: line })
    t.equal(status, 409)
    t.match(body.error, `the code is the label of ${what}, and the line takes CAPA (Capacitor 100 nF, 0603) from 1-12`)
  }

  await addStock(app.db, ids.get('OPAM') ?? 0, box, 20, 5)
  await addStock(app.db, ids.get('OPAM') ?? 0, empty, 2, 5)
  await addStock(app.db, ids.get('VREG') ?? 0, box, 21, 5)
  const kit = await addKit(app, 'Amplifier', [
    [ids.get('OPAM') ?? 0, 7],
    [ids.get('VREG') ?? 0, 1],
  ])
  const { id } = await app.pickLists.create(kit, { requestedUnits: 1, shortfallActions: new Map() })
  t.match(await scan('/B/1', { pick_list_id: id }), {
    proposal: { action: 'open', box_no: 1, loc_no: null },
    warnings: [/^OPAM .* in 1-20 and VREG .* in 1-21 are taken from box 1: scan the one that you take$/],
  })
  for (const box_no of [box, empty]) {
    const { proposal } = await scan('OPAM', { pick_list_id: id, box_no })
    t.match(proposal, { action: 'pick', part_key: 'OPAM', box_no }, 'the line of the box where somebody stands')
  }
})
