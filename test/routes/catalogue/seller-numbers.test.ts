import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { addSellers, client, refuses } from '../../support/shopping-client.ts'

t.test('a part has the numbers of its sellers; a number belongs to one part', async (t) => {
  const app = await buildApp(t)
  const { send, read } = client(app)
  await addPart(app.db, 'AAAA')
  await addPart(app.db, 'BBBB')
  await addSellers(app, 'Mouser', 'LCSC')

  t.strictSame(await read('/parts/AAAA/seller-numbers'), [])
  const first = await send('POST', '/parts/AAAA/seller-numbers', {
    seller_id: 1,
    number: ' 603-RC0805 ',
    link: 'https://mouser.com/603',
    min_quantity: 10,
    multiple: 5,
  })
  t.equal(first.statusCode, 201)
  t.match(first.json(), {
    seller_id: 1,
    seller_name: 'Mouser',
    number: '603-RC0805',
    link: 'https://mouser.com/603',
    min_quantity: 10,
    multiple: 5,
  })
  t.equal((await send('POST', '/parts/AAAA/seller-numbers', { seller_id: 1, number: '603-REEL' })).statusCode, 201)
  t.equal((await send('POST', '/parts/AAAA/seller-numbers', { seller_id: 2, number: 'C17673' })).statusCode, 201)
  t.equal(
    (await send('POST', '/parts/BBBB/seller-numbers', { seller_id: 2, number: '603-RC0805' })).statusCode,
    201,
    'numbers of two sellers have nothing to do with each other',
  )
  const numbers: { number: string }[] = await read('/parts/AAAA/seller-numbers')
  t.strictSame(
    numbers.map(({ number }) => number),
    ['C17673', '603-RC0805', '603-REEL'],
    'by the name of the seller, the oldest first',
  )

  const add = (key: string, body: object) => send('POST', `/parts/${key}/seller-numbers`, body)
  await refuses(t, [
    ['another part has it', add('BBBB', { seller_id: 1, number: '603-rc0805' }), 409, /already exists: part AAAA/],
    ['this part has it', add('AAAA', { seller_id: 1, number: '603-RC0805' }), 409, /already exists: part AAAA/],
    ['unknown seller', add('AAAA', { seller_id: 9, number: 'x' }), 404, 'Seller 9 was not found'],
    ['unknown part', add('ZZZZ', { seller_id: 1, number: 'x' }), 404, 'Part ZZZZ was not found'],
    ['blank', add('AAAA', { seller_id: 1, number: ' ' }), 400, /number/],
    ['a script as link', add('AAAA', { seller_id: 1, number: 'x', link: 'javascript:x' }), 400, /link/],
    ['no pieces', add('AAAA', { seller_id: 1, number: 'x', min_quantity: 0 }), 400, /min_quantity/],
    ['a seller with numbers', send('DELETE', '/sellers/2'), 409, /parts have numbers of it/],
  ])

  const { id } = first.json()
  await refuses(t, [['of another part', send('DELETE', `/parts/BBBB/seller-numbers/${id}`), 404, /was not found/]])
  t.equal((await send('DELETE', `/parts/AAAA/seller-numbers/${id}`)).statusCode, 204)
  t.equal((await add('BBBB', { seller_id: 1, number: '603-RC0805' })).statusCode, 201, 'the number is free again')
})

t.test('a seller link shows the oldest number, and one that is made with a number adds it', async (t) => {
  const app = await buildApp(t)
  const { send, read } = client(app)
  await addPart(app.db, 'AAAA')
  await addPart(app.db, 'BBBB')
  await addSellers(app, 'Mouser', 'LCSC')
  const link = 'https://shop.example/a'

  const plain = await send('POST', '/parts/AAAA/seller-links', { seller_id: 2, link })
  t.equal(plain.json().seller_part_number, null)
  const numbered = await send('POST', '/parts/AAAA/seller-links', { seller_id: 1, link, seller_part_number: '603-1' })
  t.equal(numbered.statusCode, 201)
  t.equal(numbered.json().seller_part_number, '603-1')
  await send('POST', '/parts/AAAA/seller-numbers', { seller_id: 1, number: '603-2' })
  await send('POST', '/parts/AAAA/seller-numbers', { seller_id: 2, number: 'C1' })

  const shown = ({ seller_links: links }: { seller_links: { seller_part_number: string }[] }) =>
    links.map(({ seller_part_number: number }) => number)
  t.strictSame(shown(await read('/parts/AAAA')), ['C1', '603-1'])
  t.strictSame(shown((await read('/parts?limit=50')).find(({ key }: { key: string }) => key === 'AAAA')), [
    'C1',
    '603-1',
  ])

  const taken = { seller_id: 1, link, seller_part_number: '603-1' }
  await refuses(t, [['taken', send('POST', '/parts/BBBB/seller-links', taken), 409, /part AAAA has it/]])
  t.strictSame(await read('/parts/BBBB/seller-numbers'), [])
  t.strictSame(shown(await read('/parts/BBBB')), [], 'the link is not there either')
})

t.test('a number that a part has already does not stand in the way of its link', async (t) => {
  const app = await buildApp(t)
  const { send } = client(app)
  await addPart(app.db, 'AAAA')
  await addSellers(app, 'Mouser')
  await send('POST', '/parts/AAAA/seller-numbers', { seller_id: 1, number: '603-1' })
  const body = { seller_id: 1, link: 'https://shop.example/a', seller_part_number: '603-1' }
  t.match((await send('POST', '/parts/AAAA/seller-links', body)).json(), { seller_part_number: '603-1' })
})

t.test('ten requests at once give a number to one part', async (t) => {
  const app = await buildApp(t)
  const { send, read } = client(app)
  await addSellers(app, 'Mouser')
  const keys = Array.from({ length: 10 }, (_, n) => `AAA${String.fromCharCode(65 + n)}`)
  for (const key of keys) await addPart(app.db, key)
  const answers = await Promise.all(
    keys.map((key) => send('POST', `/parts/${key}/seller-numbers`, { seller_id: 1, number: 'ONE' })),
  )
  t.strictSame(answers.map(({ statusCode }) => statusCode).sort(), [201, ...Array.from({ length: 9 }, () => 409)])
  const owned = await Promise.all(keys.map((key) => read(`/parts/${key}/seller-numbers`)))
  t.equal(owned.flat().length, 1)
})

t.test('a part says how many pieces there should be', async (t) => {
  const app = await buildApp(t)
  const { send, read } = client(app)
  const { key } = (await send('POST', '/parts', { description: 'Relay', minimum_quantity: 20 })).json()
  t.equal((await read(`/parts/${key}`)).minimum_quantity, 20)
  t.equal((await read('/parts'))[0].minimum_quantity, 20)
  await send('PUT', `/parts/${key}`, { description: 'Relay 5 V' })
  t.equal((await read(`/parts/${key}`)).minimum_quantity, 20, 'what is not named stays')
  t.equal((await send('PUT', `/parts/${key}`, { minimum_quantity: null })).json().minimum_quantity, null)
  await refuses(t, [['negative', send('PUT', `/parts/${key}`, { minimum_quantity: -1 }), 400, /minimum_quantity/]])
})
