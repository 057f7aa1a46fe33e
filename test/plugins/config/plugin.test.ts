import Fastify from 'fastify'
import t from 'tap'
import config, { type ConfigOptions, describeSettings, readSettings } from '../../../plugins/config/index.ts'

function build(options: ConfigOptions, lines: string[] = []) {
  const app = Fastify({ logger: { level: 'debug', stream: { write: (line) => lines.push(line) } } })
  app.register(config, options)
  return app
}

t.test('decorates a bare app with the settings; options rule over the environment', async (t) => {
  const app = build({ env: { PORT: '4000', DB_POOL_SIZE: '2' }, port: 5000 })
  t.teardown(() => app.close())
  await app.ready()
  t.match(app.config, { port: 5000, dbPoolSize: 2, dataDir: './data' })
})

t.test('wrong settings stop the start', async (t) => {
  const app = build({ env: { PORT: 'x', DB_POOL_SIZE: '0' } })
  t.teardown(() => app.close())
  await t.rejects(async () => app.ready(), { message: /PORT must be.*\n.*DB_POOL_SIZE must be/ })
})

t.test('warns of what is allowed but dangerous', async (t) => {
  const lines: string[] = []
  const app = build(
    {
      env: {},
      appEnv: 'production',
      secretKey: 'a real one',
      databaseUrl: 'postgresql://u:hunter2@db/x',
      host: '0.0.0.0',
      allowUnauthenticatedHost: true,
    },
    lines,
  )
  t.teardown(() => app.close())
  await app.ready()
  const warnings = lines.map((line) => JSON.parse(line)).filter(({ level }) => level === 40)
  t.match(warnings, [{ msg: /0\.0\.0\.0 without a sign-in/ }, { msg: /DRAIN_AUTH_KEY is empty/ }])
  t.notMatch(lines.join(''), /hunter2/)
})

t.test('a dump shows no secret', async (t) => {
  for (const password of ['hunter2', 'hunter2@x', 'hunter2/y:z']) {
    const dump = describeSettings({
      ...readSettings({ DRAIN_AUTH_KEY: 'hunter2' }),
      databaseUrl: `postgresql://me:${password}@db/parts`,
    })
    t.match(dump, { drainAuthKey: '***', databaseUrl: 'postgresql://me:***@db/parts', port: 3001 })
    t.notMatch(JSON.stringify(dump), /hunter2/)
  }
  const byQuery = describeSettings(readSettings({ DATABASE_URL: 'postgresql://db/parts?user=me&password=hunter2&x=1' }))
  t.equal(byQuery.databaseUrl, 'postgresql://db/parts?user=me&password=***&x=1')
  t.equal(describeSettings(readSettings({})).drainAuthKey, '', 'what is not set shows as such')
})
