import t from 'tap'
import { readSettings, SettingsError } from '../../../plugins/config/index.ts'

function problems(read: () => unknown): readonly string[] {
  try {
    read()
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
  return []
}

t.test('with nothing set, every setting has its default', async (t) => {
  t.has(readSettings({}), {
    appEnv: 'development',
    dataDir: './data',
    debug: true,
    allowDestructiveCommands: false,
    corsOrigins: ['http://localhost:3000'],
    host: '127.0.0.1',
    allowUnauthenticatedHost: false,
    port: 3001,
    databaseUrl: null,
    migrateOnStart: true,
    dbPoolSize: 20,
    dbPoolMaxOverflow: 30,
    dbPoolTimeout: 10,
    dbPoolEcho: false,
    metricsUpdateInterval: 60,
    gracefulShutdownTimeout: 600,
    drainAuthKey: '',
    diagnosticsEnabled: false,
    diagnosticsSlowQueryThresholdMs: 100,
    diagnosticsSlowRequestThresholdMs: 500,
    diagnosticsLogAllQueries: false,
    sellerIconSource: 'favicon',
    locationSuggestion: 'first-free',
    isTesting: false,
    isProduction: false,
    embeddedDatabase: true,
    poolMax: 50,
  })
})

t.test('an empty variable is the same as one that is not set', async (t) => {
  t.same(readSettings({ PORT: '', DATABASE_URL: '', HOST: '', CORS_ORIGINS: '' }), readSettings({}))
})

t.test('unknown names, also those in lower case, are ignored', async (t) => {
  t.same(readSettings({ port: '1', NOBODY_READS_THIS: 'x' }), readSettings({}))
})

t.test('settings are frozen, and one reading shares nothing with the next', async (t) => {
  const settings = readSettings({})
  t.throws(() => Object.assign(settings, { port: 1 }), TypeError)
  t.throws(() => settings.corsOrigins.push('http://other'), TypeError)
  const origins = ['http://mine']
  const own = readSettings({}, { corsOrigins: origins })
  origins.push('http://late')
  t.same(own.corsOrigins, ['http://mine'])
  t.same(readSettings({}).corsOrigins, ['http://localhost:3000'])
})

t.test('booleans are spelled in six ways, in any case', async (t) => {
  for (const word of ['true', '1', 'yes', 'on', 't', 'y', 'TRUE', 'Yes', 'ON']) {
    t.equal(readSettings({ DIAGNOSTICS_ENABLED: word }).diagnosticsEnabled, true, word)
  }
  for (const word of ['false', '0', 'no', 'off', 'f', 'n', 'FALSE', 'No', 'OFF']) {
    t.equal(readSettings({ DIAGNOSTICS_ENABLED: word }).diagnosticsEnabled, false, word)
  }
  t.match(
    problems(() => readSettings({ DIAGNOSTICS_ENABLED: 'maybe' })),
    [/^DIAGNOSTICS_ENABLED must be true or false/],
  )
})

t.test('DB_POOL_ECHO is a boolean or debug', async (t) => {
  t.equal(readSettings({ DB_POOL_ECHO: 'false' }).dbPoolEcho, false)
  t.equal(readSettings({ DB_POOL_ECHO: '1' }).dbPoolEcho, true)
  t.equal(readSettings({ DB_POOL_ECHO: 'debug' }).dbPoolEcho, 'debug')
  t.match(
    problems(() => readSettings({ DB_POOL_ECHO: 'loud' })),
    [/^DB_POOL_ECHO must be .* or debug$/],
  )
})

t.test('integers are decimal and within their range', async (t) => {
  t.equal(readSettings({ PORT: '65535' }).port, 65535)
  t.equal(readSettings({ DB_POOL_MAX_OVERFLOW: '0' }).poolMax, 20)
  for (const text of ['0', '65536', '-1', '80.5', '0x50', '1e3', 'http', ' ']) {
    const expected = text === ' ' ? [] : ['PORT must be an integer from 1 to 65535']
    t.same(
      problems(() => readSettings({ PORT: text })),
      expected,
      JSON.stringify(text),
    )
  }
  for (const name of ['DB_POOL_SIZE', 'DB_POOL_TIMEOUT', 'METRICS_UPDATE_INTERVAL', 'GRACEFUL_SHUTDOWN_TIMEOUT']) {
    t.match(
      problems(() => readSettings({ [name]: '0' })),
      [new RegExp(`^${name} must be an integer `)],
    )
  }
})

t.test('a list is a JSON array of strings', async (t) => {
  t.same(readSettings({ CORS_ORIGINS: '["https://a.example","app://b"]' }).corsOrigins, [
    'https://a.example',
    'app://b',
  ])
  for (const text of ['https://a.example', '[1]', '{"a":1}', '["https://a.example/"]']) {
    t.match(
      problems(() => readSettings({ CORS_ORIGINS: text })),
      [/^CORS_ORIGINS must be a JSON array of strings/],
      text,
    )
  }
})

t.test('the driver in the scheme of the database URL is dropped', async (t) => {
  for (const scheme of ['postgresql', 'postgres', 'postgresql+psycopg', 'postgres+asyncpg']) {
    const settings = readSettings({ DATABASE_URL: `${scheme}://user:p%40ss@db:5432/parts?sslmode=require` })
    t.equal(settings.databaseUrl, 'postgresql://user:p%40ss@db:5432/parts?sslmode=require', scheme)
    t.equal(settings.embeddedDatabase, false)
    t.equal(settings.migrateOnStart, false)
  }
  t.match(
    problems(() => readSettings({ DATABASE_URL: 'mysql://db' })),
    [/^DATABASE_URL must be .* postgresql:/],
  )
  t.equal(readSettings({ DATABASE_URL: 'postgres://db/x', MIGRATE_ON_START: 'true' }).migrateOnStart, true)
})

t.test('production needs a database server', async (t) => {
  t.match(
    problems(() => readSettings({ APP_ENV: 'production' })),
    [/^DATABASE_URL must be set when APP_ENV is production/, /^SECRET_KEY must be changed/],
  )
  const settings = readSettings({ APP_ENV: 'production', DATABASE_URL: 'postgresql://db/parts', SECRET_KEY: 'x' })
  t.match(settings, { isProduction: true, isTesting: false })
  t.match(readSettings({ APP_ENV: 'testing' }), { isProduction: false, isTesting: true })
})

t.test('without a sign-in only loopback is listened on, unless that is permitted', async (t) => {
  for (const host of ['127.0.0.1', '127.1.2.3', '::1', '[::1]', 'localhost']) {
    t.equal(readSettings({ HOST: host }).host, host)
  }
  for (const host of ['0.0.0.0', '::', '192.168.1.2', 'parts.example']) {
    t.match(
      problems(() => readSettings({ HOST: host })),
      [/^HOST must be a loopback address.*ALLOW_UNAUTHENTICATED_HOST/],
    )
    t.equal(readSettings({ HOST: host, ALLOW_UNAUTHENTICATED_HOST: 'true' }).host, host)
  }
})

t.test('all problems are reported at once, by name, and no value is repeated', async (t) => {
  const env = { APP_ENV: 'prod', PORT: 'hunter2', HOST: '0.0.0.0', DATABASE_URL: 'hunter2', LOCATION_SUGGESTION: 'any' }
  t.throws(() => readSettings(env), {
    code: 'INVALID_SETTINGS',
    message: /^The configuration is wrong:\n- APP_ENV must be development, testing, or production\n/,
  })
  const found = problems(() => readSettings(env))
  const names = found.map((problem) => problem.split(' ')[0])
  t.same(names, ['APP_ENV', 'PORT', 'DATABASE_URL', 'LOCATION_SUGGESTION', 'HOST'])
  t.notMatch(found.join('\n'), /hunter2/)
})

t.test('overrides rule over the environment and are checked as well', async (t) => {
  t.equal(readSettings({ PORT: '4000' }, { port: 5000 }).port, 5000)
  t.equal(readSettings({ PORT: '4000' }, { port: undefined }).port, 4000)
  t.equal(readSettings({ DATABASE_URL: 'postgresql://db/x' }, { databaseUrl: null }).embeddedDatabase, true)
  t.same(
    problems(() => readSettings({}, { port: 70_000 })),
    ['PORT must be an integer from 1 to 65535'],
  )
})
