import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { startEmbeddedServer } from '../../plugins/embedded-postgres/index.ts'
import { readyDataFolder } from '../support/ready-data-folder.ts'

t.test('a file of the server that names no process is told as damaged, with what to do', async (t) => {
  const dataDir = await readyDataFolder(t)
  const file = join(dataDir, 'postgres/postmaster.pid')
  for (const text of ['', 'garbage\n', '0\n']) {
    await writeFile(file, text)
    await t.rejects(startEmbeddedServer({ dataDir }), {
      name: 'StartError',
      message: /postmaster\.pid is damaged and names no process.*If no PostgreSQL runs on that folder, delete the file/,
    })
  }
  await rm(file)
  await (await startEmbeddedServer({ dataDir })).stop()
})

t.test('a folder that is no whole database is left as it is, and told with what to do', async (t) => {
  const dataDir = await readyDataFolder(t)
  const aside = join(dataDir, 'aside')
  const missing = [
    { name: 'PG_VERSION', message: /is no database of PostgreSQL.*lacks the file PG_VERSION.*Nothing was changed/ },
    { name: 'global', message: /pg_control.*The folder is not whole/ },
    { name: 'pg_wal', message: /pg_wal.*The folder is not whole/ },
  ]
  for (const { name, message } of missing) {
    const path = join(dataDir, 'postgres', name)
    await rename(path, aside)
    const refused = await startEmbeddedServer({ dataDir }).catch((error: unknown) => error)
    t.match(refused, { name: 'StartError', message }, name)
    t.match(refused, { message: /[Rr]estore it anew from the backup/ })
    await rename(aside, path)
  }
  const drafts = (await readdir(dataDir)).filter((name) => name.includes('.new-'))
  t.strictSame(drafts, [], 'nothing is left of what was tried')
  await (await startEmbeddedServer({ dataDir })).stop()
})

t.test('a database is made in an empty folder', async (t) => {
  const dataDir = t.testdir()
  await mkdir(join(dataDir, 'postgres'))
  await (await startEmbeddedServer({ dataDir })).stop()
  t.ok((await readdir(join(dataDir, 'postgres'))).includes('PG_VERSION'))
})
