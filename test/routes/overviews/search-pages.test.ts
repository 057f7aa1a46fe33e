import type { FastifyInstance } from 'fastify'
import t from 'tap'
import type { PartSearchResult } from '../../../services/overviews/part-search/schemas.ts'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { metricValue } from '../../support/metric-value.ts'
import { otherSession } from '../../support/other-session.ts'
import { EXAMPLE_PARTS } from '../../support/search-catalogue/catalogue.ts'
import { addExample, loadCatalogue } from '../../support/search-catalogue/load-catalogue.ts'

function searcher(app: FastifyInstance) {
  return async (query: Record<string, string>): Promise<PartSearchResult> => {
    const answer = await app.inject({ url: '/api/parts/search', query })
    if (answer.statusCode !== 200) throw new Error(`${JSON.stringify(query)}: ${answer.statusCode} ${answer.body}`)
    return answer.json()
  }
}

t.test('pages', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS)
  const search = searcher(app)

  async function readAll(query: Record<string, string>, between: () => Promise<void> = async () => {}) {
    const keys: string[] = []
    let cursor: string | null = null
    do {
      const page: PartSearchResult = await search({ ...query, ...(cursor === null ? {} : { cursor }) })
      keys.push(...page.items.map(({ part }) => part.key))
      cursor = page.next_cursor
      await between()
    } while (cursor !== null)
    return keys
  }

  for (const sort of ['relevance', 'newest', 'stock']) {
    for (const q of ['', 'smd', 'resistor', 'box:1..6']) {
      await t.test(`of "${q}" by ${sort} hold each hit once, whatever their size`, async (t) => {
        const whole = (await search({ q, sort, limit: '100' })).items.map(({ part }) => part.key)
        t.strictSame(await readAll({ q, sort, limit: '1' }), whole)
        t.strictSame(await readAll({ q, sort, limit: '7' }), whole)
      })
    }
  }

  await t.test('hold each part that stays once, while others come and go', async (t) => {
    const before = (await search({ q: 'smd', limit: '100' })).items.map(({ part }) => part.key)
    let n = 0
    const seen = await readAll({ q: 'smd', limit: '2' }, async () => {
      const key = `ZZZ${String.fromCharCode(65 + n++)}`
      await addExample(app, { key, manufacturer: 'Other', type: 'LED', description: 'smd' })
      if (n > 1) await app.parts.delete(`ZZZ${String.fromCharCode(65 + n - 2)}`)
    })
    t.strictSame(
      seen.filter((key) => before.includes(key)),
      before,
    )
    t.equal(new Set(seen).size, seen.length)
  })

  await t.test('of another query, another order, a foreign or a cut cursor are refused', async (t) => {
    const { next_cursor: cursor } = await search({ q: 'smd', limit: '1' })
    if (cursor === null) return t.fail('there is a second page')
    t.match(cursor, /^[\w-]{1,500}$/)
    const refused = [
      { q: 'led', cursor },
      { q: 'smd', sort: 'newest', cursor },
      { q: 'smd', cursor: cursor.slice(0, -3) },
      { q: 'smd', cursor: '' },
      { q: 'smd', cursor: 'x'.repeat(600) },
      { q: 'smd', cursor: Buffer.from('["newest","now",1,"x"]').toString('base64url') },
    ]
    const counted = await metricValue('part_search_rejected_total', { reason: 'cursor' })
    for (const query of refused) {
      const answer = await app.inject({ url: '/api/parts/search', query })
      t.equal(answer.statusCode, 400, JSON.stringify(query))
      t.match(answer.json(), { code: 'VALIDATION_FAILED', details: { errors: [{ field: 'cursor' }] } })
    }
    t.equal(await metricValue('part_search_rejected_total', { reason: 'cursor' }), counted + refused.length)
  })

  await t.test('without items have the total and the facets', async (t) => {
    const { items, total, next_cursor, facets } = await search({ q: 'resistor', limit: '0', facets: 'type, stock' })
    t.strictSame([items, next_cursor], [[], null])
    t.ok(total.value > 5)
    t.strictSame(Object.keys(facets ?? {}).sort(), ['stock', 'type'])
  })

  await t.test('bad parameters are refused by their name', async (t) => {
    const bad: [string, Record<string, string>][] = [
      ['limit', { limit: '101' }],
      ['limit', { limit: '-1' }],
      ['limit', { limit: 'x' }],
      ['sort', { sort: 'age' }],
      ['facets', { facets: 'colour' }],
      ['include', { include: 'colour' }],
    ]
    for (const [field, query] of bad) {
      const answer = await app.inject({ url: '/api/parts/search', query })
      t.equal(answer.statusCode, 400, field)
      t.match(answer.json(), { code: 'VALIDATION_FAILED', details: { field, errors: [{ field }] } }, field)
    }
    const before = await metricValue('part_search_rejected_total', { reason: 'parameter' })
    t.equal((await app.inject({ url: '/api/parts/search', query: { query: 'x' } })).statusCode, 400)
    t.equal(await metricValue('part_search_rejected_total', { reason: 'parameter' }), before + 1)
    t.equal((await app.inject('/api/parts/search?q=ldo&q=led')).json().q, 'ldo', 'the first one counts')
  })

  await t.test('the character that the database cannot take is refused with a code', async (t) => {
    for (const url of ['/api/parts/search', '/api/parts/suggestions']) {
      const answer = await app.inject(`${url}?q=%00`)
      t.equal(answer.statusCode, 400)
      t.match(answer.json(), { code: 'VALIDATION_FAILED', details: { field: 'q', errors: [{ field: 'q' }] } })
    }
  })

  await t.test('what is included stands in the parts', async (t) => {
    const { items } = await search({ q: 'key:AACA', include: 'locations,kits' })
    t.match(items[0]?.part, { locations: [{ box_no: 2, loc_no: 1, qty: 200 }], kits: [], shopping_lists: null })
    t.match(items[0]?.part.seller_links, [{ seller_name: 'LCSC' }])
  })
})

t.test('facets', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS)
  await app.db.query(`update parts set mounting_type = 'SMD' where key in ('AACA', 'AARA')`)
  await app.db.query(`update parts set tags = '{"a \\"b\\"", LED, led}' where key in ('AAEA', 'AAEB')`)
  await app.searchDocuments.start()
  const search = searcher(app)
  const names = 'type,package,manufacturer,tag,box,seller,mounting_type,stock'

  await app.db.query(`update parts set manufacturer = '*' where key = 'AAHB'`)
  await app.searchDocuments.start()
  for (const q of ['', 'resistor', 'cap 100n', 'stock:>0', 'dip', 'led', '470', 'for', '-', 'with *']) {
    await t.test(`of "${q}" lead to as many parts as they count`, async (t) => {
      const { facets } = await search({ q, facets: names, limit: '0' })
      for (const [name, { values, exact }] of Object.entries(facets ?? {})) {
        t.ok(exact)
        for (const { value, count, filter } of values) {
          t.ok(count > 0, `${name} ${value}`)
          t.equal((await search({ q: `${q} ${filter}` })).total.value, count, `${name} ${value}: ${filter}`)
        }
      }
    })
  }

  await t.test('list the most frequent values first, and count what has others', async (t) => {
    const { facets } = await search({ q: '', facets: names, limit: '0' })
    const { type, stock, seller } = facets ?? {}
    t.strictSame(type?.values[0], { value: 'Resistor', count: 9, filter: 'type:="Resistor"' })
    t.equal(type?.values.length, 20)
    t.equal(
      type?.values.reduce((sum, { count }) => sum + count, type.other),
      EXAMPLE_PARTS.length,
    )
    t.equal(
      stock?.values.reduce((sum, { count }) => sum + count, 0),
      EXAMPLE_PARTS.length,
    )
    t.strictSame(
      seller?.values.map(({ value, count }) => [value, count]),
      [
        ['Reichelt', 2],
        ['LCSC', 1],
      ],
    )
  })
})

t.test('a search takes the same few statements, however much it finds', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  await loadCatalogue(app, EXAMPLE_PARTS)
  const search = searcher(app)
  await search({ q: 'led' })
  for (const [q, most] of [
    ['led', 3],
    ['smd', 3],
    ['', 3],
    ['resitor 4k7', 4],
    ['4k7 0402', 4],
    ['capasitor 4k7', 6],
    ['TLC272ACP', 4],
    ['STM32L027CZT6', 4],
  ] as const) {
    const count = await statements.during(() => search({ q, limit: '100', facets: 'type,package' }))
    t.ok(count <= most, `${q}: ${count} statements`)
  }
  const included = await statements.during(() => search({ q: 'led', include: 'locations,kits,shopping_lists' }))
  t.ok(included <= 6, `${included} statements with what is included`)
  for (const q of ['l', 'resi', 'resitor 4k', 'tlc 27', 'capasitor 1']) {
    const count = await statements.during(() => app.inject({ url: '/api/parts/suggestions', query: { q } }))
    t.ok(count <= 2, `suggestions for ${q}: ${count} statements`)
  }
})

t.test('a search that takes too long is refused, and may be tried again soon', async (t) => {
  const app = await buildApp(t)
  // Stands for a query that costs too much.
  await app.db.query(`
    create or replace function search_document_ids(query tsquery, most int) returns setof int language sql
      as 'select pg_sleep(60); select part_id from part_search_documents'`)
  const before = await metricValue('part_search_rejected_total', { reason: 'too_broad' })
  for (const path of ['search', 'suggestions']) {
    const answer = await app.inject({ url: `/api/parts/${path}`, query: { q: 'led' } })
    t.equal(answer.statusCode, 503)
    t.match(answer.json(), { code: 'SEARCH_TOO_BROAD' })
    t.equal(answer.headers['retry-after'], '1')
    t.equal(await metricValue('part_search_rejected_total', { reason: 'too_broad' }), before + 1, path)
  }
})

t.test('a search that waits for the lock of somebody else is not taken for one that is too broad', async (t) => {
  const app = await buildApp(t)
  const other = await otherSession(t, app)
  await other.query('begin')
  await other.query('lock table part_search_documents in access exclusive mode')
  const before = await metricValue('part_search_rejected_total', { reason: 'too_broad' })
  for (const path of ['search', 'suggestions']) {
    const answer = await app.inject({ url: `/api/parts/${path}`, query: { q: 'led' } })
    t.equal(answer.statusCode, 503)
    t.not(answer.json().code, 'SEARCH_TOO_BROAD')
  }
  t.equal(await metricValue('part_search_rejected_total', { reason: 'too_broad' }), before)
  await other.query('rollback')
  t.equal((await app.inject({ url: '/api/parts/search', query: { q: 'led' } })).statusCode, 200)
})
