import { mock } from 'node:test'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { LoginStates } from '../../services/access/auth/login-states.ts'
import { Sealer } from '../../services/access/auth/sealer.ts'
import { buildApp } from '../support/build-app.ts'
import { startSignIn } from '../support/signed-in-app.ts'

const OLD_KEY = 'the old key of the service, long enough'
const NEW_KEY = 'the new key of the service, long enough'

async function begin(app: FastifyInstance) {
  const login = await app.inject('/api/auth/login?redirect=/')
  const [line = ''] = [login.headers['set-cookie']].flat()
  t.match(line, /^login_state=[\w-]{43}; Max-Age=600; Path=\/api\/auth; HttpOnly; SameSite=Lax$/)
  const state = new URL(login.headers.location ?? '').searchParams.get('state')
  return { url: `/api/auth/callback?code=made-up&state=${state}`, headers: { cookie: line.split(';', 1).join('') } }
}

t.test('a sign-in may take ten minutes', async (t) => {
  const { app } = await startSignIn(t)
  const [inTime, late] = [await begin(app), await begin(app)]
  t.teardown(() => mock.timers.reset())
  const start = Date.now()
  mock.timers.enable({ apis: ['Date'], now: start + 599_000 })
  t.equal((await app.inject(inTime)).statusCode, 401, 'only the code is wrong')
  mock.timers.setTime(start + 602_000)
  const answer = await app.inject(late)
  t.equal(answer.statusCode, 400)
  t.match(answer.json(), { error: 'Invalid or expired authentication state', code: 'VALIDATION_FAILED' })
})

t.test('the key may be changed while people sign in', async (t) => {
  const { app, provider } = await startSignIn(t, { settings: { secretKey: OLD_KEY } })
  const replica = (settings: object) =>
    buildApp(t, { settings: { ...provider.settings, databaseUrl: app.databaseUrl, ...settings } })
  const changed = await replica({ secretKey: NEW_KEY, secretKeyPrevious: OLD_KEY })
  const later = await replica({ secretKey: NEW_KEY })
  t.equal((await later.inject(await begin(app))).statusCode, 400)
  t.equal((await changed.inject(await begin(app))).statusCode, 401)
  t.equal((await later.inject(await begin(changed))).statusCode, 401, 'the new key seals')
})

t.test('a state that works on one replica does not work again on another', async (t) => {
  const { app, provider } = await startSignIn(t)
  const other = await buildApp(t, { settings: { ...provider.settings, databaseUrl: app.databaseUrl } })
  const callback = await begin(app)
  const answers = await Promise.all([app.inject(callback), other.inject(callback)])
  t.same(answers.map(({ statusCode }) => statusCode).sort(), [400, 401])
})

t.test('used states are forgotten when they are too old to work anyway', async (t) => {
  const { app } = await startSignIn(t)
  await app.inject(await begin(app))
  await app.db.query("update used_login_states set expires_at = now() - interval '1 s'")
  await app.inject(await begin(app))
  t.equal((await app.db.query('select 1 from used_login_states')).length, 1)
})

t.test('a state that was sealed for something else, or lacks something, does not work', async (t) => {
  const { app } = await startSignIn(t)
  const keys = { secretKey: 'x', secretKeyPrevious: null }
  const states = new LoginStates(keys, app.db)
  const whole = { codeVerifier: 'v'.repeat(43), nonce: 'n', redirect: '/' }
  const invalid = { statusCode: 400, message: 'Invalid or expired authentication state' }
  const malformed = { statusCode: 400, message: 'Malformed authentication state' }
  await t.rejects(
    states.use(await new Sealer(keys, 'token refresh').seal({ ...whole, createdAt: Date.now() })),
    invalid,
  )
  const sealer = new Sealer(keys, 'login state')
  for (const incomplete of [null, 1, 'text', [], {}, whole, { ...whole, nonce: '', createdAt: Date.now() }]) {
    await t.rejects(states.use(await sealer.seal(incomplete)), malformed)
  }
  t.not(await states.seal(whole), await states.seal(whole), 'the same state never looks the same')
  t.match(await states.use(await states.seal(whole)), whole)
})
