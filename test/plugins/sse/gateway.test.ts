import { setTimeout as delay } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { SettingsOverrides } from '../../../plugins/config/index.ts'
import { buildApp } from '../../support/build-app.ts'
import { sampleValue } from '../../support/sample-value.ts'
import { startGateway } from '../../support/sse-gateway.ts'
import { createTestDatabase } from '../../support/test-database.ts'

async function serve(t: Test, settings: SettingsOverrides = {}) {
  const gateway = await startGateway(t)
  const app = await buildApp(t, { settings: { appEnv: 'testing', sseGatewayUrl: gateway.url, ...settings } })
  gateway.callbackUrl = await app.listen({ port: 0, host: '127.0.0.1' })
  return { app, gateway }
}

const OIDC = {
  oidcEnabled: true,
  oidcIssuerUrl: 'http://127.0.0.1:1',
  oidcClientId: 'inventory',
  oidcClientSecret: 'secret',
} as const

const news = (text: string, subject: string | null = null) => ({
  name: 'news',
  service: 'task' as const,
  subject,
  data: { text },
})

t.test('a malformed callback is answered by the first thing that is wrong with it', async (t) => {
  const { gateway } = await serve(t, { sseCallbackSecret: 'hush' })
  const query = '?secret=hush'
  const good = { action: 'connect', token: 't1', request: { url: '/api/sse/stream?request_id=r1' } }
  for (const [what, body, options, status, error] of [
    ['no secret', 'not json', {}, 401, 'Unauthorized'],
    ['a wrong secret', good, { query: '?secret=hus' }, 401, 'Unauthorized'],
    ['no body', '', { query }, 400, 'Missing JSON body'],
    ['another content type', good, { query, headers: { 'content-type': 'text/plain' } }, 400, 'Missing JSON body'],
    ['no JSON', '{"action":', { query }, 400, 'Invalid JSON'],
    ['no UTF-8', Buffer.from(JSON.stringify({ ...good, token: 't\xb5' }), 'latin1'), { query }, 400, 'Invalid JSON'],
    ['half a surrogate pair', '{"action":"connect","token":"\\ud83d"}', { query }, 400, /token must be well-formed/],
    ['another action', { ...good, action: 'ping' }, { query }, 400, 'Unknown action: ping'],
    ['an action that is no text', { ...good, action: 7 }, { query }, 400, 'Unknown action: 7'],
    ['no object', '[]', { query }, 400, 'Invalid payload'],
    ['null', 'null', { query }, 400, 'Invalid payload'],
    ['no token', { ...good, token: undefined }, { query }, 400, 'Invalid payload'],
    ['no request', { ...good, request: undefined }, { query }, 400, 'Invalid payload'],
    ['wrong headers', { ...good, request: { url: '/', headers: { a: 1 } } }, { query }, 400, 'Invalid payload'],
    ['no reason', { ...good, action: 'disconnect' }, { query }, 400, 'Invalid payload'],
    ['no request_id', { ...good, request: { url: '/api/sse/stream' } }, { query }, 400, 'Missing request_id in URL'],
    ['an empty one', { ...good, request: { url: '/s?request_id=' } }, { query }, 400, 'Missing request_id in URL'],
    ['a colon', { ...good, request: { url: '/s?request_id=a:b' } }, { query }, 400, 'Invalid request_id format'],
  ] as const) {
    const response = await gateway.callback(body, options)
    t.equal(response.status, status, what)
    const answer: { details: { errors?: unknown } } = JSON.parse(await response.text())
    t.match(answer, { error, details: { message: /./ }, correlationId: /./ }, what)
    if (error === 'Invalid payload') t.type(answer.details.errors, Array, what)
  }
  const accepted = await gateway.callback({ ...good, more: true }, { query })
  t.equal(accepted.status, 200)
  t.equal(await accepted.text(), '{}', 'an answer with anything in it would ask for another way of delivery')
  t.equal((await fetch(`${gateway.callbackUrl}/api/sse/stream?request_id=r`)).status, 404, 'streams are elsewhere')
})

t.test('events go to the gateway as names with JSON text, and are counted', async (t) => {
  const { app, gateway } = await serve(t)
  const sent = (await sampleValue('sse_gateway_events_sent_total', { service: 'task', status: 'success' })) ?? 0
  t.equal((await gateway.connect('r1', 'token-1')).status, 200)
  t.same(await app.sse.connectionInfo('r1'), { request_id: 'r1', subject: 'local-user' })
  t.equal(await sampleValue('sse_gateway_active_connections'), 1)
  await app.sse.publish(news('hello'))
  await gateway.until(() => gateway.received('token-1', 'news').length === 1)
  t.equal(await app.sse.sendTo('r1', news('again')), true)
  t.same(
    gateway.bodies.find((body) => body.includes('hello')),
    '{"token":"token-1","event":{"name":"news","data":"{\\"text\\":\\"hello\\"}"}}',
  )
  t.equal(await sampleValue('sse_gateway_events_sent_total', { service: 'task', status: 'success' }), sent + 2)
  t.ok(await sampleValue('sse_gateway_send_duration_seconds_count', { service: 'task' }))
  t.equal(await app.sse.sendTo('nobody', news('lost')), false)
})

t.test('a task is told step by step, in order', async (t) => {
  const { app, gateway } = await serve(t)
  await gateway.connect('r1', 'token-1')
  // The first event is slow: the others must not overtake it.
  gateway.answer = async ({ event }) => (event?.data.includes('task_started') ? delay(50).then(() => 200) : 200)
  await app.tasks.startTask('demo_task', { callerSubject: 'local-user', params: { steps: 3, delay: 0 } })
  await gateway.until(() => gateway.received('token-1', 'task_event').length === 5)
  t.same(
    gateway.received('token-1', 'task_event').map(({ event_type }) => event_type),
    ['task_started', 'progress_update', 'progress_update', 'progress_update', 'task_completed'],
  )
})

t.test('a slow or broken gateway holds no task', async (t) => {
  const { app, gateway } = await serve(t)
  await gateway.connect('r1', 'token-1')
  const errors = (await sampleValue('sse_gateway_events_sent_total', { service: 'task', status: 'error' })) ?? 0
  gateway.answer = async () => 500
  const { task_id } = await app.tasks.startTask('demo_task', { params: { steps: 1, delay: 0 } })
  await gateway.until(() => gateway.received('token-1', 'task_event').length === 3)
  t.equal((await app.tasks.getTaskStatus(task_id))?.status, 'completed')
  t.equal(await app.sse.hasConnection('r1'), true, 'only an unknown stream is forgotten')
  await app.close()
  t.equal(await sampleValue('sse_gateway_events_sent_total', { service: 'task', status: 'error' }), errors + 3)
})

t.test('a stream that the gateway does not know is forgotten as if it had ended', async (t) => {
  const { app, gateway } = await serve(t)
  const gone: string[] = []
  app.sse.observers.onDisconnect((requestId) => void gone.push(requestId))
  const before = (await sampleValue('sse_gateway_connections_total', { action: 'disconnect' })) ?? 0
  await gateway.connect('r1', 'token-1')
  gateway.lose('token-1')
  t.equal(await app.sse.sendTo('r1', news('lost')), false)
  t.equal(await app.sse.hasConnection('r1'), false)
  t.same(gone, ['r1'])
  t.equal(await sampleValue('sse_gateway_connections_total', { action: 'disconnect' }), before + 1)
  t.equal(await sampleValue('sse_gateway_active_connections'), 0)
})

t.test('a new stream of a page replaces the older one, its identity included', async (t) => {
  const { app, gateway } = await serve(t, OIDC)
  const seen: string[] = []
  app.sse.observers.onConnect((requestId) => void seen.push(`+${requestId}`))
  app.sse.observers.onDisconnect((requestId) => void seen.push(`-${requestId}`))
  const session = await app.inject({
    method: 'POST',
    url: '/api/testing/auth/session',
    payload: { subject: 'rosa', roles: ['reader'] },
  })
  const cookie = String(session.headers['set-cookie']).split(';')[0] ?? ''
  await gateway.connect('r1', 'token-1', { Cookie: ['a=b', cookie] })
  t.same(await app.sse.connectionInfo('r1'), { request_id: 'r1', subject: 'rosa' })
  await gateway.connect('r1', 'token-2')
  t.same(await app.sse.connectionInfo('r1'), { request_id: 'r1', subject: null }, 'nothing is inherited')
  await gateway.until(() => gateway.sent.some(({ token, close }) => token === 'token-1' && close === true))
  t.equal((await gateway.disconnect('token-1')).status, 200, 'the end of the older one comes late')
  t.equal(await app.sse.hasConnection('r1'), true)
  await app.sse.publish(news('for rosa', 'rosa'))
  await app.sse.publish(news('for all'))
  await gateway.until(() => gateway.received('token-2', 'news').length === 1)
  t.same(gateway.received('token-2', 'news'), [{ text: 'for all' }])
  await gateway.disconnect('token-2')
  t.equal((await gateway.disconnect('unheard-of')).status, 200)
  t.same(seen, ['+r1', '+r1', '-r1'])
})

t.test('a broadcast goes out twenty at a time', async (t) => {
  const { app, gateway } = await serve(t)
  for (let n = 0; n < 50; n++) await gateway.connect(`r${n}`, `token-${n}`)
  await gateway.until(() => gateway.sent.filter(({ event }) => event?.name === 'version').length === 50)
  gateway.mostAtOnce = 0
  const full = Promise.withResolvers<void>()
  gateway.answer = async () => {
    if (gateway.mostAtOnce >= 20) full.resolve()
    await full.promise
    // Time for a send that would be one too many.
    await delay(20)
    return 200
  }
  await app.sse.publish(news('to all'))
  await gateway.until(() => gateway.sent.filter(({ event }) => event?.name === 'news').length === 50)
  t.equal(gateway.mostAtOnce, 20)
})

t.test('registrations outlive a restart and are shared by replicas', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const first = await serve(t, { databaseUrl })
  await first.gateway.connect('r1', 'token-1')
  await first.app.close()
  const app = await buildApp(t, { settings: { databaseUrl, sseGatewayUrl: first.gateway.url } })
  t.equal(await sampleValue('sse_gateway_active_connections'), 1)
  await app.sse.publish(news('after the restart'))
  await first.gateway.until(() => first.gateway.received('token-1', 'news').length === 1)
})

t.test('readiness tells how the gateway is', async (t) => {
  const { app, gateway } = await serve(t)
  t.match((await app.inject('/health/readyz')).json(), { ready: true, sse_gateway: { reachable: true, ok: true } })
  const down = await buildApp(t, { settings: { sseGatewayUrl: 'http://127.0.0.1:1' } })
  const response = await down.inject('/health/readyz')
  t.equal(response.statusCode, 503)
  t.match(response.json(), { sse_gateway: { reachable: false, error: /./, ok: false } })
  gateway.readiness = 500
  const sick = await buildApp(t, { settings: { sseGatewayUrl: gateway.url } })
  t.match((await sick.inject('/health/readyz')).json(), {
    sse_gateway: { reachable: true, status_code: 500, ok: false },
  })
})

t.test('a stream without a user whose cookies could tell one soon is closed after 5 s', async (t) => {
  const { gateway } = await serve(t, OIDC)
  t.equal((await gateway.connect('r1', 'token-1', { cookie: 'refresh_token=abc' })).status, 200)
  await gateway.connect('r2', 'token-2')
  await gateway.until(() => gateway.sent.some(({ token, close }) => token === 'token-1' && close === true))
  t.notOk(gateway.sent.some(({ token, close }) => token === 'token-2' && close))
})
