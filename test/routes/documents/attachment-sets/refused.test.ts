import t from 'tap'
import { badTextBodies, findAccepted, missingFields } from '../../../support/bad-requests.ts'
import { buildApp } from '../../../support/build-app.ts'
import { pngOf } from '../../../support/pictures.ts'
import { addSet, upload } from '../../../support/upload-form.ts'

const app = await buildApp(t, { settings: { dataDir: t.testdir() } })
const sets = '/api/attachment-sets'
const setId = await addSet(app)
const otherSet = await addSet(app)
const { id } = await upload(app, setId, await pngOf('#f00'))

/** Everything that a refused request must leave as it is. */
const state = () =>
  app.db.query('select * from attachments a full join attachment_sets s on s.id = a.attachment_set_id')
const before = await state()

t.test('what does not exist is 404, and so is what cannot exist', async (t) => {
  const missing = (resource: string, id: number) => ({
    status: 404,
    code: 'RECORD_NOT_FOUND',
    error: `${resource} ${id} was not found`,
  })
  const noRoute = { status: 404, code: undefined, error: 'Resource not found' }
  const cases = [
    ['GET', '/9999', undefined, missing('AttachmentSet', 9999)],
    ['GET', '/9999/attachments', undefined, missing('AttachmentSet', 9999)],
    ['GET', '/9999/cover', undefined, missing('AttachmentSet', 9999)],
    ['PUT', '/9999/cover', { attachment_id: 8888 }, missing('AttachmentSet', 9999)],
    ['PUT', '/9999/cover', { attachment_id: id }, missing('AttachmentSet', 9999)],
    ['DELETE', '/9999/cover', undefined, missing('AttachmentSet', 9999)],
    ['PUT', `/${setId}/cover`, { attachment_id: 8888 }, missing('Attachment', 8888)],
    ['POST', '/9999/attachments', { title: 'x', url: 'http://127.0.0.1:1/' }, missing('AttachmentSet', 9999)],
    ...(['GET', 'PUT', 'DELETE'] as const).map(
      (method) =>
        [method, `/9999/attachments/8888`, method === 'PUT' ? {} : undefined, missing('Attachment', 8888)] as const,
    ),
    ...['-1', 'x', '2147483648', '1.5', '99999999999999999999'].flatMap(
      (wrong) =>
        [
          ['GET', `/${wrong}`, undefined, noRoute],
          ['GET', `/${setId}/attachments/${wrong}`, undefined, noRoute],
          ['DELETE', `/${wrong}/cover`, undefined, noRoute],
        ] as const,
    ),
  ] as const
  for (const [method, path, payload, expected] of cases) {
    const response = await app.inject({ method, url: `${sets}${path}`, ...(payload && { payload }) })
    const { error, code } = response.json()
    t.same({ status: response.statusCode, code, error }, expected, `${method} ${path}`)
  }
})

t.test('an attachment of another set is a conflict, even where that set does not exist', async (t) => {
  for (const wrong of [otherSet, 9999]) {
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const url = `${sets}/${wrong}/attachments/${id}`
      const response = await app.inject({ method, url, ...(method === 'PUT' && { payload: { title: 'x' } }) })
      t.equal(response.statusCode, 409, `${method} ${url}`)
      t.match(response.json(), {
        code: 'INVALID_OPERATION',
        error: `Cannot get attachment because attachment ${id} does not belong to set ${wrong}`,
      })
    }
  }
  const cover = await app.inject({ method: 'PUT', url: `${sets}/${otherSet}/cover`, payload: { attachment_id: id } })
  t.equal(cover.statusCode, 409)
  t.match(cover.json(), { error: `Cannot get attachment because attachment ${id} does not belong to set ${otherSet}` })
})

t.test('bodies that are not valid are refused with the field that is wrong', async (t) => {
  const rename = { method: 'PUT', url: `${sets}/${setId}/attachments/${id}` } as const
  const cover = { method: 'PUT', url: `${sets}/${setId}/cover` } as const
  const add = { method: 'POST', url: `${sets}/${setId}/attachments` } as const
  const json = { 'content-type': 'application/json' }
  const good = { title: 'x', url: 'https://example.com' }
  const titles = badTextBodies(rename, { title: 'x' }, [{ name: 'title', max: 255 }])
  const additions = badTextBodies(add, good, [{ name: 'title', max: 255 }])
  const blank = (target: typeof rename | typeof add) => ({
    what: 'a blank title',
    request: { ...target, payload: { ...good, title: ' \t' } },
    error: 'title must not be blank',
  })
  const isText = ({ what }: { what: string }) => what === 'another content type' || what === 'title is blank'
  t.same(
    await findAccepted(app, [
      ...titles.filter(({ what }) => what !== 'title is blank'),
      blank(rename),
      ...missingFields(cover, { attachment_id: 1 }),
      {
        what: 'text',
        request: { ...cover, payload: { attachment_id: 'x' } },
        error: 'attachment_id must be an integer',
      },
      {
        what: 'a fraction',
        request: { ...cover, payload: { attachment_id: 1.5 } },
        error: 'attachment_id must be an integer',
      },
      { what: 'malformed JSON', request: { ...cover, headers: json, payload: '{' }, error: 'Invalid JSON' },
      ...additions.filter((each) => !isText(each)),
      ...missingFields(add, good).filter(({ what }) => what !== 'no body'),
      blank(add),
      {
        what: 'a long URL',
        request: { ...add, payload: { ...good, url: `http://x/${'y'.repeat(2000)}` } },
        error: 'url must have at most 2000 characters',
      },
    ]),
    [],
  )
})

t.test('an attachment is added with a form or with JSON, and nothing else', async (t) => {
  for (const type of [
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'multipart/mixed',
  ]) {
    const response = await app.inject({
      method: 'POST',
      url: `${sets}/${setId}/attachments`,
      headers: type === undefined ? {} : { 'content-type': type },
      payload: type === undefined ? '' : 'title=x',
    })
    t.equal(response.statusCode, 400, type ?? 'none')
    t.match(response.json().error, /multipart\/form-data or application\/json/)
    t.notOk('code' in response.json())
  }
})

t.test('nothing has changed', async (t) => {
  t.same(await state(), before)
})
