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

t.test('every other text of one line is as visible, and those of several lines keep them', async (t) => {
  const LINES = 'a\u202eb\u2066\u0007\u001b\tc\r\nd\u0085e\u200ef'
  const SHOWN = 'ab\tc\r\nd\nef'
  const send = async (method: 'POST' | 'PUT' | 'PATCH', url: string, payload: object) => {
    const response = await app.inject({ method, url: `/api${url}`, payload })
    t.ok(response.statusCode < 300, `${url}: ${response.body}`)
    return response.json()
  }
  const columns = ['manufacturer', 'manufacturer_code', 'package', 'series', 'pin_pitch', 'voltage_rating']
  const more = ['input_voltage', 'output_voltage', 'mounting_type', 'dimensions']
  const fields = Object.fromEntries([...columns, ...more].map((name) => [name, 'a\u202eb\u0007\nc']))
  const sent = { ...fields, description: LINES, tags: ['x\u202ey', 'z\u001b'] }
  const shown = {
    ...Object.fromEntries(Object.keys(fields).map((name) => [name, 'ab c'])),
    description: SHOWN,
    tags: ['xy', 'z'],
  }
  const part = await send('POST', '/parts', sent)
  t.match(part, shown)
  t.match(await send('PUT', `/parts/${part.key}`, sent), shown)
  t.match(await send('POST', '/ai-parts/create', { ...sent, documents: [] }), shown)
  const box = await send('POST', '/boxes', { description: LINES, capacity: 3 })
  t.equal(box.description, SHOWN)
  t.equal((await send('PUT', `/boxes/${box.box_no}`, { description: LINES, capacity: 3 })).description, SHOWN)
  const kit = await send('POST', '/kits', { name: 'texts', description: LINES })
  t.equal(kit.description, SHOWN)
  const content = { part_id: part.id, required_per_unit: 1, note: LINES }
  t.equal((await send('POST', `/kits/${kit.id}/contents`, content)).note, SHOWN)
  const list = await send('POST', '/shopping-lists', { name: 'texts', description: LINES })
  t.equal(list.description, SHOWN)
  const line = { part_id: part.id, needed: 1, note: LINES }
  t.equal((await send('POST', `/shopping-lists/${list.id}/lines`, line)).note, SHOWN)
  const push = { new_list_name: 'pushed', note_prefix: LINES }
  const { shopping_list: pushed } = await send('POST', `/kits/${kit.id}/shopping-lists`, push)
  t.notMatch(JSON.stringify(pushed), /[\u202e\u2066\u200e]|\\u00/)
})
