import t from 'tap'
import { badTextBodies, findAccepted, missingFields } from '../../support/bad-requests.ts'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { addPart } from '../../support/inventory-rows.ts'

const counter = countStatements()
const app = await buildApp(t, { onStatement: counter.onStatement })
const STORED_LOGO = `cas/${'0a1b2c3d'.repeat(8)}`

const favicon = (domain: string) => `https://www.google.com/s2/favicons?domain=${domain}&sz=32`
const everything = () => app.db.query('select * from sellers order by id')
const read = async (url: string) => (await app.inject(url)).json()

const create = (name: string, website = 'https://www.example.com') =>
  app.inject({ method: 'POST', url: '/api/sellers', payload: { name, website } })

const update = (id: number, payload: object) => app.inject({ method: 'PUT', url: `/api/sellers/${id}`, payload })

const remove = (id: number) => app.inject({ method: 'DELETE', url: `/api/sellers/${id}` })

const setLogo = (id: number, key: string) =>
  app.db.query('update sellers set logo_s3_key = $2 where id = $1', [id, key])

t.test('an inventory without sellers has an empty list', async (t) => {
  t.strictSame(await read('/api/sellers'), [])
})

t.test('a seller is created, listed and read', async (t) => {
  const response = await create(' DigiKey ', 'https://www.digikey.com')
  t.equal(response.statusCode, 201)
  const seller = response.json()
  t.strictSame(seller, {
    id: seller.id,
    name: ' DigiKey ',
    website: 'https://www.digikey.com',
    logo_url: 'https://www.google.com/s2/favicons?domain=www.digikey.com&sz=32',
    created_at: seller.created_at,
    updated_at: seller.updated_at,
  })
  t.match(seller.created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  t.match(seller.updated_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  t.strictSame(await read(`/api/sellers/${seller.id}`), seller)
  const { id, name, website, logo_url } = seller
  t.strictSame(await read('/api/sellers'), [{ id, name, website, logo_url }])
})

t.test('the list is ordered by name', async (t) => {
  for (const name of ['order-c', 'order-a', 'order-b']) await create(name)
  const names = (await read('/api/sellers')).map(({ name }: { name: string }) => name)
  t.strictSame(
    names.filter((name: string) => name.startsWith('order-')),
    ['order-a', 'order-b', 'order-c'],
  )
})

t.test('names are unique by case, websites are not', async (t) => {
  t.equal((await create('Mouser')).statusCode, 201)
  t.equal((await create('mouser')).statusCode, 201)
  const before = await everything()
  const response = await create('Mouser', 'https://elsewhere.example')
  t.equal(response.statusCode, 409)
  t.match(response.json(), { error: 'A seller with Mouser already exists', code: 'RESOURCE_CONFLICT' })
  t.strictSame(await everything(), before)
})

t.test('of sellers created at the same time under one name one is kept', async (t) => {
  const responses = await Promise.all(Array.from({ length: 8 }, () => create('Racer')))
  t.strictSame(responses.map(({ statusCode }) => statusCode).toSorted(), [201, ...Array(7).fill(409)])
})

t.test('a name holds 255 characters and a website 500', async (t) => {
  const [name, website] = ['ü'.repeat(255), `https://${'w'.repeat(492)}`]
  const response = await create(name, website)
  t.equal(response.statusCode, 201)
  t.match(response.json(), { name, website })
})

t.test('an update changes what it names', async (t) => {
  const seller = (await create('Reichelt', 'reichelt.de')).json()
  for (const payload of [{}, { name: null }, { website: null, name: null }, { color: 'red' }]) {
    const response = await update(seller.id, payload)
    t.equal(response.statusCode, 200)
    t.strictSame(response.json(), seller)
  }

  const renamed = (await update(seller.id, { name: 'reichelt elektronik' })).json()
  t.match(renamed, { id: seller.id, name: 'reichelt elektronik', website: 'reichelt.de' })
  t.ok(renamed.updated_at > seller.updated_at)

  const moved = (await update(seller.id, { name: null, website: 'https://www.reichelt.com' })).json()
  t.match(moved, { name: 'reichelt elektronik', website: 'https://www.reichelt.com' })
  t.equal(moved.logo_url, favicon('www.reichelt.com'))
  t.strictSame(await read(`/api/sellers/${seller.id}`), moved)
})

t.test('a seller is not renamed to another one', async (t) => {
  await create('TME')
  const { id } = (await create('Farnell')).json()
  const before = await everything()
  const response = await update(id, { name: 'TME', website: 'https://tme.example' })
  t.equal(response.statusCode, 409)
  t.match(response.json(), { error: 'A seller with TME already exists', code: 'RESOURCE_CONFLICT' })
  t.strictSame(await everything(), before)
  t.equal((await update(id, { name: 'Farnell' })).statusCode, 200)
})

t.test('bad input is refused and changes nothing', async (t) => {
  const { id } = (await create('Untouched')).json()
  const before = await everything()
  const good = { name: 'Conrad', website: 'https://www.conrad.com' }
  const fields = [
    { name: 'name', max: 255 },
    { name: 'website', max: 500 },
  ]
  const post = { method: 'POST', url: '/api/sellers' } as const
  const put = { method: 'PUT', url: `/api/sellers/${id}` } as const
  const nulls = ['name', 'website'].map((name) => ({
    what: `${name} null`,
    request: { ...post, payload: { ...good, [name]: null } },
    error: `${name} must be a string`,
  }))
  const requests = [
    ...badTextBodies(post, good, fields),
    ...missingFields(post, good),
    ...nulls,
    ...badTextBodies(put, good, fields),
  ]
  t.strictSame(await findAccepted(app, requests), [])
  t.strictSame(await everything(), before)
})

t.test('an unknown seller is not found', async (t) => {
  for (const request of [
    { method: 'GET', url: '/api/sellers/999999' },
    { method: 'PUT', url: '/api/sellers/999999', payload: { name: 'Nobody' } },
    { method: 'DELETE', url: '/api/sellers/999999' },
    { method: 'DELETE', url: '/api/sellers/999999/logo' },
  ] as const) {
    const response = await app.inject(request)
    t.equal(response.statusCode, 404, request.method)
    t.match(response.json(), { error: 'Seller 999999 was not found', code: 'RECORD_NOT_FOUND' })
  }
  for (const id of ['abc', '-1', '1.5', '2147483648']) {
    const response = await app.inject(`/api/sellers/${id}`)
    t.equal(response.statusCode, 404, id)
    t.equal(response.json().error, 'Resource not found', id)
  }
})

t.test('a seller is deleted unless parts link to it', async (t) => {
  const { id } = (await create('Linked')).json()
  const part = await addPart(app.db, 'LINK')
  await app.db.query(`insert into part_sellers (part_id, seller_id, link) values ($1, $2, 'x')`, [part, id])
  const refused = await remove(id)
  t.equal(refused.statusCode, 409)
  t.match(refused.json(), {
    error: 'Cannot delete seller because it has associated parts',
    code: 'INVALID_OPERATION',
  })
  t.equal((await app.inject(`/api/sellers/${id}`)).statusCode, 200)

  await app.db.query('delete from part_sellers where seller_id = $1', [id])
  t.equal((await remove(id)).statusCode, 204)
  t.equal((await remove(id)).statusCode, 404)
})

t.test('a stored logo is shown everywhere until it is removed', async (t) => {
  const { id } = (await create('Logo', 'https://logo.example/')).json()
  await setLogo(id, STORED_LOGO)
  t.equal((await read(`/api/sellers/${id}`)).logo_url, `/api/${STORED_LOGO}`)
  const listed = (await read('/api/sellers')).find((seller: { id: number }) => seller.id === id)
  t.equal(listed.logo_url, `/api/${STORED_LOGO}`)

  const removeLogo = () => app.inject({ method: 'DELETE', url: `/api/sellers/${id}/logo` })
  const removed = await removeLogo()
  t.equal(removed.statusCode, 200)
  t.equal(removed.json().logo_url, favicon('logo.example'))
  const again = await removeLogo()
  t.equal(again.statusCode, 200)
  t.strictSame(again.json(), removed.json())
})

t.test('the icon of a seller without a logo is that of the host of its website', async (t) => {
  const { id } = (await create('Icons')).json()
  for (const [website, domain] of [
    ['https://www.Mouser.COM/ProductDetail?x=1#top', 'www.mouser.com'],
    ['http://user:secret@shop.example:8080/a', 'shop.example'],
    ['//shop.example', 'shop.example'],
    ['https://shop.example?x=//other.example', 'shop.example'],
    [' https://shop.example', 'shop.example'],
    ['digikey.com', 'digikey.com'],
    ['DigiKey.com/de', 'DigiKey.com%2Fde'],
    ['a&sz=999#x y', 'a%26sz%3D999%23x%20y'],
    ['https://', 'https%3A%2F%2F'],
    ['https://a&b.example', 'a%26b.example'],
    ['https://[2001:DB8::1]:80/', '%5B2001%3Adb8%3A%3A1%5D'],
  ] as const) {
    t.equal((await update(id, { website })).json().logo_url, favicon(domain), website)
  }
  await update(id, { website: 'https://shop.example' })
  for (const key of [
    'logos/1.png',
    `${STORED_LOGO}0`,
    STORED_LOGO.toUpperCase(),
    `x${STORED_LOGO}`,
    `${STORED_LOGO}\n`,
  ]) {
    await setLogo(id, key)
    t.equal((await read(`/api/sellers/${id}`)).logo_url, favicon('shop.example'), key)
  }
})

t.test('a list costs one statement, however long', async (t) => {
  t.equal(await counter.during(() => app.inject('/api/sellers')), 1)
})
