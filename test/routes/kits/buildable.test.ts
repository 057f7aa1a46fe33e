import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit, jsonClient } from '../../support/kit-rows.ts'

t.test('how many units of each kit can be built, of what other active kits leave', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const { db } = app
  await addBox(db, 9)
  const [resistor, chip, rare] = [await addPart(db, 'RRRR'), await addPart(db, 'CCCC'), await addPart(db, 'XXXX')]
  await addStock(db, resistor, 1, 1, 30)
  await addStock(db, resistor, 1, 2, 10)
  await addStock(db, chip, 1, 3, 5)
  const clock = await addKit(
    app,
    'Clock',
    [
      [resistor, 6],
      [chip, 1],
    ],
    3,
  )
  const radio = await addKit(
    app,
    'Radio',
    [
      [resistor, 2],
      [chip, 4],
    ],
    1,
  )
  const hopeless = await addKit(app, 'Hopeless', [[rare, 1]], 2)
  const empty = await addKit(app, 'Empty')

  // 40 resistors, of which Radio has 2: 38 / 6. 5 chips, of which Radio has 4.
  const asked = await send('GET', '/kits/buildable')
  t.strictSame(asked, {
    status: 200,
    body: [
      { kit_id: clock, units: 1, short_parts: 1 },
      { kit_id: radio, units: 0, short_parts: 1 },
      { kit_id: hopeless, units: 0, short_parts: 1 },
      { kit_id: empty, units: null, short_parts: 0 },
    ],
  })
  for (const { kit_id, units, short_parts } of asked.body) {
    const { contents } = (await send('GET', `/kits/${kit_id}`)).body
    const each = contents.map((line: { available: number; required_per_unit: number }) =>
      Math.floor(line.available / line.required_per_unit),
    )
    t.equal(units, each.length === 0 ? null : Math.min(...each), 'as the details of the kit have it')
    t.equal(short_parts, contents.filter((line: { shortfall: number }) => line.shortfall > 0).length)
  }

  await send('POST', `/kits/${radio}/archive`)
  const [freed] = (await send('GET', '/kits/buildable?status=active')).body
  t.strictSame(freed, { kit_id: clock, units: 5, short_parts: 0 }, 'an archived kit reserves nothing')
  // 40 − 18 resistors, and 5 − 3 chips.
  t.strictSame((await send('GET', '/kits/buildable?status=archived')).body, [
    { kit_id: radio, units: 0, short_parts: 1 },
  ])
  t.equal((await send('GET', '/kits/buildable?status=all')).status, 400)
})

t.test('many kits cost no more statements than none', async (t) => {
  const count = countStatements()
  const app = await buildApp(t, { onStatement: count.onStatement })
  const part = await addPart(app.db, 'RRRR')
  const ask = () => count.during(() => app.inject('/api/kits/buildable'))
  const none = await ask()
  for (let n = 0; n < 20; n++) await addKit(app, `Kit ${n}`, [[part, 1]])
  t.equal(await ask(), none)
})
