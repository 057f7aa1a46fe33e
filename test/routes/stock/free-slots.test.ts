import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock, addType } from '../../support/inventory-rows.ts'

t.test('free slots for a part', async (t) => {
  const app = await buildApp(t)
  const { db } = app
  const resistors = await addType(db, 'Test resistors')
  const part = await addPart(db, 'ABCD', { typeId: resistors })
  const ask = async (query: string) => app.inject(`/api/inventory/free-slots?${query}`)
  const places = async (query: string): Promise<string[]> => {
    const slots: { box_no: number; loc_no: number }[] = (await ask(query)).json()
    return slots.map(({ box_no, loc_no }) => `${box_no}-${loc_no}`)
  }

  t.same(await places('part_key=ABCD'), [], 'without a box there is none')
  const [odds, few, many, home, full] = [
    await addBox(db, 4, 'Odds'),
    await addBox(db, 4, 'Few alike'),
    await addBox(db, 4, 'Many alike'),
    await addBox(db, 9, 'Home'),
    await addBox(db, 1, 'Full'),
  ]
  t.same(await places('part_key=ABCD&limit=2'), [`${odds}-1`, `${few}-1`], 'in the order of boxes where nothing lies')

  const alike = async (key: string, box: number, slot: number) =>
    addStock(db, await addPart(db, key, { typeId: resistors }), box, slot, 5)
  await alike('EFGH', few, 1)
  await alike('IJKL', many, 1)
  await alike('MNOP', many, 2)
  await alike('QRST', full, 1)
  await addStock(db, part, home, 5, 30)
  await addStock(db, await addPart(db, 'UVWX'), home, 4, 1)

  t.same(await places('part_key=ABCD'), [`${home}-6`, `${many}-3`, `${few}-2`, `${odds}-1`])
  const [near, among] = (await ask('part_key=ABCD')).json()
  t.strictSame(near, { box_no: home, loc_no: 6, box_description: 'Home', pieces: 30, parts_alike: 0 })
  t.strictSame(among, { box_no: many, loc_no: 3, box_description: 'Many alike', pieces: 0, parts_alike: 2 })
  t.same(await places('part_key=ABCD&limit=1'), [`${home}-6`])

  t.equal((await ask('part_key=ZZZZ')).statusCode, 404)
  t.equal((await ask('')).statusCode, 400)
  t.equal((await ask('part_key=ABCD&limit=0')).statusCode, 400)
})
