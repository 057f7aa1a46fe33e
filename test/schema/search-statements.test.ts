import pg from 'pg'
import t from 'tap'
import { resolveQuery } from '../../services/catalogue/search-rules/matching/resolve-query.ts'
import { FACETS } from '../../services/catalogue/search-rules/query/facet-filter.ts'
import { readQuery } from '../../services/catalogue/search-rules/query/read-query.ts'
import { Names } from '../../services/stock/part-search/names/names.ts'
import type { Position } from '../../services/stock/part-search/position.ts'
import { Parameters } from '../../services/stock/part-search/sql/parameters.ts'
import { countSql, type SearchSql, searchSql } from '../../services/stock/part-search/sql/search-sql.ts'
import { describeStatement } from '../support/describe-statement.ts'
import { createTestDatabase } from '../support/test-database.ts'

const names = new Names('', [{ id: 1, name: 'Inductor' }], [{ id: 2, name: 'Reichelt' }])

/** Queries that together use every piece of which statements are made. */
const QUERIES = [
  '',
  'reichelt resistor',
  '4k7 2-3 10k..47k',
  '100n 06035C*KAT2A "hex inverter" -dip -"5V"',
  'lm 311 p key',
  'xtal',
  'type:led seller:reichelt package:so8 mount:smd maker:ti tag:x series:cfr mpn:ne555 mpn:=ne555',
  '-type:led -has:document key:ABCD box:1..3,7 loc:1-2 stock:>5 pins:8 has:stock,cover,number,maker,seller,tag',
  'stock:>0 voltage:>=50V input:12V mpn:ab*cd',
]
const AFTER: Record<SearchSql['order'], Position> = {
  relevance: { order: 'relevance', rank: 1, created: '2026-01-01', id: 1, seen: 1 },
  newest: { order: 'newest', created: '2026-01-01', id: 1 },
  stock: { order: 'stock', stock: 3, created: '2026-01-01', id: 1 },
}
const ORDERS = ['relevance', 'newest', 'stock'] as const

t.test('the statements that are made for queries fit the migrated schema', async (t) => {
  const client = new pg.Client({ connectionString: await createTestDatabase(t) })
  await client.connect()
  t.teardown(() => client.end())
  const columns = [
    ['total', 'integer'],
    ['is_incomplete', 'boolean'],
    ['parts', 'json'],
    ['facets', 'json'],
    ['moment', 'text'],
  ]

  for (const q of QUERIES) {
    const query = readQuery(q)
    t.strictSame(query.problems, [], q)
    const resolved = resolveQuery(query, () => true, new Map())
    for (const order of ORDERS) {
      for (const after of [null, AFTER[order]]) {
        for (const [facets, isBroad, isNarrow, content] of [
          [[], false, false, 'parts'],
          [[], false, true, 'hits'],
          [[], true, false, 'hits'],
          [[], true, false, 'parts'],
          [FACETS, false, false, 'parts'],
        ] as const) {
          const parameters = new Parameters()
          const isCounted = content === 'parts'
          const search = { resolved, order, limit: 20, facets, after, isBroad, isNarrow, content, isCounted }
          const { text } = parameters.bind(searchSql(search, { names, parameters }))
          const described = await describeStatement(client, text).catch((error: Error) => error.message)
          t.strictSame(described, columns, `${q} by ${order}`)
        }
      }
    }
    const parameters = new Parameters()
    const { text } = parameters.bind(countSql([resolved, resolved], { names, parameters }))
    t.strictSame(
      await describeStatement(client, text),
      [
        ['place', 'integer'],
        ['total', 'integer'],
      ],
      `${q} counted`,
    )
  }
})
