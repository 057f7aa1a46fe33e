import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { CAPACITORS } from '../../../support/scans/bag-codes.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

t.test('a context that does not exist is said, and nothing is proposed for it', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { scan } = scanClient(app)
  const home = (await scan(CAPACITORS)).proposal
  t.match(home, { part_key: 'CAPA', box_no: 1, loc_no: 12 })
  for (const [context, warning] of [
    [{ box_no: 1, loc_no: 999 }, 'There is no location 1-999'],
    [{ box_no: 99999 }, 'There is no box 99999'],
    [{ pick_list_id: 99999 }, 'There is no pick list 99999'],
    [{ shopping_list_id: 99999 }, 'There is no shopping list 99999'],
  ] as const) {
    const { proposal, warnings } = await scan(CAPACITORS, context)
    t.strictSame(proposal, home, warning)
    t.ok(warnings.includes(warning), warning)
  }
  const unknown = '{pbn:PICK9,on:WM9,pc:C999,pm:NOBODYHASTHIS,qty:5}'
  const made = await scan(unknown, { box_no: 1, loc_no: 999 })
  t.match(made, { proposal: { action: 'create' }, warnings: ['There is no location 1-999'] })
  t.not(made.proposal?.loc_no, 999)
})

t.test('a box without a location means its first free one', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { scan } = scanClient(app)
  const unknown = '{pbn:PICK9,on:WM9,pc:C999,pm:NOBODYHASTHIS,qty:5}'
  t.match((await scan(unknown, { box_no: 1 })).proposal, { action: 'create', box_no: 1, loc_no: 1 })
  t.match((await scan(CAPACITORS, { box_no: 1 })).proposal, { box_no: 1, loc_no: 12 }, 'that where the part lies first')
})
