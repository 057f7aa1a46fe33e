import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

t.test('suggestions say why only by texts that they show', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({
    description: 'thrust bearing',
    manufacturer: 'Texas Instruments',
    mountingType: 'Through-hole',
    tags: ['needle', 'thrifty'],
  })
  const matched = async (q: string) => {
    const { parts } = (await app.inject({ url: '/api/parts/suggestions', query: { q } })).json()
    t.equal(parts[0]?.key, key, q)
    return parts[0].matched
  }
  t.strictSame(await matched('tex'), [], 'the maker')
  t.strictSame(await matched('nee'), [], 'a tag')
  t.strictSame(await matched('thr'), [{ term: 0, kind: 'word_start', field: 'description', ranges: [[0, 6]] }])
})

t.test('the filter of a facet finds what it counts, also for tags of signs only', async (t) => {
  const app = await buildApp(t)
  for (const tag of ['"', '""', '\u200b', '!!', 'plain'])
    await app.parts.create({ description: 'facy item', tags: [tag] })
  const find = async (q: string) =>
    (await app.inject({ url: '/api/parts/search', query: { q, limit: '1', facets: 'tag' } })).json()
  const { values } = (await find('facy')).facets.tag
  t.ok(values.length >= 2)
  for (const { count, filter } of values) {
    const answer = await find(`facy ${filter}`)
    t.equal(answer.total.value, count, filter)
    t.strictSame(answer.interpreted.notes, [], filter)
  }
})

t.test('the database finds glued values, sizes and packages without their variant', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Crystal 16 MHz ±1% 11.5 x 4.7 mm', package: 'HC-49/S' })
  await app.parts.create({ description: 'Crystal 16 MHz ±2% 11.5 x 4.5 mm', package: 'SMD3225' })
  for (const q of ['16MHz±1%', '16MHz@1%.', '11.5x4.7', '11,5 x 4,7 mm', 'hc49', 'package:hc49']) {
    const { items } = (await app.inject({ url: '/api/parts/search', query: { q } })).json()
    t.strictSame(
      items.map(({ part }: { part: { key: string } }) => part.key),
      [key],
      q,
    )
  }
})

t.test('a package that only descriptions name is no completion', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Microcontroller QFN-32' })
  for (const q of ['q', 'qfn', 'qfn-32']) {
    const response = await app.inject({ url: '/api/parts/suggestions', query: { q } })
    t.equal(response.statusCode, 200, q)
    t.equal(response.json().parts[0]?.key, key, q)
    t.strictSame(response.json().completions, [], q)
  }
})
