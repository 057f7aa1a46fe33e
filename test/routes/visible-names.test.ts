import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { pngOf } from '../support/pictures.ts'
import { addSet, uploadRequest } from '../support/upload-form.ts'

const app = await buildApp(t, { settings: { dataDir: t.testdir() } })

const SENT = ' a\u202egnp\u2066\u200e\u061c.b\u0007\u001b\u0085\tc\r\nd\u2028e '
const VISIBLE = ' agnp.b c d e '

t.test('names and titles have nothing that makes them read as others', async (t) => {
  const set = await addSet(app)
  for (const [method, url, payload, field] of [
    ['POST', '/api/types', { name: SENT }, 'name'],
    ['POST', '/api/sellers', { name: SENT, website: 'x' }, 'name'],
    ['POST', '/api/kits', { name: SENT }, 'name'],
    ['POST', '/api/shopping-lists', { name: SENT }, 'name'],
  ] as const) {
    const response = await app.inject({ method, url, payload })
    t.equal(response.statusCode, 201, `${url}: ${response.body}`)
    t.equal(response.json()[field].trim(), VISIBLE.trim(), url)
  }
  const uploaded = await app.inject(uploadRequest(set, await pngOf('#f00'), { title: SENT }))
  t.equal(uploaded.json().title, VISIBLE.trim(), 'a form')
  const { id } = uploaded.json()
  const renamed = await app.inject({
    method: 'PUT',
    url: `/api/attachment-sets/${set}/attachments/${id}`,
    payload: { title: `again${SENT}` },
  })
  t.equal(renamed.json().title.trim(), `again${VISIBLE}`.trim())
  const [path = ''] = uploaded.json().attachment_url.split('?', 1)
  const content = await app.inject(`${path}?disposition=attachment&filename=${encodeURIComponent('a\u202egnp.exe')}`)
  t.equal(content.headers['content-disposition'], 'attachment; filename="agnp.exe"')
})

t.test('a name of nothing else is none', async (t) => {
  for (const name of ['\u202e', '\u0007', ' \u2066\u2069 ']) {
    for (const url of ['/api/kits', '/api/shopping-lists', '/api/types']) {
      t.equal((await app.inject({ method: 'POST', url, payload: { name } })).statusCode, 400, url)
    }
  }
})

t.test('signs that join letters, and names in all scripts, stay', async (t) => {
  for (const name of ['👩\u200d🔧 kit', 'نیم\u200cفاصله', 'ヒューズ 抵抗', 'אבג 1']) {
    const response = await app.inject({ method: 'POST', url: '/api/kits', payload: { name } })
    t.equal(response.json().name, name)
  }
})
