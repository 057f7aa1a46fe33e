import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { addBox } from '../support/inventory-rows.ts'
import { runCommand } from '../support/run-command.ts'
import { createTestDatabase } from '../support/test-database.ts'

t.test('imports on the command line', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'import-test-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const app = await buildApp(t, { settings: { databaseUrl } })
  const box = await addBox(app.db, 10, 'Drawer')
  const run = (...args: string[]) => runCommand({ DATABASE_URL: databaseUrl, DATA_DIR: folder }, ...args)
  const file = join(folder, 'parts.csv')
  await writeFile(file, `MPN,Description,Qty,Place\nAB1234,Relay,5,${box}-1\nCD5678,Switch,few,${box}-2\n`)
  const set = ['--set', 'create_parts=true']

  const read = await run('import', file, ...set)
  t.equal(read.code, 3, read.stderr)
  t.match(
    read.stdout,
    /^Kind: parts_list[\s\S]*MPN: mpn[\s\S]*Nothing was written \(proposal \d+\): write it with --commit/,
  )
  t.match(read.stderr, /Row 3: QUANTITY_NOT_A_NUMBER/)
  t.notMatch(read.stdout, /QUANTITY_NOT_A_NUMBER/)
  t.match(read.stderr, /Storing the proposal/)
  t.notMatch(read.stderr, /Writing/, 'nothing is written yet')
  const all = await run('import', file, ...set, '--commit', 'all')
  t.equal(all.code, 3)
  t.match(all.stdout, /Nothing was written \(proposal \d+\): rows have errors; --commit good writes the others/)
  t.strictSame((await app.inject('/api/parts')).json(), [], 'nothing is written')

  const good = await run('import', file, '--set', `place={"box_no":${box},"loc_no":3}`, '--commit', 'good', '--json')
  t.equal(good.code, 3, good.stderr)
  const { import: written, problems } = JSON.parse(good.stdout)
  t.match(written, { status: 'committed', report: { committed_rows: 1 } })
  t.match(problems, [{ row_no: 3 }])
  t.match((await app.inject('/api/parts')).json(), [{ description: 'Relay', total_quantity: 5 }])

  const undone = await run('undo-import', String(written.id))
  t.equal(undone.code, 0, undone.stderr)
  t.strictSame((await app.inject('/api/parts')).json(), [])

  const missing = join(folder, 'missing.csv')
  for (const [args, words] of [
    [[missing], `${missing} cannot be read: there is no such file or folder\n`],
    [[folder], `${folder} cannot be read: it is a folder\n`],
    [[file, '--set', 'update=bad'], /^--set update must [^\n]*\n$/],
    [[file, '--set', 'nosuch=1'], /^--set nosuch is no option; there are [^\n]*create_parts[^\n]*\n$/],
  ] as const) {
    const wrong = await run('import', ...args)
    t.strictSame([wrong.code, wrong.stdout], [2, ''], args.join(' '))
    t.match(wrong.stderr, words)
  }
  const asJson = await run('import', missing, '--json')
  t.match([asJson.code, JSON.parse(asJson.stdout)], [2, { import: null, error: /no such file/ }])
  const noKit = await run('import', file, '--set', 'kit_id=99', '--json')
  t.match([noKit.code, JSON.parse(noKit.stdout)], [1, { import: null, error: 'Kit 99 was not found' }])
  for (const args of [
    ['import'],
    ['import', file, '--kind', 'x'],
    ['import', file, '--commit', 'some'],
    ['undo-import', 'x'],
    ['undo-import', '99999999999'],
  ]) {
    t.equal((await run(...args)).code, 2, args.join(' '))
  }
})
