import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addStock } from '../../../support/inventory-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

t.test('pieces are taken and counted by scan', async (t) => {
  const app = await buildApp(t)
  const { ids } = await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { send, undo, piles } = operationClient(app)
  t.match(await scan('CAPA', { box_no: 1, loc_no: 12 }), { proposal: { action: 'take', part_key: 'CAPA', qty: null } })
  t.match(await scan('CAPA', { box_no: 1, loc_no: 13 }), { proposal: { action: 'put_away' } })
  t.match(await scan('CAPA'), { proposal: { action: 'open', part_key: 'CAPA' } })
  t.match(await apply('CAPA', 'take', { qty: 7, note: 'for the lamp' }), {
    status: 200,
    body: { part: { total_quantity: 493 } },
  })
  t.match((await send('GET', '/parts/CAPA/history?limit=1')).body, [{ reason: 'remove', note: 'for the lamp' }])
  t.match(await apply('CAPA', 'take', { qty: 9999 }), { status: 409, body: { code: 'INSUFFICIENT_QUANTITY' } })

  const counted = await apply('1-12', 'count', { part_key: 'CAPA', qty: 480 })
  t.match(counted, { status: 200, body: { qty: 480, difference: -13, part: { total_quantity: 480 } } })
  t.match((await send('GET', '/parts/CAPA/locations')).body, [{ qty: 480, counted_at: String }])
  t.equal((await undo(counted.body.operation_id)).status, 200)
  t.match((await send('GET', '/parts/CAPA/locations')).body, [{ qty: 493, counted_at: null }])
  t.match(await apply('CAPA', 'count', { qty: 493, remember_number: true }), {
    status: 200,
    body: { difference: 0, warnings: [/No number is remembered/] },
  })
  t.match(await apply('FLUX', 'count', { box_no: 1, loc_no: 40, qty: 2 }), { status: 200, body: { difference: 2 } })
  t.match(await apply('FLUX', 'count', { qty: 0 }), { status: 200, body: { difference: -2, locations: [] } })

  await addStock(app.db, ids.get('CAPA') ?? 0, 1, 14, 5)
  t.match(await apply('CAPA', 'take', { qty: 1 }), { status: 409, body: { error: /lies in several places/ } })
  t.strictSame(await piles('CAPA'), [
    ['1-12', 493],
    ['1-14', 5],
  ])
})

t.test('a quantity that is too large to be true is booked only by somebody who agrees', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply } = scanClient(app)
  const { piles } = operationClient(app)
  for (const [action, qty] of [
    ['count', 1_000_000_001],
    ['put_away', 10_000_001],
    ['receive', 2_147_483_000],
  ] as const) {
    t.match(await apply('CAPA', action, { qty }), {
      status: 409,
      body: { code: 'CONFIRMATION_REQUIRED', details: { reasons: [`The quantity ${qty} is too large to be true`] } },
    })
  }
  t.match(await apply('CAPA', 'take', { qty: 10_000_001 }), { status: 409, body: { code: 'INSUFFICIENT_QUANTITY' } })
  t.strictSame(await piles('CAPA'), [['1-12', 500]])
  t.match(await apply('CAPA', 'put_away', { qty: 10_000_000 }), { status: 200, body: { warnings: [] } })
  t.match(await apply('CAPA', 'count', { qty: 10_000_501, confirm: true }), {
    status: 200,
    body: { difference: 1, warnings: [/too large to be true/] },
  })
})

t.test('what is taken, counted or picked by scan keeps lot and date code of its bag', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply } = scanClient(app)
  const { send, undo } = operationClient(app)
  const bag = { lot: 'L1', date_code: '2601' }
  const last = async () => (await send('GET', '/parts/CAPA/history?limit=1')).body[0]
  for (const [action, qty, delta_qty] of [
    ['take', 7, -7],
    ['count', 497, -3],
    ['count', 505, 5],
  ] as const) {
    const done = await apply('CAPA', action, { qty, ...bag })
    t.match([done.status, await last()], [200, { delta_qty, ...bag }], action)
    t.equal((await undo(done.body.operation_id)).status, 200)
    t.match(await last(), { delta_qty: -delta_qty, ...bag, reason: 'undo' })
  }
  await apply('CAPA', 'take', { qty: 1 })
  t.match(await last(), { delta_qty: -1, lot: null, date_code: null }, 'nobody has said of which bag')
})

t.test('a count by scan belongs to the counting round that is open in the box', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { apply } = scanClient(app)
  const { send, undo } = operationClient(app)
  const { id } = (await send('POST', '/boxes/1/counts')).body
  const counted = await apply('1-12', 'count', { part_key: 'CAPA', qty: 480 })
  t.equal(counted.status, 200)
  const lineOf = async () => {
    const { lines } = (await send('GET', `/boxes/1/counts/${id}`)).body
    return lines.find((line: { part_key: string }) => line.part_key === 'CAPA')
  }
  t.match(await lineOf(), { loc_no: 12, counted_qty: 480 })
  t.equal((await undo(counted.body.operation_id)).status, 200)
  t.match(await lineOf(), { loc_no: 12, counted_qty: null })
})

t.test('a location with one part is counted by its label', async (t) => {
  const app = await buildApp(t)
  const { ids } = await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  t.match(await apply('1-12', 'count', { qty: 480 }), { status: 200, body: { part: { key: 'CAPA' }, difference: -20 } })
  t.match(await apply('1-40', 'count', { qty: 1 }), { status: 409, body: { error: /nothing lies in 1-40/ } })
  t.match(await apply('/b/1/99', 'count', { qty: 1 }), { status: 404, body: { error: /Location 1-99/ } })
  await addStock(app.db, ids.get('OPAM') ?? 0, 1, 12, 5)
  t.match(await apply('1-12', 'count', { qty: 1 }), { status: 409, body: { error: /several parts lie in 1-12/ } })
  t.match(await apply('1-12', 'count', { qty: 4, part_key: 'OPAM' }), { status: 200, body: { difference: -1 } })
  t.match(await apply('1-12', 'take', { qty: 1 }), { status: 409, body: { error: /label of location 1-12/ } })
  for (const code of ['1–12', '1 - 12', '1—12', '1−12', '1/12']) {
    t.match(await scan(code), { kind: 'own_location', id: '1-12', proposal: { box_no: 1, loc_no: 12 } }, code)
  }
  t.match(await scan('1/999'), { kind: 'unknown', id: null }, 'a fraction')
})
