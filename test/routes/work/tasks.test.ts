import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { openStream } from '../../support/event-source.ts'
import { signIn, startSignIn } from '../../support/signed-in-app.ts'
import { followTask } from '../../support/task-events.ts'

const OIDC = {
  appEnv: 'testing',
  oidcEnabled: true,
  oidcIssuerUrl: 'http://127.0.0.1:1',
  oidcClientId: 'inventory',
  oidcClientSecret: 'secret',
} as const

t.test('a task exists for who has started it and for admins; a task of nobody for all', async (t) => {
  const app = await buildApp(t, { settings: OIDC })
  const cookieOf = async (subject: string, roles: string[]) => {
    const session = await app.inject({
      method: 'POST',
      url: '/api/testing/auth/session',
      payload: { subject, roles },
    })
    return String(session.headers['set-cookie']).split(';')[0] ?? ''
  }
  const rosa = await cookieOf('rosa', ['editor'])
  const eddie = await cookieOf('eddie', ['editor'])
  const ada = await cookieOf('ada', ['admin'])
  const reader = await cookieOf('rosa', ['reader'])
  const status = async (id: string, cookie: string) =>
    (await app.inject({ url: `/api/tasks/${id}/status`, headers: { cookie } })).statusCode
  const change = async (method: 'POST' | 'DELETE', path: string, cookie: string) => {
    const response = await app.inject({ method, url: `/api/tasks/${path}`, headers: { cookie } })
    return [response.statusCode, response.json().error ?? response.json().message]
  }

  const own = await app.tasks.startTask('demo_task', { callerSubject: 'rosa', params: { steps: 1000, delay: 60 } })
  const nobodys = await app.tasks.startTask('demo_task', { params: { steps: 1, delay: 0 } })
  await followTask(app)(nobodys.task_id)
  for (const [who, cookie, seen] of [
    ['rosa', rosa, 200],
    ['eddie', eddie, 404],
    ['ada', ada, 200],
  ] as const) {
    t.equal(await status(own.task_id, cookie), seen, who)
    t.equal(await status(nobodys.task_id, cookie), 200, who)
  }
  t.same(await change('POST', `${own.task_id}/cancel`, eddie), [404, 'Task not found or cannot be cancelled'])
  t.equal((await change('POST', `${own.task_id}/cancel`, reader))[0], 403, 'a reader may only look')
  t.same(await change('POST', `${own.task_id}/cancel`, rosa), [200, 'Task cancellation requested'])
  t.same(await change('DELETE', own.task_id, eddie), [404, 'Task not found or not completed'])
  t.equal((await change('DELETE', own.task_id, reader))[0], 403)
  t.same(await change('DELETE', own.task_id, ada), [200, 'Task removed from registry'])
})

t.test('a stream is bound to who is signed in; an expired session is renewed with its headers', async (t) => {
  const setup = await startSignIn(t, { settings: { appEnv: 'testing' } })
  const { app, baseurl } = setup
  const browser = await signIn(setup, 'eddie')
  // A browser drops the cookie of an access token when its time is over.
  const refresh = browser.cookie(baseurl, 'refresh_token')
  t.ok(refresh)
  const page = await openStream(t, `${baseurl}/api/sse/stream?request_id=page`, { cookie: `refresh_token=${refresh}` })
  t.equal(page.status, 200)
  const cookies = page.headers['set-cookie'] ?? []
  t.ok(
    cookies.some((cookie) => cookie.startsWith('access_token=')),
    'the new cookies go out with the stream',
  )
  t.same(await app.sse.connectionInfo('page'), { request_id: 'page', subject: 'eddie' })

  const stranger = await openStream(t, `${baseurl}/api/sse/stream?request_id=stranger`, {
    cookie: 'access_token=nonsense; refresh_token=nonsense',
  })
  t.equal(stranger.status, 200, 'a page without a valid session is not left blank')
  t.same(await app.sse.connectionInfo('stranger'), { request_id: 'stranger', subject: null })
})
