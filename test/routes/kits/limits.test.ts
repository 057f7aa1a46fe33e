import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { addKit, jsonClient } from '../../support/kit-rows.ts'

const LIMIT = 1_000_000

t.test('numbers of kits are bounded, so that their sums can always be read', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const part = await addPart(app.db, 'AAAA')
  const kit = await addKit(app, 'Clock')
  for (const number of [LIMIT + 1, 2147483647]) {
    for (const [method, url, body, field] of [
      ['POST', '/kits', { name: 'Huge', build_target: number }, 'build_target'],
      ['PATCH', `/kits/${kit}`, { build_target: number }, 'build_target'],
      ['POST', `/kits/${kit}/contents`, { part_id: part, required_per_unit: number }, 'required_per_unit'],
      ['PATCH', `/kits/${kit}/contents/1`, { version: 1, required_per_unit: number }, 'required_per_unit'],
    ] as const) {
      const refused = await send(method, url, body)
      t.equal(refused.status, 400, `${method} ${url} ${number}`)
      t.equal(refused.body.error, `${field} must be at most ${LIMIT}`)
    }
  }
  for (let n = 0; n < 6; n++) await addKit(app, `Kit ${n}`, [[part, LIMIT]], LIMIT)
  const [first] = (await send('GET', '/kits')).body
  const detail = await send('GET', `/kits/${first.id}`)
  t.equal(detail.status, 200)
  t.match(detail.body.contents, [{ total_required: LIMIT ** 2, reserved: 5 * LIMIT ** 2, shortfall: LIMIT ** 2 }])
  t.equal((await send('GET', '/parts/AAAA/kit-reservations')).body.total_reserved, 6 * LIMIT ** 2)
  t.equal((await send('POST', `/kits/${first.id}/pick-lists/preview`, { requested_units: 2147483647 })).status, 200)

  for (const statement of [
    `update kits set build_target = ${LIMIT + 1}`,
    `update kit_contents set required_per_unit = ${LIMIT + 1}`,
  ]) {
    await t.rejects(app.db.query(statement), { code: '23514' }, 'the database refuses it as well')
  }
})

t.test('a need that no line can hold is refused, alone and added to what is there', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const part = await addPart(app.db, 'AAAA')
  const kit = await addKit(app, 'Clock', [[part, 2]])
  const push = (units: number, target: object) => send('POST', `/kits/${kit}/shopping-lists`, { units, ...target })
  const refused = await push(2147483647, { new_list_name: 'Order' })
  t.match(refused, { status: 409, body: { code: 'INVALID_OPERATION', error: /^Cannot push kit to shopping list/ } })
  t.same((await send('GET', '/shopping-lists')).body, [], 'nothing is stored')

  t.equal((await push(1073741823, { new_list_name: 'Order' })).status, 201)
  const list = { shopping_list_id: (await send('GET', '/shopping-lists')).body[0].id }
  t.match(await push(1, list), { status: 409, body: { code: 'INVALID_OPERATION' } })
  t.match((await send('GET', `/shopping-lists/${list.shopping_list_id}`)).body.lines, [{ needed: 2147483646 }])
})
