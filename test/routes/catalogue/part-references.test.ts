import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { client } from '../../support/shopping-client.ts'

t.test('part answers carry the id that other resources call part_id', async (t) => {
  const app = await buildApp(t)
  const { send, read } = client(app)
  const id = await addPart(app.db, 'AAAA')
  t.equal((await read('/parts/AAAA')).id, id)
  t.equal((await read('/parts'))[0].id, id)
  t.equal((await read('/parts/AAAA/kit-reservations')).part_id, id)
  t.equal((await send('PUT', '/parts/AAAA', { series: 'x' })).json().id, id)
  const created = (await send('POST', '/parts', { description: 'new' })).json()
  t.equal(created.id, (await read(`/parts/${String(created.key)}`)).id)
})

t.test('a list line and a kit content may name their part by its key', async (t) => {
  const app = await buildApp(t)
  const { send, read } = client(app)
  const [a, b, c] = [await addPart(app.db, 'AAAA'), await addPart(app.db, 'BBBB'), await addPart(app.db, 'CCCC')]
  await send('POST', '/shopping-lists', { name: 'Order' })
  await send('POST', '/kits', { name: 'Clock' })
  for (const [url, rest, resource] of [
    ['/shopping-lists/1/lines', { needed: 2 }, 'lines'],
    ['/kits/1/contents', { required_per_unit: 2 }, 'contents'],
  ] as const) {
    const byKey = await send('POST', url, { part_key: 'BBBB', ...rest })
    t.equal(byKey.statusCode, 201, url)
    t.match(byKey.json(), { part_id: b, part: { key: 'BBBB' } })
    t.match((await send('POST', url, { part_id: a, ...rest })).json(), { part_id: a }, 'by the id as ever')
    const withNull = await send('POST', url, { part_key: 'CCCC', part_id: null, ...rest })
    t.match(withNull.json(), { part_id: c }, 'a field that is null is not given')
    t.equal((await send('POST', url, { part_key: 'BBBB', ...rest })).statusCode, 409, 'it is there already')
    const cases: [object, number, string][] = [
      [{ part_key: 'ZZZZ' }, 404, 'Part ZZZZ was not found'],
      [{ part_key: 'aaaa' }, 404, 'Part aaaa was not found'],
      [{ part_key: '' }, 400, 'part_key must not be empty'],
      [{ part_id: 999 }, 404, 'Part 999 was not found'],
      [{}, 400, 'Give the part as part_id or as part_key'],
      [{ part_id: null, part_key: null }, 400, 'Give the part as part_id or as part_key'],
      [{ part_id: a, part_key: 'AAAA' }, 400, 'part_key must not be given together with part_id'],
      [{ part_key: 7 }, 400, 'part_key must be a string'],
      [{ part_key: null }, 400, 'Give the part as part_id or as part_key'],
    ]
    for (const [part, status, error] of cases) {
      const answer = await send('POST', url, { ...part, ...rest })
      t.equal(answer.statusCode, status, `${url} ${JSON.stringify(part)}`)
      t.equal(answer.json().error, error)
    }
    const owner = await read(url.replace(/\/[a-z]+$/, ''))
    t.equal(owner[resource].length, 3, 'what was refused added nothing')
  }
})
