import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { metricValue } from '../../../support/metric-value.ts'
import { pdfOf, pngOf } from '../../../support/pictures.ts'
import { startS3 } from '../../../support/s3-server.ts'
import { until } from '../../../support/until.ts'
import { addSet, type FormPart, formBody, upload, uploadRequest } from '../../../support/upload-form.ts'

const LIMITS = { maxImageSize: 2048, maxFileSize: 300_000 }
const dataDir = t.testdir()
const app = await buildApp(t, { settings: { dataDir, ...LIMITS } })
const red = await pngOf('#f00')

const created = (type: string) => metricValue('attachments_created_total', { source: 'upload', type })
const inTransit = () => readdir(join(dataDir, 'temporary'))
const stored = () => readdir(join(dataDir, 'blobs', 'cas')).catch((): string[] => [])
const rowsOf = async (setId: number) => (await app.inject(`/api/attachment-sets/${setId}/attachments`)).json()
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

function post(setId: number, parts: readonly FormPart[]) {
  return app.inject({ method: 'POST', url: `/api/attachment-sets/${setId}/attachments`, ...formBody(parts) })
}

t.test('the bytes decide what a file is, whatever the client says', async (t) => {
  const setId = await addSet(app)
  const before = [await created('image'), await created('pdf')]
  const image = await upload(app, setId, red, { filename: 'a.pdf', type: 'application/pdf' })
  t.match(image, { attachment_type: 'image', content_type: 'image/png', filename: 'a.pdf', file_size: red.length })
  const pdf = await upload(app, setId, pdfOf('a'), { filename: 'a.png', type: 'image/png' })
  t.match(pdf, { attachment_type: 'pdf', content_type: 'application/pdf', filename: 'a.png' })
  t.same(
    [await created('image'), await created('pdf')],
    before.map((value) => value + 1),
  )
  const content = await app.inject(image.attachment_url)
  t.ok(content.rawPayload.equals(red))
  t.same(await inTransit(), [])
})

t.test('the same bytes are stored once', async (t) => {
  const sets = [await addSet(app), await addSet(app)]
  const bytes = await pngOf('#123456')
  const count = (await stored()).length
  const attachments = await Promise.all([...sets, ...sets].map((setId) => upload(app, setId, bytes)))
  t.equal(new Set(attachments.map(({ id }) => id)).size, 4)
  t.equal(new Set(attachments.map(({ attachment_url }) => attachment_url.split('?')[0])).size, 1)
  t.equal((await stored()).length, count + 1)
  t.ok((await stored()).includes(sha256(bytes)))
})

t.test('what is wrong with a form is told in one order, and nothing is kept', async (t) => {
  const setId = await addSet(app)
  const kept = await stored()
  const title = { name: 'title', content: 'x' }
  const file = { name: 'file', filename: 'x.png', content: red }
  const gif = { name: 'file', filename: 'x.gif', content: 'GIF89a...........' }
  const cases: [what: string, parts: FormPart[], set: number, status: number, error: string][] = [
    ['no parts', [], 9999, 400, 'No file provided'],
    ['no file', [title], 9999, 400, 'No file provided'],
    ['a field named file', [title, { name: 'file', content: red }], 9999, 400, 'No file provided'],
    [
      'a binary part without a name',
      [title, { name: 'file', type: 'application/octet-stream', content: red }],
      9999,
      400,
      'No file provided',
    ],
    ['a file with another name', [title, { ...file, name: 'document' }], 9999, 400, 'No file provided'],
    ['a file without a name', [{ ...file, filename: '' }], 9999, 400, 'No file selected'],
    ['no title', [file], 9999, 400, 'Title is required'],
    ['an empty title', [{ ...title, content: '' }, gif], 9999, 400, 'Title is required'],
    ['a blank title', [{ ...title, content: ' \t ' }, file], 9999, 400, 'Title is required'],
    ['a title that is a file', [{ ...title, filename: 't' }, file], 9999, 400, 'Title is required'],
    [
      'a long title',
      [{ ...title, content: 'x'.repeat(256) }, file],
      9999,
      400,
      'Title must have at most 255 characters',
    ],
    [
      'a title that cannot be stored',
      [{ ...title, content: 'a\0b' }, file],
      9999,
      400,
      'Title must not contain the character U+0000',
    ],
    ['no such set', [title, gif], 9999, 404, 'AttachmentSet 9999 was not found'],
    [
      'another type',
      [title, gif],
      setId,
      409,
      'Cannot create file attachment because file type not allowed: image/gif',
    ],
    [
      'an empty file',
      [title, { ...file, content: '' }],
      setId,
      409,
      'Cannot create file attachment because file type not allowed: application/x-empty',
    ],
    [
      'a large file of another type',
      [title, { ...gif, content: `GIF89a${'.'.repeat(400_000)}` }],
      setId,
      409,
      'Cannot create file attachment because file type not allowed: image/gif',
    ],
    [
      'a large image',
      [title, { ...file, content: Buffer.concat([red, Buffer.alloc(2049 - red.length)]) }],
      setId,
      409,
      'Cannot validate file size because file too large, maximum size: 0.0MB',
    ],
    [
      'a large PDF before its title',
      [{ name: 'file', filename: 'x.pdf', content: `%PDF-1.4${'.'.repeat(400_000)}` }, title],
      setId,
      409,
      'Cannot validate file size because file too large, maximum size: 0.3MB',
    ],
  ]
  for (const [what, parts, set, status, error] of cases) {
    const response = await post(set, parts)
    t.same({ status: response.statusCode, error: response.json().error }, { status, error }, what)
    t.equal('code' in response.json(), status !== 400, `${what}: code`)
  }
  const unreadable = ['', '--x', '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc']
  for (const payload of unreadable) {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const response = await app.inject({ ...uploadRequest(setId, ''), headers, payload })
    t.equal(response.statusCode, 400, JSON.stringify(payload))
  }
  const headers = { 'content-type': 'multipart/form-data' }
  t.equal((await app.inject({ ...uploadRequest(setId, ''), headers })).statusCode, 400, 'no boundary')
  t.same(await rowsOf(setId), [])
  t.same(await stored(), kept)
  t.same(await inTransit(), [])
})

t.test('a file of exactly the limit is fine, and the title may have 255 characters of any kind', async (t) => {
  const setId = await addSet(app)
  const image = Buffer.concat([red, Buffer.alloc(LIMITS.maxImageSize - red.length)])
  t.equal((await upload(app, setId, image)).file_size, LIMITS.maxImageSize)
  const pdf = `%PDF-1.4${'.'.repeat(LIMITS.maxFileSize - 8)}`
  const title = '\u{1f600}'.repeat(255)
  t.match(await upload(app, setId, pdf, { title }), { file_size: LIMITS.maxFileSize, title })
})

t.test('only the first file and the first title count', async (t) => {
  const setId = await addSet(app)
  const response = await post(setId, [
    { name: 'other', content: 'x' },
    { name: 'file', filename: 'first.png', content: red },
    { name: 'title', content: ' First ' },
    { name: 'file', filename: 'second.pdf', content: pdfOf('x') },
    { name: 'title', content: 'Second' },
  ])
  t.equal(response.statusCode, 201)
  t.match(response.json(), { title: 'First', filename: 'first.png', content_type: 'image/png' })
  t.equal((await rowsOf(setId)).length, 1)
  t.same(await inTransit(), [])
})

t.test('an upload that breaks off leaves nothing', async (t) => {
  const url = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
  const setId = await addSet(app)
  const { payload, headers } = formBody([
    { name: 'title', content: 'x' },
    { name: 'file', filename: 'x.pdf', content: `%PDF-1.4${'.'.repeat(200_000)}` },
  ])
  const finished = new Promise<void>((resolve) =>
    app.server.once('request', (_, response) => response.once('close', resolve)),
  )
  const client = httpRequest({
    method: 'POST',
    host: url.hostname,
    port: url.port,
    path: `/api/attachment-sets/${setId}/attachments`,
    headers: { ...headers, 'content-length': payload.length },
  })
  client.on('error', () => {})
  await new Promise((resolve) => client.write(payload.subarray(0, 150_000), resolve))
  await until(async () => (await inTransit()).length > 0)
  client.destroy()
  await finished
  await until(async () => (await inTransit()).length === 0)
  t.same(await rowsOf(setId), [])
})

t.test('a storage that fails leaves no row, no cover and no count', async (t) => {
  const s3 = await startS3(t)
  const temporary = t.testdir()
  const onS3 = await buildApp(t, { settings: { ...s3.settings, dataDir: temporary } })
  const setId = await addSet(onS3)
  const before = await created('image')
  for (const [method, fate] of [
    ['HEAD', 'fail'],
    ['PUT', 'fail'],
    ['PUT', 'cut'],
  ] as const) {
    s3.decide = ({ method: asked }) => (asked === method ? fate : 'pass')
    const response = await onS3.inject(uploadRequest(setId, red))
    t.equal(response.statusCode, 409, `${method} ${fate}`)
    t.match(response.json(), {
      code: 'INVALID_OPERATION',
      error: /^Cannot upload file to storage because the storage could not (look for|write) the file$/,
    })
    t.notMatch(response.body, /127\.0\.0\.1|inventory-files/)
  }
  s3.decide = () => 'pass'
  t.same(await onS3.db.query('select 1 from attachments'), [])
  t.match((await onS3.inject(`/api/attachment-sets/${setId}/cover`)).json(), { cover_attachment_id: null })
  t.equal(await created('image'), before)
  t.same(await readdir(join(temporary, 'temporary')), [])

  const image = await upload(onS3, setId, red)
  t.ok((await onS3.inject(image.attachment_url)).rawPayload.equals(red))
  const puts = s3.requests.filter(({ method }) => method === 'PUT').length
  await upload(onS3, setId, red)
  t.equal(s3.requests.filter(({ method }) => method === 'PUT').length, puts, 'what is there is not sent again')
  t.equal(await created('image'), before + 2)
})
