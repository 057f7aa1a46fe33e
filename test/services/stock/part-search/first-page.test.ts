import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { fillInventory } from '../../../../scripts/evaluate-search/fill-inventory.ts'
import type { ShelvedPart } from '../../../../scripts/evaluate-search/labelled-part.ts'
import { readQuery } from '../../../../services/catalogue/search-rules/query/read-query.ts'
import { NameCache } from '../../../../services/stock/part-search/names/name-cache.ts'
import { QueryResolver } from '../../../../services/stock/part-search/query-resolver.ts'
import { Parameters } from '../../../../services/stock/part-search/sql/parameters.ts'
import { searchSql } from '../../../../services/stock/part-search/sql/search-sql.ts'
import { buildApp } from '../../../support/build-app.ts'
import { countStatements } from '../../../support/count-statements.ts'
import type { ExamplePart } from '../../../support/search-catalogue/catalogue.ts'
import { ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

const PARTS = 2300

/** Half of the parts have `smd` as package and `c` in the text, the other half `c` as number and `smd` in the text. */
function shelved(place: number): ShelvedPart {
  const digits = [26 ** 3, 26 ** 2, 26, 1].map((weight) => 65 + (Math.floor(place / weight) % 26))
  const isBest = place % 500 === 7
  const isPacked = place % 2 === 0
  return {
    key: String.fromCharCode(...digits),
    type: 'Widget',
    maker: 'Yageo',
    number: isPacked && !isBest ? `R${place}T` : `C${place}T`,
    description: isPacked ? `coil ${place}` : `smd ${place}`,
    tags: [],
    seller: 'Mouser',
    ...((isPacked || isBest) && { package: 'SMD axial' }),
    stock: place % 3 === 0 ? null : { box: 1 + (place % 40), location: 1 + (Math.floor(place / 40) % 60), quantity: 1 },
    facts: {},
  }
}

function exampleOf({ key, type, maker, number, description, package: body, seller, stock }: ShelvedPart): ExamplePart {
  return {
    key,
    type,
    manufacturer: maker,
    description,
    ...(number !== null && { manufacturer_code: number }),
    ...(body && { package: body }),
    ...(seller && { seller }),
    ...(stock && { stock: { box_no: stock.box, loc_no: stock.location, qty: stock.quantity } }),
  }
}

interface Plan {
  'Subplan Name'?: string
  'Actual Rows'?: number
  Plans?: Plan[]
}

function stepOf(plan: Plan, name: string): Plan | undefined {
  if (plan['Subplan Name'] === name) return plan
  return plan.Plans?.map((each) => stepOf(each, name)).find((each) => each !== undefined)
}

/** How many parts the search for a query that is still being typed looks at as possible hits. */
async function lookedAt(app: FastifyInstance, q: string): Promise<Record<string, number | undefined>> {
  const [read] = await new QueryResolver(app.db, new NameCache(app.db)).resolve([readQuery(q, { isTyping: true })])
  if (!read) throw new Error('the query was not resolved')
  const { resolved, names, isBroad, isNarrow } = read
  const parameters = new Parameters()
  const search = {
    resolved,
    order: 'relevance',
    limit: 8,
    facets: [],
    after: null,
    isBroad,
    isNarrow,
    content: 'parts',
    isCounted: false,
  } as const
  const { text, values } = parameters.bind(searchSql(search, { names, parameters }))
  const [row] = await app.db.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
    `explain (analyze, timing off, format json) ${text}`,
    values,
  )
  const plan = row?.['QUERY PLAN'][0]?.Plan ?? {}
  const rows = (name: string) => stepOf(plan, `CTE ${name}`)?.['Actual Rows']
  return { matching: rows('matching'), maybe: rows('maybe') }
}

t.test('of several terms in fields of different weight not all matches are put in order', async (t) => {
  const app = await buildApp(t)
  const parts = Array.from({ length: PARTS }, (_, place) => shelved(place))
  await fillInventory(app.db, parts)
  await app.searchDocuments.start()
  await app.db.query('analyze')
  const reference = new ReferenceSearch(parts.map(exampleOf))
  for (const q of ['smd c', 'c smd', 'smd r']) {
    const expected = reference.search(q, true).hits
    const { parts: found } = (await app.inject({ url: '/api/parts/suggestions', query: { q } })).json()
    t.strictSame(
      found.map(({ key }: { key: string }) => key),
      expected.slice(0, 8).map(({ key }) => key),
      `${q}, of ${expected.length}`,
    )
  }
  const { matching, maybe } = await lookedAt(app, 'smd c')
  t.equal(matching, 0, 'the first page is sure without them')
  t.ok(maybe !== undefined && maybe < 100, `${maybe} may be better`)
})

/** The older ones have the word `kappa`, the newer ones one that begins so. */
function named(place: number): ShelvedPart {
  return { ...shelved(place), number: `X${place}T`, description: `kappa${place < 1500 ? '' : 'tron'} ${place}` }
}

t.test('where very many parts are better than the newest ones, only these are put in order', async (t) => {
  const app = await buildApp(t)
  const parts = Array.from({ length: PARTS }, (_, place) => named(place))
  await fillInventory(app.db, parts)
  await app.searchDocuments.start()
  await app.db.query('analyze')
  const expected = new ReferenceSearch(parts.map(exampleOf)).search('kappa', true).hits
  const { parts: found } = (await app.inject('/api/parts/suggestions?q=kappa')).json()
  t.strictSame(
    found.map(({ key }: { key: string }) => key),
    expected.slice(0, 8).map(({ key }) => key),
  )
  t.same(await lookedAt(app, 'kappa'), { matching: 0, maybe: 1500 })
})

t.test('where none of very many matches is in stock, the page is found in a second statement', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  const parts = Array.from({ length: 1200 }, (_, place) => ({ ...named(place), stock: null }))
  await fillInventory(app.db, parts)
  await app.searchDocuments.start()
  await app.db.query('analyze')
  const reference = new ReferenceSearch(parts.map(exampleOf))
  await app.partSuggestions.suggest('x', 8)
  for (const q of ['kap', 'kappa']) {
    const expected = reference.search(q, true).hits.slice(0, 8)
    const count = await statements.during(async () => {
      const { parts: found } = await app.partSuggestions.suggest(q, 8)
      t.strictSame(
        found.map(({ key }) => key),
        expected.map(({ key }) => key),
        q,
      )
    })
    t.equal(count, 2, q)
  }
})
