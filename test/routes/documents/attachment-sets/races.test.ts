import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addPart } from '../../../support/inventory-rows.ts'
import { pngOf } from '../../../support/pictures.ts'
import { repeated } from '../../../support/repeated.ts'
import { addSet, upload, uploadRequest } from '../../../support/upload-form.ts'

const app = await buildApp(t, { settings: { dataDir: t.testdir() } })
const pictures = await Promise.all(['#f00', '#0f0', '#00f', '#ff0', '#0ff', '#f0f'].map((colour) => pngOf(colour)))
const [red = Buffer.alloc(0), green = Buffer.alloc(0)] = pictures
const ROUNDS = repeated(4)

const coverOf = async (setId: number): Promise<number | null> =>
  (await app.inject(`/api/attachment-sets/${setId}/cover`)).json().cover_attachment_id
const idsOf = async (setId: number): Promise<number[]> =>
  (await app.inject(`/api/attachment-sets/${setId}/attachments`)).json().map(({ id }: { id: number }) => id)
const remove = (setId: number, id: number) =>
  app.inject({ method: 'DELETE', url: `/api/attachment-sets/${setId}/attachments/${id}` })
const choose = (setId: number, attachment_id: number) =>
  app.inject({ method: 'PUT', url: `/api/attachment-sets/${setId}/cover`, payload: { attachment_id } })
const copy = (attachment_id: number, target_part_key: string) =>
  app.inject({ method: 'POST', url: '/api/parts/copy-attachment', payload: { attachment_id, target_part_key } })

t.test('of first images that come at once, the first one added becomes the cover', async (t) => {
  for (let round = 0; round < ROUNDS; round++) {
    const setId = await addSet(app)
    const answers = await Promise.all(pictures.map((picture) => app.inject(uploadRequest(setId, picture))))
    t.ok(answers.every(({ statusCode }) => statusCode === 201))
    const ids = await idsOf(setId)
    t.equal(ids.length, pictures.length)
    t.equal(await coverOf(setId), ids[0])
  }
})

t.test('a picture that is deleted while it is chosen is never the cover', async (t) => {
  for (let round = 0; round < ROUNDS; round++) {
    const setId = await addSet(app)
    const first = await upload(app, setId, red)
    const second = await upload(app, setId, green)
    const [chosen, removed] = await Promise.all([choose(setId, second.id), remove(setId, second.id)])
    t.equal(removed.statusCode, 204)
    t.ok(chosen.statusCode === 200 || chosen.statusCode === 404, `${chosen.statusCode}`)
    t.equal(await coverOf(setId), first.id)
  }
})

t.test('pictures that are deleted at once leave no cover, and each is deleted once', async (t) => {
  for (let round = 0; round < ROUNDS; round++) {
    const setId = await addSet(app)
    const ids = []
    for (const picture of pictures) ids.push((await upload(app, setId, picture)).id)
    const answers = await Promise.all([...ids, ...ids].map((id) => remove(setId, id)))
    const statuses = answers.map(({ statusCode }) => statusCode).sort()
    t.same(statuses, [...ids.map(() => 204), ...ids.map(() => 404)])
    t.equal(await coverOf(setId), null)
  }
})

t.test('a part that is deleted meanwhile takes new documents with itself', async (t) => {
  for (let round = 0; round < ROUNDS; round++) {
    const source = await upload(app, await addSet(app), red)
    // A key is never given twice.
    const key = `RA${String.fromCharCode(65 + Math.floor(round / 26), 65 + (round % 26))}`
    await addPart(app.db, key)
    const { attachment_set_id: setId } = (await app.inject(`/api/parts/${key}`)).json()
    const [removed, ...added] = await Promise.all([
      app.inject({ method: 'DELETE', url: `/api/parts/${key}` }),
      app.inject(uploadRequest(setId, green)),
      copy(source.id, key),
      app.inject(uploadRequest(setId, red)),
    ])
    t.equal(removed.statusCode, 204)
    for (const { statusCode, body } of added) {
      t.ok([200, 201].includes(statusCode) || (statusCode === 404 && /was not found/.test(body)), body)
    }
    t.same(await app.db.query('select 1 from attachments where attachment_set_id = $1', [setId]), [])
  }
})

t.test('what is copied while it is deleted is copied in whole or not at all', async (t) => {
  await addPart(app.db, 'COPY')
  for (let round = 0; round < ROUNDS; round++) {
    const setId = await addSet(app)
    const { id } = await upload(app, setId, red)
    const [copied, removed] = await Promise.all([copy(id, 'COPY'), remove(setId, id)])
    t.equal(removed.statusCode, 204)
    if (copied.statusCode === 200) t.equal((await app.inject(copied.json().attachment.attachment_url)).statusCode, 200)
    else t.match(copied.json(), { code: 'RECORD_NOT_FOUND', error: `Attachment ${id} was not found` })
  }
})
