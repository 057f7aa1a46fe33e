import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'

const HEADER = 'Designator,Quantity,MPN,Manufacturer,DNP\n'

t.test('what is not fitted has the part that other rows make, and the list again changes nothing', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  let kits = 0
  for (const contents of ['replace', 'merge']) {
    for (const [left, fitted] of [
      ['MkA', ''],
      ['', 'MkA'],
      ['MkA', 'MkA'],
    ]) {
      for (const isFirst of [true, false]) {
        const name = `Kit ${++kits}`
        const options = { kit_name: name, create_parts: true, contents }
        const rows = [`"R0,R1",2,BZ${kits}X,${left},DNP\n`, `R3,1,BZ${kits}X,${fitted},\n`]
        const list = `${HEADER}${(isFirst ? rows : rows.toReversed()).join('')}`
        await imports.commit((await imports.upload(list, { kind: 'bom', options })).id)
        t.match((await imports.upload(`${list}\n`, { kind: 'bom', options })).summary, { changes: 0, errors: 0 }, list)
        const kit = (await app.inject('/api/kits')).json().find((each: { name: string }) => each.name === name)
        const bom = (await app.inject(`/api/kits/${kit.id}/bom`)).json()
        t.match(bom.unfitted, [{ part_key: bom.lines[0].part_key, quantity: 2 }])
      }
    }
  }
})

t.test('what is not fitted gets its part when there is one, and is not there twice', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  for (const contents of ['replace', 'merge']) {
    const options = { kit_name: contents, create_parts: true, contents }
    const number = `LATE${contents}`
    const list = `${HEADER}R1,1,OTHER,,\n"R8,R9",2,${number},,DNP\n`
    await imports.commit((await imports.upload(list, { kind: 'bom', options })).id)
    await imports.commit((await imports.upload(`MPN,Qty\n${number},0\n`, { kind: 'parts_list' })).id)
    const read = await imports.upload(`${list}\n`, { kind: 'bom', options })
    const key = /^[A-Z]{4}$/
    t.match((await imports.rows(read.id))[1].effects, [{ op: 'change', entity: 'kit_line', field: 'part', to: key }])
    t.match(read.summary, { changes: 1 })
    const written = await imports.commit(read.id)
    const kit = (await app.inject('/api/kits')).json().find((each: { name: string }) => each.name === contents)
    const unfitted = async () => (await app.inject(`/api/kits/${kit.id}/bom`)).json().unfitted
    t.match(await unfitted(), [{ part_key: key }])
    t.equal((await unfitted()).length, 1)
    t.match((await imports.upload(`${list}\n\n`, { kind: 'bom', options })).summary, { changes: 0 })
    await imports.undo(written.id)
    t.match(await unfitted(), [{ part_key: null }])
  }
})

t.test('a number of two makers gives what is not fitted no part, and no alternate', async (t) => {
  const app = await buildApp(t)
  const imports = importClient(app)
  const list = [
    'Designator,Quantity,MPN,Manufacturer,Alternate,DNP',
    'R1,1,TWIN1,MkA,,',
    'R2,1,TWIN1,MkB,,',
    'R3,1,ONE1,,TWIN1,',
    'R4,1,TWIN1,,,DNP',
    '',
  ].join('\n')
  const options = { kit_name: 'Twins', create_parts: true }
  const read = await imports.upload(list, { kind: 'bom', options })
  t.match((await imports.rows(read.id))[2].warnings, [{ code: 'ALTERNATE_UNKNOWN' }])
  await imports.commit(read.id)
  t.match((await imports.upload(`${list}\n`, { kind: 'bom', options })).summary, { changes: 0, errors: 0 })
})
