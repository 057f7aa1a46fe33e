import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { runCommand } from '../support/run-command.ts'
import { createTestDatabase } from '../support/test-database.ts'

const OLD = 'a'.repeat(64)
const YOUNG = 'b'.repeat(64)

t.test('sweep-blobs tells what it would remove, and removes it with --delete', async (t) => {
  const dataDir = t.testdir()
  const folder = join(dataDir, 'blobs', 'cas')
  await mkdir(folder, { recursive: true })
  for (const name of [OLD, YOUNG]) await writeFile(join(folder, name), 'content')
  await utimes(join(folder, OLD), new Date(), new Date(Date.now() - 25 * 3_600_000))
  const env = { DATABASE_URL: await createTestDatabase(t), DATA_DIR: dataDir }
  const run = (...args: string[]) => runCommand(env, 'sweep-blobs', ...args)

  const dry = await run()
  t.equal(dry.code, 0, dry.stderr)
  t.match(dry.stdout, `cas/${OLD} 7 bytes, `)
  t.match(dry.stdout, /Found 1 of 2 files, 0\.0 MiB\nNothing was removed; add --delete to remove them/)
  t.notMatch(dry.stdout, YOUNG)
  t.same((await readdir(folder)).sort(), [OLD, YOUNG])

  const real = await run('--delete')
  t.equal(real.code, 0, real.stderr)
  t.match(real.stdout, /Removed 1 of 2 files/)
  t.same(await readdir(folder), [YOUNG])
  t.match((await run()).stdout, /Found 0 of 1 files/)
})
