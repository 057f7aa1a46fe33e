import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addStock } from '../../../support/inventory-rows.ts'
import { operationClient } from '../../../support/operation-client.ts'
import { CAPACITORS } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

t.test('a part that lies nowhere is proposed to be put into a free location', async (t) => {
  const app = await buildApp(t, { settings: { locationSuggestion: 'same-type' } })
  const { ids, sellers, box } = await addScanInventory(app)
  const { apply, scan } = scanClient(app)
  const { send } = operationClient(app)
  const free = { box_no: 1, loc_no: 1 }
  for (const code of ['OPAM', 'https://example.com/p/opam']) {
    const { proposal } = await scan(code)
    t.match(proposal, { action: 'put_away', part_key: 'OPAM', ...free, qty: null, reason: 'The part lies nowhere' })
  }
  t.match((await scan('4006381333931')).proposal, { action: 'put_away', part_key: 'TOOL', ...free })
  const page = 'https://www.buerklin.com/de/p/4006381333931/'
  t.match((await scan(page)).proposal, { action: 'open', part_key: 'TOOL' }, 'an address is not on a bag')
  t.match((await scan('CAPA')).proposal, { action: 'open' }, 'a part that lies somewhere')

  await send('POST', '/shopping-lists', { name: 'Order 1' })
  for (const key of ['CAPA', 'LINK']) {
    const line = { part_id: ids.get(key), needed: 100, seller_id: sellers.get('LCSC') }
    await send('POST', '/shopping-lists/1/lines', line)
  }
  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = needed`)
  // Another part of the type of the next one lies in the second box.
  const { body: type } = await send('POST', '/types', { name: 'Connector' })
  await send('POST', '/boxes', { description: 'Connectors', capacity: 10 })
  await app.db.query(`update parts set type_id = $1 where key in ('LINK', 'CONN')`, [type.id])
  await addStock(app.db, ids.get('CONN') ?? 0, box + 1, 1, 5)
  const bag = '{pbn:PICK2,on:SO1,pc:C312270,pm:ST-1-102-A01-T000-RS,qty:1}'
  const home = (await scan(bag)).proposal
  t.match(home, { action: 'receive', box_no: 2, loc_no: 2 })
  const received = await apply(CAPACITORS, 'receive', { shopping_list_line_id: 1, box_no: 1, loc_no: 12 })
  t.match(received.body.next, {
    action: 'receive',
    part_key: 'LINK',
    box_no: 2,
    loc_no: 2,
    qty: 100,
    reason: /it lies nowhere, and this location is free/,
  })
  await addStock(app.db, ids.get('LINK') ?? 0, box, 7, 1)
  const more = CAPACITORS.replace('PICK1', 'PICK3')
  const known = await apply(more, 'receive', { shopping_list_line_id: 1, box_no: 1, loc_no: 12 })
  t.match(known.body.next, { part_key: 'LINK', box_no: 1, loc_no: 7, reason: /list "Order 1"$/ })
})

t.test('a full inventory proposes no location', async (t) => {
  const app = await buildApp(t)
  await app.parts.create({ description: 'Lamp' }, 'LAMP')
  const { proposal } = await scanClient(app).scan('LAMP')
  t.match(proposal, { action: 'put_away', part_key: 'LAMP', box_no: null, loc_no: null })
})

t.test('the next part is proposed for the first free location where that is the rule', async (t) => {
  const app = await buildApp(t)
  const { ids, sellers } = await addScanInventory(app)
  const { apply } = scanClient(app)
  const { send } = operationClient(app)
  await send('POST', '/shopping-lists', { name: 'Order 1' })
  for (const key of ['CAPA', 'LINK']) {
    const line = { part_id: ids.get(key), needed: 100, seller_id: sellers.get('LCSC') }
    await send('POST', '/shopping-lists/1/lines', line)
  }
  await app.db.query(`update shopping_list_lines set status = 'ordered', ordered = needed`)
  const { next } = (await apply(CAPACITORS, 'receive', { shopping_list_line_id: 1, box_no: 1, loc_no: 1 })).body
  t.match(next, { part_key: 'LINK', box_no: 1, loc_no: 2 }, 'not the one that was just filled')
})
