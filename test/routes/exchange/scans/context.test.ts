import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addBox, addStock } from '../../../support/inventory-rows.ts'
import { bagCode, CAPACITORS, DIGIKEY } from '../../../support/scans/bag-codes.ts'
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

t.test('the label of a part that lies nowhere is proposed for the box, as its bag is', async (t) => {
  const app = await buildApp(t)
  const { box } = await addScanInventory(app)
  const second = await addBox(app.db, 4, 'Second')
  const { scan } = scanClient(app)
  t.equal(box, 1)
  t.match(await scan('OPAM', { box_no: second }), {
    proposal: { action: 'put_away', part_key: 'OPAM', box_no: second, loc_no: 1 },
    warnings: [],
  })
  t.match((await scan('OPAM', { box_no: second, loc_no: 3 })).proposal, { box_no: second, loc_no: 3 })
  t.match((await scan('CAPA', { box_no: second })).proposal, { action: 'put_away', box_no: second, loc_no: 1 })
  t.match((await scan('CAPA', { box_no: 1 })).proposal, { action: 'take', box_no: 1, loc_no: 12 }, 'it lies there')
})

t.test('a full box is said, and what does not fit goes where it lies, else into a free location', async (t) => {
  const app = await buildApp(t)
  const { ids } = await addScanInventory(app)
  const full = await addBox(app.db, 1, 'Full')
  await addStock(app.db, ids.get('FLUX') ?? 0, full, 1, 1)
  const { scan } = scanClient(app)
  const warning = `Box ${full} is full`
  const unknown = '{pbn:PICK9,on:WM9,pc:C999,pm:NOBODYHASTHIS,qty:5}'
  for (const [code, proposal] of [
    [CAPACITORS, { action: 'put_away', part_key: 'CAPA', box_no: 1, loc_no: 12 }],
    [DIGIKEY, { action: 'put_away', part_key: 'OPAM', box_no: 1, loc_no: 1 }],
    ['OPAM', { action: 'put_away', part_key: 'OPAM', box_no: 1, loc_no: 1 }],
    [unknown, { action: 'create', box_no: 1, loc_no: 1 }],
  ] as const) {
    const answer = await scan(code, { box_no: full })
    t.match(answer.proposal, proposal, code)
    t.ok(answer.warnings.includes(warning), JSON.stringify(answer.warnings))
    t.notOk((await scan(code)).warnings.includes(warning))
  }
  t.match(
    await scan('CAPA', { box_no: full }),
    { proposal: { action: 'open', part_key: 'CAPA' }, warnings: [warning] },
    'a part that lies somewhere else',
  )
  const flux = await scan(bagCode('1PFL-88', 'Q2'), { box_no: full })
  t.match(flux.proposal, { part_key: 'FLUX', box_no: full, loc_no: 1 }, 'it lies there')
  t.notOk(flux.warnings.includes(warning))
})

t.test('a location without its box is refused', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const payload = { code: 'CAPA', context: { loc_no: 3 } }
  const answer = await app.inject({ method: 'POST', url: '/api/scans', payload })
  t.equal(answer.statusCode, 400)
  t.match(answer.body, /must be sent with loc_no/)
  const { proposal, warnings } = await scanClient(app).scan('CAPA', { box_no: null, loc_no: 3 })
  t.match(proposal, { action: 'open', part_key: 'CAPA' })
  t.strictSame(warnings, ['A location needs its box: loc_no is left out'])
})
