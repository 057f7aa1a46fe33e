import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { pngOf } from '../../support/pictures.ts'
import { addSet } from '../../support/upload-form.ts'

const app = await buildApp(t, { settings: { dataDir: t.testdir() } })
const setId = await addSet(app)
const seller = (await app.inject({ method: 'POST', url: '/api/sellers', payload: { name: 'S', website: 's' } })).json()
const png = await pngOf('#f00')

const ATTACHMENTS = `/api/attachment-sets/${setId}/attachments`
const LOGO = `/api/sellers/${seller.id}/logo`
const ANALYZE = '/api/ai-parts/analyze'
/** Latin-1, half a surrogate pair in UTF-8, and a character that is cut. */
const NOT_UTF8 = ['4.7\xb5F', 'a\xed\xa0\xbdb', 'cut \xc3']

/** Sends a form whose texts are bytes: each character is one. */
function send(url: string, { text = '', name = 'a.png', type = '', field = '' }) {
  const method = url === LOGO ? 'PUT' : 'POST'
  const part = (head: string, content: Buffer) => [
    Buffer.from(`--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n`, 'latin1'),
    content,
    Buffer.from('\r\n'),
  ]
  const payload = Buffer.concat([
    ...(field === '' ? [] : part(`name="${field}"`, Buffer.from(text, 'latin1'))),
    ...(url === ANALYZE ? [] : part(`name="file"; filename="${name}"`, png)),
    Buffer.from('--x--\r\n'),
  ])
  return app.inject({ method, url, payload, headers: { 'content-type': `multipart/form-data; boundary=x${type}` } })
}

async function stored() {
  return app.db.query(
    `select (select count(*)::int from attachments) as attachments, (select count(*)::int from tasks) as tasks,
            (select logo_s3_key from sellers where id = $1) as logo`,
    [seller.id],
  )
}

t.test('a form with text that is not UTF-8 is refused, and nothing is stored', async (t) => {
  const before = await stored()
  for (const bytes of NOT_UTF8) {
    const cases: [string, Parameters<typeof send>[1], string][] = [
      [ATTACHMENTS, { field: 'title', text: bytes }, 'title'],
      [ATTACHMENTS, { field: 'title', text: 'A title', name: `${bytes}.png` }, 'file'],
      [LOGO, { name: `${bytes}.png` }, 'file'],
      [ANALYZE, { field: 'text', text: bytes }, 'text'],
    ]
    for (const [url, form, field] of cases) {
      const answer = await send(url, form)
      t.equal(answer.statusCode, 400, `${url} ${bytes}`)
      t.match(answer.json(), { error: /UTF-8/, details: { field } })
    }
  }
  t.same(await stored(), before)
})

t.test('a form in another charset is refused', async (t) => {
  const before = await stored()
  for (const url of [ATTACHMENTS, LOGO, ANALYZE]) {
    const answer = await send(url, {
      field: url === ANALYZE ? 'text' : 'title',
      text: 'x',
      type: '; charset=ISO-8859-1',
    })
    t.equal(answer.statusCode, 415, url)
    t.match(answer.json(), { error: 'A form must be UTF-8' })
  }
  t.same(await stored(), before)
})

t.test('UTF-8 is stored as it is', async (t) => {
  const utf8 = Buffer.from('4.7µF 🔌').toString('latin1')
  const answer = await send(ATTACHMENTS, { field: 'title', text: utf8, name: `${utf8}.png`, type: '; charset=UTF-8' })
  t.equal(answer.statusCode, 201)
  t.match(answer.json(), { title: '4.7µF 🔌', filename: '4.7µF 🔌.png' })
})
