import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { operationClient } from '../../support/operation-client.ts'

const NUMBERS = ['ZX-100A', 'ZX-200A', 'ZX-300A', 'ZX-400A', 'ZX-500A', 'ZX-600A', 'ZX-700A', 'ZX-800A'] as const
const MORE = ['U2,ZX-300A,1,', 'U3,ZX-400A,1,', 'U4,ZX-500A,1,', 'U5,ZX-600A,1,', 'U6,ZX-700A,1,', 'U7,ZX-800A,1,']

async function start(t: Test) {
  const app = await buildApp(t)
  const imports = importClient(app)
  const { send } = operationClient(app)
  const keys: string[] = []
  for (const manufacturer_code of NUMBERS) {
    keys.push((await send('POST', '/parts', { description: manufacturer_code, manufacturer_code })).body.key)
  }
  const read = (rows: readonly string[]) =>
    imports.upload(`Designator,MPN,Quantity,DNP\n${rows.join('\n')}\n`, { kind: 'bom', options: { kit_name: 'Lamp' } })
  const places = async (): Promise<{ fitted: string[]; unfitted: string[] }> => {
    const { lines, unfitted } = (await send('GET', '/kits/1/bom')).body
    const textOf = ({ designators }: { designators: string[] }) => designators.join(' ')
    return { fitted: lines.map(textOf), unfitted: unfitted.map(textOf) }
  }
  return { imports, send, read, places, keys }
}

for (const [cause, row] of [
  ['a quantity that is no number', 'R1,ZX-100A,few,'],
  ['a number that no part has', 'R1,ZZ-NONE,1,'],
] as const) {
  for (const rest of [MORE.slice(0, 2), MORE]) {
    t.test(`good rows are written beside a first row with ${cause}, ${rest.length} of them`, async (t) => {
      const { imports, read, places } = await start(t)
      await imports.commit((await read(['R1,ZX-100A,1,', 'R2,ZX-200A,1,', 'C1,,1,DNP'])).id)
      const proposed = await read([row, ...rest])
      t.match(proposed.summary, { errors: 1, changes: rest.length + 2 })
      const committed = await imports.commit(proposed.id, 'good')
      t.match(committed.report, { committed_rows: rest.length, changes: rest.length + 2 })
      t.match(committed.report.left_out, [{ row_no: 2 }])
      t.strictSame(committed.report.left_out.length, 1)
      const added = rest.map((text) => text.slice(0, 2))
      t.strictSame(await places(), { fitted: ['R1', ...added], unfitted: [] })
    })
  }
}

t.test('what the first row would have begun is begun by the next one when that has changed', async (t) => {
  const { imports, send, read, places, keys } = await start(t)
  const proposed = await read(['R1,ZX-100A,1,', ...MORE])
  t.match((await imports.rows(proposed.id))[0].effects, [{ op: 'create', entity: 'kit' }, { entity: 'kit_line' }])
  t.equal((await send('DELETE', `/parts/${keys[0]}`)).status, 204)
  const committed = await imports.commit(proposed.id, 'good')
  t.match(committed, {
    status: 'committed',
    report: { committed_rows: 6, created: { kits: 1 }, left_out: [{ row_no: 2, codes: ['PART_UNKNOWN'] }] },
  })
  t.strictSame((await places()).fitted, ['U2', 'U3', 'U4', 'U5', 'U6', 'U7'])
  const [, second] = await imports.rows(proposed.id)
  t.match(second.effects, [{ op: 'create', entity: 'kit' }, { entity: 'kit_line' }], 'as it was written')
})

t.test('a row that was left out as changed has written nothing', async (t) => {
  const { imports, send, read, places } = await start(t)
  await imports.commit((await read(['R1,ZX-100A,1,', 'R2,ZX-200A,1,'])).id)
  const proposed = await read(['R1,ZX-100A,2,', ...MORE])
  const { lines } = (await send('GET', '/kits/1/bom')).body
  const { kit_content_id, version } = lines[0]
  const changed = await send('PUT', `/kits/1/bom/${kit_content_id}`, { version, designators: ['R1', 'R7'] })
  t.equal(changed.status, 200)
  const committed = await imports.commit(proposed.id, 'good')
  t.match(committed.report, { committed_rows: 6, left_out: [{ row_no: 2, codes: ['CHANGED_MEANWHILE'] }] })
  t.strictSame(await places(), { fitted: ['R1 R7', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7'], unfitted: [] })
})
