import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

const BLANK = ' \t\n\u00a0'

t.test('blank text of a field that may be null is stored as null, whichever route takes it', async (t) => {
  const app = await buildApp(t, { settings: { appEnv: 'testing' } })
  const send = async (method: 'POST' | 'PUT' | 'PATCH', url: string, payload: object) => {
    const answer = await app.inject({ method, url: `/api${url}`, payload })
    t.ok(answer.statusCode < 300, `${method} ${url}: ${answer.body.slice(0, 200)}`)
    return answer.json()
  }
  const part = await send('POST', '/parts', { description: 'a', manufacturer: BLANK, package: 'DIP-8' })
  t.equal(part.manufacturer, null)
  t.equal((await send('PUT', `/parts/${part.key}`, { package: '', series: BLANK })).package, null)
  const proposed = await send('POST', '/ai-parts/create', { description: 'b', product_page: BLANK, documents: [] })
  t.equal(proposed.product_page, null)

  const seller = await send('POST', '/sellers', { name: 'a', website: 'https://a.example' })
  const list = await send('POST', '/shopping-lists', { name: 'a', description: BLANK })
  t.equal(list.description, null)
  await send('PUT', `/shopping-lists/${list.id}`, { description: 'x' })
  t.equal((await send('PUT', `/shopping-lists/${list.id}`, { description: BLANK })).description, null)

  const kit = await send('POST', '/kits', { name: 'a', description: 'x' })
  t.equal((await send('PATCH', `/kits/${kit.id}`, { description: BLANK })).description, null)
  const content = { part_id: part.id, required_per_unit: 1, note: 'x' }
  const { id, version } = await send('POST', `/kits/${kit.id}/contents`, content)
  t.equal((await send('PATCH', `/kits/${kit.id}/contents/${id}`, { version, note: BLANK })).note, null)
  const push = { new_list_name: 'b', new_list_description: BLANK, note_prefix: BLANK }
  t.match((await send('POST', `/kits/${kit.id}/shopping-lists`, push)).shopping_list, {
    description: null,
    lines: [{ note: null }],
  })

  const line = await send('POST', `/shopping-lists/${list.id}/lines`, { part_id: part.id, needed: 1, note: BLANK })
  t.equal(line.note, null)
  await send('POST', `/shopping-lists/${list.id}/seller-groups`, { seller_id: seller.id })
  for (const url of [`/shopping-list-lines/${line.id}`, `/shopping-lists/${list.id}/seller-groups/${seller.id}`]) {
    t.equal((await send('PUT', url, { note: 'x' })).note, 'x')
    t.equal((await send('PUT', url, { note: null })).note, 'x', 'null means that the note stays')
    t.notOk((await send('PUT', url, { note: BLANK })).note, 'blank text removes it')
  }
  const stored = await app.db.query<{ note: string | null }>('select note from shopping_list_sellers')
  t.same(stored, [{ note: null }])
})

t.test('blank text that is too long is refused, as other text is', async (t) => {
  const app = await buildApp(t)
  const create = (spaces: number) =>
    app.inject({ method: 'POST', url: '/api/parts', payload: { description: 'a', package: ' '.repeat(spaces) } })
  t.equal((await create(100)).statusCode, 201)
  t.equal((await create(101)).statusCode, 400)
})
