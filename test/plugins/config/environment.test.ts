import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'dotenv'
import t from 'tap'
import { renderEnvExample } from '../../../plugins/config/env-example.ts'
import { loadEnvironment, readSettings } from '../../../plugins/config/index.ts'
import { variables } from '../../../plugins/config/variables.ts'

t.test('the process rules over the file .env, but not with an empty variable', async (t) => {
  const file = join(t.testdir({ '.env': 'PORT=4000\nDRAIN_AUTH_KEY="from file"\nDB_POOL_SIZE=7\n' }), '.env')
  const env = loadEnvironment(file, { PORT: '5000', DRAIN_AUTH_KEY: '' })
  t.match(readSettings(env), { port: 5000, drainAuthKey: 'from file', dbPoolSize: 7 })
})

t.test('a file that does not exist is nothing, one that cannot be read is an error', async (t) => {
  const folder = t.testdir({})
  t.same(loadEnvironment(join(folder, '.env'), { PORT: '1' }), { PORT: '1' })
  mkdirSync(join(folder, 'folder'))
  t.throws(() => loadEnvironment(join(folder, 'folder'), {}), /folder cannot be read/)
})

t.test('by default the file lies in the working directory', async (t) => {
  const before = process.cwd()
  t.teardown(() => process.chdir(before))
  process.chdir(t.testdir({}))
  writeFileSync('.env', 'DB_POOL_MAX_OVERFLOW=3\n')
  t.equal(readSettings().dbPoolMaxOverflow, 3)
})

t.test('the sample file and the schema name the same variables with the same defaults', async (t) => {
  const sample = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')
  t.equal(sample, renderEnvExample(), 'the sample file is as it is rendered')
  const uncommented = parse(sample.replace(/^# (?=[A-Z][A-Z0-9_]*=)/gm, ''))
  t.same(Object.keys(uncommented).sort(), Object.keys(variables.properties).sort())
  t.same(readSettings(uncommented), readSettings({}))
})
