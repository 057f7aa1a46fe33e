import { createHash } from 'node:crypto'
import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { countStatements } from '../../../support/count-statements.ts'
import { addPart } from '../../../support/inventory-rows.ts'
import { pdfOf, pngOf } from '../../../support/pictures.ts'
import { addSet, upload } from '../../../support/upload-form.ts'

const statements = countStatements()
const app = await buildApp(t, { settings: { dataDir: t.testdir() }, onStatement: statements.onStatement })
const { db } = app

const sets = '/api/attachment-sets'
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const red = await pngOf('#f00')
const green = await pngOf('#0f0')
const blue = await pngOf('#00f')

async function coverOf(setId: number) {
  return (await app.inject(`${sets}/${setId}/cover`)).json()
}

/** Adds a row as a URL would have made it. @returns its id. */
async function addUrl(setId: number, url: string, previewKey: string | null = null): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into attachments (attachment_set_id, attachment_type, title, url, s3_key, content_type)
     values ($1, 'url', 'A page', $2, $3, $4) returning id`,
    [setId, url, previewKey, previewKey && 'image/png'],
  )
  if (!row) throw new Error('no attachment was added')
  return row.id
}

t.test('an attachment has all of its properties, a list item a few', async (t) => {
  const setId = await addSet(app)
  const image = await upload(app, setId, red, { title: 'Front', filename: "it's 1+1 (é).png" })
  const url = `/api/cas/${sha256(red)}?content_type=image/png&filename=it%27s%201%2B1%20%28%C3%A9%29.png`
  t.match(image.created_at, TIME)
  t.same(image, {
    id: image.id,
    attachment_set_id: setId,
    attachment_type: 'image',
    title: 'Front',
    url: null,
    filename: "it's 1+1 (é).png",
    content_type: 'image/png',
    file_size: red.length,
    created_at: image.created_at,
    updated_at: image.created_at,
    attachment_url: url,
    preview_url: url,
  })
  t.same((await app.inject(`${sets}/${setId}/attachments/${image.id}`)).json(), image)

  const pdf = await upload(app, setId, pdfOf('a'), { title: 'Datasheet', filename: 'a.pdf' })
  t.equal(pdf.attachment_type, 'pdf')
  t.match(pdf.preview_url, /^\/api\/icons\/pdf\?version=[0-9a-f]{16}$/)
  const icon = await app.inject(pdf.preview_url)
  t.match(icon.headers, { 'content-type': /^image\/svg\+xml/, 'cache-control': 'public, max-age=31536000, immutable' })
  t.match(icon.headers, { 'x-content-type-options': 'nosniff', 'content-security-policy': /sandbox/ })
  t.equal(pdf.preview_url.split('=')[1], sha256(icon.rawPayload).slice(0, 16), 'another icon has another address')
  const bare = await addUrl(setId, 'https://example.com/a')
  const pictured = await addUrl(setId, 'https://example.com/b', `cas/${sha256(red)}`)
  const broken = await addUrl(setId, 'https://example.com/c', 'elsewhere/x')
  const item = ({ id, attachment_type, title, url, attachment_url, preview_url }: typeof image) => ({
    id,
    attachment_type,
    title,
    url,
    attachment_url,
    preview_url,
  })
  const page = { attachment_type: 'url', title: 'A page', attachment_url: null, preview_url: null }
  const preview = `/api/cas/${sha256(red)}?content_type=image/png`
  const items = [
    item(image),
    item(pdf),
    { ...page, id: bare, url: 'https://example.com/a' },
    { ...page, id: pictured, url: 'https://example.com/b', attachment_url: preview, preview_url: preview },
    { ...page, id: broken, url: 'https://example.com/c' },
  ]
  t.same((await app.inject(`${sets}/${setId}/attachments`)).json(), items)
  const set = (await app.inject(`${sets}/${setId}`)).json()
  t.match(set.created_at, TIME)
  t.same(set, {
    id: setId,
    cover_attachment_id: image.id,
    attachments: items,
    created_at: set.created_at,
    updated_at: set.updated_at,
  })
})

t.test('a set without anything is a set', async (t) => {
  const setId = await addSet(app)
  t.match((await app.inject(`${sets}/${setId}`)).json(), { id: setId, cover_attachment_id: null, attachments: [] })
  t.same((await app.inject(`${sets}/${setId}/attachments`)).json(), [])
  t.same(await coverOf(setId), { cover_attachment_id: null, cover_url: null })
})

t.test('the first image becomes the cover; PDFs and later images do not', async (t) => {
  const setId = await addSet(app)
  await upload(app, setId, pdfOf('b'))
  t.same(await coverOf(setId), { cover_attachment_id: null, cover_url: null })
  const first = await upload(app, setId, red)
  await upload(app, setId, green)
  t.same(await coverOf(setId), { cover_attachment_id: first.id, cover_url: `/api/cas/${sha256(red)}` })
})

t.test('any attachment may be chosen as the cover, and only a picture has an address', async (t) => {
  const setId = await addSet(app)
  const choose = (attachment_id: number | null) =>
    app.inject({ method: 'PUT', url: `${sets}/${setId}/cover`, payload: { attachment_id } })
  const image = await upload(app, setId, red)
  const pdf = await upload(app, setId, pdfOf('c'))
  const page = await addUrl(setId, 'https://example.com')
  const pictured = await addUrl(setId, 'https://example.com', `cas/${sha256(blue)}`)
  for (const [id, cover_url] of [
    [pdf.id, null],
    [page, null],
    [pictured, `/api/cas/${sha256(blue)}`],
    [image.id, `/api/cas/${sha256(red)}`],
  ]) {
    const response = await choose(id)
    t.equal(response.statusCode, 200)
    t.same(response.json(), { cover_attachment_id: id, cover_url })
    t.same(await coverOf(setId), { cover_attachment_id: id, cover_url })
  }
  const before = (await app.inject(`${sets}/${setId}`)).json()
  t.equal((await choose(image.id)).statusCode, 200, 'the current cover may be chosen again')
  t.equal((await app.inject(`${sets}/${setId}`)).json().updated_at, before.updated_at)
  t.same((await choose(null)).json(), { cover_attachment_id: null, cover_url: null })
  t.not((await app.inject(`${sets}/${setId}`)).json().updated_at, before.updated_at)
  for (const id of [image.id, null]) {
    await choose(id)
    const removed = await app.inject({ method: 'DELETE', url: `${sets}/${setId}/cover` })
    t.equal(removed.statusCode, 200)
    t.same(removed.json(), { cover_attachment_id: null, cover_url: null })
  }
})

t.test('the cover that is deleted leaves its place to the oldest other image', async (t) => {
  const setId = await addSet(app)
  const cover = await upload(app, setId, red)
  const page = await addUrl(setId, 'https://example.com', `cas/${sha256(blue)}`)
  const pdf = await upload(app, setId, pdfOf('d'))
  const young = await upload(app, setId, green)
  const old = await upload(app, setId, blue)
  await db.query(`update attachments set created_at = now() - interval '1 day' where id = $1`, [old.id])
  const remove = async (id: number) => {
    const response = await app.inject({ method: 'DELETE', url: `${sets}/${setId}/attachments/${id}` })
    t.equal(response.statusCode, 204)
    t.equal(response.body, '')
    return (await coverOf(setId)).cover_attachment_id
  }
  t.equal(await remove(cover.id), old.id)
  t.equal(await remove(pdf.id), old.id, 'another that is deleted changes nothing')
  t.equal(await remove(old.id), young.id)
  t.equal(await remove(young.id), null, 'a page is no candidate, though it has a picture')
  t.same(await coverOf(setId), { cover_attachment_id: null, cover_url: null })
  t.same(
    (await app.inject(`${sets}/${setId}/attachments`)).json().map(({ id }: { id: number }) => id),
    [page],
  )
  t.equal((await app.inject(`/api/cas/${sha256(red)}`)).statusCode, 200, 'what is stored stays')
})

t.test('only the title can be changed', async (t) => {
  const setId = await addSet(app)
  const { id, ...made } = await upload(app, setId, red)
  const rename = (payload: object) => app.inject({ method: 'PUT', url: `${sets}/${setId}/attachments/${id}`, payload })
  const renamed = await rename({ title: '  New title ', attachment_type: 'pdf', url: 'x', s3_key: 'cas/x' })
  t.equal(renamed.statusCode, 200)
  const { updated_at } = renamed.json()
  t.same(renamed.json(), { id, ...made, title: 'New title', updated_at })
  t.not(updated_at, made.updated_at)
  for (const payload of [{}, { title: null }]) t.same((await rename(payload)).json(), renamed.json())
  t.equal((await rename({ title: '\u{1f600}'.repeat(255) })).statusCode, 200, '255 characters, however they are coded')
})

t.test('parts and kits show their covers and lose their documents with themselves', async (t) => {
  await addPart(db, 'DOCS')
  const { attachment_set_id: setId } = (await app.inject('/api/parts/DOCS')).json()
  const image = await upload(app, setId, red)
  const url = `/api/cas/${sha256(red)}`
  t.equal((await app.inject('/api/parts/DOCS')).json().cover_url, url)
  const { id: kitId } = (await app.inject({ method: 'POST', url: '/api/kits', payload: { name: 'K' } })).json()
  const { attachment_set_id: kitSet } = (await app.inject(`/api/kits/${kitId}`)).json()
  await upload(app, kitSet, red)
  t.equal((await app.inject(`/api/kits/${kitId}`)).json().cover_url, url)

  await app.inject({ method: 'DELETE', url: `${sets}/${setId}/attachments/${image.id}` })
  t.equal((await app.inject('/api/parts/DOCS')).json().cover_url, null, 'right after its last image is deleted')
  await upload(app, setId, red)
  t.equal((await app.inject({ method: 'DELETE', url: '/api/parts/DOCS' })).statusCode, 204)
  t.equal((await app.inject(`${sets}/${setId}`)).statusCode, 404)
  t.equal((await app.inject({ method: 'DELETE', url: `/api/kits/${kitId}` })).statusCode, 204)
  t.equal((await app.inject(`${sets}/${kitSet}`)).statusCode, 404)
  t.same(await db.query('select 1 from attachments where attachment_set_id in ($1, $2)', [setId, kitSet]), [])
})

t.test('reading costs one statement, however many attachments there are', async (t) => {
  const setId = await addSet(app)
  const { id } = await upload(app, setId, red)
  const paths = ['', '/attachments', '/cover', `/attachments/${id}`]
  const count = async () => {
    const counts = []
    for (const path of paths) counts.push(await statements.during(() => app.inject(`${sets}/${setId}${path}`)))
    return counts
  }
  t.same(await count(), [1, 1, 1, 1])
  await db.query(
    `insert into attachments (attachment_set_id, attachment_type, title)
     select $1, 'url', 'n ' || n from generate_series(1, 200) n`,
    [setId],
  )
  t.same(await count(), [1, 1, 1, 1])
})

t.test('changing costs the same number of statements, however many attachments there are', async (t) => {
  const measure = async (others: number) => {
    const setId = await addSet(app)
    const cover = await upload(app, setId, red)
    await db.query(
      `insert into attachments (attachment_set_id, attachment_type, title)
       select $1, 'image', 'n ' || n from generate_series(1, $2::int) n`,
      [setId, others],
    )
    const one = { method: 'PUT', url: `${sets}/${setId}/attachments/${cover.id}`, payload: { title: 'x' } } as const
    const choose = { method: 'PUT', url: `${sets}/${setId}/cover`, payload: { attachment_id: cover.id } } as const
    return [
      await statements.during(() => upload(app, setId, green)),
      await statements.during(() => app.inject(one)),
      await statements.during(() => app.inject(choose)),
      await statements.during(() => app.inject({ method: 'DELETE', url: one.url })),
    ]
  }
  t.same(await measure(200), await measure(1))
})
