import Fastify from 'fastify'
import t from 'tap'
import config, { readSettings, SettingsError } from '../../../plugins/config/index.ts'

type Env = Record<string, string>

const KEY = 'thirty-two characters or more, random'
const SIGN_IN = {
  OIDC_ENABLED: 'true',
  OIDC_ISSUER_URL: 'https://auth.example.com',
  OIDC_CLIENT_ID: 'parts',
  OIDC_CLIENT_SECRET: 'hunter2',
  SECRET_KEY: KEY,
  BASEURL: 'https://parts.example.com',
}
const OPEN = { HOST: '0.0.0.0', ALLOW_UNAUTHENTICATED_HOST: 'true' }

/** The names of the variables that are refused. */
function refused(env: Env): string[] {
  try {
    readSettings(env)
    return []
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    t.notMatch(error.message, /hunter2/)
    return error.problems.map((problem) => problem.split(' ', 1).join(''))
  }
}

async function warningsOf(env: Env): Promise<string[]> {
  const warnings: string[] = []
  const write = (line: string) => {
    const { level, msg } = JSON.parse(line)
    if (level === 40) warnings.push(String(msg).split(' ', 1).join(''))
  }
  const app = Fastify({ logger: { level: 'warn', stream: { write } } })
  await app.register(config, { env })
  await app.close()
  return warnings
}

t.test('a key that everybody knows or can guess signs nobody in', async (t) => {
  for (const env of [{}, { HOST: '127.0.0.1' }, { APP_ENV: 'production', DATABASE_URL: 'postgresql://db/x' }]) {
    const own = { ...SIGN_IN, ...env }
    for (const key of ['', 'x', 'hunter2', 'a'.repeat(31), 'dev-secret-key-change-in-production']) {
      t.same(refused({ ...own, SECRET_KEY: key }), ['SECRET_KEY'], `${JSON.stringify(env)} ${key}`)
    }
    t.same(refused({ ...own, SECRET_KEY_PREVIOUS: 'x' }), ['SECRET_KEY_PREVIOUS'])
    t.same(refused({ ...own, SECRET_KEY_PREVIOUS: 'dev-secret-key-change-in-production' }), ['SECRET_KEY_PREVIOUS'])
    t.same(refused({ ...own, SECRET_KEY_PREVIOUS: `${KEY}, before` }), [])
  }
  t.same(refused({ SECRET_KEY: 'x' }), [], 'without sign-in nothing depends on it')
  t.same(await warningsOf({ ...SIGN_IN, APP_ENV: 'testing', SECRET_KEY: 'x' }), ['SECRET_KEY'], 'tests may')
})

t.test('a short DRAIN_AUTH_KEY is refused where others can guess, and reported elsewhere', async (t) => {
  for (const reachable of [SIGN_IN, OPEN, { ...SIGN_IN, HOST: '::' }]) {
    t.same(refused({ ...reachable, DRAIN_AUTH_KEY: 'x' }), ['DRAIN_AUTH_KEY'])
    t.same(refused({ ...reachable, DRAIN_AUTH_KEY: 'x'.repeat(16) }), [])
  }
  t.same(await warningsOf({ DRAIN_AUTH_KEY: 'x' }), ['DRAIN_AUTH_KEY'])
})

t.test('testing is for this machine alone', async (t) => {
  t.equal(readSettings({ ...SIGN_IN, APP_ENV: 'testing' }).host, '127.0.0.1')
  t.same(refused({ ...SIGN_IN, APP_ENV: 'testing', HOST: '0.0.0.0' }), ['APP_ENV'])
  t.same(refused({ APP_ENV: 'testing', HOST: '0.0.0.0' }), ['HOST', 'APP_ENV'])
  t.same(await warningsOf({ APP_ENV: 'testing', ...OPEN }), ['The', 'APP_ENV'], 'unless that is wanted')
})

t.test('CORS_ORIGINS of * opens no service without sign-in', async (t) => {
  t.same(refused({ CORS_ORIGINS: '["*"]' }), ['CORS_ORIGINS'])
  t.same(refused({ CORS_ORIGINS: '["http://localhost:3000","*"]', APP_ENV: 'testing' }), ['CORS_ORIGINS'])
  t.same(await warningsOf({ ...SIGN_IN, CORS_ORIGINS: '["*"]' }), ['CORS_ORIGINS'])
  t.same(await warningsOf({ ALLOWED_HOSTS: '["*"]' }), ['ALLOWED_HOSTS'])
})

t.test('a gateway needs a secret where others can pose as it', async (t) => {
  const gateway = { SSE_GATEWAY_URL: 'http://gateway:3000' }
  const production = { APP_ENV: 'production', DATABASE_URL: 'postgresql://db/x', SECRET_KEY: KEY }
  for (const env of [SIGN_IN, OPEN, production]) {
    t.same(refused({ ...env, ...gateway }), ['SSE_CALLBACK_SECRET'])
    t.same(refused({ ...env, ...gateway, SSE_CALLBACK_SECRET: 'hunter2' }), [])
  }
  t.same(await warningsOf(gateway), ['SSE_CALLBACK_SECRET'])
})

t.test('cookies for every site, and sign-in without HTTPS, are reported', async (t) => {
  t.same(await warningsOf(SIGN_IN), [])
  t.same(await warningsOf({ ...SIGN_IN, OIDC_COOKIE_SAMESITE: 'None' }), ['OIDC_COOKIE_SAMESITE'])
  t.same(await warningsOf({ ...SIGN_IN, OIDC_COOKIE_SAMESITE: 'None', OIDC_COOKIE_PARTITIONED: 'true' }), [])
  t.same(await warningsOf({ ...SIGN_IN, BASEURL: 'http://parts.example.com' }), ['BASEURL'])
  t.same(await warningsOf({ ...SIGN_IN, BASEURL: 'http://localhost:3000' }), [])
  t.same(await warningsOf({ ...SIGN_IN, OIDC_ISSUER_URL: 'http://auth.lab/realms/x' }), ['OIDC_ISSUER_URL'])
})
