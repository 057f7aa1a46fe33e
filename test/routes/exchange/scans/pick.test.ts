import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { CAPACITORS } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

t.test('a kit is picked by scan: other parts are refused, substitutes need an agreement', async (t) => {
  const app = await buildApp(t)
  const { kit, pickList, ids } = await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { send, undo, piles } = operationClient(app)
  const [line] = (await send('GET', `/pick-lists/${pickList}`)).body.lines
  const own = { pick_list_line_id: line.id }
  t.match(await scan(CAPACITORS, { pick_list_id: pickList }), {
    proposal: { action: 'pick', part_key: 'CAPA', box_no: 1, loc_no: 12, qty: 10, pick_list_line_id: line.id },
  })
  t.match(await scan('RESA', { pick_list_id: pickList }), {
    proposal: { action: 'open', part_key: 'RESA' },
    warnings: ['RESA is not on pick list 1; its next line takes CAPA (Capacitor 100 nF, 0603) from 1-12'],
  })
  const wrong = await apply('RESA', 'pick', { ...own, confirm: true })
  t.equal(wrong.status, 409)
  t.match(wrong.body.error, /RESA \(Resistor 4.7 kΩ 1 % 0805\), and the line takes CAPA \(Capacitor 100 nF, 0603\)/)
  t.match(wrong.body.details, { scanned: 'RESA', expected: 'CAPA' })
  t.match(await apply('RESA', 'pick', { ...own, part_key: 'CAPA' }), { status: 409 }, 'the code counts')

  await app.db.query(
    'insert into kit_alternates (kit_content_id, part_id, rank) select id, $2, 1 from kit_contents where kit_id = $1',
    [kit, ids.get('RESA')],
  )
  const substitute = await apply('RESA', 'pick', own)
  t.match(substitute.body, { code: 'CONFIRMATION_REQUIRED', details: { reasons: [/RESA stands in for CAPA/] } })
  const picked = await apply('RESA', 'pick', { ...own, confirm: true, lot: 'L1', date_code: '2601' })
  t.match(picked, { status: 200, body: { qty: 10, part: { key: 'RESA', total_quantity: 30 }, next: null } })
  t.match((await send('GET', '/parts/RESA/history?limit=1')).body, [
    {
      delta_qty: -10,
      reason: 'pick',
      note: 'RESA in place of CAPA',
      source: `pick-list ${pickList}`,
      lot: 'L1',
      date_code: '2601',
    },
  ])
  t.match((await send('GET', `/pick-lists/${pickList}`)).body, {
    status: 'completed',
    lines: [{ status: 'completed' }],
  })
  t.equal((await undo(picked.body.operation_id)).status, 200)
  t.match((await send('GET', `/pick-lists/${pickList}`)).body, { status: 'open', lines: [{ status: 'open' }] })
  t.strictSame(await piles('RESA'), [['1-3', 40]])

  t.match(await apply(CAPACITORS, 'pick', { ...own, qty: 3 }), {
    status: 409,
    body: { error: /takes 10 pieces, not 3/ },
  })
  const several = await Promise.all(Array.from({ length: 4 }, () => apply(CAPACITORS, 'pick', own)))
  t.strictSame(several.map(({ status }) => status).sort(), [200, 409, 409, 409], 'at the same time, once')
  t.strictSame(await piles('CAPA'), [['1-12', 490]])
  t.match(await apply(CAPACITORS, 'pick', own), { status: 409, body: { error: /completed already/ } })
  t.match(await scan('RESA', { pick_list_id: pickList }), {
    warnings: [`CAPA, for which RESA can stand in, was picked already for pick list ${pickList}`],
  })
})
