import t from 'tap'
import { searchForSimilar } from '../../../services/cataloguing/part-cleanup/search-for-similar.ts'
import { readRecord } from '../../../services/cataloguing/part-cleanup/similar-parts.ts'
import { buildApp } from '../../support/build-app.ts'
import { metricValue } from '../../support/metric-value.ts'

t.test('misspelled words are compared with words that some part has now', async (t) => {
  const app = await buildApp(t)
  const near = await app.parts.create({ description: 'zorgblattor' })
  const far = await app.parts.create({ description: 'zorgblator' })
  const find = async (path: string, q: string) => (await app.inject({ url: `/api/parts/${path}`, query: { q } })).json()
  const suggested = async () => (await find('suggestions', 'zorgblatton ')).parts.map(({ key }: { key: string }) => key)
  const searched = async () =>
    (await find('search', 'zorgblatton')).items.map(({ part }: { part: { key: string } }) => part.key)
  t.strictSame(await suggested(), [near.key])
  t.strictSame(await searched(), [near.key])
  await app.parts.update(near.key, { description: 'gizmo' })
  t.strictSame(await suggested(), [far.key])
  t.strictSame(await searched(), [far.key])
  const { alternatives } = await find('search', 'zorgblatton 4k7')
  t.strictSame(alternatives, [{ without: '4k7', q: 'zorgblatton', total: 1 }])
  await app.parts.delete(far.key)
  t.strictSame(await suggested(), [])
  t.strictSame(await searched(), [])
})

t.test('searches of the service itself are not among those of users', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'dual opamp', manufacturerCode: 'TLC272CP' })
  const count = async () => [
    await metricValue('part_search_requests_total', { kind: 'number' }),
    await metricValue('part_search_requests_total', { kind: 'words' }),
    await metricValue('part_search_zero_results_total', { kind: 'words' }),
    await metricValue('part_search_rejected_total', { reason: 'query' }),
  ]
  const before = await count()
  const record = await readRecord(app.db, key)
  if (!record) throw new Error('the part was not read')
  t.strictSame(await searchForSimilar(app.partSearch, record), [key])
  t.strictSame(await searchForSimilar(app.partSearch, { ...record, manufacturer_code: 'x'.repeat(300) }), [])
  t.strictSame(await count(), before)
})
