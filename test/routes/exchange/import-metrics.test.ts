import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { importClient } from '../../support/import-client.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'
import { metricValue } from '../../support/metric-value.ts'
import { until } from '../../support/until.ts'

t.test('each stage of an import counts once, with its rows', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 10)
  await addPart(app.db, 'AAAA')
  const imports = importClient(app)
  const figures = async () =>
    Object.fromEntries(
      await Promise.all(
        (
          [
            ['imports_total', { kind: 'parts_list', outcome: 'proposed' }],
            ['imports_total', { kind: 'parts_list', outcome: 'committed' }],
            ['imports_total', { kind: 'parts_list', outcome: 'repeated' }],
            ['imports_total', { kind: 'parts_list', outcome: 'undone' }],
            ['imports_total', { kind: 'unknown', outcome: 'failed' }],
            ['import_rows_total', { kind: 'parts_list', result: 'committed' }],
            ['import_rows_total', { kind: 'parts_list', result: 'same' }],
            ['import_rows_total', { kind: 'parts_list', result: 'left_out' }],
            ['import_matches_total', { reason: 'key' }],
            ['import_matches_total', { reason: 'none' }],
            ['import_refused_files_total', { reason: 'EMPTY' }],
          ] as const
        ).map(async ([name, labels]) => [
          `${name} ${Object.values(labels).join(' ')}`,
          await metricValue(name, { ...labels }),
        ]),
      ),
    )
  let before = await figures()
  const counted = (of: Record<string, unknown>) =>
    Object.entries(of).reduce((sum, [name, value]) => (name.startsWith('imports_total') ? sum + Number(value) : sum), 0)
  /** What has changed since the last call. It is counted after the commit, so maybe after a client knows of it. */
  async function moved(): Promise<Record<string, number>> {
    await until(async () => counted(await figures()) > counted(before))
    const now = await figures()
    const changed = Object.entries(now).flatMap(([name, value]) => {
      const delta = Number(value) - Number(before[name])
      return delta === 0 ? [] : [[name, delta]]
    })
    before = now
    return Object.fromEntries(changed)
  }

  const list = `Key,MPN,Description,Qty,Place\nAAAA,,x,5,${box}-1\n,NEW123,New part,3,${box}-2\n,BAD123,Bad,few,${box}-3\n`
  const read = await imports.upload(list)
  t.strictSame(await moved(), {
    'imports_total parts_list proposed': 1,
    'import_matches_total key': 1,
    'import_matches_total none': 2,
  })
  await imports.commit(read.id, 'good')
  t.strictSame(await moved(), {
    'imports_total parts_list committed': 1,
    'import_rows_total parts_list committed': 2,
    'import_rows_total parts_list left_out': 1,
  })
  const again = await imports.upload(list.replace(/,BAD123.*\n/, ''), { name: 'again.csv' })
  await moved()
  await imports.commit(again.id)
  t.strictSame(await moved(), {
    'imports_total parts_list repeated': 1,
    'import_rows_total parts_list same': 2,
  })
  const undone = await app.inject({ method: 'POST', url: `/api/imports/${read.id}/undo` })
  t.equal(undone.statusCode, 200, undone.body)
  t.strictSame(await moved(), { 'imports_total parts_list undone': 1 })
  await imports.upload('\n')
  t.strictSame(await moved(), { 'imports_total unknown failed': 1, 'import_refused_files_total EMPTY': 1 })
})
