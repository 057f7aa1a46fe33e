import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit, jsonClient } from '../../support/kit-rows.ts'

t.test('lists have the beginning of a long description, the part has it whole', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const box = await addBox(app.db, 3)
  const part = await addPart(app.db, 'AAAA')
  await addStock(app.db, part, box, 1, 2)
  const long = `${'\u{1f50c}'.repeat(499)}ab`
  const short = `${'\u{1f50c}'.repeat(499)}…`
  await send('POST', '/inventory/parts/AAAA/stock', { box_no: box, loc_no: 1, qty: 1 })
  const kit = await addKit(app, 'Clock', [[part, 1]])
  const list = (await send('POST', '/shopping-lists', { name: 'Order' })).body.id
  await send('POST', `/shopping-lists/${list}/lines`, { part_id: part, needed: 1 })
  const pickList = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 1 })).body.id
  const read = async (url: string) => (await send('GET', url)).body
  const everywhere = async () => {
    const { lines, seller_groups: groups } = await read(`/shopping-lists/${list}`)
    return [
      (await read('/dashboard/recent-activity'))[0].part_description,
      (await read('/dashboard/low-stock'))[0].description,
      (await read('/dashboard/parts-without-documents')).sample_parts[0].description,
      (await read(`/boxes/${box}/locations?include_parts=true`))[0].part_assignments[0].description,
      (await read(`/pick-lists/${pickList}`)).lines[0].kit_content.part_description,
      lines[0].part.description,
      groups[0].lines[0].part.description,
      (await read(`/kits/${kit}`)).contents[0].part.description,
    ]
  }
  for (const [description, shown] of [
    [long, short],
    [long.slice(0, -1), long.slice(0, -1)],
  ]) {
    const changed = await app.inject({ method: 'PUT', url: '/api/parts/AAAA', payload: { description } })
    t.equal(changed.json().description, description)
    t.same(await everywhere(), Array(8).fill(shown))
  }
})
