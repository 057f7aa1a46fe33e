import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addPart, addType } from '../../../support/inventory-rows.ts'

const { db, partTypes } = await buildApp(t)

t.test('the type that a model means', async (t) => {
  await db.query('delete from types')
  const relay = await addType(db, 'Relay')
  const lower = await addType(db, 'relay')
  await addType(db, 'Straße')
  const none = { type: null, type_is_existing: false, existing_type_id: null }
  t.same(await partTypes.resolve(null), none)
  t.same(await partTypes.resolve('  '), none)
  t.same(await partTypes.resolve('Proposed:  '), none)
  t.same(await partTypes.resolve('Proposed: Foo'), { type: 'Foo', type_is_existing: false, existing_type_id: null })
  t.same(await partTypes.resolve('proposed: Foo'), {
    type: 'proposed: Foo',
    type_is_existing: false,
    existing_type_id: null,
  })
  t.same(await partTypes.resolve('Relay'), { type: 'Relay', type_is_existing: true, existing_type_id: relay })
  t.same(await partTypes.resolve('relay'), { type: 'relay', type_is_existing: true, existing_type_id: lower })
  t.same(await partTypes.resolve('RELAY'), { type: 'RELAY', type_is_existing: true, existing_type_id: relay })
  t.same(await partTypes.resolve('Proposed: Relay'), { type: 'Relay', type_is_existing: true, existing_type_id: relay })
  t.equal((await partTypes.resolve('x'.repeat(300))).type?.length, 100)
  await db.query('delete from types where id = $1', [lower])
  t.same(await partTypes.names(), ['Relay', 'Straße'])
})

t.test('of very many types those of the most parts are named', async (t) => {
  await db.query(`insert into types (name) select 'Type ' || n from generate_series(1, 1200) n`)
  const last = await addType(db, 'Zzz')
  await addPart(db, 'AAAA', { typeId: last })
  const names = await partTypes.names()
  t.equal(names.length, 1000)
  t.ok(names.includes('Zzz'))
})
