import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { fillInventory } from '../../../scripts/evaluate-search/fill-inventory.ts'
import type { ShelvedPart } from '../../../scripts/evaluate-search/labelled-part.ts'
import type { PartSearchResult } from '../../../services/overviews/part-search/schemas.ts'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import type { ExamplePart } from '../../support/search-catalogue/catalogue.ts'
import { ReferenceSearch } from '../../support/search-catalogue/reference-search.ts'

/** More than are put in order at once, and fewer than are put in order at all. */
const PARTS = 1500

const TYPES = ['Resistor', 'Resistor', 'Resistor', 'LED']
const MAKERS = ['Yageo', 'Yageo', 'Yageo', 'Texas Instruments']
const PACKAGES = ['0603', '0805', 'TO-220', 'SMD axial', 'radial']

function part(place: number): ShelvedPart {
  const of = <T>(values: readonly T[], step: number): T | undefined => values[Math.floor(place / step) % values.length]
  const [type = '', maker = ''] = [of(TYPES, 1), of(MAKERS, 3)]
  const digits = [26 ** 3, 26 ** 2, 26, 1].map((weight) => 65 + (Math.floor(place / weight) % 26))
  // Few parts are the best: a word in the package, or one part of which it is the number.
  const packed = place % 97 === 0 ? 'SMD axial' : of(PACKAGES.slice(0, 3), 7)
  return {
    key: String.fromCharCode(...digits),
    type,
    maker,
    number: place === 40 ? 'SMD1206' : place % 5 === 0 ? null : `R${place % 9}T${place}X`,
    description: `${place % 11 === 0 ? 'red smd part' : `smd ${type.toLowerCase()}`} ${place % 13} wide${place % 17 === 0 ? '' : ', tape'}`,
    tags: place % 3 === 0 ? ['tape', 'reel'] : [],
    ...(packed && { package: packed }),
    seller: place % 2 === 0 ? 'Reichelt' : 'Mouser',
    stock:
      place % 10 < 4
        ? null
        : { box: 1 + (place % 40), location: 1 + (Math.floor(place / 40) % 60), quantity: 1 + (place % 9) },
    facts: {},
  }
}

function exampleOf({ key, type, maker, number, description, tags, package: body, seller, stock }: ShelvedPart) {
  const example: ExamplePart = {
    key,
    type,
    manufacturer: maker,
    description,
    ...(number !== null && { manufacturer_code: number }),
    ...(tags && { tags }),
    ...(body && { package: body }),
    ...(seller && { seller }),
    ...(stock && { stock: { box_no: stock.box, loc_no: stock.location, qty: stock.quantity } }),
  }
  return example
}

const SHELVED = Array.from({ length: PARTS }, (_, place) => part(place))

async function filled(app: FastifyInstance): Promise<void> {
  await fillInventory(app.db, SHELVED)
  await app.searchDocuments.start()
  await app.db.query('analyze')
}

t.test('the first page of very many hits is the best of all of them', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  await filled(app)
  const reference = new ReferenceSearch(SHELVED.map(exampleOf))
  const keysOf = (parts: { key: string }[]) => parts.map(({ key }) => key)

  for (const q of [
    'smd',
    'tape smd',
    'smd resistor',
    'resistor',
    'yageo',
    'wide tape',
    'smd -red stock:>3',
    'smd yageo tape',
  ]) {
    const expected = reference.search(q).hits
    for (const limit of [1, 20, 100]) {
      const answer = await app.inject({ url: '/api/parts/search', query: { q, limit: String(limit) } })
      const { items, total } = answer.json()
      const found = keysOf(items.map(({ part: hit }: { part: { key: string } }) => hit))
      t.strictSame(found, keysOf(expected).slice(0, limit), `${q}, ${limit} of ${expected.length}`)
      t.strictSame(total, { value: Math.min(expected.length, 1000), exact: expected.length <= 1000 }, q)
    }
  }

  for (const q of ['s', 'r', 't', 'smd', 'smd r', 'y', 'tape rei', 'zz', 'stock:>3 r', 'smd -red s', '-type:led smd']) {
    const expected = reference.search(q, true).hits
    const suggest = () => app.inject({ url: '/api/parts/suggestions', query: { q, limit: '8' } })
    const { parts } = (await suggest()).json()
    t.strictSame(keysOf(parts), keysOf(expected).slice(0, 8), `suggestions for ${q} of ${expected.length}`)
    t.ok((await statements.during(suggest)) <= 2, q)
  }
})

t.test('pages of very many hits hold each of them once', async (t) => {
  const app = await buildApp(t)
  await filled(app)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const query: Record<string, string> = { q: 'smd', limit: '100', ...(cursor === null ? {} : { cursor }) }
    const page: PartSearchResult = (await app.inject({ url: '/api/parts/search', query })).json()
    seen.push(...page.items.map(({ part: hit }) => hit.key))
    cursor = page.next_cursor
  } while (cursor !== null)
  t.equal(seen.length, 1000, 'by relevance nobody reads further')
  t.equal(new Set(seen).size, 1000)
  const expected = new ReferenceSearch(SHELVED.map(exampleOf)).search('smd').hits.slice(0, 1000)
  t.strictSame(
    seen,
    expected.map(({ key }) => key),
  )
})
