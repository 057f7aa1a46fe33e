import { randomBytes } from 'node:crypto'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

/** A text of words of hexadecimal digits: no three characters come often. */
function hexWords(length: number): string {
  return (randomBytes(length).toString('hex').match(/.{8}/g) ?? []).join(' ').slice(0, length)
}

t.test('a part has a description of 50,000 characters and 100 tags of 100', async (t) => {
  const app = await buildApp(t)
  const post = (payload: object) => app.inject({ method: 'POST', url: '/api/parts', payload })
  const fits = { description: '\u{1f50c}'.repeat(50_000), tags: Array.from({ length: 100 }, () => 'µ'.repeat(100)) }
  const created = await post(fits)
  t.equal(created.statusCode, 201)
  t.match(created.json(), fits)
  const { key } = created.json()
  const tooMuch: [object, string][] = [
    [{ description: 'x'.repeat(50_001) }, 'description must have at most 50000 characters'],
    [{ tags: Array(101).fill('a') }, 'tags must have at most 100 entries'],
    [{ tags: ['a', 'x'.repeat(101)] }, 'tags.1 must have at most 100 characters'],
  ]
  for (const [fields, error] of tooMuch) {
    t.match((await post({ description: 'a', ...fields })).json(), { error })
    t.match((await app.inject({ method: 'PUT', url: `/api/parts/${key}`, payload: fields })).json(), { error })
    const ai = await app.inject({
      method: 'POST',
      url: '/api/ai-parts/create',
      payload: { description: 'a', documents: [], ...fields },
    })
    t.match(ai.json(), { error })
  }
  t.equal((await app.inject('/api/parts')).json().length, 1)
})

t.test('no wording of a part breaks an index', async (t) => {
  const app = await buildApp(t)
  for (const length of [1000, 5000, 50_000]) {
    const payload = {
      description: hexWords(length),
      manufacturer_code: hexWords(255),
      manufacturer: hexWords(255),
      package: hexWords(100),
      series: hexWords(100),
    }
    const created = await app.inject({ method: 'POST', url: '/api/parts', payload })
    t.equal(created.statusCode, 201, `${length} characters`)
    const url = `/api/parts/${created.json().key}`
    const changed = await app.inject({ method: 'PUT', url, payload: { description: hexWords(length) } })
    t.equal(changed.statusCode, 200)
  }
})

t.test('other texts have limits as well', async (t) => {
  const app = await buildApp(t)
  const send = (method: 'POST' | 'PUT' | 'PATCH', url: string, payload: object) =>
    app.inject({ method, url: `/api${url}`, payload })
  const { id: kit } = (await send('POST', '/kits', { name: 'kit' })).json()
  const { id: list } = (await send('POST', '/shopping-lists', { name: 'list' })).json()
  const cases: [Awaited<ReturnType<typeof send>>, string][] = [
    [await send('PATCH', `/kits/${kit}`, { description: 'x'.repeat(50_001) }), 'description'],
    [await send('PUT', `/shopping-lists/${list}`, { description: 'x'.repeat(50_001) }), 'description'],
    [
      await send('POST', `/kits/${kit}/contents`, { part_id: 1, required_per_unit: 1, note: 'x'.repeat(10_001) }),
      'note',
    ],
    [await send('POST', `/shopping-lists/${list}/lines`, { part_id: 1, needed: 1, note: 'x'.repeat(10_001) }), 'note'],
    [
      await send('POST', `/kits/${kit}/shopping-lists`, { new_list_name: 'a', note_prefix: 'x'.repeat(10_001) }),
      'note_prefix',
    ],
  ]
  for (const [answer, field] of cases) {
    t.equal(answer.statusCode, 400, field)
    t.match(answer.json(), { details: { field } })
  }
  t.equal((await send('PATCH', `/kits/${kit}`, { description: 'x'.repeat(50_000) })).statusCode, 200)
})

t.test('a limit counts the characters that were sent, also those that a name loses', async (t) => {
  const app = await buildApp(t)
  const post = (name: string) => app.inject({ method: 'POST', url: '/api/types', payload: { name } })
  t.equal((await post(`${'a'.repeat(98)}\u0007\u0008`)).statusCode, 201)
  t.match((await post(`${'b'.repeat(98)}\u0007\u0008\u0018`)).json(), {
    error: 'name must have at most 100 characters',
  })
})
