import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { addBox, addPart, addStock, addType } from '../../support/inventory-rows.ts'

async function addSeller(app: FastifyInstance, name: string): Promise<number> {
  const [seller] = await app.db.query<{ id: number }>(
    'insert into sellers (name, website) values ($1, $2) returning id',
    [name, `https://www.${name.toLowerCase()}.com`],
  )
  return seller?.id ?? 0
}

async function addKit(app: FastifyInstance, name: string, status: string, partId: number): Promise<void> {
  await app.db.query(
    `with documents as (insert into attachment_sets default values returning id),
          kit as (insert into kits (name, status, build_target, archived_at, attachment_set_id)
                  select $1, $2, 3, case when $2 = 'archived' then now() end, id from documents returning id)
     insert into kit_contents (kit_id, part_id, required_per_unit) select id, $3, 2 from kit`,
    [name, status, partId],
  )
}

t.test('the list pages, filters and includes in a constant number of statements', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  const relay = await addType(app.db, 'Relay')
  const box = await addBox(app.db, 10)
  const mouser = await addSeller(app, 'Mouser')
  const digikey = await addSeller(app, 'DigiKey')
  const ids: number[] = []
  for (let n = 0; n < 30; n++) {
    const id = await addPart(app.db, `P${String(n).padStart(3, '0')}`, n % 3 === 0 ? { typeId: relay } : {})
    ids.push(id)
    await addStock(app.db, id, box, (n % 9) + 2, n + 1)
  }
  const [first = 0] = ids
  await addStock(app.db, first, box, 1, 4)
  await app.db.query(`insert into part_sellers (part_id, seller_id, link) values ($1, $2, 'b'), ($1, $3, 'a')`, [
    first,
    digikey,
    mouser,
  ])
  await addKit(app, 'Zulu', 'active', first)
  await addKit(app, 'Alpha', 'active', first)
  await addKit(app, 'Old', 'archived', first)
  for (const [name, listStatus, lineStatus] of [
    ['Open', 'active', 'new'],
    ['Bought', 'active', 'done'],
    ['Closed', 'done', 'new'],
  ]) {
    await app.db.query(
      `with list as (insert into shopping_lists (name, status) values ($1, $2) returning id)
       insert into shopping_list_lines (shopping_list_id, part_id, needed, status, seller_id)
       select id, $4, 5, $3, $5 from list`,
      [name, listStatus, lineStatus, first, mouser],
    )
  }
  await app.db.query(`update parts set created_at = now() + id * interval '1 second'`)

  const list = async (query: string) => (await app.inject(`/api/parts?${query}`)).json()
  const keys = async (query: string) => (await list(query)).map(({ key }: { key: string }) => key)
  t.equal((await list('')).length, 30)
  t.same(await keys('limit=3'), ['P029', 'P028', 'P027'], 'newest first')
  t.same(await keys('limit=2&offset=29'), ['P000'])
  t.same(await keys('limit=0'), [])
  t.same(await keys('offset=30'), [])
  t.equal((await list(`type_id=${relay}`)).length, 10)
  t.same(await list('type_id=4711'), [])
  for (const beyond of ['2147483647', '2147483648', '9'.repeat(30), '-5', `-${'9'.repeat(30)}`]) {
    t.same(await list(`type_id=${beyond}`), [], `no type has the id ${beyond}`)
  }
  for (const noInteger of ['abc', '1.5', '']) t.equal((await list(`type_id=${noInteger}`)).length, 30)

  const [bare] = await list('limit=1&offset=29')
  t.match(bare, { key: 'P000', total_quantity: 5, locations: null, kits: null, shopping_lists: null, cover_url: null })
  for (const field of ['type', 'product_page', 'attachment_set_id', 'used_in_kits']) t.notOk(field in bare, field)
  t.same(
    bare.seller_links.map(({ seller_name, link }: Record<string, string>) => [seller_name, link]),
    [
      ['DigiKey', 'b'],
      ['Mouser', 'a'],
    ],
  )
  t.match(bare.seller_links[1].logo_url, 'https://www.google.com/s2/favicons?domain=www.mouser.com&sz=32')

  const [full] = await list('limit=1&offset=29&include=locations,%20kits,shopping_lists,cover,kits')
  t.same(full.locations, [
    { box_no: box, loc_no: 1, qty: 4 },
    { box_no: box, loc_no: 2, qty: 1 },
  ])
  t.match(full.kits, [{ kit_name: 'Alpha', reserved_quantity: 6, status: 'active' }, { kit_name: 'Zulu' }])
  t.equal(full.kits.length, 2)
  t.match(full.shopping_lists, [{ shopping_list_name: 'Open', needed: 5, seller: { name: 'Mouser' } }])
  t.equal(full.shopping_lists.length, 1)
  const [empty] = await list('limit=1&include=locations,kits,shopping_lists')
  t.match(empty, { kits: [], shopping_lists: [] })

  const all = 'include=locations,kits,shopping_lists,cover'
  const forOne = await statements.during(() => list(`limit=1&${all}`))
  const forMany = await statements.during(() => list(`limit=30&${all}`))
  t.equal(forMany, forOne)
  t.ok(forMany <= 5, `${forMany} statements`)
  t.equal(await statements.during(() => app.inject('/api/parts/P000')), 1, 'one statement for a part')
  t.match((await app.inject('/api/parts/P000')).json(), { total_quantity: 5, used_in_kits: true })

  for (const [query, error] of [
    ['limit=-1', /limit must be an integer/],
    ['limit=1.5', /limit must be an integer/],
    ['limit=10001', /limit must be an integer from 0 to 10000/],
    ['offset=x', /offset must be an integer/],
    [`include=${'x'.repeat(201)}`, /exceeds maximum length/],
    [`include=${','.repeat(10)}`, /exceeds maximum/],
    ['include=Kits', /invalid include value "Kits"; allowed are locations, kits, shopping_lists, cover/],
  ] as const) {
    const answer = await app.inject(`/api/parts?${query}`)
    t.equal(answer.statusCode, 400, query)
    const [field] = query.split('=')
    t.match(answer.json(), { code: 'VALIDATION_FAILED', error, details: { field, errors: [{ field }] } })
  }
})

t.test('pages follow their links, each part once, whatever is created or deleted meanwhile', async (t) => {
  const app = await buildApp(t)
  const relay = await addType(app.db, 'Relay')
  for (let n = 0; n < 25; n++) {
    await addPart(app.db, `P${String(n).padStart(3, '0')}`, n % 2 === 0 ? { typeId: relay } : {})
  }
  // Several have the same time: then the id decides.
  await app.db.query(
    `update parts set created_at = timestamptz '2026-01-01 00:00:00.123456Z' + (id / 4) * interval '1 microsecond'`,
  )
  const all = (await app.inject('/api/parts?limit=100')).json().map(({ key }: { key: string }) => key)

  const pages = async (first: string, meanwhile: (page: number) => Promise<unknown>) => {
    const keys: string[][] = []
    for (let url: string | undefined = first; url !== undefined; ) {
      const answer: LightMyRequestResponse = await app.inject(url)
      t.equal(answer.statusCode, 200, url)
      keys.push(answer.json().map(({ key }: { key: string }) => key))
      await meanwhile(keys.length)
      url = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1]
    }
    return keys
  }
  t.same((await pages('/api/parts?limit=4', async () => {})).flat(), all)
  t.same(
    (await pages('/api/parts?limit=10&offset=5', async () => {})).flat(),
    all.slice(5),
    'after a page by offset as well',
  )
  t.same(
    (await pages(`/api/parts?limit=3&type_id=${relay}&include=cover`, async () => {})).flat(),
    all.filter((key: string) => Number(key.slice(1)) % 2 === 0),
  )
  t.equal((await pages('/api/parts?limit=25', async () => {})).length, 2, 'a full page may be the last')

  const changing = await pages('/api/parts?limit=5', async (page) => {
    await addPart(app.db, `N${String(page).padStart(3, '0')}`)
    // The last part of the page goes, behind which the next one begins.
    await app.inject({ method: 'DELETE', url: `/api/parts/${all[page * 5 - 1]}` })
  })
  t.same(changing.flat(), all)
  for (const wrong of ['x', '1', '1-2-3', '-1-2', '']) {
    t.equal((await app.inject(`/api/parts?after=${wrong}`)).statusCode, 400, wrong)
  }
  const everything = await app.inject('/api/parts?limit=100')
  const fromAbove = await app.inject('/api/parts?after=9999999999999999-9999999999&limit=100')
  t.same(fromAbove.json(), everything.json(), 'a position before all of them')
})
