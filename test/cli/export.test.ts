import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { addPart } from '../support/inventory-rows.ts'
import { addKit } from '../support/kit-rows.ts'
import { runCommand } from '../support/run-command.ts'
import { createTestDatabase } from '../support/test-database.ts'

t.test('exports on the command line', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const app = await buildApp(t, { settings: { databaseUrl } })
  const part = await addPart(app.db, 'AAAA')
  const kit = await addKit(app, 'Amplifier', [[part, 2]])
  const folder = await mkdtemp(join(tmpdir(), 'export-test-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const run = (...args: string[]) => runCommand({ DATABASE_URL: databaseUrl }, 'export', ...args)

  const parts = await run('parts')
  t.equal(parts.code, 0, parts.stderr)
  t.match(parts.stdout, /^\ufeffkey,type,[^\r]*\r\nAAAA,,Part AAAA,[^\r]*\r\n$/, 'nothing but the file')
  t.match(parts.stderr, /Database: [\s\S]*1 row exported/)

  const file = join(folder, 'inventory.json')
  const inventory = await run('inventory', '--out', file)
  t.equal(inventory.code, 0, inventory.stderr)
  t.equal(inventory.stdout, '')
  t.match(JSON.parse(await readFile(file, 'utf8')), { parts: [{ key: 'AAAA' }], kits: [{ name: 'Amplifier' }] })

  t.match(JSON.parse((await run(`kits/${kit}`, '--format', 'json')).stdout), { rows: [{ key: 'AAAA', qty: 2 }] })

  const unknown = await run('kits/99', '--out', join(folder, 'kit.csv'))
  t.equal(unknown.code, 1)
  t.match(unknown.stderr, 'Kit 99 was not found')
  t.strictSame(await readdir(folder), ['inventory.json'], 'no half file')

  for (const [path, words] of [
    [folder, `${folder} cannot be written: it is a folder\n`],
    [
      join(folder, 'none', 'a.csv'),
      /cannot be written: its folder .*none cannot be used, there is no such file or folder\n$/,
    ],
    [join(file, 'a.csv'), /cannot be written: .* is no folder\n$/],
  ] as const) {
    const wrong = await run('parts', '--out', path)
    t.strictSame([wrong.code, wrong.stdout], [2, ''], path)
    t.match(wrong.stderr, words)
  }
  t.strictSame(await readdir(folder), ['inventory.json'])

  for (const args of [
    [],
    ['nonsense'],
    ['kits/x'],
    ['kits/99999999999'],
    ['parts', 'stock'],
    ['parts', '--format', 'txt'],
    ['inventory', '--format', 'csv'],
  ]) {
    const wrong = await run(...args)
    t.equal(wrong.code, 2, args.join(' '))
    t.equal(wrong.stdout, '')
  }
})
