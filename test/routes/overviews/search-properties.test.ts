import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import type { PartSearchResult } from '../../../services/overviews/part-search/schemas.ts'
import { buildApp } from '../../support/build-app.ts'
import { repeated } from '../../support/repeated.ts'
import { EXAMPLE_PARTS } from '../../support/search-catalogue/catalogue.ts'
import { loadCatalogue } from '../../support/search-catalogue/load-catalogue.ts'
import { ReferenceSearch } from '../../support/search-catalogue/reference-search.ts'

const RUNS = { numRuns: repeated(20) }
const FACETS = 'type,package,manufacturer,tag,box,seller,mounting_type,stock'

/** Words that are neither joined with a neighbour nor make a value or a size of one. */
const WORDS = [
  'red',
  'led',
  'resistor',
  '4k7',
  '100n',
  '0603',
  'dip',
  'capacitor',
  '5V',
  'TI',
  '7805',
  'xtal',
  'hex',
  'inverter',
  'for',
  '470',
  'smd',
  'voltage',
  'BC337',
]
const FILTERS = [
  'type:resistor',
  'package:0603',
  'maker:ti',
  'stock:>5',
  'box:2',
  'has:number',
  'input:12V',
  'tag:pullup',
]
const QUERY = fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })

async function search(app: FastifyInstance, q: string, facets = ''): Promise<PartSearchResult> {
  const answer = await app.inject({ url: '/api/parts/search', query: { q, facets, limit: '100' } })
  if (answer.statusCode !== 200) throw new Error(`${q}: ${answer.statusCode} ${answer.body}`)
  return answer.json()
}

async function keysOf(app: FastifyInstance, q: string): Promise<string[]> {
  const { items } = await search(app, q)
  return items.map(({ part }) => part.key)
}

t.test('what holds for every query', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS)
  const reference = new ReferenceSearch(EXAMPLE_PARTS)

  await t.test('the database finds what the rules find, in the same order', async () => {
    const property = fc.asyncProperty(
      QUERY,
      fc.option(fc.constantFrom(...FILTERS, ...FILTERS.map((filter) => `-${filter}`)), { nil: '' }),
      async (words, filter) => {
        const q = [...words, filter].join(' ')
        const expected = reference.search(q).hits.map(({ key }) => key)
        return JSON.stringify(await keysOf(app, q)) === JSON.stringify(expected)
      },
    )
    await fc.assert(property, RUNS)
  })

  await t.test('the order of the terms does not matter, and another term never adds a hit', async () => {
    const property = fc.asyncProperty(QUERY, async (words) => {
      const found = await keysOf(app, words.join(' '))
      const turned = await keysOf(app, words.toReversed().join(' '))
      const fewer = new Set(words.length > 1 ? await keysOf(app, words.slice(0, -1).join(' ')) : found)
      // An empty word alone is looked for; beside others it is dropped.
      const isDropped = words.slice(0, -1).every((word) => word === 'for')
      return found.toSorted().join() === turned.toSorted().join() && (isDropped || found.every((key) => fewer.has(key)))
    })
    await fc.assert(property, RUNS)
  })

  await t.test('a filter and its exclusion split the hits', async () => {
    const property = fc.asyncProperty(QUERY, fc.constantFrom(...FILTERS), async (words, filter) => {
      // A type says what a bare number is, and its exclusion does not.
      fc.pre(!(words.includes('470') && filter.startsWith('type:')))
      const q = words.join(' ')
      const [all, inside, outside] = await Promise.all(
        [q, `${q} ${filter}`, `${q} -${filter}`].map((each) => keysOf(app, each)),
      )
      return all?.toSorted().join() === [...(inside ?? []), ...(outside ?? [])].toSorted().join()
    })
    await fc.assert(property, { ...RUNS, examples: [[['for'], 'stock:>5']] })
  })

  await t.test('the filter of a facet leads to as many parts as it counts', async () => {
    const property = fc.asyncProperty(QUERY, fc.nat(), async (words, pick) => {
      const q = words.join(' ')
      const { facets } = await search(app, q, FACETS)
      const values = Object.values(facets ?? {}).flatMap((facet) => facet.values)
      const value = values[pick % Math.max(values.length, 1)]
      return value === undefined || (await search(app, `${q} ${value.filter}`)).total.value === value.count
    })
    await fc.assert(property, {
      ...RUNS,
      examples: [
        [['470'], 0],
        [['for'], 0],
        [['for'], 1],
      ],
    })
  })

  await t.test('the places of matches lie in their texts', async () => {
    const property = fc.asyncProperty(QUERY, async (words) => {
      const { items } = await search(app, words.join(' '))
      return items.every(({ part, type_name: typeName, matched }) =>
        matched.every(({ field, ranges }) => {
          const [name = '', place] = field.split('.')
          const value: unknown = field === 'type_name' ? typeName : Reflect.get(part, name)
          const text = Array.isArray(value) ? value[Number(place)] : value
          if (typeof text !== 'string') return true
          return ranges.every(([start = -1, end = -1]) => 0 <= start && start < end && end <= text.length)
        }),
      )
    })
    await fc.assert(property, RUNS)
  })
})
