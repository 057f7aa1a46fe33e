import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const ENVELOPE = { error: String, details: { message: String }, correlationId: String }

const app = await buildApp(t)

t.test('JSON that is not UTF-8 is refused, and nothing is stored', async (t) => {
  const count = async () => (await app.db.query('select count(*)::int as parts from parts'))[0]
  const before = await count()
  const latin1 = Buffer.from('{"description":"4.7\xb5F"}', 'latin1')
  const cases: [string, Buffer, string, number][] = [
    ['Latin-1 that says nothing', latin1, 'application/json', 400],
    ['Latin-1 that says UTF-8', latin1, 'application/json; charset=utf-8', 400],
    ['Latin-1 that says so', latin1, 'application/json; charset=ISO-8859-1', 415],
    ['UTF-16', Buffer.from('{"description":"a"}', 'utf16le'), 'application/json; charset="utf-16"', 415],
    ['a cut character', Buffer.from([...Buffer.from('{"description":"'), 0xc3, 0x22, 0x7d]), 'application/json', 400],
    [
      'a surrogate in UTF-8',
      Buffer.from([...Buffer.from('{"description":"'), 0xed, 0xa0, 0x80, 0x22, 0x7d]),
      'application/json',
      400,
    ],
    ['a name in Latin-1', Buffer.from('{"description":"a","\xe9":1}', 'latin1'), 'application/json', 400],
  ]
  for (const [what, payload, type, status] of cases) {
    const answer = await app.inject({ method: 'POST', url: '/api/parts', payload, headers: { 'content-type': type } })
    t.equal(answer.statusCode, status, what)
    t.match(answer.json(), ENVELOPE)
    t.match(answer.body, /UTF-8/)
  }
  t.strictSame(await count(), before)
  for (const type of ['application/json; charset=UTF-8', 'application/json;charset=utf8', 'application/json']) {
    const payload = Buffer.from('\ufeff{"description":"4.7µF 🔌"}')
    const answer = await app.inject({ method: 'POST', url: '/api/parts', payload, headers: { 'content-type': type } })
    t.equal(answer.json().description, '4.7µF 🔌', type)
  }
})

t.test('half a surrogate pair is refused in every field, at every depth', async (t) => {
  const part = (await app.inject({ method: 'POST', url: '/api/parts', payload: { description: 'a' } })).json()
  const kit = (await app.inject({ method: 'POST', url: '/api/kits', payload: { name: 'kit' } })).json()
  const cases: [string, string, string][] = [
    ['/api/parts', '{"description":"a\\ud800"}', 'description'],
    ['/api/parts', '{"description":"a","tags":["ok","\\uDC00x"]}', 'tags.1'],
    ['/api/parts', '{"description":"a","\\udfff":1}', '\ufffd'],
    [`/api/kits/${kit.id}/shopping-lists`, '{"new_list_name":"a","note_prefix":"\\ud83d"}', 'note_prefix'],
    ['/api/types', '{"name":"\\ud83d\\ud83d"}', 'name'],
    ['/api/parts/shopping-list-memberships/query', `{"part_keys":["${part.key}","\\ud800"]}`, 'part_keys.1'],
  ]
  for (const [url, payload, field] of cases) {
    const answer = await app.inject({ method: 'POST', url, payload, headers: JSON_TYPE })
    t.equal(answer.statusCode, 400, payload)
    t.match(answer.json(), { ...ENVELOPE, details: { field } })
  }
  const whole = await app.inject({
    method: 'POST',
    url: '/api/types',
    payload: '{"name":"\\ud83d\\udd0c \\ufffd"}',
    headers: JSON_TYPE,
  })
  t.equal(whole.json().name, '🔌 \ufffd')
})

t.test('names that would change other objects are named in the answer', async (t) => {
  const cases: [string, string][] = [
    ['{"__proto__":{}}', '__proto__'],
    ['{"__proto__":{"x":1},"name":"x"}', '__proto__'],
    ['{"\\u005f_proto__":{},"name":"x"}', '__proto__'],
    ['{"name":"x","more":[{"constructor":{"prototype":{}}}]}', 'more.0.constructor'],
  ]
  for (const [payload, field] of cases) {
    const answer = await app.inject({ method: 'POST', url: '/api/types', payload, headers: JSON_TYPE })
    t.equal(answer.statusCode, 400, payload)
    t.equal(answer.json().error, `${field} is not an allowed name of a field`)
  }
  const harmless = '{"name":"__proto__","constructor":"x","prototype":{}}'
  const answer = await app.inject({ method: 'POST', url: '/api/types', payload: harmless, headers: JSON_TYPE })
  t.equal(answer.statusCode, 201, 'as a value, or a name alone, they do no harm')
})

t.test('a body nested deeper than any that makes sense is refused', async (t) => {
  const app = await buildApp(t, { settings: { appEnv: 'testing' } })
  for (const [open, close] of [
    ['[', ']'],
    ['{"a":', '}'],
  ]) {
    for (const depth of [70, 100_000]) {
      const nested = `${open?.repeat(depth)}1${close?.repeat(depth)}`
      const payload = `{"task_type":"demo_task","params":${nested}}`
      const answer = await app.inject({ method: 'POST', url: '/api/testing/tasks/start', payload, headers: JSON_TYPE })
      t.equal(answer.statusCode, 400, `${depth} times ${open}`)
      t.match(answer.json(), {
        error: /nested deeper than 64 levels/,
        details: { field: open === '[' ? `params${'.0'.repeat(63)}` : `params${'.a'.repeat(63)}` },
      })
    }
  }
})

t.test('of a path of long names an answer repeats the beginning', async (t) => {
  const payload = `{"${'x'.repeat(100_000)}":{"__proto__":1}}`
  const answer = await app.inject({ method: 'POST', url: '/api/types', payload, headers: JSON_TYPE })
  t.equal(answer.json().details.field, `${'x'.repeat(300)}…`)
})

t.test('a compressed body is refused before it is read', async (t) => {
  for (const coding of ['gzip', 'br', 'deflate, gzip', 'unknown']) {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/types',
      payload: '{"name":"a"}',
      headers: { ...JSON_TYPE, 'content-encoding': coding },
    })
    t.equal(answer.statusCode, 415, coding)
    t.match(answer.json(), ENVELOPE)
  }
  const headers = { ...JSON_TYPE, 'content-encoding': 'identity' }
  const answer = await app.inject({ method: 'POST', url: '/api/types', payload: '{"name":"a"}', headers })
  t.equal(answer.statusCode, 201, 'identity is none')
})
