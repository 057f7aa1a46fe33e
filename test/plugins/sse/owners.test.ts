import type { FastifyInstance } from 'fastify'
import t, { type Test } from 'tap'
import type { SettingsOverrides } from '../../../plugins/config/index.ts'
import { buildApp } from '../../support/build-app.ts'
import { type EventSourceClient, openStream } from '../../support/event-source.ts'
import { startGateway } from '../../support/sse-gateway.ts'
import { createTestDatabase } from '../../support/test-database.ts'
import { until } from '../../support/until.ts'

/** Sign-in is on; the sessions are those of tests, so that no provider is needed. */
const SIGN_IN = {
  appEnv: 'testing',
  oidcEnabled: true,
  oidcIssuerUrl: 'http://127.0.0.1:1',
  oidcClientId: 'inventory',
  oidcClientSecret: 'secret',
  secretKey: 'a secret of the test, long enough for it',
} as const

async function cookieOf(app: FastifyInstance, subject: string): Promise<string> {
  const payload = { subject, roles: ['editor'] }
  const session = await app.inject({ method: 'POST', url: '/api/testing/auth/session', payload })
  return String(session.headers['set-cookie']).split(';')[0] ?? ''
}

async function serve(t: Test, settings: SettingsOverrides = {}) {
  const app = await buildApp(t, { settings: { ...SIGN_IN, ...settings } })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const stream = (requestId: string, headers: Record<string, string> = {}) =>
    openStream(t, `${url}/api/sse/stream?request_id=${requestId}`, headers)
  return { app, url, stream }
}

const news = (text: string, subject: string | null = null) => ({
  name: 'news',
  service: 'version' as const,
  subject,
  data: { text },
})
const textsOf = (page: EventSourceClient) =>
  page.messages.filter(({ type }) => type === 'news').map(({ payload }) => payload.text)
const isLive = (page: EventSourceClient) => page.until(({ lastEventId }) => lastEventId !== '')

t.test('a user whose account is called local-user gets the events of that account only', async (t) => {
  const { app, stream } = await serve(t)
  const page = await stream('page', { cookie: await cookieOf(app, 'local-user') })
  await isLive(page)
  await app.sse.publish(news('for rosa', 'rosa'))
  await app.sse.publish(news('for local-user', 'local-user'))
  await app.sse.publish(news('for all'))
  await page.message(({ payload }) => payload.text === 'for all')
  t.same(textsOf(page), ['for local-user', 'for all'])

  const { task_id } = await app.tasks.startTask('demo_task', { callerSubject: 'rosa', params: { steps: 1, delay: 0 } })
  await until(async () => (await app.tasks.getTaskStatus(task_id))?.status === 'completed')
  const again = await stream('again', { cookie: await cookieOf(app, 'local-user'), 'last-event-id': '1' })
  await app.sse.publish(news('after the task'))
  await again.message(({ payload }) => payload.text === 'after the task')
  t.same(again.taskEvents(task_id), [], 'neither when it resumes')
})

t.test('through a gateway as well', async (t) => {
  const gateway = await startGateway(t)
  const app = await buildApp(t, { settings: { ...SIGN_IN, sseGatewayUrl: gateway.url } })
  gateway.callbackUrl = await app.listen({ port: 0, host: '127.0.0.1' })
  await gateway.connect('page', 'token', { cookie: await cookieOf(app, 'local-user') })
  await app.sse.publish(news('for rosa', 'rosa'))
  await app.sse.publish(news('for all'))
  await gateway.until(() => gateway.received('token', 'news').some(({ text }) => text === 'for all'))
  t.same(gateway.received('token', 'news'), [{ text: 'for all' }])
})

t.test("nobody ends another user's stream by its request_id", async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const { app, stream } = await serve(t, { databaseUrl })
  const replica = await serve(t, { databaseUrl })
  const rosa = await stream('page', { cookie: await cookieOf(app, 'rosa') })
  await isLive(rosa)
  const others = [
    await stream('page'),
    await stream('page', { cookie: await cookieOf(app, 'eddie') }),
    await replica.stream('page'),
    await replica.stream('page', { cookie: await cookieOf(replica.app, 'eddie') }),
  ]
  await Promise.all(others.map((page) => page.until(({ text }) => text !== '')))
  await app.sse.publish(news('for rosa', 'rosa'))
  await rosa.message(({ payload }) => payload.text === 'for rosa')

  const [anonymous] = others
  const again = await stream('page', { cookie: await cookieOf(app, 'rosa') })
  t.equal(await rosa.ended, 'ended', 'her own page replaces it')
  await isLive(again)
  t.equal(await anonymous?.ended, 'ended', 'the anonymous page of the same address was replaced by the other one')
  await app.sse.publish(news('for rosa again', 'rosa'))
  await again.message(({ payload }) => payload.text === 'for rosa again')
})

t.test('who has many streams gets 503 for more', async (t) => {
  const { app, url, stream } = await serve(t, { sseMaxStreams: 8, sseMaxStreamsPerClient: 3 })
  const open = async (id: string, headers: Record<string, string> = {}) => {
    const page = await stream(id, headers)
    if (page.status !== 200) page.close()
    return page.status
  }
  const as = async (subject: string) => ({ cookie: await cookieOf(app, subject) })
  const from = (address: string) => ({ 'x-forwarded-for': address })

  for (const id of ['a', 'b', 'c']) t.equal(await open(id, from('203.0.113.1')), 200)
  t.equal(await open('d', from('203.0.113.1')), 503, 'a fourth of one address')
  t.equal(await open('a', from('203.0.113.1')), 200, 'in place of an older one')
  t.equal(await open('e', from('2001:db8:1:2::1')), 200)
  t.equal(await open('f', from('203.0.113.2')), 503, 'half of all places is for those who are not signed in')
  for (const id of ['a', 'b', 'c']) t.equal(await open(id, await as('rosa')), 200)
  t.equal(await open('d', await as('rosa')), 503, 'a fourth of one user')
  t.equal(await open('a', await as('eddie')), 200)
  t.equal(await open('b', await as('eddie')), 503, 'a ninth in all')

  const refused = await fetch(`${url}/api/sse/stream?request_id=z`)
  t.equal(refused.status, 503)
  t.match(Number(refused.headers.get('retry-after')), Number)
  t.match(await refused.json(), { code: 'TOO_MANY_STREAMS', error: 'Too many event streams are open' })
})

t.test('an address of IPv6 counts with its whole network, and a place is free again', async (t) => {
  const { app, stream } = await serve(t, { sseMaxStreams: 100, sseMaxStreamsPerClient: 2 })
  const one = await stream('a', { 'x-forwarded-for': '2001:db8:1:2::1' })
  const two = await stream('b', { 'x-forwarded-for': '2001:db8:1:2:ffff:1:2:3' })
  t.equal((await stream('c', { 'x-forwarded-for': '2001:db8:1:2::77' })).status, 503)
  t.equal((await stream('c', { 'x-forwarded-for': '2001:db8:1:3::77' })).status, 200)
  const gone = new Promise<void>((resolve) => app.sse.observers.onDisconnect(() => resolve()))
  one.close()
  await gone
  t.equal((await stream('d', { 'x-forwarded-for': '2001:db8:1:2::77' })).status, 200)
  t.equal(two.status, 200)
})
