import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { addKit, jsonClient } from '../../support/kit-rows.ts'
import { metricValue } from '../../support/metric-value.ts'

t.test('a line of a kit has designators and alternates', async (t) => {
  const app = await buildApp(t)
  const call = jsonClient(app)
  const [resistor, other] = [await addPart(app.db, 'RRRR'), await addPart(app.db, 'OOOO')]
  await addPart(app.db, 'SSSS')
  const kit = await addKit(app, 'Amplifier', [
    [resistor, 4],
    [other, 1],
  ])
  const put = (id: number, body: object) =>
    app
      .inject({ method: 'PUT', url: `/api/kits/${kit}/bom/${id}`, payload: body })
      .then((answer) => ({ status: answer.statusCode, body: answer.json() }))

  const before = await call('GET', `/kits/${kit}/bom`)
  t.strictSame(before.body, {
    kit_id: kit,
    lines: [
      {
        kit_content_id: 1,
        part_key: 'RRRR',
        required_per_unit: 4,
        designators: [],
        alternates: [],
        note: null,
        version: 1,
      },
      {
        kit_content_id: 2,
        part_key: 'OOOO',
        required_per_unit: 1,
        designators: [],
        alternates: [],
        note: null,
        version: 1,
      },
    ],
    unfitted: [],
  })

  const changes = await metricValue('kit_content_mutations_total', { action: 'update' })
  const wanted = { designators: ['R1', ' R2', 'R "3"', 'R1'], alternates: ['SSSS', 'OOOO'] }
  const changed = await put(1, { version: 1, ...wanted })
  t.match(changed, {
    status: 200,
    body: { version: 2, designators: ['R1', 'R2', 'R "3"'], alternates: ['SSSS', 'OOOO'], required_per_unit: 4 },
  })
  t.equal(await metricValue('kit_content_mutations_total', { action: 'update' }), changes + 1)
  t.match((await put(1, { version: 2, alternates: ['OOOO'] })).body, { version: 3, designators: ['R1', 'R2', 'R "3"'] })
  t.match(
    (await put(1, { version: 3, designators: ['R1', 'R2', 'R "3"'] })).body,
    { version: 3 },
    'no change, no version',
  )

  for (const [what, body, status, error] of [
    ['stale', { version: 1, designators: [] }, 409, 'Kit content 1 already exists in a newer version'],
    ['itself', { version: 3, alternates: ['RRRR'] }, 409, /its own alternate/],
    ['unknown part', { version: 3, alternates: ['ZZZZ'] }, 404, 'Part ZZZZ was not found'],
    ['twice', { version: 3, alternates: ['SSSS', 'SSSS'] }, 400, /alternates/],
    ['blank', { version: 3, designators: [' '] }, 400, /designators/],
    ['no version', { designators: ['R1'] }, 400, /version/],
    ['too many', { version: 3, designators: Array.from({ length: 2001 }, (_, n) => `R${n}`) }, 400, /designators/],
  ] as const) {
    const answer = await put(1, body)
    t.equal(answer.status, status, what)
    t.match(answer.body.error, error, what)
  }
  t.equal((await put(1, { version: 3, designators: Array.from({ length: 2000 }, (_, n) => `R${n}`) })).status, 200)

  t.equal((await call('GET', '/kits/99/bom')).status, 404)
  t.equal((await put(99, { version: 1 })).status, 404)
  await call('PATCH', `/kits/${kit}/contents/1`, { version: 4, required_per_unit: 7 })
  t.equal(
    (await call('GET', `/kits/${kit}/bom`)).body.lines[0].designators.length,
    2000,
    'a quantity leaves them alone',
  )
  await call('POST', `/kits/${kit}/archive`)
  t.match(await put(2, { version: 1, designators: ['U1'] }), { status: 409, body: { error: /archived/ } })
})

t.test('the database refuses what a line cannot have', async (t) => {
  const app = await buildApp(t)
  const { db } = app
  const part = await addPart(db, 'AAAA')
  await addKit(app, 'Kit', [[part, 1]])
  const refused = (sql: string) => t.rejects(db.query(sql), { code: '23514' }, sql)
  await refused(`update kit_contents set designators = '{"", "R1"}'`)
  await refused('update kit_contents set designators = array[null]::text[]')
  await refused(`insert into kit_alternates (kit_content_id, part_id, rank) values (1, ${part}, 1)`)
  await refused('insert into kit_unfitted (kit_id, quantity) values (1, 0)')
  await refused(`insert into receipts (history_id, unit_price) values (1, 2)`)
  await refused(`insert into receipts (history_id, unit_price, currency) values (1, 2, 'eur')`)
})
