import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { startEmbeddedServer } from '../../plugins/embedded-postgres/index.ts'
import { readyDataFolder } from '../support/ready-data-folder.ts'

/** What is appended to a file of the server, and how the refusal names it; LINE stands for its number. */
const WRONG_LINES = [
  {
    file: 'postgresql.conf',
    text: 'no_such_setting = 1',
    words: /unrecognized configuration parameter "no_such_setting" in file "\S+postgresql\.conf" line LINE\./,
  },
  {
    file: 'postgresql.conf',
    text: "work_mem = 'lots'",
    words: /invalid value for parameter "work_mem": "lots" in file "\S+postgresql\.conf" line LINE\./,
  },
  {
    file: 'postgresql.conf',
    text: 'port = = 1',
    words: /syntax error in file "\S+postgresql\.conf" line LINE, near token "="\./,
  },
  {
    file: 'pg_hba.conf',
    text: 'host all all all nonsense',
    words: /invalid authentication method "nonsense", line LINE of configuration file "\S+pg_hba\.conf"/,
  },
]

t.test('a wrong line in a file of the server is named with what is wrong in it', async (t) => {
  const dataDir = await readyDataFolder(t)
  for (const { file, text, words } of WRONG_LINES) {
    const path = join(dataDir, 'postgres', file)
    const before = await readFile(path, 'utf8')
    await writeFile(path, `${before}${text}\n`)
    const line = before.split('\n').length
    const refused = await startEmbeddedServer({ dataDir }).catch((error: unknown) => error)
    t.match(refused, { name: 'StartError', message: new RegExp(words.source.replace('LINE', String(line))) }, text)
    t.match(refused, { message: /Mend that file and start the service again\. Its log is \S+server\.log$/ })
    await writeFile(path, before)
  }
  await (await startEmbeddedServer({ dataDir })).stop()
})

t.test('a missing file of settings is named', async (t) => {
  const dataDir = await readyDataFolder(t)
  await rm(join(dataDir, 'postgres', 'postgresql.conf'))
  await t.rejects(startEmbeddedServer({ dataDir }), {
    name: 'StartError',
    message:
      /could not access the server configuration file "\S+postgresql\.conf": No such file or directory\. The folder is/,
  })
})
