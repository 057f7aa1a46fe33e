import { readdir } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addType } from '../../support/inventory-rows.ts'
import { startWebServer } from '../../support/web-server.ts'

const url = '/api/ai-parts/create'
const PDF = { type: 'application/pdf', body: '%PDF-1.7\n' }

const picture = async (background: string) => ({
  type: 'image/png',
  body: await sharp({ create: { width: 4, height: 4, channels: 3, background } })
    .png()
    .toBuffer(),
})

interface Attached {
  id: number
  title: string
  url: string
  attachment_type: string
}

async function documentsOf(app: FastifyInstance, setId: number): Promise<{ cover: string; documents: Attached[] }> {
  const set = (await app.inject({ url: `/api/attachment-sets/${setId}` })).json()
  const documents: Attached[] = set.attachments
  return { cover: documents.find(({ id }) => id === set.cover_attachment_id)?.title ?? '', documents }
}

t.test('a part is created with its documents', async (t) => {
  const { origin, asked } = await startWebServer(t, {
    '/page': { type: 'text/html', body: '<title>x</title><meta property="og:image" content="/red.png">' },
    '/manual.pdf': PDF,
    '/red.png': await picture('red'),
    '/blue.png': await picture('blue'),
  })
  const dataDir = t.testdir()
  const app = await buildApp(t, { settings: { outboundAllowPrivate: true, dataDir } })
  await app.db.query('delete from types')
  const type = await addType(app.db, 'Relay')
  const create = (payload: object) => app.inject({ method: 'POST', url, payload })
  const at = (path: string) => `${origin}${path}`
  const preview = (title: string | null) => ({ title, original_url: 'x', content_type: null })

  await t.test('all fields, without documents', async (t) => {
    const fields = {
      description: 'G5LE relay',
      manufacturer_code: 'G5LE-1',
      manufacturer: 'Omron',
      type_id: type,
      tags: ['power'],
      product_page: 'https://example.com/g5le',
      package: 'x',
      pin_count: 5,
      pin_pitch: '2mm',
      voltage_rating: '250VAC',
      input_voltage: '5V',
      output_voltage: '1V',
      mounting_type: 'glued',
      series: 'G5LE',
      dimensions: '1 × 2 × 3',
    }
    const response = await create(fields)
    t.equal(response.statusCode, 201)
    t.match(response.json(), {
      ...fields,
      key: /^[A-Z]{4}$/,
      seller_links: [],
      cover_url: null,
      type: { name: 'Relay' },
    })
    const plain = await create({ description: 'x', manufacturer: '', series: null })
    t.match(plain.json(), { manufacturer: null, series: null, tags: [], type_id: null })
  })

  await t.test('documents get titles, in order, each URL once', async (t) => {
    const response = await create({
      description: 'x',
      documents: [
        { url: at('/page'), document_type: 'product_page', preview: preview('A relay'), ignored: 1 },
        { url: at('/manual.pdf?v=2'), document_type: 'datasheet', preview: preview('') },
        { url: at('/page'), document_type: 'pinout', preview: preview('again') },
        { url: at('/red.png'), document_type: 'pinout', preview: preview(` ${'x'.repeat(400)}`) },
        { url: at('/blue.png'), document_type: 'pinout', is_cover_image: false },
      ],
    })
    t.equal(response.statusCode, 201)
    const { cover, documents } = await documentsOf(app, response.json().attachment_set_id)
    t.same(
      documents.map(({ title, attachment_type }) => [title, attachment_type]),
      [
        ['A relay', 'url'],
        ['manual.pdf', 'pdf'],
        ['x'.repeat(255), 'image'],
        ['blue.png', 'image'],
      ],
    )
    t.equal(cover, 'x'.repeat(255), 'the first picture is the cover')
    t.match(response.json().cover_url, /^\/api\/cas\//)
  })

  await t.test('the first that is flagged is the cover, whatever it is', async (t) => {
    const coverOf = async (...flagged: string[]) => {
      const paths = ['/red.png', '/blue.png', '/page', '/manual.pdf']
      const documents = paths.map((path) => ({
        url: at(path),
        document_type: 'x',
        is_cover_image: flagged.includes(path),
      }))
      return (await documentsOf(app, (await create({ description: 'x', documents })).json().attachment_set_id)).cover
    }
    t.equal(await coverOf('/blue.png'), 'blue.png')
    t.equal(await coverOf('/page', '/manual.pdf'), 'page')
    t.equal(await coverOf('/manual.pdf'), 'manual.pdf')
  })

  await t.test('what is refused leaves nothing', async (t) => {
    const count = async () =>
      (await app.db.query('select id from parts union all select id from attachment_sets')).length
    const before = await count()
    const documents = (...urls: string[]) => urls.map((each) => ({ url: each, document_type: 'x' }))
    for (const [payload, status, error] of [
      [{}, 400, 'description is required'],
      [{ description: '' }, 400, 'description must not be empty'],
      [{ description: ' ' }, 400, 'Missing required field'],
      [{ description: 'x', type: 'Relay' }, 400, 'type is not a known field'],
      [{ description: 'x', type_id: type + 1 }, 400, 'Invalid reference'],
      [{ description: 'x', pin_count: 0 }, 400, 'pin_count must be greater than 0'],
      [{ description: 'x', series: 'x'.repeat(101) }, 400, 'series must have at most 100 characters'],
      [{ description: 'x', documents: [{ url: 'x' }] }, 400, 'documents.0.document_type is required'],
      [
        { description: 'x', documents: [{ url: 'x', document_type: 'x', preview: { title: 'x' } }] },
        400,
        'documents.0.preview.original_url is required',
      ],
      [
        { description: 'x', documents: documents(at('/page'), at(`/${'x'.repeat(2000)}`)) },
        400,
        'documents.1.url must have at most 2000 characters',
      ],
      [
        { description: 'x', documents: documents(...Array.from({ length: 51 }, (_, n) => at(`/${n}`))) },
        400,
        'documents must have at most 50 entries',
      ],
      [
        { description: 'x', documents: documents(at('/manual.pdf'), at('/missing')) },
        409,
        new RegExp(`^Cannot create URL attachment because failed to process URL ${at('/missing')}: `),
      ],
      [
        { description: 'x', documents: documents('ftp://example.com/x') },
        409,
        /ftp:\/\/example\.com\/x: .*Invalid URL/,
      ],
    ] as const) {
      const response = await create(payload)
      t.equal(response.statusCode, status, JSON.stringify(payload).slice(0, 60))
      t.match(response.json(), { error })
    }
    const malformed = await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json' },
      payload: '{',
    })
    t.equal(malformed.statusCode, 400)
    t.equal(await count(), before)
    t.same(await readdir(join(dataDir, 'temporary')), [])
  })

  await t.test('one that fails ends the others', async (t) => {
    const held: ServerResponse[] = []
    const { origin: slow, pages } = await startWebServer(t)
    for (let n = 0; n < 9; n++) pages[`/${n}`] = (_request, response) => void held.push(response)
    pages['/2'] = (_request, response) => void response.writeHead(500).end()
    const documents = Array.from({ length: 9 }, (_, n) => ({ url: `${slow}/${n}`, document_type: 'x' }))
    const response = await create({ description: 'x', documents })
    t.equal(response.statusCode, 409)
    t.match(response.json(), { error: new RegExp(`${slow}/2: `) })
    t.ok(held.length <= 3, 'no more than four were begun')
  })

  await t.test('what cannot be stored is named, too', async (t) => {
    const { origin: files } = await startWebServer(t, { '/a.zip': { type: 'application/zip', body: 'PK\u0003\u0004' } })
    const response = await create({ description: 'x', documents: [{ url: `${files}/a.zip`, document_type: 'x' }] })
    t.equal(response.statusCode, 409)
    t.match(response.json(), {
      code: 'INVALID_OPERATION',
      error: `file type not allowed: application/zip (${files}/a.zip)`,
    })
    t.ok(asked.length > 0)
  })
})

t.test('in testing, documents of the service itself can be attached', async (t) => {
  const app = await buildApp(t, { settings: { appEnv: 'testing', dataDir: t.testdir() } })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const documents = [{ url: `${address}/api/testing/content/pdf`, document_type: 'datasheet' }]
  const response = await app.inject({
    method: 'POST',
    url,
    payload: { description: 'x', manufacturer_code: 'n', tags: ['a'], documents },
  })
  t.equal(response.statusCode, 201)
  t.match(response.json(), { key: /^[A-Z]{4}$/, tags: ['a'], manufacturer_code: 'n' })
})

t.test('a document that could not be fetched is no answer that is kept under a key', async (t) => {
  const app = await buildApp(t, { settings: { outboundAllowPrivate: true, dataDir: t.testdir() } })
  const { origin, asked } = await startWebServer(t)
  const preview = { title: 'x', image_url: null, original_url: origin, content_type: 'pdf' }
  const document = { url: `${origin}/manual.pdf`, document_type: 'datasheet', preview }
  const requests: [url: string, payload: object, status: number][] = [
    [url, { description: 'Op-amp', documents: [document] }, 409],
    ['/api/parts/attachment-preview', { url: `${origin}/page` }, 400],
  ]
  for (const [url, payload, status] of requests) {
    for (const _attempt of [1, 2]) {
      const before = asked.length
      const answer = await app.inject({ method: 'POST', url, payload, headers: { 'idempotency-key': 'one' } })
      t.equal(answer.statusCode, status, url)
      t.equal(answer.headers['idempotency-replayed'], undefined)
      t.ok(asked.length > before, 'it was fetched again')
    }
  }
})
