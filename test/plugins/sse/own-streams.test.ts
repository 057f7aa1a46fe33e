import t, { type Test } from 'tap'
import type { SettingsOverrides } from '../../../plugins/config/index.ts'
import { buildApp } from '../../support/build-app.ts'
import { openStream } from '../../support/event-source.ts'
import { sampleValue } from '../../support/sample-value.ts'
import { followTask } from '../../support/task-events.ts'
import { createTestDatabase } from '../../support/test-database.ts'

async function start(t: Test, settings: SettingsOverrides = {}) {
  const app = await buildApp(t, { settings: { appEnv: 'testing', ...settings } })
  return { app, url: await app.listen({ port: 0, host: '127.0.0.1' }) }
}

/** Most tests use one service; those with settings of their own, or that close it, start another. */
const shared = await start(t)

async function serve(t: Test, settings?: SettingsOverrides) {
  const { app, url } = settings === undefined ? shared : await start(t, settings)
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

t.test('a stream opens at once, with the headers that proxies need, and a comment', async (t) => {
  const { stream } = await serve(t)
  const opened = (await sampleValue('sse_stream_connections_total', { action: 'connect' })) ?? 0
  const page = await stream('page1')
  t.equal(page.status, 200)
  t.match(page.headers, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-request-id': /.+/,
  })
  await page.until(({ text }) => text.startsWith(':'))
  t.equal(await sampleValue('sse_stream_connections_total', { action: 'connect' }), opened + 1)
  t.equal(await sampleValue('sse_stream_active_connections'), 1)
  t.equal(await sampleValue('http_active_requests'), 0, 'an open stream is no request in progress')
})

t.test('a stream without a usable request_id is refused', async (t) => {
  const { url } = await serve(t)
  for (const [query, error] of [
    ['', 'Missing request_id in URL'],
    ['?request_id=', 'Missing request_id in URL'],
    ['?request_id=a:b', 'Invalid request_id format'],
    ['?request_id=a%3Ab', 'Invalid request_id format'],
    ['?request_id=&request_id=a', 'Missing request_id in URL'],
  ]) {
    const response = await fetch(`${url}/api/sse/stream${query}`)
    t.equal(response.status, 400)
    t.match(await response.json(), { error, details: { message: /./ }, correlationId: /./ })
  }
  t.equal((await fetch(`${url}/api/sse/callback`, { method: 'POST' })).status, 404, 'there is no gateway')
})

t.test('messages have no name, an envelope with type and payload, and rising ids', async (t) => {
  const { app, stream } = await serve(t)
  const page = await stream('page1')
  await page.until(({ lastEventId }) => lastEventId !== '')
  await app.sse.publish(news('first\nsecond line'))
  await app.sse.publish(news('last'))
  await page.message(({ payload }) => payload.text === 'last')
  const sent = page.messages.filter(({ type }) => type === 'news')
  t.match(sent, [
    { type: 'news', payload: { text: 'first\nsecond line' }, id: /^\d+$/ },
    { type: 'news', payload: { text: 'last' } },
  ])
  t.ok(Number(sent[0]?.id) < Number(sent[1]?.id))
  t.same(page.named, [], 'nothing has a name')
})

t.test('an event of a rolled back unit of work is never sent', async (t) => {
  const { app, stream } = await serve(t)
  const page = await stream('page1')
  await page.until(({ lastEventId }) => lastEventId !== '')
  await t.rejects(
    app.db.transaction(async () => {
      await app.sse.publish(news('never'))
      throw new Error('no')
    }),
  )
  await app.sse.publish(news('after'))
  await page.message(({ payload }) => payload.text === 'after')
  t.notOk(page.messages.some(({ payload }) => payload.text === 'never'))
})

t.test('a page that was away gets the events of its tasks that it has missed: none twice, none missing', async (t) => {
  const { app, stream } = await serve(t)
  const first = await stream('page1')
  const { task_id } = await app.tasks.startTask('demo_task', {
    callerSubject: 'local-user',
    params: { steps: 3, delay: 0.01 },
  })
  const seen = await first.message(({ payload }) => payload.event_type === 'task_started')
  first.close()
  // Another page sees when everything has been sent.
  const witness = await stream('page2')
  await followTask(app)(task_id)
  await app.sse.publish(news('while it was away'))
  await witness.message(({ payload }) => payload.text === 'while it was away')

  const again = await stream('page1', { 'last-event-id': seen.id })
  await again.message(({ payload }) => payload.event_type === 'task_completed')
  const all = [...first.messages, ...again.messages].filter(({ payload }) => payload.task_id === task_id)
  t.same(
    all.map(({ payload }) => payload.event_type),
    ['task_started', 'progress_update', 'progress_update', 'progress_update', 'task_completed'],
  )
  t.notOk(
    again.messages.some(({ payload }) => payload.text === 'while it was away'),
    'only what belongs to tasks is sent again',
  )
  await app.sse.publish(news('now'))
  await again.message(({ payload }) => payload.text === 'now')
})

t.test('an id that is unknown, or older than what was cleaned up, means live events only', async (t) => {
  const { app, stream } = await serve(t)
  const witness = await stream('witness')
  const run = async () => {
    const { task_id } = await app.tasks.startTask('demo_task', {
      callerSubject: 'local-user',
      params: { steps: 1, delay: 0 },
    })
    return witness.message(({ payload }) => payload.event_type === 'task_completed' && payload.task_id === task_id)
  }
  const old = await run()
  await app.db.query(`update tasks set end_time = now() - interval '1 hour'`)
  await app.tasks.cleanUp(600)
  await run()
  for (const id of ['999999', 'abc', '-1', '1e3', String(Number(old.id) - 1), '99999999999999999999']) {
    const page = await stream('page', { 'last-event-id': id })
    await page.until(({ lastEventId }) => lastEventId !== '')
    await app.sse.publish(news(`after ${id}`))
    await page.message(({ payload }) => payload.text === `after ${id}`)
    t.notOk(
      page.messages.some(({ type }) => type === 'task_event'),
      `nothing old after ${id}`,
    )
  }
})

t.test('the same request_id replaces the older stream, on whichever replica that is', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const a = await serve(t, { databaseUrl })
  const b = await serve(t, { databaseUrl })
  const first = await a.stream('page1')
  await first.until(({ lastEventId }) => lastEventId !== '')
  const second = await a.stream('page1')
  t.equal(await first.ended, 'ended')
  const third = await b.stream('page1')
  t.equal(await second.ended, 'ended')
  const other = await a.stream('page2')
  await a.app.sse.publish(news('to all replicas'))
  await Promise.all([third, other].map((page) => page.message(({ payload }) => payload.text === 'to all replicas')))
  t.equal(await a.app.sse.hasConnection('page1'), false)
  t.same(await b.app.sse.connectionInfo('page1'), { request_id: 'page1', subject: 'local-user' })
})

t.test('a reader that does not read is cut off at 256 KiB and misses nothing of its tasks', async (t) => {
  const { app, stream } = await serve(t)
  const dropped = (await sampleValue('sse_stream_events_sent_total', { service: 'version', status: 'dropped' })) ?? 0
  const page = await stream('page1')
  await page.until(({ lastEventId }) => lastEventId !== '')
  page.pause()
  const block = 'x'.repeat(100_000)
  let sent = 0
  while ((await app.sse.hasConnection('page1')) && sent < 500) {
    await app.sse.publish(news(block))
    sent++
  }
  t.equal(await sampleValue('sse_stream_events_sent_total', { service: 'version', status: 'dropped' }), dropped + 1)
  page.resume()
  t.equal(await page.ended, 'broken')
})

t.test('events reach the streams of their subject only; an unbound stream gets what has none', async (t) => {
  const { app, stream } = await serve(t, {
    oidcEnabled: true,
    oidcIssuerUrl: 'http://127.0.0.1:1',
    oidcClientId: 'x',
    oidcClientSecret: 'x',
  })
  const failed = (await sampleValue('sse_identity_binding_total', { status: 'failed' })) ?? 0
  const bound = (await sampleValue('sse_identity_binding_total', { status: 'success' })) ?? 0
  const cookieOf = async (subject: string) => {
    const response = await app.inject({
      method: 'POST',
      url: '/api/testing/auth/session',
      payload: { subject, roles: ['editor'] },
    })
    return String(response.headers['set-cookie']).split(';')[0] ?? ''
  }
  const rosa = await stream('rosa', { cookie: await cookieOf('rosa') })
  const eddie = await stream('eddie', { cookie: await cookieOf('eddie') })
  const nobody = await stream('nobody')
  const expired = await stream('expired', { authorization: 'Bearer nonsense' })
  const pages = [rosa, eddie, nobody, expired]
  await Promise.all(pages.map((page) => page.until(({ lastEventId }) => lastEventId !== '')))
  t.same(await app.sse.connectionInfo('rosa'), { request_id: 'rosa', subject: 'rosa' })
  t.same(await app.sse.connectionInfo('nobody'), { request_id: 'nobody', subject: null })
  t.equal(await sampleValue('sse_identity_binding_total', { status: 'success' }), bound + 2)
  t.equal(await sampleValue('sse_identity_binding_total', { status: 'failed' }), failed + 2)

  await app.sse.publish(news('for rosa', 'rosa'))
  await app.sse.publish(news('for eddie', 'eddie'))
  await app.sse.publish(news('for all'))
  await Promise.all(pages.map((page) => page.message(({ payload }) => payload.text === 'for all')))
  const texts = pages.map((page) =>
    page.messages.filter(({ type }) => type === 'news').map(({ payload }) => payload.text),
  )
  t.same(texts, [['for rosa', 'for all'], ['for eddie', 'for all'], ['for all'], ['for all']])
})

t.test('a heartbeat is a comment, and moves the id on from which a page resumes', async (t) => {
  const { app, stream } = await serve(t, { sseHeartbeatInterval: 1 })
  const page = await stream('page1')
  await page.until(({ lastEventId }) => lastEventId !== '')
  const opened = page.lastEventId
  await app.sse.publish(news('for somebody else'))
  await page.until(({ text }) => text.includes(': heartbeat'))
  await page.until(({ lastEventId }) => lastEventId !== opened)
  t.equal(page.messages.length, page.messages.filter(({ type }) => type !== 'heartbeat').length)
})

t.test('a lost listening connection is made again, and what was stored meanwhile is sent', async (t) => {
  const { app, stream } = await serve(t)
  const page = await stream('page1')
  await page.until(({ lastEventId }) => lastEventId !== '')
  await app.db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'electronics-inventory events' and datname = current_database()`,
  )
  await app.sse.publish(news('while nobody listened'))
  await page.message(({ payload }) => payload.text === 'while nobody listened')
})

t.test('at the end each stream gets a comment with a retry of a second, no event, and the server closes', async (t) => {
  const { app, stream } = await serve(t, {})
  const ended = (await sampleValue('sse_stream_connections_total', { action: 'disconnect' })) ?? 0
  const pages = await Promise.all(['a', 'b', 'c'].map((id) => stream(id)))
  await Promise.all(pages.map((page) => page.until(({ lastEventId }) => lastEventId !== '')))
  const start = performance.now()
  await app.close()
  t.ok(performance.now() - start < 3000)
  for (const page of pages) {
    t.equal(await page.ended, 'ended')
    t.equal(page.retry, 1000)
    t.same(page.named, [])
  }
  t.ok(((await sampleValue('sse_stream_connections_total', { action: 'disconnect' })) ?? 0) >= ended + 3)
  t.equal(await app.sse.hasConnection('a'), false)
})
