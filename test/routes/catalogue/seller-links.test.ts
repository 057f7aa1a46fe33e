import t from 'tap'
import { badTextBodies, findAccepted, missingFields } from '../../support/bad-requests.ts'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { until } from '../../support/until.ts'

const app = await buildApp(t)
const part = await addPart(app.db, 'PART')
const other = await addPart(app.db, 'OTHR')

async function addSeller(name: string): Promise<number> {
  return (await app.sellers.create({ name, website: `https://${name}.example` })).id
}

const add = (key: string, sellerId: number, link = 'https://shop.example/1') =>
  app.inject({ method: 'POST', url: `/api/parts/${key}/seller-links`, payload: { seller_id: sellerId, link } })

const remove = (key: string, id: number | string) =>
  app.inject({ method: 'DELETE', url: `/api/parts/${key}/seller-links/${id}` })

const everything = () => app.db.query('select * from part_sellers order by id')

t.test('a link is added with what the seller is called', async (t) => {
  const sellerId = await addSeller('first')
  const response = await add('PART', sellerId, ' https://shop.example/ä ')
  t.equal(response.statusCode, 201)
  const link = response.json()
  t.strictSame(link, {
    id: link.id,
    seller_id: sellerId,
    seller_name: 'first',
    seller_website: 'https://first.example',
    link: ' https://shop.example/ä ',
    seller_part_number: null,
    logo_url: 'https://www.google.com/s2/favicons?domain=first.example&sz=32',
    created_at: link.created_at,
  })
  t.match(link.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

t.test('the stored logo of the seller is shown', async (t) => {
  const sellerId = await addSeller('logo')
  const key = `cas/${'9'.repeat(64)}`
  await app.db.query('update sellers set logo_s3_key = $2 where id = $1', [sellerId, key])
  t.equal((await add('PART', sellerId)).json().logo_url, `/api/${key}`)
})

t.test('a part has one link a seller, and as many sellers as there are', async (t) => {
  const [one, two] = [await addSeller('one'), await addSeller('two')]
  t.equal((await add('PART', one)).statusCode, 201)
  t.equal((await add('PART', two)).statusCode, 201)
  t.equal((await add('OTHR', one)).statusCode, 201)
  const before = await everything()
  const response = await add('PART', one, 'https://shop.example/other')
  t.equal(response.statusCode, 409)
  t.match(response.json(), {
    error: `A seller link with part PART and seller ${one} already exists`,
    code: 'RESOURCE_CONFLICT',
  })
  t.strictSame(await everything(), before)
})

t.test('of equal links added at the same time one is kept', async (t) => {
  const sellerId = await addSeller('race')
  const responses = await Promise.all(Array.from({ length: 8 }, () => add('PART', sellerId)))
  t.strictSame(responses.map(({ statusCode }) => statusCode).toSorted(), [201, ...Array(7).fill(409)])
})

t.test('a link is at once part of the part', async (t) => {
  await addPart(app.db, 'SHOW')
  const [one, two] = [await addSeller('shown'), await addSeller('shown-too')]
  const links = [(await add('SHOW', two)).json(), (await add('SHOW', one)).json()]
  t.strictSame((await app.inject('/api/parts/SHOW')).json().seller_links, links)
  const listed = (await app.inject('/api/parts')).json().find(({ key }: { key: string }) => key === 'SHOW')
  t.strictSame(listed.seller_links, links)

  await remove('SHOW', links[0].id)
  t.strictSame((await app.inject('/api/parts/SHOW')).json().seller_links, [links[1]])
})

t.test('what a link refers to has to exist', async (t) => {
  const sellerId = await addSeller('exists')
  const before = await everything()
  for (const key of ['NONE', 'part', 'PART%20', 'PARTS', '%F0%9F%94%A9', 'x'.repeat(99)]) {
    const response = await add(key, sellerId)
    t.equal(response.statusCode, 404, key)
    t.match(response.json(), {
      error: `Part ${decodeURIComponent(key)} was not found`,
      code: 'RECORD_NOT_FOUND',
    })
    t.equal((await remove(key, 1)).statusCode, 404, key)
  }
  for (const id of [999999, 0, -1, 2147483647]) {
    const response = await add('PART', id)
    t.equal(response.statusCode, 404)
    t.match(response.json(), { error: `Seller ${id} was not found`, code: 'RECORD_NOT_FOUND' })
  }
  t.strictSame(await everything(), before)
})

t.test('bad input is refused and changes nothing', async (t) => {
  const target = { method: 'POST', url: '/api/parts/PART/seller-links' } as const
  const good = { seller_id: await addSeller('good'), link: 'https://shop.example/1' }
  const before = await everything()
  const sellerIds = [
    ['abc', 'must be an integer'],
    [1.5, 'must be an integer'],
    [null, 'must be an integer'],
    [true, 'must be an integer'],
    [[1], 'must be an integer'],
    [2 ** 31, 'must be at most 2147483647'],
    [-(2 ** 31), 'must be at least -2147483647'],
    ['99999999999999999999', 'must be at most 2147483647'],
  ].map(([seller_id, complaint]) => ({
    what: `seller_id ${JSON.stringify(seller_id)}`,
    request: { ...target, payload: { ...good, seller_id } },
    error: `seller_id ${complaint}`,
  }))
  const nothing = {
    what: 'link null',
    request: { ...target, payload: { ...good, link: null } },
    error: 'link must be a string',
  }
  const requests = [
    ...badTextBodies(target, good, [{ name: 'link', max: 500 }]),
    ...missingFields(target, good),
    ...sellerIds,
    nothing,
  ]
  t.strictSame(await findAccepted(app, requests), [])
  t.strictSame(await everything(), before)
})

t.test('a seller id may be sent as text', async (t) => {
  const sellerId = await addSeller('text')
  const payload = { seller_id: String(sellerId), link: 'x' }
  const response = await app.inject({ method: 'POST', url: '/api/parts/PART/seller-links', payload })
  t.equal(response.statusCode, 201)
  t.equal(response.json().seller_id, sellerId)
})

t.test('a link is removed through its own part only', async (t) => {
  const { id } = (await add('PART', await addSeller('removed'))).json()
  const before = await everything()
  const foreign = await remove('OTHR', id)
  t.equal(foreign.statusCode, 404)
  t.match(foreign.json(), { error: `Seller link ${id} was not found`, code: 'RECORD_NOT_FOUND' })
  t.strictSame(await everything(), before)

  const removed = await remove('PART', id)
  t.equal(removed.statusCode, 204)
  t.equal(removed.body, '')
  t.equal((await remove('PART', id)).statusCode, 404)
  t.equal((await remove('PART', 'abc')).json().error, 'Resource not found')
})

t.test('a seller that gets a link while it is being deleted stays', async (t) => {
  const sellerId = await addSeller('leaving')
  const linking = await app.pool.connect()
  await linking.query('begin')
  await linking.query(`insert into part_sellers (part_id, seller_id, link) values ($1, $2, 'x')`, [part, sellerId])
  const deleting = app.inject({ method: 'DELETE', url: `/api/sellers/${sellerId}` })
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await until(async () => (await app.db.query(waiting)).length > 0)
  await linking.query('commit')
  linking.release()
  const response = await deleting
  t.equal(response.statusCode, 409)
  t.equal(response.json().error, 'Cannot delete seller because it has associated parts')
})

t.test('links are looked up by part and seller', async (t) => {
  const [one, two] = [await addSeller('look-one'), await addSeller('look-two')]
  await add('PART', one, 'https://one.example')
  await add('OTHR', two, 'https://two.example')
  const { sellerLinks } = app
  t.equal(await sellerLinks.linkFor({ partId: part, sellerId: one }), 'https://one.example')
  t.equal(await sellerLinks.linkFor({ partId: part, sellerId: two }), null)

  const pairs = [part, other].flatMap((partId) => [one, two, one].map((sellerId) => ({ partId, sellerId })))
  const links = await sellerLinks.linksFor(pairs)
  t.strictSame(
    links,
    new Map([
      [part, new Map([[one, 'https://one.example']])],
      [other, new Map([[two, 'https://two.example']])],
    ]),
  )
  t.strictSame(await sellerLinks.linksFor([]), new Map())
})
