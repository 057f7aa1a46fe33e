import { request } from 'node:http'
import t from 'tap'
import { readSettings, SettingsError } from '../../plugins/config/index.ts'
import { startSignIn } from '../support/signed-in-app.ts'

const ENABLED = {
  OIDC_ENABLED: 'true',
  OIDC_ISSUER_URL: 'https://auth.example.com/realms/parts',
  OIDC_CLIENT_ID: 'parts',
  OIDC_CLIENT_SECRET: 'hunter2',
  SECRET_KEY: 'a real one of many random characters',
}

function problems(env: Record<string, string>): readonly string[] {
  try {
    readSettings(env)
    return []
  } catch (error) {
    return error instanceof SettingsError ? error.problems : [String(error)]
  }
}

t.test('sign-in needs an issuer and a client, in every environment, and says all that is missing', async (t) => {
  const environments = [{}, { APP_ENV: 'testing' }, { APP_ENV: 'production', DATABASE_URL: 'postgresql://db/x' }]
  for (const env of environments) {
    t.match(problems({ ...env, SECRET_KEY: ENABLED.SECRET_KEY, OIDC_ENABLED: 'true' }), [
      /^OIDC_ISSUER_URL must be set when OIDC_ENABLED is true/,
      /^OIDC_CLIENT_ID must be set/,
      /^OIDC_CLIENT_SECRET must be set/,
    ])
  }
  t.same(problems(ENABLED), [])
  t.same(problems({ OIDC_ISSUER_URL: 'https://auth.example.com' }), [], 'while it is off nothing is missing')
})

t.test('with sign-in the service listens everywhere, without it on loopback only', async (t) => {
  t.equal(readSettings({}).host, '127.0.0.1')
  t.equal(readSettings(ENABLED).host, '0.0.0.0')
  t.equal(readSettings({ ...ENABLED, HOST: '10.0.0.7' }).host, '10.0.0.7')
  const [problem = ''] = problems({ HOST: '0.0.0.0' })
  t.match(problem, /^HOST must be a loopback address/)
  t.match(problem, 'OIDC_ENABLED=true')
  t.match(problem, 'ALLOW_UNAUTHENTICATED_HOST=true')
})

t.test('cookies for other sites must be secure', async (t) => {
  const none = { ...ENABLED, OIDC_COOKIE_SAMESITE: 'None' }
  t.match(problems(none), [/^OIDC_COOKIE_SAMESITE must not be None/])
  t.match(problems({ ...none, BASEURL: 'https://parts.example.com', OIDC_COOKIE_SECURE: 'false' }), [/SAMESITE/])
  t.same(problems({ ...none, BASEURL: 'https://parts.example.com' }), [])
  t.same(problems({ ...none, OIDC_COOKIE_SECURE: 'true' }), [])
  t.same(problems({ ...none, OIDC_COOKIE_PARTITIONED: 'true' }), [], 'partitioned cookies are secure ones')
})

t.test('production needs a key of its own, and the base address loses its slash', async (t) => {
  const production = { APP_ENV: 'production', DATABASE_URL: 'postgresql://db/x' }
  t.match(problems(production), [/^SECRET_KEY must be changed when APP_ENV is production/])
  t.same(problems({ ...production, SECRET_KEY: 'a real one' }), [])
  t.equal(readSettings({ BASEURL: 'https://parts.example.com/' }).baseurl, 'https://parts.example.com')
})

t.test('the headers of a browser with three large tokens are accepted', async (t) => {
  const { baseurl, provider } = await startSignIn(t)
  const filler = 'x'.repeat(12_000)
  const cookie = `access_token=${await provider.sign()}; refresh_token=${filler}; id_token=${filler}`
  const status = await new Promise((resolve, reject) => {
    request(`${baseurl}/api/types`, { headers: { cookie } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
  t.equal(status, 200)
})
