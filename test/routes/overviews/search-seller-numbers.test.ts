import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { addSellers, client } from '../../support/shopping-client.ts'

async function search(app: FastifyInstance, q: string) {
  const answer = await app.inject({ url: '/api/parts/search', query: { q } })
  return answer.json()
}

async function keysOf(app: FastifyInstance, q: string): Promise<string[]> {
  return (await search(app, q)).items.map(({ part }: { part: { key: string } }) => part.key)
}

t.test('a part is found by the whole number that a seller has for it, and the hit says so', async (t) => {
  const app = await buildApp(t)
  const { send } = client(app)
  await addSellers(app, 'Mouser', 'LCSC')
  for (const key of ['AAAA', 'BBBB', 'CCCC']) await addPart(app.db, key)
  const link = { seller_id: 1, link: 'https://mouser.com/595', seller_part_number: '595-NE555P' }
  t.equal((await send('POST', '/parts/AAAA/seller-links', link)).statusCode, 201)
  t.equal((await send('POST', '/parts/BBBB/seller-numbers', { seller_id: 2, number: 'C25804' })).statusCode, 201)

  for (const q of ['595-NE555P', '595-ne555p', '595NE555P']) {
    t.match(
      await search(app, q),
      {
        interpreted: { kind: 'number', terms: [{ fallback: null }] },
        total: { value: 1, exact: true },
        items: [
          {
            part: { key: 'AAAA' },
            strength: 'equal',
            matched: [{ term: 0, kind: 'number', field: 'seller_links.0.seller_part_number', ranges: [[0, 10]] }],
          },
        ],
      },
      q,
    )
  }
  t.match(
    await search(app, 'c25804'),
    { interpreted: { kind: 'number' }, total: { value: 1 }, items: [{ part: { key: 'BBBB' }, strength: 'equal' }] },
    'also where the part has no link to that seller',
  )
  t.strictSame(await keysOf(app, '595-NE555P description'), [], 'every other term has to match as well')
  t.strictSame(await keysOf(app, 'C25804 mouser'), [], 'another one has a link to this seller')
  for (const q of ['595-NE555', 'NE555P', 'C2580', 'C25804X', '25804', 'C25840']) {
    t.strictSame(await keysOf(app, q), [], `${q} is another number`)
  }
  t.strictSame((await keysOf(app, '-C25804')).sort(), ['AAAA', 'BBBB', 'CCCC'], 'nothing is excluded by it')
  const suggestions = await app.inject({ url: '/api/parts/suggestions', query: { q: 'C25804' } })
  t.match(suggestions.json(), { parts: [{ key: 'BBBB' }] })
})

t.test('a number of a seller comes after the same number of a part, and is gone at once', async (t) => {
  const app = await buildApp(t)
  const { send } = client(app)
  await addSellers(app, 'LCSC')
  const own = await app.parts.create({ description: 'timer', manufacturerCode: 'C25804' })
  const sold = await app.parts.create({ description: 'timer' })
  t.strictSame(await keysOf(app, 'C25804'), [own.key])
  const number = await send('POST', `/parts/${sold.key}/seller-numbers`, { seller_id: 1, number: 'C25804' })
  t.strictSame(await keysOf(app, 'C25804'), [own.key, sold.key], 'though the other one is newer')
  const gone = await send('DELETE', `/parts/${sold.key}/seller-numbers/${number.json().id}`)
  t.equal(gone.statusCode, 204)
  t.strictSame(await keysOf(app, 'C25804'), [own.key])
})
