import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'

t.test('an import is taken back as a whole, and can be imported again', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  await addPart(app.db, 'AAAA')
  const imports = importClient(app)
  const list = `Key,MPN,Manufacturer,Description,Qty,Category,Supplier,SKU,Box Location\nAAAA,RC0603,Yageo,,7,Odd type,LCSC,C1234,${box}-3\n,AB1234,Yageo,Resistor 10k,50,Odd type,LCSC,C1235,${box}-1\n`
  const before = await dump()
  const committed = await imports.commit((await imports.upload(list)).id)
  t.match(committed.report, { committed_rows: 2, created: { parts: 1, types: 1, sellers: 1, seller_parts: 2 } })
  t.match((await app.inject('/api/parts/AAAA')).json(), {
    manufacturer: 'Yageo',
    manufacturer_code: 'RC0603',
    total_quantity: 7,
  })

  const undone = await app.inject({ method: 'POST', url: `/api/imports/${committed.id}/undo` })
  t.equal(undone.statusCode, 200, undone.body)
  t.match(undone.json(), { status: 'undone', undone_at: String })
  t.strictSame(await dump(), before)
  const twice = await app.inject({ method: 'POST', url: `/api/imports/${committed.id}/undo` })
  t.equal(twice.statusCode, 200)
  t.strictSame(await dump(), before)

  const operations = (await app.inject('/api/operations')).json()
  t.match(operations[0], { reason: 'undo', undoable: false }, 'the undo cannot be undone: the file is imported again')
  const again = await imports.upload(list)
  t.match(again, { repeat_of: null, summary: { to_create: { parts: 1 } } })
  t.match(await imports.commit(again.id), { status: 'committed', report: { committed_rows: 2 } })
  t.strictSame((await app.inject({ method: 'DELETE', url: `/api/imports/${again.id}` })).statusCode, 409)
  t.strictSame((await app.inject({ method: 'DELETE', url: `/api/imports/${committed.id}` })).statusCode, 204)

  async function dump() {
    return {
      parts: await app.db.query(
        'select key, description, manufacturer, manufacturer_code, type_id from parts order by key',
      ),
      types: await app.db.query('select name from types order by name'),
      sellers: await app.db.query('select name from sellers order by name'),
      numbers: await app.db.query('select number from seller_parts'),
      stock: await app.db.query('select part_id, box_no, loc_no, qty from part_locations'),
      sources: await app.db.query('select source_key from import_sources'),
    }
  }
})

t.test('what was built on an import keeps it from being taken back', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 20, 'Drawer')
  const imports = importClient(app)
  const { id } = await imports.commit(
    (await imports.upload(`MPN,Description,Qty,Box Location\nAB1234,Relay,5,${box}-1\n`)).id,
  )
  const [row] = await imports.rows(id)
  const key = row.match.part_key
  const undo = () => app.inject({ method: 'POST', url: `/api/imports/${id}/undo` })

  await app.inject({ method: 'PUT', url: `/api/inventory/parts/${key}`, payload: {} })
  await app.inventory.remove(key, { boxNo: box, locNo: 1 }, 3)
  const short = await undo()
  t.equal(short.statusCode, 409)
  t.match(short.json().error, /too few pieces/)
  await app.inventory.add(key, { boxNo: box, locNo: 1 }, 3)

  const kit = (
    await app.inject({ method: 'POST', url: '/api/kits', payload: { name: 'Lamp', build_target: 1 } })
  ).json()
  const { id: partId } = (await app.db.query<{ id: number }>('select id from parts where key = $1', [key]))[0] ?? {
    id: 0,
  }
  await app.db.query('insert into kit_contents (kit_id, part_id, required_per_unit) values ($1, $2, 1)', [
    kit.id,
    partId,
  ])
  const used = await undo()
  t.equal(used.statusCode, 409)
  t.match(used.json().error, /put into the kit Lamp/)
  await app.db.query('delete from kit_contents')
  const done = await undo()
  t.equal(done.statusCode, 200, done.body)
  t.equal((await app.inject(`/api/parts/${key}`)).statusCode, 404)
})

t.test('a kit gets back what a bill of materials has changed', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  for (const key of ['AAAA', 'BBBB', 'CCCC']) await addPart(app.db, key)
  const options = { kit_name: 'Lamp' }
  const first = await imports.commit(
    (await imports.upload('Key,Designator,Value,DNP\nAAAA,"R1,R2",1k,\nBBBB,C1,1u,\nBBBB,C9,1u,x\n', { options })).id,
  )
  const [kit] = (await app.inject('/api/kits')).json()
  const bom = async () => {
    const { lines, unfitted } = (await app.inject(`/api/kits/${kit.id}/bom`)).json()
    return [
      lines
        .map(({ part_key, required_per_unit, designators }: Record<string, unknown>) => [
          part_key,
          required_per_unit,
          designators,
        ])
        .sort(),
      unfitted.map(({ designators }: Record<string, unknown>) => designators),
    ]
  }
  const before = await bom()
  const second = await imports.commit(
    (await imports.upload('Key,Designator,Value\nAAAA,"R1,R2,R3",1k\nCCCC,Q1,x\n', { options })).id,
  )
  t.notSame(await bom(), before)
  t.equal((await app.inject({ method: 'POST', url: `/api/imports/${second.id}/undo` })).statusCode, 200)
  t.strictSame(await bom(), before)
  t.equal((await app.inject({ method: 'POST', url: `/api/imports/${first.id}/undo` })).statusCode, 200)
  t.strictSame((await app.inject('/api/kits')).json(), [])
})

t.test('a dry run is asked for elsewhere, and undoes nothing here', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const { id } = await imports.upload('MPN,Description,Qty\nAB1234,Relay,5\n', { options: { stock: 'ignore' } })
  await imports.commit(id)
  const refused = await app.inject({ method: 'POST', url: `/api/imports/${id}/undo`, payload: { dry_run: true } })
  t.match([refused.statusCode, refused.json().details.field], [400, 'dry_run'])
  t.equal((await imports.read(id)).status, 'committed')
  t.equal((await app.inject({ method: 'POST', url: `/api/imports/${id}/undo` })).statusCode, 200)
})

t.test('fields that an import filled are empty again, so that the one before it can be undone', async (t) => {
  const app = await buildApp(t)
  await addBox(app.db, 20)
  const imports = importClient(app)
  const undo = (id: number) => app.inject({ method: 'POST', url: `/api/imports/${id}/undo` })
  const commit = async (file: string) => {
    const { id } = await imports.upload(file, { kind: 'parts_list', options: { update: 'fill' } })
    t.match(await imports.commit(id), { status: 'committed' })
    return id
  }
  const first = await commit('MPN,Manufacturer,Qty,Box Location\nUN1234,Maker,5,1-1\n')
  const key: string = (await imports.rows(first))[0].match.part_key
  const fields = async () => {
    const { tags, series, pin_count } = (await app.inject(`/api/parts/${key}`)).json()
    return { tags, series, pin_count }
  }
  const before = await fields()
  const second = await commit('MPN,Manufacturer,Tags,Series\nUN1234,Maker,a;b,UN\n')
  t.match(await fields(), { tags: ['a', 'b'] })
  for (const id of [second, first]) {
    const undone = await undo(id)
    t.equal(undone.statusCode, 200, undone.body)
    if (id === second) t.strictSame(await fields(), before)
  }
})
