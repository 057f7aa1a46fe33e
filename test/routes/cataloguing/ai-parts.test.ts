import type { InjectOptions } from 'fastify'
import t from 'tap'
import { analyze, encodeForm } from '../../support/ai-tasks.ts'
import { buildApp } from '../../support/build-app.ts'
import { openStream } from '../../support/event-source.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { startModelApi } from '../../support/model-api.ts'
import { answer } from '../../support/model-api-replies.ts'
import { catalogueAnswer } from '../../support/part-details.ts'
import { signIn, startSignIn } from '../../support/signed-in-app.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const url = '/api/ai-parts/analyze'
const json = { 'content-type': 'application/json' }

t.test('in testing, starts are answered and nothing is behind them', async (t) => {
  const app = await buildApp(t, { settings: { appEnv: 'testing' } })
  const started = async (request: InjectOptions) => {
    const response = await app.inject({ method: 'POST', ...request })
    t.equal(response.statusCode, 201)
    t.match(response.json(), { task_id: UUID, status: 'pending' })
    return response.json().task_id
  }
  const ids = [
    await started({ url }),
    await started({ url, headers: json, payload: '{}' }),
    await started({ url, headers: json, payload: 'no JSON' }),
    await started({ url, headers: { 'content-type': 'text/x-whatever' }, payload: 'x' }),
    await started({ url, headers: { 'content-type': 'multipart/form-data' }, payload: 'x' }),
    await started({ url: '/api/ai-parts/cleanup', payload: { part_key: 'ZZZZ' } }),
  ]
  t.equal(new Set(ids).size, ids.length)
  t.same(await app.db.query('select task_id from tasks'), [])
  const response = await app.inject({ method: 'POST', url: '/api/ai-parts/cleanup', payload: { part_key: 'abc' } })
  t.equal(response.statusCode, 400, 'the body of a clean-up is looked at all the same')
  for (const path of ['analyze/x/result', 'cleanup/x/result']) {
    t.equal((await app.inject({ url: `/api/ai-parts/${path}` })).statusCode, 404)
  }
})

t.test('what is refused, in which order', async (t) => {
  const app = await buildApp(t, { settings: { aiTestingMode: true, maxImageSize: 100 } })
  await addPart(app.db, 'AAAA')
  const disabled = (what: string) => ({
    error: `Cannot perform AI ${what} because real AI usage is disabled in testing mode`,
    code: 'INVALID_OPERATION',
  })
  const refused = async (request: InjectOptions, body: object) => {
    const response = await app.inject({ method: 'POST', url, ...request })
    t.equal(response.statusCode, 400)
    t.match(response.json(), body)
  }
  const form = async (sent: Parameters<typeof encodeForm>[0], body: object) => refused(await encodeForm(sent), body)
  const field = (name: string | null) => ({ details: { field: name } })

  for (const headers of [json, {}, { 'content-type': 'application/x-www-form-urlencoded' }]) {
    await refused({ headers, payload: 'text=x' }, field('Content-Type'))
  }
  await refused({ headers: { 'content-type': 'multipart/form-data' }, payload: 'x' }, field(null))
  await form(
    { image: { bytes: PNG, type: 'image/tiff' } },
    { error: /image\/tiff.*image\/jpeg, image\/png, image\/webp, image\/gif/, ...field('image') },
  )
  await form({ text: 'x', image: { bytes: PNG, type: 'text/plain' } }, field('image'))
  await form({ text: 'x', image: { bytes: Buffer.from('<svg xmlns="x"/>') } }, { error: /svg/, ...field('image') })
  await form({ image: { bytes: Buffer.alloc(101) } }, { error: 'image is too large, maximum size: 0.0MB' })
  await form({ text: 'x'.repeat(10_001) }, { error: 'text must have at most 10000 characters', ...field('text') })
  await form({ text: '\u{1f600}'.repeat(11_000) }, field('text'))
  await form({ text: 'a\0b' }, field('text'))
  for (const nothing of [
    {},
    { text: ' \n ' },
    { image: { bytes: Buffer.alloc(0) } },
    { image: { bytes: PNG, name: '' } },
  ]) {
    await form(nothing, { error: 'Say or show what the part is: text or image', ...field(null) })
  }
  await form({ text: '\u{1f600}'.repeat(10_000) }, disabled('analysis'))
  for (const type of ['image/jpg', 'image/gif']) await form({ image: { bytes: PNG, type } }, disabled('analysis'))

  const cleanup = (part_key: unknown, body: object) =>
    refused({ url: '/api/ai-parts/cleanup', payload: { part_key } }, body)
  for (const key of ['aaaa', 'AAA', 'AAAAA', 7, null]) await cleanup(key, field('part_key'))
  await cleanup('ZZZZ', { error: /ZZZZ/, ...field('part_key') })
  await cleanup('AAAA', disabled('cleanup'))
  t.same(await app.db.query('select task_id from tasks'), [])
})

t.test('no work is begun when the budget is spent, nor when the service goes down', async (t) => {
  const api = await startModelApi(t)
  const app = await buildApp(t, { settings: { ...api.settings, aiDailyTokenLimit: 0 } })
  await addPart(app.db, 'AAAA')
  const cleanup = { method: 'POST', url: '/api/ai-parts/cleanup', payload: { part_key: 'AAAA' } } as const
  for (const response of [await analyze(app, { text: 'x' }), await app.inject(cleanup)]) {
    t.equal(response.statusCode, 409)
    t.match(response.json(), { code: 'INVALID_OPERATION', error: /budget of 0 tokens is spent; it is renewed at/ })
  }
  t.same(await app.db.query('select task_id from tasks'), [])

  let late: unknown
  const going = await buildApp(t, { settings: api.settings })
  going.lifecycle.addShutdownWaiter('test', async () => {
    const response = await analyze(going, { text: 'x' })
    late = [response.statusCode, response.json().error, response.headers['retry-after']]
    return true
  })
  await going.close()
  t.same(late, [409, 'Cannot start task because service is shutting down', '5'])
})

t.test('who started an analysis hears of it, and nobody else', async (t) => {
  const api = await startModelApi(t)
  const setup = await startSignIn(t, { settings: api.settings })
  const { app, baseurl } = setup
  const cookieOf = async (account: string) => {
    const browser = await signIn(setup, account)
    return `access_token=${browser.cookie(baseurl, 'access_token')}`
  }
  const [eddie, ada, rosa] = [await cookieOf('eddie'), await cookieOf('ada'), await cookieOf('rosa')]
  const pageOf = (id: string, cookie: string) => openStream(t, `${baseurl}/api/sse/stream?request_id=${id}`, { cookie })
  const [his, hers] = [await pageOf('his', eddie), await pageOf('hers', ada)]

  t.equal((await analyze(app, { text: 'x' })).statusCode, 401)
  t.equal((await analyze(app, { text: 'x' }, rosa)).statusCode, 403, 'a reader may not')
  api.reply(
    answer(catalogueAnswer({ analysis_failure_reason: 'his' })),
    answer(catalogueAnswer({ analysis_failure_reason: 'hers' })),
  )
  const first = (await analyze(app, { text: 'x' }, eddie)).json().task_id
  await his.until((page) => page.taskEvents(first).includes('task_completed'))
  const second = (await analyze(app, { text: 'x' }, ada)).json().task_id
  await hers.until((page) => page.taskEvents(second).includes('task_completed'))
  t.same(hers.taskEvents(first), [], 'not even an admin')
  t.same(his.taskEvents(second), [])
})
