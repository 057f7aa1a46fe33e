import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { buildOwnApp, pairDevice } from '../support/own-sign-in.ts'
import { runCommand } from '../support/run-command.ts'
import { createTestDatabase } from '../support/test-database.ts'

t.test('the history says who has imported on the command line', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const folder = await mkdtemp(join(tmpdir(), 'import-author-test-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const app = await buildOwnApp(t, { settings: { databaseUrl } })
  const mara = await pairDevice(app, 'Mara', 'editor')
  const rita = await pairDevice(app, 'Rita', 'reader')
  const gone = await pairDevice(app, 'Gone', 'editor')
  await app.people.update(gone.person, { active: false }, null, { subject: null, address: null })
  const file = join(folder, 'parts.csv')
  await writeFile(file, 'MPN,Manufacturer,Description\nAB1234,Omron,Relay\n')
  const run = (args: string[], authMode = 'own') =>
    runCommand({ DATABASE_URL: databaseUrl, DATA_DIR: folder, AUTH_MODE: authMode }, ...args)
  const read = async (url: string) => (await app.inject({ url: `/api${url}`, headers: { cookie: rita.cookie } })).json()
  const importFile = async (args: string[], authMode = 'own') => {
    const done = await run(
      ['import', file, '--kind', 'parts_list', '--set', 'create_parts=true', '--commit', 'all', '--json', ...args],
      authMode,
    )
    t.equal(done.code, 0, done.stderr)
    return JSON.parse(done.stdout).import
  }
  const latest = async () => (await read('/operations?limit=1'))[0]

  const commandLine = { actor: 'command-line', actor_name: 'Command line' }
  const maraHerself = { actor: `person:${mara.person}`, actor_name: 'Mara' }
  const own = await importFile([])
  t.equal(own.created_by, 'Command line')
  t.match(await latest(), { reason: 'import', ...commandLine })
  t.equal((await run(['undo-import', String(own.id), '--as', 'mara'])).code, 0)
  t.match(await latest(), { reason: 'undo', ...maraHerself })
  t.match(await read('/operations?actor=command-line'), [{ reason: 'import' }])

  const hers = await importFile(['--as', 'Mara'])
  t.equal(hers.created_by, 'Mara')
  t.match(await latest(), { reason: 'import', ...maraHerself })
  t.match((await read(`/imports/${hers.id}`)).created_by, 'Mara')
  for (const [args, words] of [
    [['import', file, '--as', 'Nobody'], /There is no person with the name Nobody/],
    [['undo-import', String(hers.id), '--as', 'Rita'], /Rita is reader: /],
    [['import', file, '--as', 'Gone'], /Gone is deactivated/],
  ] as const) {
    const refused = await run([...args])
    t.match([refused.code, refused.stderr], [1, words], args.join(' '))
  }
  t.match(await read(`/imports/${hers.id}`), { status: 'committed' })
  t.equal((await run(['undo-import', String(hers.id)])).code, 0)
  t.match(await latest(), { reason: 'undo', ...commandLine })

  t.match(await run(['import', file, '--as', 'Mara'], 'open'), {
    code: 1,
    stderr: /--as names a person of AUTH_MODE=own/,
  })
  const anonymous = await importFile([], 'open')
  t.equal(anonymous.created_by, null)
  t.match(await latest(), { actor: null, actor_name: null })
})
