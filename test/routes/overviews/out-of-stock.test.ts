import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock, addType } from '../../support/inventory-rows.ts'
import { addKit } from '../../support/kit-rows.ts'

t.test('what has run out is listed, what kits need first', async (t) => {
  const app = await buildApp(t)
  const { db } = app
  const read = async (path = '') => (await app.inject(`/api/dashboard/out-of-stock${path}`)).json()
  t.same(await read(), [])

  const relay = await addType(db, 'Relay')
  const box = await addBox(db, 9)
  const part = async (key: string, typeId?: number) => addPart(db, key, typeId === undefined ? {} : { typeId })
  const [stocked, emptied, needed, both] = [
    await part('STCK'),
    await part('EMPT'),
    await part('NEED', relay),
    await part('BOTH'),
  ]
  const [archived, idle] = [await part('ARCH'), await part('IDLE')]
  await part('NEVR')
  for (const [index, id] of [stocked, emptied, both].entries()) await addStock(db, id, box, index + 1, 3)
  await app.inventory.remove('EMPT', { boxNo: box, locNo: 2 }, 3)
  await app.inventory.remove('BOTH', { boxNo: box, locNo: 3 }, 3)
  await addKit(
    app,
    'Clock',
    [
      [stocked, 50],
      [needed, 2],
      [both, 1],
    ],
    10,
  )
  await addKit(app, 'Radio', [[needed, 3]], 1)
  await addKit(app, 'Idle', [[idle, 7]], 0)
  const { id } = await app.kits.create({ name: 'Old' })
  await app.kitContents.create(id, { part: { id: archived }, requiredPerUnit: 9, note: null })
  await app.kits.archive(id)

  const list = await read()
  t.same(
    list.map(({ last_change_at: _, ...item }: { last_change_at: unknown }) => item),
    [
      { part_key: 'NEED', description: 'Part NEED', type_name: 'Relay', needed_quantity: 23 },
      { part_key: 'BOTH', description: 'Part BOTH', type_name: null, needed_quantity: 10 },
      { part_key: 'EMPT', description: 'Part EMPT', type_name: null, needed_quantity: 0 },
    ],
  )
  t.equal(list[0].last_change_at, null, 'it never was in stock')
  t.match(list[1].last_change_at, /^\d{4}-\d\d-\d\dT.*Z$/)
  const lengths: Record<string, number> = { '1': 1, '2': 2, '0': 1, x: 3, '99999': 3 }
  for (const [limit, length] of Object.entries(lengths)) {
    t.equal((await read(`?limit=${limit}`)).length, length, `limit ${limit}`)
  }
  t.same((await app.inject('/api/dashboard/low-stock')).json().length, 1, 'low stock is as it was: stocked parts only')
  await app.inventory.add('NEED', { boxNo: box, locNo: 5 }, 1)
  t.equal((await read()).length, 2)
})
