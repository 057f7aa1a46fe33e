import { once } from 'node:events'
import t from 'tap'
import { type Statement, textOf } from '../../../plugins/database/statement.ts'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit, jsonClient, linkKit } from '../../support/kit-rows.ts'
import { sampleValue } from '../../support/sample-value.ts'
import { until } from '../../support/until.ts'

const value = async (name: string, labels = {}) => (await sampleValue(name, labels)) ?? 0

t.test('a kit is created, read, changed, archived and deleted', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const before = await value('kits_created_total')
  const created = await send('POST', '/kits', { name: ' Clock ', description: '  ', other: 1 })
  t.equal(created.status, 201)
  const { id } = created.body
  t.match(created.body, {
    name: ' Clock ',
    description: null,
    status: 'active',
    build_target: 1,
    archived_at: null,
    cover_url: null,
    shopping_list_badge_count: 0,
    pick_list_badge_count: 0,
    is_archived: false,
    attachment_set_id: Number,
    created_at: /^\d{4}-.*\.\d{3}Z$/,
    updated_at: created.body.created_at,
  })
  t.equal((await value('kits_created_total')) - before, 1)

  const changed = await send('PATCH', `/kits/${id}`, { name: 'Clock', description: 'Nixie', build_target: '7' })
  t.match(changed, { status: 200, body: { name: 'Clock', description: 'Nixie', build_target: 7 } })
  t.ok(changed.body.updated_at > created.body.updated_at)
  const same = await send('PATCH', `/kits/${id}`, { build_target: 7 })
  t.ok(same.body.updated_at > changed.body.updated_at, 'an equal value is a change')
  const cleared = await send('PATCH', `/kits/${id}`, { name: null, description: null, build_target: null })
  t.match(cleared, { status: 200, body: { name: 'Clock', description: null, build_target: 7 } })

  const archived = await send('POST', `/kits/${id}/archive`)
  t.match(archived, { status: 200, body: { status: 'archived', is_archived: true, archived_at: String } })
  const back = await send('POST', `/kits/${id}/unarchive`)
  t.match(back, { status: 200, body: { status: 'active', is_archived: false, archived_at: null } })

  const detail = await send('GET', `/kits/${id}`)
  t.same(detail.body, { ...back.body, contents: [], shopping_list_links: [], pick_lists: [] })
  t.equal((await send('DELETE', `/kits/${id}`)).status, 204)
  t.equal((await send('GET', `/kits/${id}`)).status, 404)
  t.same(await app.db.query('select id from attachment_sets'), [], 'its documents go with it')
})

t.test('what a kit does not allow', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const id = await addKit(app, 'Taken')
  const other = await addKit(app, 'Other')
  const archived = await addKit(app, 'Old')
  await send('POST', `/kits/${archived}/archive`)
  const counted = await value('kits_created_total')

  for (const body of [
    {},
    { name: '' },
    { name: '  ' },
    { name: 'x'.repeat(256) },
    { name: 5 },
    { name: 'A', build_target: -1 },
    { name: 'A', build_target: null },
    { name: 'A', build_target: 2 ** 31 },
  ]) {
    t.match(await send('POST', '/kits', body), { status: 400, body: { code: undefined } }, JSON.stringify(body))
  }
  const refused = { status: 409, body: { code: 'INVALID_OPERATION' } }
  t.match(await send('POST', '/kits', { name: 'Taken' }), refused)
  t.match(await send('PATCH', `/kits/${other}`, { name: 'Taken' }), refused)
  t.match(await send('PATCH', `/kits/${id}`, {}), refused, 'nothing provided')
  t.match(await send('PATCH', `/kits/${id}`), refused, 'no body')
  t.match(await send('PATCH', `/kits/${id}`, { name: null }), refused, 'null is not provided')
  t.match(await send('PATCH', `/kits/${archived}`, { name: 'New' }), refused)
  t.match(await send('PATCH', `/kits/${id}`, { name: ' ' }), { status: 400 })
  t.match(await send('POST', `/kits/${archived}/archive`), refused)
  t.match(await send('POST', `/kits/${id}/unarchive`), refused)
  const missing = { status: 404, body: { code: 'RECORD_NOT_FOUND', error: 'Kit 999 was not found' } }
  t.match(await send('GET', '/kits/999'), missing)
  t.match(await send('PATCH', '/kits/999', {}), missing)
  t.match(await send('POST', '/kits/999/archive'), missing)
  t.match(await send('POST', '/kits/999/unarchive'), missing)
  t.match(await send('DELETE', '/kits/999'), missing)
  t.match(await send('GET', '/kits/abc'), { status: 404, body: { code: undefined } })
  t.equal(await value('kits_created_total'), counted, 'nothing was counted')
})

t.test('the overview filters by status and text, the last changed first', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const names = async (query: string) =>
    (await send('GET', `/kits${query}`)).body.map(({ name }: { name: string }) => name)
  for (const name of ['Alpha', '50% off', 'a_b', 'back\\slash']) await addKit(app, name)
  const described = await addKit(app, 'Plain')
  await send('PATCH', `/kits/${described}`, { description: 'An ALPHA copy' })
  const old = await addKit(app, 'Old')
  await send('POST', `/kits/${old}/archive`)

  const before = await value('kits_overview_requests_total', { status: 'active' })
  t.same(await names(''), ['Plain', 'back\\slash', 'a_b', '50% off', 'Alpha'])
  t.same(await names('?status=archived'), ['Old'])
  t.same(await names('?query=%20alpha%20'), ['Plain', 'Alpha'])
  t.same(await names('?query=%25'), ['50% off'])
  t.same(await names('?query=_'), ['a_b'])
  t.same(await names('?query=%5C'), ['back\\slash'])
  t.equal((await names('?query=%20')).length, 5, 'white space filters nothing')
  t.same(await names('?limit=2'), ['Plain', 'back\\slash'])
  t.equal((await value('kits_overview_requests_total', { status: 'active' })) - before, 7)
  for (const query of [
    'status=x',
    'status=',
    'query=',
    'limit=0',
    'limit=101',
    'limit=x',
    'limit=',
    'limit=1&limit=2',
    'query=a&query=b',
  ]) {
    t.equal((await send('GET', `/kits?${query}`)).status, 400, query)
  }
  t.equal((await value('kits_overview_requests_total', { status: 'active' })) - before, 7)
})

t.test('the search finds other forms of the same characters, both ways', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const forms: [string, ...string[]][] = [
    ['10 \u00b5F', '10 \u03bcF', '10 \u039cf'],
    ['Zahlger\u00e4t', 'Zahlgera\u0308t', 'ZAHLGER\u00c4T'],
    ['NE555 blinker', '\uff2e\uff25\uff15\uff15\uff15\u3000\uff42linker'],
    ['4.7 k\u03a9', '4.7 k\u2126'],
    ['100 % done', '100 \uff05 done'],
  ]
  for (const [index, spellings] of forms.entries()) {
    for (const [n, stored] of spellings.entries()) {
      const name = `kit ${index} ${n}`
      await send('POST', '/kits', { name, description: `a ${stored} b` })
      for (const sought of spellings) {
        const found = (await send('GET', `/kits?query=${encodeURIComponent(sought)}`)).body
        t.ok(
          found.some((kit: { name: string }) => kit.name === name),
          `${sought} finds ${stored}`,
        )
      }
    }
  }
  await send('POST', '/kits', { name: 'Gra\u0308fin' })
  t.match((await send('GET', `/kits?query=${encodeURIComponent('gr\u00e4f')}`)).body, [{ name: 'Gra\u0308fin' }])
  t.equal((await send('GET', `/kits?query=${encodeURIComponent('100 \uff3f done')}`)).body.length, 0, 'no wildcard')
})

t.test('badges count active shopping lists and open pick lists', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const id = await addKit(app, 'Clock')
  await linkKit(app, id, 'Done', 'done')
  const listId = await linkKit(app, id, 'Next order')
  await app.db.query(
    `insert into kit_pick_lists (kit_id, requested_units, status, completed_at)
     values ($1, 1, 'open', null), ($1, 2, 'completed', now())`,
    [id],
  )
  const badges = { shopping_list_badge_count: 1, pick_list_badge_count: 1 }
  t.match((await send('GET', '/kits')).body, [badges])
  const { body } = await send('GET', `/kits/${id}`)
  t.match(body, badges)
  t.match(body.shopping_list_links, [
    { shopping_list_name: 'Done', status: 'done', is_stale: false },
    { shopping_list_id: listId, status: 'active', requested_units: 2, honor_reserved: false, is_stale: false },
  ])
  t.match(body.pick_lists, [
    { requested_units: 1, status: 'open', line_count: 0, is_archived_ui: false },
    { requested_units: 2, status: 'completed', completed_at: String, is_archived_ui: true },
  ])
  await send('PATCH', `/kits/${id}`, { build_target: 2 })
  const stale = await send('GET', `/kits/${id}`)
  t.match(stale.body.shopping_list_links, [{ is_stale: true }, { is_stale: true }])
  t.equal((await send('DELETE', `/kits/${id}`)).status, 204)
  t.equal((await app.db.query('select 1 from shopping_lists')).length, 2, 'shopping lists stay')
})

t.test('the cover of a kit is its cover image', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const id = await addKit(app, 'Clock')
  const key = `cas/${'a'.repeat(64)}`
  await app.db.query(
    `with picture as (insert into attachments (attachment_set_id, attachment_type, title, s3_key, content_type)
       select attachment_set_id, 'image', 'Front', $1, 'image/png' from kits returning id, attachment_set_id)
     update attachment_sets s set cover_attachment_id = picture.id from picture where s.id = picture.attachment_set_id`,
    [key],
  )
  t.match((await send('GET', '/kits')).body, [{ cover_url: `/api/${key}` }])
  t.equal((await send('GET', `/kits/${id}`)).body.cover_url, `/api/${key}`)
  t.equal((await send('DELETE', `/kits/${id}`)).status, 204)
})

t.test('the gauges follow the database soon, and every poll', async (t) => {
  const first = await buildApp(t)
  const send = jsonClient(first)
  const counted = (active: number, archived: number) =>
    until(
      async () => (await value('kits_active_count')) === active && (await value('kits_archived_count')) === archived,
    )
  const id = await addKit(first, 'A')
  await addKit(first, 'B')
  await counted(2, 0)
  await send('POST', `/kits/${id}/archive`)
  await counted(1, 1)
  await send('POST', `/kits/${id}/unarchive`)
  await counted(2, 0)
  await send('DELETE', `/kits/${id}`)
  await counted(1, 0)
  await Promise.all(Array.from({ length: 10 }, (_, n) => send('POST', '/kits', { name: `many ${n}` })))
  await counted(11, 0)
})

t.test('no change of a kit waits for counting', async (t) => {
  const app = await buildApp(t, { settings: { metricsUpdateInterval: 3600 } })
  const send = jsonClient(app)
  await addKit(app, 'Before')
  await until(async () => (await value('kits_active_count')) === 1)
  const { db } = app
  const query = db.query.bind(db)
  const held = Promise.withResolvers<void>()
  let counts = 0
  db.query = async <Row>(statement: Statement<Row> | string, values?: readonly unknown[]) => {
    if (textOf(statement).includes('group by status')) {
      counts++
      await held.promise
    }
    return query<Row>(statement, values)
  }
  const created = await send('POST', '/kits', { name: 'Clock' })
  const url = `/kits/${created.body.id}`
  t.equal(created.status, 201)
  t.equal((await send('POST', `${url}/archive`)).status, 200)
  t.equal((await send('POST', `${url}/unarchive`)).status, 200)
  t.equal((await send('DELETE', url)).status, 204)
  t.equal(counts, 1, 'one count runs, the next one serves all later changes')
  held.resolve()
  await until(() => counts >= 2)
})

t.test('overview and detail take one statement each, whatever they contain', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement, settings: { metricsUpdateInterval: 3600 } })
  const send = jsonClient(app)
  const box = await addBox(app.db, 30)
  const small = await addKit(app, 'Small')
  const parts = []
  for (let n = 0; n < 20; n++) {
    const part = await addPart(app.db, `P${String(n).padStart(3, '0')}`)
    await addStock(app.db, part, box, n + 1, 10)
    parts.push([part, 1] as const)
  }
  const large = await addKit(app, 'Large', parts)
  await addKit(app, 'Another', parts)
  // Kits are counted in the background.
  await until(async () => (await value('kits_active_count')) === 3)
  t.equal(await statements.during(() => send('GET', `/kits/${small}`)), 1)
  t.equal(await statements.during(() => send('GET', `/kits/${large}`)), 1)
  t.equal(await statements.during(() => send('GET', '/kits')), 1)
})

t.test('a poll counts the kits that are there at the start', async (t) => {
  const rounds = new EventTarget()
  const polled = once(rounds, 'end')
  await buildApp(t, {
    prepare: async (instance) => {
      await instance.db.query(
        `with documents as (insert into attachment_sets select from generate_series(1, 3) returning id)
         insert into kits (name, status, archived_at, attachment_set_id)
         select 'Kit ' || id, case id when 1 then 'archived' else 'active' end, now(), id from documents`,
      )
      instance.registerForPolling('round', () => void rounds.dispatchEvent(new Event('end')))
    },
  })
  await polled
  t.same([await sampleValue('kits_active_count'), await sampleValue('kits_archived_count')], [2, 1])
})
