import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { register } from 'prom-client'
import sharp from 'sharp'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { startWebServer } from '../../support/web-server.ts'

const picture = (side: number, background = '#06c') =>
  sharp({ create: { width: side, height: side, channels: 3, background } })
    .png()
    .toBuffer()
const PNG = await picture(20)
const PDF = Buffer.from('%PDF-1.7 a document')

const dataDir = t.testdir()
const settings = { dataDir, appEnv: 'testing', maxImageSize: 10_000, maxFileSize: 100_000 } as const
const app = await buildApp(t, { settings })
const web = await startWebServer(t, {
  '/a.png': { type: 'image/png', body: PNG },
  '/a.pdf': { type: 'application/pdf', body: PDF },
  '/page': { type: 'text/html', body: '<title>LM358</title><meta property="og:image" content="/a.png">' },
  '/bare': { type: 'text/html', body: '<p>' },
})
await addPart(app.db, 'AAAA')
await addPart(app.db, 'BBBB')

async function setOf(key: string): Promise<number> {
  const [part] = await app.db.query<{ id: number }>('select attachment_set_id as id from parts where key = $1', [key])
  return part?.id ?? 0
}

/** Takes the documents of both parts away. */
async function setUp() {
  await app.db.query('delete from attachments')
  web.asked.length = 0
  const [setId, otherSetId] = [await setOf('AAAA'), await setOf('BBBB')]
  const attach = (url: string, title = 'Title', id = setId) =>
    app.inject({ method: 'POST', url: `/api/attachment-sets/${id}/attachments`, payload: { title, url } })
  return { attach, setId, otherSetId }
}

async function files(folder: string): Promise<string[]> {
  const found = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true }).catch(() => [])
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
}

async function created(): Promise<Record<string, number>> {
  const metric = await register.getSingleMetric('attachments_created_total')?.get()
  return Object.fromEntries(metric?.values.map(({ labels, value }) => [`${labels.source} ${labels.type}`, value]) ?? [])
}

t.test('what a URL leads to is stored by its kind', async (t) => {
  const { attach, setId } = await setUp()
  const before = await created()
  const hash = createHash('sha256').update(PNG).digest('hex')
  const common = { attachment_set_id: setId, title: 'Title', filename: null }
  const cases = [
    ['/bare', { attachment_type: 'url', content_type: null, file_size: null, attachment_url: null, preview_url: null }],
    [
      '/a.pdf',
      {
        attachment_type: 'pdf',
        content_type: 'application/pdf',
        file_size: PDF.length,
        preview_url: /^\/api\/icons\/pdf/,
      },
    ],
    ['/page', { attachment_type: 'url', content_type: 'image/png', file_size: PNG.length }],
    ['/a.png', { attachment_type: 'image', content_type: 'image/png', file_size: PNG.length }],
  ] as const
  for (const [path, expected] of cases) {
    const response = await attach(web.origin + path)
    t.equal(response.statusCode, 201, path)
    t.match(response.json(), { ...common, url: web.origin + path, ...expected }, path)
    const { id, attachment_url, preview_url } = response.json()
    if (expected.content_type === 'image/png') {
      t.equal(attachment_url, `/api/cas/${hash}?content_type=image/png`)
      t.equal(preview_url, attachment_url)
      t.ok((await app.inject(preview_url)).rawPayload.equals(PNG))
    }
    const { json } = await app.inject(`/api/attachment-sets/${setId}/cover`)
    t.equal(json().cover_attachment_id, path === '/a.png' ? id : null, 'only an image becomes the cover by itself')
  }
  t.equal(
    (await files('blobs')).filter((path) => path.endsWith(join('blobs', 'cas', hash))).length,
    1,
    'the same bytes once',
  )
  t.same(await files('temporary'), [])
  t.same(web.asked.filter((path) => path === '/a.png').length, 1, 'one download for the page and the picture')
  const after = await created()
  const changes = ['url url', 'url pdf', 'url image'].map((key) => (after[key] ?? 0) - (before[key] ?? 0))
  t.same(changes, [2, 1, 1])
})

t.test('what cannot be stored is refused, and leaves nothing', async (t) => {
  const { attach, setId } = await setUp()
  const before = await created()
  const blobs = await files('blobs')
  const noise = {
    create: {
      width: 60,
      height: 60,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  } as const
  const large = await sharp(noise).png().toBuffer()
  Object.assign(web.pages, {
    '/a.gif': { body: await sharp(PNG).gif().toBuffer() },
    '/a.ico': { type: 'image/x-icon', body: Buffer.from([0, 0, 1, 0, 1, 0]) },
    '/a.zip': { body: 'PK\u0003\u0004' },
    '/a.txt': { type: 'text/plain', body: 'text' },
    '/empty': {},
    '/large.png': { type: 'image/png', body: large },
    '/larger.pdf': { type: 'application/pdf', body: Buffer.concat([PDF, Buffer.alloc(100_000)]) },
    '/page-with-large': { type: 'text/html', body: '<meta property="og:image" content="/large.png">' },
  })
  const failed = 'Cannot create URL attachment because failed to process URL'
  for (const [path, error] of [
    ['/a.gif', 'Cannot create file attachment because file type not allowed: image/gif'],
    ['/a.ico', 'Cannot create file attachment because file type not allowed: image/vnd.microsoft.icon'],
    ['/a.zip', 'Cannot create file attachment because file type not allowed: application/zip'],
    ['/a.txt', 'Cannot create file attachment because file type not allowed: text/plain'],
    ['/empty', 'Cannot create file attachment because file type not allowed: application/x-empty'],
    ['/large.png', 'Cannot validate file size because file too large, maximum size: 0.0MB'],
    ['/larger.pdf', `${failed}: Content too large`],
    ['/none', `${failed}: the server answered with status 404`],
  ] as const) {
    const response = await attach(web.origin + path)
    t.equal(response.statusCode, 409, path)
    t.match(response.json(), { error, code: 'INVALID_OPERATION' }, path)
  }
  const unknown = await attach(`${web.origin}/never`, 'Title', 999_999)
  t.match([unknown.statusCode, unknown.json().error], [404, 'AttachmentSet 999999 was not found'])
  t.notOk(web.asked.includes('/never'), 'nothing is fetched for a set that there is not')
  t.same(await app.db.query('select 1 from attachments'), [])
  t.same(await files('blobs'), blobs)
  t.same(await files('temporary'), [])
  t.same(await created(), before)
  const page = await attach(`${web.origin}/page-with-large`)
  t.match(
    page.json(),
    { attachment_type: 'url', content_type: null, attachment_url: null },
    'a picture too large is none',
  )
  t.equal(page.json().attachment_set_id, setId)
})

t.test('a set that is deleted during the download is not found, and nothing is stored', async (t) => {
  const { attach } = await setUp()
  await addPart(app.db, 'CCCC')
  const setId = await setOf('CCCC')
  const blobs = await files('blobs')
  web.pages['/slow.pdf'] = async (_request, response) => {
    await app.inject({ method: 'DELETE', url: '/api/parts/CCCC' })
    response.writeHead(200, { 'content-type': 'application/pdf' }).end('%PDF-1.7 slow')
  }
  const response = await attach(`${web.origin}/slow.pdf`, 'Title', setId)
  t.match([response.statusCode, response.json().error], [404, `AttachmentSet ${setId} was not found`])
  t.same(await files('blobs'), blobs)
})

t.test('a copy shares the content and stands in the set of the other part', async (t) => {
  const { attach, setId, otherSetId } = await setUp()
  const image = (await attach(`${web.origin}/a.png`, 'Photo')).json()
  const page = (await attach(`${web.origin}/bare`, 'Page')).json()
  const before = await created()
  const copy = (payload: object) => app.inject({ method: 'POST', url: '/api/parts/copy-attachment', payload })
  const cover = async (id: number) => (await app.inject(`/api/attachment-sets/${id}/cover`)).json().cover_attachment_id

  const first = await copy({ attachment_id: image.id, target_part_key: 'BBBB', ignored: true })
  t.equal(first.statusCode, 200)
  const { attachment } = first.json()
  const { id, attachment_set_id, created_at, updated_at, ...same } = image
  t.match(attachment, same)
  t.not(attachment.id, id)
  t.equal(attachment.attachment_set_id, otherSetId)
  t.equal(await cover(otherSetId), null, 'a copy is no cover by itself')

  const asCover = await copy({ attachment_id: page.id, target_part_key: 'BBBB', set_as_cover: true })
  t.equal(await cover(otherSetId), asCover.json().attachment.id, 'of whatever type')
  t.equal((await copy({ attachment_id: image.id, target_part_key: 'AAAA' })).statusCode, 200, 'onto its own set')
  const list = (await app.inject(`/api/attachment-sets/${setId}/attachments`)).json()
  t.same(
    list.map(({ title }: { title: string }) => title),
    ['Photo', 'Page', 'Photo'],
  )
  t.equal(await cover(setId), image.id)

  const after = await created()
  t.equal((after['copy image'] ?? 0) - (before['copy image'] ?? 0), 2)
  t.equal((after['copy url'] ?? 0) - (before['copy url'] ?? 0), 1)
  for (const [payload, statusCode, error] of [
    [{ attachment_id: 999_999, target_part_key: 'NONE' }, 404, 'Attachment 999999 was not found'],
    [{ attachment_id: image.id, target_part_key: 'NONE' }, 404, 'Part NONE was not found'],
    [{ attachment_id: image.id }, 400, 'target_part_key is required'],
    [{ target_part_key: 'AAAA' }, 400, 'attachment_id is required'],
  ] as const) {
    const response = await copy(payload)
    t.match([response.statusCode, response.json().error], [statusCode, error])
  }
})

t.test('copies that meet each other and a deletion neither fail nor leave a cover of another set', async (t) => {
  const { attach, otherSetId } = await setUp()
  const image = (await attach(`${web.origin}/a.png`)).json()
  const payload = { attachment_id: image.id, target_part_key: 'BBBB', set_as_cover: true }
  const url = `/api/attachment-sets/${image.attachment_set_id}/attachments/${image.id}`
  const answers = await Promise.all([
    ...Array.from({ length: 8 }, () => app.inject({ method: 'POST', url: '/api/parts/copy-attachment', payload })),
    app.inject({ method: 'DELETE', url }),
  ])
  t.same(
    answers.filter(({ statusCode }) => ![200, 204, 404].includes(statusCode)).map(({ body }) => body),
    [],
  )
  const [covered] = await app.db.query<{ wrong: number }>(
    `select count(*) as wrong from attachment_sets s left join attachments a on a.id = s.cover_attachment_id
      where s.id = $1 and a.attachment_set_id is distinct from s.id and s.cover_attachment_id is not null`,
    [otherSetId],
  )
  t.equal(covered?.wrong, 0)
})

t.test('the test content of the service itself can be attached while testing', async (t) => {
  const { attach } = await setUp()
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  const image = await attach(`${origin}/api/testing/content/image?text=Hello`)
  t.match(image.json(), { attachment_type: 'image', content_type: 'image/png', preview_url: /^\/api\/cas\// })
  const page = await attach(`${origin}/api/testing/content/html?title=Some+page`)
  t.match(page.json(), { attachment_type: 'url', content_type: 'image/png', preview_url: /^\/api\/cas\// })
  const pdf = await attach(`${origin}/api/testing/content/pdf`)
  t.match(pdf.json(), { attachment_type: 'pdf', preview_url: /^\/api\/icons\/pdf/ })
  const payload = { url: `${origin}/api/testing/content/html-with-banner?title=Some+page` }
  const preview = await app.inject({ method: 'POST', url: '/api/parts/attachment-preview', payload })
  t.match(preview.json(), {
    title: 'Some page',
    content_type: 'webpage',
    image_url: /^\/api\/parts\/attachment-preview\/image/,
  })
})
