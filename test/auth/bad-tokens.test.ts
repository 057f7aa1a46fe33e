import { register } from 'prom-client'
import t from 'tap'
import { startSignIn } from '../support/signed-in-app.ts'
import { badTokens } from './bad-tokens.ts'

const STATUSES = ['success', 'expired', 'invalid_signature', 'invalid_claims', 'invalid_token', 'error']

async function validations(): Promise<Record<string, number>> {
  const metric = await register.getSingleMetric('auth_validation_total')?.get()
  return Object.fromEntries(metric?.values.map(({ labels, value }) => [labels.status, value]) ?? [])
}

async function durationsObserved(): Promise<number> {
  const metric = await register.getSingleMetric('auth_validation_duration_seconds')?.get()
  const counts: { metricName?: string; value: number }[] = metric?.values ?? []
  return counts.find(({ metricName }) => metricName?.endsWith('_count'))?.value ?? 0
}

/** How the counts have changed, without those that have not. */
async function validationsSince(before: Record<string, number>): Promise<Record<string, number>> {
  const after = await validations()
  const changes = STATUSES.map((status) => [status, (after[status] ?? 0) - (before[status] ?? 0)] as const)
  return Object.fromEntries(changes.filter(([, change]) => change !== 0))
}

t.test('no bad token is accepted, each is counted as what it is, and nothing of it is logged', async (t) => {
  const { app, provider, log } = await startSignIn(t)
  const tokens = await badTokens(provider)
  t.ok(tokens.length >= 50, `${tokens.length} tokens`)
  for (const { name, token, status } of tokens) {
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie: `access_token=${token}` }]) {
      const [way] = Object.keys(headers)
      for (const url of ['/api/types', '/api/auth/self']) {
        const before = await validations()
        const durations = await durationsObserved()
        const answer = await app.inject({ url, headers })
        t.equal(answer.statusCode, 401, `${name} by ${way}: ${answer.body}`)
        t.equal(answer.json().code, 'AUTHENTICATION_REQUIRED')
        t.equal(answer.headers['set-cookie'], undefined)
        t.same(await validationsSince(before), { [status]: 1 }, `${name} by ${way}`)
        t.equal(await durationsObserved(), durations + 1)
      }
    }
  }
  const text = log.join('')
  t.match(text, 'request refused')
  const leaked = tokens.filter(({ token }) =>
    token.split('.').some((part) => part.length > 12 && text.includes(part.slice(0, 40))),
  )
  t.same(
    leaked.map(({ name }) => name),
    [],
  )
  t.notOk(text.includes('secret-extension'))
})

t.test('the texts say what is wrong', async (t) => {
  const { app, provider } = await startSignIn(t)
  const now = Math.floor(Date.now() / 1000)
  const texts: [Record<string, unknown>, RegExp][] = [
    [{ exp: now - 60 }, /^Token has expired$/],
    [{ iss: 'https://evil.example' }, /^Token issuer or audience does not match expected values$/],
    [{ aud: 'other' }, /^Token issuer or audience does not match expected values$/],
    [{ sub: undefined }, /^Token missing 'sub' claim$/],
    [{ nbf: now + 300 }, /^Invalid token: it is not yet valid$/],
  ]
  for (const [claims, text] of texts) {
    const authorization = `Bearer ${await provider.sign(claims)}`
    t.match((await app.inject({ url: '/api/types', headers: { authorization } })).json().error, text)
  }
})

t.test('clocks may differ by the tolerance, and no more', async (t) => {
  const { app, provider } = await startSignIn(t)
  const now = Math.floor(Date.now() / 1000)
  for (const [claims, status] of [
    [{ exp: now - 20 }, 200],
    [{ nbf: now + 20, iat: now + 20 }, 200],
    [{ exp: now - 40 }, 401],
    [{ nbf: now + 40 }, 401],
    [{ iat: now + 40 }, 401],
  ] as const) {
    const authorization = `Bearer ${await provider.sign(claims)}`
    t.equal((await app.inject({ url: '/api/types', headers: { authorization } })).statusCode, status)
  }
})

t.test('requests without a usable token', async (t) => {
  const { app, provider, log } = await startSignIn(t)
  const token = await provider.sign()
  const other = await provider.sign({ sub: 'mallory' })
  const expired = await provider.sign({ exp: 1 })
  const cases: [string, Record<string, string>, string, Record<string, number>][] = [
    ['nothing', {}, 'No valid token provided', {}],
    ['Basic', { authorization: 'Basic dXNlcjpwdw==' }, 'No valid token provided', {}],
    ['no scheme', { authorization: token }, 'No valid token provided', {}],
    ['three words', { authorization: `Bearer ${token} x` }, 'No valid token provided', {}],
    ['scheme alone', { authorization: 'Bearer' }, 'No valid token provided', {}],
    ['empty cookie', { cookie: 'access_token=' }, 'No valid token provided', {}],
    ['cookie of another case', { cookie: `Access_Token=${token}` }, 'No valid token provided', {}],
    ['cookie whose name only ends alike', { cookie: `x_access_token=${token}` }, 'No valid token provided', {}],
    ['the ID cookie', { cookie: `id_token=${token}` }, 'No valid token provided', {}],
    ['malformed escape', { cookie: 'access_token=%E0%A4%A' }, 'Invalid token: it is malformed', { invalid_token: 1 }],
    [
      'two access cookies',
      { cookie: `access_token=${other}; access_token=${token}` },
      'Invalid token: there are several access-token cookies',
      { invalid_token: 1 },
    ],
    ['two refresh cookies', { cookie: 'refresh_token=a; refresh_token=b' }, 'No valid token provided', {}],
    [
      'expired, two refresh cookies',
      { cookie: `access_token=${expired}; refresh_token=a; refresh_token=b` },
      'Token has expired',
      { expired: 1 },
    ],
  ]
  for (const [name, headers, text, counted] of cases) {
    for (const url of ['/api/types', '/api/auth/self']) {
      const before = await validations()
      const answer = await app.inject({ url, headers })
      t.equal(answer.statusCode, 401, name)
      t.equal(answer.json().error, text, name)
      t.same(await validationsSince(before), counted, name)
    }
  }
  t.equal(provider.count('/token'), 0)
  t.notOk(log.join('').includes(token))
})

t.test('roles of a wrong shape are no roles, and unknown ones admit nobody', async (t) => {
  const { app, provider } = await startSignIn(t)
  const shapes: Record<string, unknown>[] = [
    { realm_access: undefined },
    { realm_access: null },
    { realm_access: 'admin' },
    { realm_access: ['admin'] },
    { realm_access: { roles: 'admin' } },
    { realm_access: { roles: { 0: 'admin', length: 1 } } },
    { realm_access: { roles: [['admin'], { admin: true }, 1, null] } },
    { realm_access: { roles: ['Admin', 'ADMIN', ' admin'] } },
    { realm_access: undefined, roles: ['admin'] },
    { realm_access: undefined, resource_access: { other: { roles: ['admin'] } } },
    { realm_access: undefined, resource_access: { roles: ['admin'] } },
  ]
  for (const shape of shapes) {
    const authorization = `Bearer ${await provider.sign(shape)}`
    for (const url of ['/api/types', '/api/auth/self']) {
      const answer = await app.inject({ url, headers: { authorization } })
      t.equal(answer.statusCode, 403, JSON.stringify(shape))
      t.match(answer.json(), { error: 'No recognized role -- access denied', code: 'AUTHORIZATION_FAILED' })
    }
  }
})
