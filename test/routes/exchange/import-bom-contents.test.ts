import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { operationClient } from '../../support/operation-client.ts'

const HEAD = 'Designator,MPN,Quantity,DNP,Value'

async function start(t: Parameters<typeof buildApp>[0]) {
  const app = await buildApp(t)
  const imports = importClient(app)
  const { send, undo } = operationClient(app)
  for (const [description, manufacturer_code] of [
    ['Transistor', 'IRLZ44N'],
    ['Controller', 'ATMEGA328P'],
    ['Resistor', 'CFR-25JB'],
  ]) {
    await send('POST', '/parts', { description, manufacturer_code })
  }
  const read = (rows: string[], options: object = {}) =>
    imports.upload([HEAD, ...rows, ''].join('\n'), { kind: 'bom', options: { kit_name: 'Lamp', ...options } })
  const commit = async (rows: string[], options: object = {}) => {
    const { id } = await read(rows, options)
    return imports.commit(id, 'good')
  }
  const bom = async (): Promise<{ fitted: string[]; unfitted: string[] }> => {
    const { lines, unfitted } = (await send('GET', '/kits/1/bom')).body
    return {
      fitted: lines.map((line: { designators: string[]; required_per_unit: number }) => {
        return `${line.designators.join(' ')} ×${line.required_per_unit}`
      }),
      unfitted: unfitted.map((line: { designators: string[]; value: string }) => `${line.designators} ${line.value}`),
    }
  }
  return { app, imports, read, commit, bom, undo }
}

t.test('what is not fitted is removed only when the proposal shows it', async (t) => {
  const { imports, read, commit, bom } = await start(t)
  await commit(['C1 C2,IRLZ44N,2,,', 'X9,,1,DNP,foo', 'X8,,1,DNP,bar'])
  t.strictSame(await bom(), { fitted: ['C1 C2 ×2'], unfitted: ['X9 foo', 'X8 bar'] })
  const proposed = await read(['C1 C2,IRLZ44N,2,,'])
  t.equal(proposed.summary.changes, 2)
  t.match(await imports.rows(proposed.id), [
    {
      effects: [
        { op: 'remove', entity: 'kit_line', ref: 'X9', field: 'unfitted', from: 1, to: null },
        { op: 'remove', entity: 'kit_line', ref: 'X8', field: 'unfitted', from: 1, to: null },
      ],
    },
  ])
  await commit(['C1 C2,IRLZ44N,2,,', 'X9,,1,DNP,foo'])
  t.strictSame(await bom(), { fitted: ['C1 C2 ×2'], unfitted: ['X9 foo'] })
  t.equal((await read(['C1 C2,IRLZ44N,2,,', 'X9,,1,DNP,foo', ''])).summary.changes, 0)
})

t.test('merging adds a piece for each new designator', async (t) => {
  const { read, commit, bom } = await start(t)
  await commit(['C1 C2,IRLZ44N,2,,'])
  await commit(['C3 C4 C5,IRLZ44N,3,,'], { contents: 'merge' })
  t.strictSame((await bom()).fitted, ['C1 C2 C3 C4 C5 ×5'])
  await commit(['C5 C6,IRLZ44N,2,,'], { contents: 'merge' })
  t.strictSame((await bom()).fitted, ['C1 C2 C3 C4 C5 C6 ×6'])
  t.equal((await read(['C6,IRLZ44N,1,,', ''], { contents: 'merge' })).summary.changes, 0)
})

t.test('the line of a row that is left out stays, and a line that comes back has its place', async (t) => {
  const { commit, bom, undo } = await start(t)
  const whole = ['C1 C2,IRLZ44N,2,,', 'R1,ATMEGA328P,1,,', 'R5,CFR-25JB,1,,', 'X9,,1,DNP,foo']
  await commit(whole)
  const before = await bom()
  await commit(['C1 C2,IRLZ44N,2,,', 'R1,ATMEGA328P,2.5,,', 'R5,CFR-25JB,1,,', 'X9,,1.5,DNP,foo'])
  t.strictSame(await bom(), before, 'a row with an error')
  const removed = await commit(['C1 C2,IRLZ44N,2,,', 'R5,CFR-25JB,1,,'])
  t.strictSame(await bom(), { fitted: ['C1 C2 ×2', 'R5 ×1'], unfitted: [] })
  t.equal((await undo(removed.operation_id ?? '')).status, 200)
  t.strictSame(await bom(), before, 'undone, in the same order')
})

t.test('warnings tell what counts, and which alternate is not known', async (t) => {
  const { imports, read } = await start(t)
  const warningsOf = async (rows: string[], options: object = {}) =>
    (await imports.rows((await read(rows, options)).id)).map(
      ({ warnings }: { warnings: { code: string; message: string }[] }) => warnings.map(({ message }) => message),
    )
  t.strictSame(await warningsOf(['C1 C2,IRLZ44N,10,,'], { boards: 5 }), [[]])
  t.match(await warningsOf(['C1,IRLZ44N,5,,']), [[/5 pieces for 1 designator: the designators count/]])
  t.match(await warningsOf(['C1 C2,IRLZ44N,3,,'], { quantity_from: 'column' }), [[/the quantity counts/]])
  const text = 'Designator,MPN,Quantity,Alternate\nC1,IRLZ44N,1,NOSUCHPART9\nR1,ATMEGA328P,1,CFR-25JB\n'
  const { id } = await imports.upload(text, { kind: 'bom' })
  t.match(await imports.rows(id), [
    { status: 'warning', warnings: [{ code: 'ALTERNATE_UNKNOWN', message: /NOSUCHPART9/ }] },
    { warnings: [] },
  ])
})

t.test('an export of a kit without designators comes back as a bill of materials', async (t) => {
  const { app, imports } = await start(t)
  const { send } = operationClient(app)
  await send('POST', '/kits', { name: 'By hand', build_target: 1 })
  const { body: parts } = await send('GET', '/parts')
  for (const { key } of parts) await send('POST', '/kits/1/contents', { part_key: key, required_per_unit: 3 })
  for (const query of ['layout=own', 'layout=kicad', 'layout=own&format=json', 'layout=own&format=xlsx']) {
    const exported = await app.inject(`/api/exports/kits/1?${query}`)
    t.equal(exported.statusCode, 200)
    const name = `kit.${/format=(\w+)/.exec(query)?.[1] ?? 'csv'}`
    const proposed = await imports.upload(exported.rawPayload, { name, options: { kit_id: 1 } })
    t.match(proposed, { kind: 'bom', summary: { changes: 0, errors: 0 } }, query)
  }
})

t.test(
  'the units that a file is said to be for become those of a kit that is there, and go back with the undo',
  async (t) => {
    const { app, imports } = await start(t)
    const { send } = operationClient(app)
    const { body: parts } = await send('GET', '/parts')
    await send('POST', '/kits', { name: 'By hand', build_target: 2 })
    await send('POST', '/kits/1/contents', { part_key: parts[0].key, required_per_unit: 1 })
    const bom = `Key,Qty\n${parts[0].key},1\n`
    const upload = (options: object) => imports.upload(bom, { kind: 'bom', options: { kit_id: 1, ...options } })
    const target = async () => (await send('GET', '/kits/1')).body.build_target

    t.match((await upload({})).summary, { changes: 0 }, 'it keeps its own')
    const proposed = await upload({ build_target: 5 })
    t.match(proposed.summary, { changes: 1, to_change: { kits: 1 } })
    t.match((await imports.rows(proposed.id))[0].effects, [
      { op: 'change', entity: 'kit', ref: 'By hand', field: 'build_target', from: 2, to: 5 },
    ])
    const written = await imports.commit(proposed.id)
    t.match(written.report, { changed: { kits: 1 }, changes: 1 })
    t.equal(await target(), 5)
    const operation = `/operations/${written.operation_id}`
    t.match((await send('GET', operation)).body.record_changes, [
      { record: 'kit', name: 'By hand', change: 'changed', fields: [{ field: 'build_target', from: 2, to: 5 }] },
    ])

    await send('PATCH', '/kits/1', { build_target: 9 })
    const refused = await send('POST', `/imports/${written.id}/undo`)
    t.match([refused.status, refused.body.error], [409, /the kit By hand was changed since \(build target\)/])
    await send('PATCH', '/kits/1', { build_target: 5 })
    t.equal((await send('POST', `/imports/${written.id}/undo`)).status, 200)
    t.equal(await target(), 2)
  },
)
