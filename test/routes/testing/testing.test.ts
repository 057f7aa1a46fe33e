import sharp from 'sharp'
import t, { type Test } from 'tap'
import { extractText, getDocumentProxy } from 'unpdf'
import { buildApp } from '../../support/build-app.ts'
import { openStream } from '../../support/event-source.ts'
import { startGateway } from '../../support/sse-gateway.ts'
import { followTask } from '../../support/task-events.ts'

const testing = (t: Test) => buildApp(t, { settings: { appEnv: 'testing' } })

t.test('outside of testing each of the endpoints says so, before it looks at the input', async (t) => {
  const app = await buildApp(t)
  for (const [method, url] of [
    ['GET', '/api/testing/content/image'],
    ['GET', '/api/testing/content/pdf'],
    ['GET', '/api/testing/content/html'],
    ['GET', '/api/testing/content/html-with-banner'],
    ['POST', '/api/testing/tasks/start'],
    ['POST', '/api/testing/deployments/version'],
    ['POST', '/api/testing/sse/task-event'],
    ['GET', '/api/testing/logs/stream'],
  ] as const) {
    const response = await app.inject({ method, url })
    t.equal(response.statusCode, 400, url)
    t.match(response.json(), {
      code: 'ROUTE_NOT_AVAILABLE',
      error: 'This endpoint is only available when the server is running in testing mode',
      details: { message: /APP_ENV=testing/ },
    })
  }
  t.equal((await app.inject('/api/testing/nonsense')).statusCode, 404)
})

t.test('the picture has a blue ground and the text in black, the same for the same text', async (t) => {
  const app = await testing(t)
  for (const [text, isDrawn] of [
    ['Fixture Preview', true],
    ['<b>&"', true],
    ['x'.repeat(1000), true],
    ['', false],
  ] as const) {
    const url = `/api/testing/content/image?text=${encodeURIComponent(text)}`
    const response = await app.inject(url)
    t.equal(response.statusCode, 200)
    t.match(response.headers, {
      'content-type': 'image/png',
      'content-disposition': 'attachment; filename=testing-content-image.png',
      'cache-control': 'no-store, no-cache, must-revalidate, max-age=0',
      pragma: 'no-cache',
      'content-length': String(response.rawPayload.length),
    })
    const { data, info } = await sharp(response.rawPayload).raw().toBuffer({ resolveWithObject: true })
    t.match(info, { width: 400, height: 100, channels: 3 })
    const at = (10 * 400 + 10) * 3
    t.same([...data.subarray(at, at + 3)], [36, 120, 189])
    let dark = false
    for (let i = 0; i < data.length; i += 3) dark ||= data.subarray(i, i + 3).every((channel) => channel <= 32)
    t.equal(dark, isDrawn)
    t.ok((await app.inject(url)).rawPayload.equals(response.rawPayload))
  }
  const without = await app.inject('/api/testing/content/image')
  t.equal(without.statusCode, 400)
  t.equal(without.json().error, 'text is required')
})

t.test('the PDF is valid and always the same', async (t) => {
  const app = await testing(t)
  const response = await app.inject('/api/testing/content/pdf')
  t.match(response.headers, {
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename=testing-content.pdf',
    pragma: 'no-cache',
  })
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(response.rawPayload)), { mergePages: true })
  t.equal(text, 'Testing content')
  t.ok((await app.inject('/api/testing/content/pdf')).rawPayload.equals(response.rawPayload))
})

t.test('the web pages describe themselves; one has a banner', async (t) => {
  const app = await testing(t)
  const title = encodeURIComponent('<Fish> & "Chips"')
  const plain = await app.inject(`/api/testing/content/html?title=${title}`)
  t.match(plain.headers, {
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': 'inline; filename=testing-content.html',
  })
  const escaped = '&lt;Fish&gt; &amp; &quot;Chips&quot;'
  for (const part of [
    `<title>${escaped}</title>`,
    `<meta property="og:title" content="${escaped}">`,
    `<meta name="twitter:title" content="${escaped}">`,
    `<h1>${escaped}</h1>`,
    '<meta property="og:image" content="/api/testing/content/image?text=Fixture+Preview">',
    '<meta property="og:type" content="article">',
    '<link rel="icon" href="/api/testing/content/image?text=Fixture+Preview">',
  ]) {
    t.ok(plain.body.includes(part), part)
  }
  t.notMatch(plain.body, /deployment-notification/)
  const banner = await app.inject(`/api/testing/content/html-with-banner?title=${title}`)
  t.equal(banner.headers['content-disposition'], 'inline; filename=testing-content-banner.html')
  t.match(banner.body, /id="deployment-notification" data-testid="deployment-notification"/)
  t.match(banner.body, /<button[^>]* data-testid="deployment-notification-reload">/)
  t.equal((await app.inject('/api/testing/content/html')).json().error, 'title is required')
})

t.test('test tasks are started, watched, cancelled and forgotten over HTTP', async (t) => {
  const app = await testing(t)
  const ended = followTask(app)
  const start = async (payload?: object) =>
    app.inject({ method: 'POST', url: '/api/testing/tasks/start', ...(payload && { payload }) })

  const started = await start({ params: { steps: 1, delay: 0 } })
  t.equal(started.statusCode, 200)
  t.match(started.json(), { task_id: /^[0-9a-f-]{36}$/, status: 'started' })
  const { task_id } = started.json()
  await ended(task_id)
  const status = (await app.inject(`/api/tasks/${task_id}/status`)).json()
  t.same(Object.keys(status), ['task_id', 'subject', 'status', 'start_time', 'end_time', 'result', 'error'])
  t.match(status, { subject: 'local-user', status: 'completed', result: { status: 'success' }, error: null })
  const cancel = await app.inject({ method: 'POST', url: `/api/tasks/${task_id}/cancel` })
  t.equal(cancel.statusCode, 404)
  t.match(cancel.json(), { error: 'Task not found or cannot be cancelled', code: 'RECORD_NOT_FOUND' })
  const removed = await app.inject({ method: 'DELETE', url: `/api/tasks/${task_id}` })
  t.same(removed.json(), { success: true, message: 'Task removed from registry' })
  const gone = await app.inject(`/api/tasks/${task_id}/status`)
  t.equal(gone.statusCode, 404)
  t.match(gone.json(), { error: 'Task not found', code: 'RECORD_NOT_FOUND', details: { message: /./ } })

  const failing = (await start({ task_type: 'failing_task', params: { error_message: 'as asked', delay: 0 } })).json()
  await ended(failing.task_id)
  t.match((await app.inject(`/api/tasks/${failing.task_id}/status`)).json(), { status: 'failed', error: 'as asked' })

  const long = (await start({ params: { steps: 1000, delay: 60 } })).json()
  const cancelled = await app.inject({ method: 'POST', url: `/api/tasks/${long.task_id}/cancel` })
  t.same(cancelled.json(), { success: true, message: 'Task cancellation requested' })
  t.match((await app.inject(`/api/tasks/${long.task_id}/status`)).json(), { status: 'cancelled', result: null })
  const active = (await start({ params: { steps: 1000, delay: 60 } })).json()
  const refused = await app.inject({ method: 'DELETE', url: `/api/tasks/${active.task_id}` })
  t.match(refused.json(), { error: 'Task not found or not completed', code: 'RECORD_NOT_FOUND' })
  await app.tasks.cancelTask(active.task_id)

  for (const [payload, error] of [
    [{ task_type: 'other' }, 'task_type must be one of: demo_task, failing_task'],
    [{ params: [] }, 'params must be an object'],
  ] as const) {
    const response = await start(payload)
    t.equal(response.statusCode, 400)
    t.equal(response.json().error, error)
  }
  for (const id of ['nonsense', '00000000-0000-4000-8000-000000000000']) {
    t.equal((await app.inject(`/api/tasks/${id}/status`)).statusCode, 404)
    t.equal((await app.inject({ method: 'POST', url: `/api/tasks/${id}/cancel` })).statusCode, 404)
    t.equal((await app.inject({ method: 'DELETE', url: `/api/tasks/${id}` })).statusCode, 404)
  }
})

t.test('an event can be sent to one page, and only to one that is there', async (t) => {
  const app = await testing(t)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const page = await openStream(t, `${url}/api/sse/stream?request_id=pw-1`)
  const send = async (payload: object) => app.inject({ method: 'POST', url: '/api/testing/sse/task-event', payload })
  const event = { request_id: 'pw-1', task_id: 'any', event_type: 'task_completed', data: { success: true, x: [1] } }
  const sent = await send(event)
  t.equal(sent.statusCode, 200)
  t.same(sent.json(), { request_id: 'pw-1', task_id: 'any', event_type: 'task_completed', delivered: true })
  const { payload } = await page.message(({ type }) => type === 'task_event')
  t.match(payload, { ...event, request_id: undefined, timestamp: /Z$/ })
  await send({ ...event, event_type: 'task_started', data: undefined })
  t.equal((await page.message(({ payload }) => payload.event_type === 'task_started')).payload.data, null)

  const unknown = await send({ ...event, request_id: 'pw-2' })
  t.equal(unknown.statusCode, 400)
  t.match(unknown.json(), {
    error: 'No SSE connection registered for request_id: pw-2',
    status: 'not_found',
    details: { message: /./ },
    correlationId: /./,
  })
  for (const field of ['request_id', 'task_id', 'event_type']) {
    t.equal((await send({ ...event, [field]: undefined })).json().error, `${field} is required`)
  }
  t.match((await send({ ...event, event_type: 'cancelled' })).json().error, /^event_type must be one of/)
})

t.test('an event that the gateway refuses is reported so', async (t) => {
  const gateway = await startGateway(t)
  const app = await buildApp(t, { settings: { appEnv: 'testing', sseGatewayUrl: gateway.url } })
  gateway.callbackUrl = await app.listen({ port: 0, host: '127.0.0.1' })
  await gateway.connect('pw-1', 'token-1')
  gateway.answer = () => 500
  const response = await app.inject({
    method: 'POST',
    url: '/api/testing/sse/task-event',
    payload: { request_id: 'pw-1', task_id: 'any', event_type: 'task_started' },
  })
  t.equal(response.statusCode, 400)
  t.match(response.json(), { error: 'Failed to send event to connection: pw-1', status: 'send_failed' })
})
