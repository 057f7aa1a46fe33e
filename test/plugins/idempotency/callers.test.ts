import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

t.test('the keys of one caller never meet those of another', async (t) => {
  const app = await buildApp(t, { settings: { appEnv: 'testing', oidcEnabled: false } })
  const signIn = async (subject: string) => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/testing/auth/session',
      payload: { subject, name: subject, email: null, roles: ['editor'] },
    })
    const [cookie] = answer.cookies
    return `${cookie?.name}=${cookie?.value}`
  }
  const [ann, bob] = [await signIn('ann'), await signIn('bob')]
  const box = (cookie: string | null, description = 'Box') =>
    app.inject({
      method: 'POST',
      url: '/api/boxes',
      headers: { 'idempotency-key': 'a', ...(cookie === null ? {} : { cookie }) },
      payload: { description, capacity: 1 },
    })
  const first = await box(ann, 'Of Ann')
  const other = await box(bob, 'Of Bob')
  t.equal(first.statusCode, 201, first.body)
  t.equal(other.statusCode, 201, other.body)
  t.not(other.body, first.body)
  t.equal((await box(ann, 'Of Ann')).body, first.body)
  t.equal((await box(bob, 'Of Bob')).body, other.body)
  t.match(await box(bob, 'Of Ann'), { statusCode: 422 })
})

t.test('a kept answer carries no cookies', async (t) => {
  const app = await buildApp(t, { settings: { appEnv: 'testing' } })
  const request = {
    method: 'POST',
    url: '/api/testing/auth/session',
    headers: { 'idempotency-key': 'a' },
    payload: { subject: 'ann', name: 'Ann', email: null, roles: [] },
  } as const
  t.equal((await app.inject(request)).cookies.length, 1)
  const again = await app.inject(request)
  t.equal(again.headers['idempotency-replayed'], 'true')
  t.strictSame(again.cookies, [])
})
