import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { metricValue } from '../../support/metric-value.ts'

t.test(
  'words of letters beyond the Basic Multilingual Plane are found whole, by their beginning and misspelled',
  async (t) => {
    const app = await buildApp(t)
    const { key } = await app.parts.create({ description: '𐐨𐐩𐐪𐐫𐐬𐐭 𠮷𠀀𠀁' })
    for (const path of ['search', 'suggestions']) {
      const find = async (q: string) => {
        const answer = await app.inject({ url: `/api/parts/${path}`, query: { q } })
        t.equal(answer.statusCode, 200, `${path} ${q}`)
        const { items, parts } = answer.json()
        return (parts ?? items.map(({ part }: { part: unknown }) => part)).map((part: { key: string }) => part.key)
      }
      for (const q of ['𠮷𠀀𠀁', '𠮷𠀀𠀁 ', '𐐨𐐩𐐪', '𐐨𐐩𐐪𐐫𐐬𐐭', '𐐨𐐩𐐪𐐬𐐭 '])
        t.strictSame(await find(q), [key], `${path} ${q}`)
      for (const q of ['𠮷𠮷𠮷', '𓀀𓀁𓀂', '𐐨𐐩𐐪𐐫𐐬𐐭𐐨𐐩𐐪𐐫𐐬𐐭']) t.strictSame(await find(q), [], `${path} ${q}`)
    }
    t.strictSame(
      (await app.inject('/api/parts/search?q=%F0%90%90%A8%F0%90%90%A9 ')).json().items,
      [],
      'two are too few',
    )
  },
)

t.test('what the database cannot read is refused with the field, counted, and the text is in no log', async (t) => {
  const lines: string[] = []
  const stream = { write: (line: string) => lines.push(line) }
  const app = await buildApp(t, { server: { logger: { level: 'info', stream } } })
  // Stands for a statement that the database cannot read.
  await app.db.query(`
    create or replace function search_document_ids(query tsquery, most int) returns setof int language plpgsql
      as $$ begin raise exception using errcode = '22P02', message = 'not readable: ' || query::text; end $$`)
  const before = await metricValue('part_search_rejected_total', { reason: 'query' })
  for (const path of ['search', 'suggestions']) {
    const answer = await app.inject(`/api/parts/${path}?q=secretword`)
    t.match(answer.json(), { code: 'VALIDATION_FAILED', details: { field: 'q' } }, path)
    t.equal(answer.statusCode, 400, path)
  }
  t.equal(await metricValue('part_search_rejected_total', { reason: 'query' }), before + 1)
  t.notMatch(lines.join(''), 'secretword')
})
