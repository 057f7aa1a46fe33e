import type { FastifyInstance, InjectOptions } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { metricValue } from '../../support/metric-value.ts'
import { pdfOf, pngOf } from '../../support/pictures.ts'
import { addSet, formBody, uploadRequest } from '../../support/upload-form.ts'
import { startWebServer } from '../../support/web-server.ts'

function keyed(request: InjectOptions, key: string): InjectOptions {
  return { ...request, headers: { ...request.headers, 'idempotency-key': key } }
}

/** The same form as another client would divide it. */
function otherwiseDivided(request: InjectOptions): InjectOptions {
  if (!Buffer.isBuffer(request.payload)) throw new Error('no form')
  const divided = request.payload.toString('latin1').replaceAll('----a-form-of-the-test', 'another-boundary')
  return {
    ...request,
    payload: Buffer.from(divided, 'latin1'),
    headers: { 'content-type': 'multipart/form-data; boundary=another-boundary' },
  }
}

async function repeats(app: FastifyInstance, request: InjectOptions, key: string, status: number): Promise<string> {
  const first = await app.inject(keyed(request, key))
  t.equal(first.statusCode, status, first.body)
  t.equal(first.headers['idempotency-replayed'], undefined)
  const again = await app.inject(keyed(request, key))
  t.equal(again.statusCode, status)
  t.equal(again.body, first.body)
  t.equal(again.headers['content-type'], first.headers['content-type'])
  t.equal(again.headers['idempotency-replayed'], 'true')
  return first.body
}

const count = async (app: FastifyInstance, table: 'attachments' | 'parts' | 'tasks') =>
  (await app.db.query(`select from ${table}`)).length

t.test('an upload is the same by its fields and its file, whatever the boundary is', async (t) => {
  const app = await buildApp(t)
  const setId = await addSet(app)
  const before = await metricValue('attachments_created_total', { source: 'upload', type: 'image' })
  const request = uploadRequest(setId, await pngOf('red'), { filename: 'red.png' })
  const body = await repeats(app, request, 'a', 201)
  const divided = await app.inject(keyed(otherwiseDivided(request), 'a'))
  t.equal(divided.headers['idempotency-replayed'], 'true')
  t.equal(divided.body, body)
  for (const other of [
    uploadRequest(setId, await pngOf('blue'), { filename: 'red.png' }),
    uploadRequest(setId, await pngOf('red'), { filename: 'red.png', title: 'Other' }),
    uploadRequest(setId, await pngOf('red'), { filename: 'other.png' }),
    uploadRequest(await addSet(app), await pngOf('red'), { filename: 'red.png' }),
  ]) {
    t.match((await app.inject(keyed(other, 'a'))).json(), { code: 'IDEMPOTENCY_KEY_REUSED' })
  }
  t.equal(await count(app, 'attachments'), 1)
  t.equal((await metricValue('attachments_created_total', { source: 'upload', type: 'image' })) - before, 1)

  const all = await Promise.all(Array.from({ length: 20 }, () => app.inject(keyed(request, 'b'))))
  t.strictSame(new Set(all.map(({ statusCode, body }) => `${statusCode} ${body}`)).size, 1)
  t.equal(await count(app, 'attachments'), 2)
})

t.test('a file that is refused is refused again; a form that cannot be read is no request yet', async (t) => {
  const app = await buildApp(t)
  const setId = await addSet(app)
  await repeats(app, uploadRequest(setId, 'just text', { filename: 'a.txt' }), 'a', 409)
  await repeats(app, uploadRequest(9999, await pngOf('red'), { filename: 'a.png' }), 'b', 404)
  const cut = uploadRequest(setId, await pngOf('red'), { filename: 'a.png' })
  if (!Buffer.isBuffer(cut.payload)) throw new Error('no form')
  const half = { ...cut, payload: cut.payload.subarray(0, cut.payload.length - 60) }
  t.match(await app.inject(keyed(half, 'c')), { statusCode: 400 })
  t.match(await app.inject(keyed(cut, 'c')), { statusCode: 201 })
})

t.test('logos, documents from the web, parts with documents and analyses have their effect once', async (t) => {
  const { origin, asked } = await startWebServer(t, {
    '/a.pdf': { type: 'application/pdf', body: pdfOf('a') },
    '/b.pdf': { type: 'application/pdf', body: pdfOf('b') },
  })
  const app = await buildApp(t, { settings: { outboundAllowPrivate: true, openaiApiKey: 'x', openaiBaseUrl: origin } })
  const setId = await addSet(app)
  const seller = await app.inject({
    method: 'POST',
    url: '/api/sellers',
    payload: { name: 'Shop', website: 'https://shop.example' },
  })
  const logo = formBody([{ name: 'file', filename: 'a.png', content: await pngOf('red') }])
  await repeats(app, { method: 'PUT', url: `/api/sellers/${seller.json().id}/logo`, ...logo }, 'logo', 200)

  await repeats(
    app,
    {
      method: 'POST',
      url: `/api/attachment-sets/${setId}/attachments`,
      payload: { title: 'A', url: `${origin}/a.pdf` },
    },
    'url',
    201,
  )
  t.equal(await count(app, 'attachments'), 1)

  const part: InjectOptions = {
    method: 'POST',
    url: '/api/ai-parts/create',
    payload: {
      description: 'Relay',
      documents: [{ url: `${origin}/b.pdf`, document_type: 'datasheet', is_cover_image: false }],
    },
  }
  await repeats(app, part, 'part', 201)
  t.equal(await count(app, 'parts'), 1)
  t.equal(await count(app, 'attachments'), 2)
  t.strictSame(asked.filter((path) => path === '/b.pdf').length, 1, 'nothing is fetched again')
  const all = await Promise.all(Array.from({ length: 20 }, () => app.inject(keyed(part, 'parts'))))
  t.equal(new Set(all.map(({ statusCode, body }) => `${statusCode} ${body}`)).size, 1)
  t.equal(await count(app, 'parts'), 2)

  const analysis = formBody([{ name: 'text', content: 'a relay' }])
  await repeats(app, { method: 'POST', url: '/api/ai-parts/analyze', ...analysis }, 'analysis', 201)
  t.equal(await count(app, 'tasks'), 1)

  await repeats(
    app,
    { method: 'POST', url: '/api/parts/attachment-preview', payload: { url: `${origin}/a.pdf` } },
    'preview',
    200,
  )
})
