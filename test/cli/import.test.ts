import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { addBox } from '../support/inventory-rows.ts'
import { createTestDatabase } from '../support/test-database.ts'

t.test('imports on the command line', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'import-test-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const app = await buildApp(t, { settings: { databaseUrl } })
  const box = await addBox(app.db, 10, 'Drawer')
  const run = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = { PATH: process.env.PATH ?? '', DATABASE_URL: databaseUrl, DATA_DIR: folder }
      execFile(process.execPath, ['cli/main.ts', ...args], { env }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
      })
    })
  const file = join(folder, 'parts.csv')
  await writeFile(file, `MPN,Description,Qty,Place\nAB1234,Relay,5,${box}-1\nCD5678,Switch,few,${box}-2\n`)
  const set = ['--set', 'create_parts=true']

  const read = await run('import', file, ...set)
  t.equal(read.code, 3, read.stderr)
  t.equal(read.stdout, '')
  t.match(read.stderr, /Kind: parts_list[\s\S]*MPN: mpn[\s\S]*Row 3: QUANTITY_NOT_A_NUMBER/)
  const all = await run('import', file, ...set, '--commit', 'all')
  t.equal(all.code, 3)
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

  const refused = await run('import', join(folder, 'missing.csv'))
  t.equal(refused.code, 1)
  for (const args of [
    ['import'],
    ['import', file, '--kind', 'x'],
    ['import', file, '--commit', 'some'],
    ['undo-import', 'x'],
  ]) {
    t.equal((await run(...args)).code, 2, args.join(' '))
  }
})
