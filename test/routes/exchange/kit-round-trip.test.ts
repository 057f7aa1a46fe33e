import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { operationClient } from '../../support/operation-client.ts'

async function start(t: Test) {
  const app = await buildApp(t)
  const imports = importClient(app)
  const { send } = operationClient(app)
  const keys: string[] = []
  for (const manufacturer_code of ['ZX-100A', 'ZX-200A', 'ZX-300A']) {
    keys.push((await send('POST', '/parts', { description: `Part ${manufacturer_code}`, manufacturer_code })).body.key)
  }
  const bom = async (kit = 1): Promise<{ lines: object[]; unfitted: Record<string, unknown>[] }> => {
    const { lines, unfitted } = (await send('GET', `/kits/${kit}/bom`)).body
    const plain = ({ kit_content_id: _, id: __, version: ___, ...line }: Record<string, unknown>) => line
    return { lines: lines.map(plain), unfitted: unfitted.map(plain) }
  }
  return { app, imports, send, bom, keys }
}

for (const query of ['layout=own', 'layout=own&format=json', 'layout=own&format=xlsx', 'layout=kicad']) {
  t.test(`a kit comes back as it was exported: ${query}`, async (t) => {
    const { app, imports, send, bom, keys } = await start(t)
    const whole = [
      'Designator,MPN,Key,Quantity,DNP,Value,Note',
      'R1 R2,ZX-100A,,2,,,near the edge',
      'C1,ZX-200A,,1,DNP,v,',
      'C2,,,1,DNP,100n,later',
      `C3,,${keys[2]},1,DNP,,`,
    ]
    const made = await imports.upload(`${whole.join('\n')}\n`, { kind: 'bom', options: { kit_name: 'Lamp' } })
    await imports.commit(made.id)
    const line = (await send('GET', '/kits/1/bom')).body.lines[0]
    const alternates = query === 'layout=kicad' ? [] : [keys[2], keys[1]]
    const { kit_content_id, version } = line
    t.equal((await send('PUT', `/kits/1/bom/${kit_content_id}`, { version, alternates })).status, 200)

    const exported = (await app.inject(`/api/exports/kits/1?${query}`)).rawPayload
    const name = `kit.${/format=(\w+)/.exec(query)?.[1] ?? 'csv'}`
    const same = await imports.upload(exported, { name, options: { kit_id: 1 } })
    t.match(same, { kind: 'bom', summary: { changes: 0, errors: 0, warnings: 0 } }, 'the same kit')
    const other = await imports.upload(exported, { name, options: { kit_name: 'Second lamp' } })
    await imports.commit(other.id)
    const [before, after] = [await bom(), await bom(2)]
    t.strictSame(after.lines, before.lines)
    const described = before.unfitted.map((row) => ({ ...row, value: row.value ?? 'Part ZX-300A' }))
    t.strictSame(after.unfitted, described, 'a new kit')
  })
}

for (const query of ['layout=own', 'layout=own&format=json', 'layout=own&format=xlsx', 'layout=kicad']) {
  t.test(`a line with other pieces than designators comes back with its pieces: ${query}`, async (t) => {
    const { app, imports, bom } = await start(t)
    const file = 'Designator,MPN,Quantity,DNP\nR1 R2,ZX-100A,5,\nC1,ZX-200A,3,DNP\nC2 C3 C4,ZX-300A,1,\n'
    const options = { kit_name: 'Lamp', quantity_from: 'column' }
    await imports.commit((await imports.upload(file, { kind: 'bom', options })).id)
    t.match((await bom()).lines, [{ required_per_unit: 5 }, { required_per_unit: 1 }])
    const exported = (await app.inject(`/api/exports/kits/1?${query}`)).rawPayload
    const name = `kit.${/format=(\w+)/.exec(query)?.[1] ?? 'csv'}`
    const same = await imports.upload(exported, { name, options: { kit_id: 1 } })
    t.match(same, { kind: 'bom', options: { quantity_from: 'column' }, summary: { changes: 0, errors: 0 } })
    const other = await imports.upload(exported, { name, options: { kit_name: 'Second lamp' } })
    await imports.commit(other.id)
    const [before, after] = [await bom(), await bom(2)]
    t.strictSame(after.lines, before.lines)
    t.match(after.unfitted, [{ quantity: 3, designators: ['C1'] }])

    const counted = await imports.upload(exported, { name, options: { kit_id: 1, quantity_from: 'designators' } })
    t.match(
      (await imports.rows(counted.id))[0].effects,
      [{ field: 'required_per_unit', from: 5, to: 2 }],
      'who says otherwise is believed',
    )
  })
}

t.test('what a merge fits is no longer among what is not fitted', async (t) => {
  const { imports, bom } = await start(t)
  const upload = (rows: string[], options: object = {}) =>
    imports.upload(`Designator,MPN,Quantity,DNP\n${rows.join('\n')}\n`, {
      kind: 'bom',
      options: { kit_name: 'Lamp', ...options },
    })
  await imports.commit((await upload(['R1,ZX-100A,1,', 'C1,ZX-200A,1,DNP', 'C2 C3 C4,ZX-300A,3,DNP'])).id)
  const fitted = ['C1,ZX-200A,1,', 'C3,ZX-300A,1,']
  const proposed = await upload(fitted, { contents: 'merge' })
  t.match(await imports.rows(proposed.id), [
    { effects: [{ op: 'create' }, { op: 'remove', ref: 'C1', field: 'unfitted', from: 1 }] },
    {
      effects: [
        { op: 'create' },
        { op: 'remove', ref: 'C2, C3, C4', field: 'unfitted', from: 3 },
        { op: 'create', ref: 'C2, C4', field: 'unfitted', to: 2 },
      ],
    },
  ])
  await imports.commit(proposed.id)
  const { lines, unfitted } = await bom()
  t.match(lines, [{ designators: ['R1'] }, { designators: ['C1'] }, { designators: ['C3'] }])
  t.match(unfitted, [{ designators: ['C2', 'C4'], quantity: 2 }])
  t.equal(unfitted.length, 1)
  t.match(await upload([...fitted, ''], { contents: 'merge' }), { summary: { changes: 0 } }, 'again')
})
