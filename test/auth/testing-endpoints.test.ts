import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { startSignIn } from '../support/signed-in-app.ts'

const TESTING = { appEnv: 'testing' } as const
const LOCAL_USER = {
  subject: 'local-user',
  email: 'admin@local',
  name: 'Local Admin',
  roles: ['admin', 'editor', 'reader'],
}

t.test('while sign-in is off everybody is the local administrator', async (t) => {
  const app = await buildApp(t)
  const self = await app.inject('/api/auth/self')
  t.equal(self.statusCode, 200)
  t.same(self.json(), LOCAL_USER)
  t.equal(self.headers['cache-control'], 'no-store')
  t.equal((await app.inject({ url: '/api/types', headers: { authorization: 'Bearer x' } })).statusCode, 200)
  for (const url of ['/api/auth/login?redirect=/', '/api/auth/login', '/api/auth/callback?code=x&state=y']) {
    const answer = await app.inject(url)
    t.equal(answer.statusCode, 400)
    t.match(answer.json(), { error: 'Authentication is not enabled', code: 'VALIDATION_FAILED' })
  }
  const logout = await app.inject('/api/auth/logout')
  t.equal(logout.statusCode, 302)
  t.equal(logout.headers.location, '/')
  t.equal([logout.headers['set-cookie']].flat().length, 3, 'cookies are removed though none were sent')
  t.same((await app.inject('/health/readyz')).json().oidc, undefined)
})

t.test('the testing endpoints exist in tests only', async (t) => {
  const app = await buildApp(t)
  for (const path of ['session', 'clear', 'force-error']) {
    const answer = await app.inject({ method: 'POST', url: `/api/testing/auth/${path}`, payload: '{' })
    t.equal(answer.statusCode, 400)
    t.match(answer.json(), {
      code: 'ROUTE_NOT_AVAILABLE',
      error: 'This endpoint is only available when the server is running in testing mode',
    })
  }
})

t.test('a test session has its roles checked, until it is cleared', async (t) => {
  const app = await buildApp(t, { settings: TESTING })
  const start = async (payload: object) => {
    const answer = await app.inject({ method: 'POST', url: '/api/testing/auth/session', payload })
    t.equal(answer.statusCode, 201)
    const [line = ''] = [answer.headers['set-cookie']].flat()
    t.match(line, /^access_token=test-session-[\w-]{22}; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/)
    return { body: answer.json(), headers: { cookie: line.split(';', 1).join('') } }
  }
  const reader = await start({ subject: 'rosa', roles: ['reader'], name: 'Rosa' })
  t.same(reader.body, { subject: 'rosa', name: 'Rosa', email: null, roles: ['reader'] })
  const editor = await start({ subject: 'eddie', roles: ['editor'], email: null })
  const nobody = await start({ subject: 'nobody' })
  t.same(nobody.body, { subject: 'nobody', name: null, email: null, roles: [] })

  const status = async (method: 'GET' | 'POST', { headers }: { headers: Record<string, string> }) =>
    (await app.inject({ method, url: '/api/types', headers, ...(method === 'POST' && { payload: { name: 'Fuse' } }) }))
      .statusCode
  t.same([await status('GET', reader), await status('POST', reader)], [200, 403])
  t.same([await status('GET', editor), await status('POST', editor)], [200, 201])
  t.same([await status('GET', nobody), await status('POST', nobody)], [403, 403])
  t.same((await app.inject({ url: '/api/auth/self', headers: editor.headers })).json(), {
    subject: 'eddie',
    email: null,
    name: null,
    roles: ['editor', 'reader'],
  })
  const stranger = await app.inject({ url: '/api/auth/self', headers: nobody.headers })
  t.equal(stranger.statusCode, 403)
  t.match(stranger.json(), { error: 'No recognized role -- access denied' })

  const cleared = await app.inject({ method: 'POST', url: '/api/testing/auth/clear', headers: reader.headers })
  t.equal(cleared.statusCode, 204)
  t.match([cleared.headers['set-cookie']].flat(), [/^access_token=; Max-Age=0;/])
  t.same(
    (await app.inject({ url: '/api/auth/self', headers: reader.headers })).json(),
    LOCAL_USER,
    'then it is unknown',
  )
  t.equal((await app.inject({ method: 'POST', url: '/api/testing/auth/clear' })).statusCode, 204, 'nothing to clear')
})

t.test('a test session that is described wrongly is refused', async (t) => {
  const app = await buildApp(t, { settings: TESTING })
  for (const payload of [
    {},
    { subject: '' },
    { subject: 1 },
    { subject: 'x', roles: 'reader' },
    { subject: 'x', roles: [1] },
    { subject: 'x', name: {} },
  ]) {
    const answer = await app.inject({ method: 'POST', url: '/api/testing/auth/session', payload })
    t.equal(answer.statusCode, 400, JSON.stringify(payload))
    t.ok(answer.json().details.errors.length > 0)
    t.equal(answer.headers['set-cookie'], undefined)
  }
})

t.test('an error that a test asks for comes once', async (t) => {
  const app = await buildApp(t, { settings: TESTING })
  const force = (query: string) => app.inject({ method: 'POST', url: `/api/testing/auth/force-error${query}` })
  for (const status of [400, 401, 403, 418, 500, 503, 599]) {
    t.equal((await force(`?status=${status}`)).statusCode, 204)
    const failed = await app.inject('/api/auth/self')
    t.equal(failed.statusCode, status)
    t.match(failed.json(), { error: `Simulated error for testing (status ${status})`, details: { message: String } })
    t.equal((await app.inject('/api/auth/self')).statusCode, 200)
  }
  for (const query of [
    '',
    '?status=',
    '?status=abc',
    '?status=399',
    '?status=600',
    '?status=500.5',
    '?status=-500',
    '?status=0x1f4',
  ]) {
    const answer = await force(query)
    t.equal(answer.statusCode, 400, query)
    t.match(answer.json().details.errors, [{ field: 'status' }])
  }
  t.equal((await app.inject('/api/auth/self')).statusCode, 200)
})

t.test('test sessions work beside sign-in', async (t) => {
  const { app } = await startSignIn(t, { settings: TESTING })
  t.equal((await app.inject('/api/types')).statusCode, 401)
  const payload = { subject: 'rosa', roles: ['reader'] }
  const session = await app.inject({ method: 'POST', url: '/api/testing/auth/session', payload })
  const cookie = String([session.headers['set-cookie']].flat()[0]).split(';', 1).join('')
  t.equal((await app.inject({ url: '/api/types', headers: { cookie } })).statusCode, 200)
})
