import t from 'tap'
import { fillInventory } from '../../../../scripts/evaluate-search/fill-inventory.ts'
import type { ShelvedPart } from '../../../../scripts/evaluate-search/labelled-part.ts'
import { readQuery } from '../../../../services/catalogue/search-rules/query/read-query.ts'
import type { Test } from '../../../../services/catalogue/search-rules/readings/test.ts'
import { NameCache } from '../../../../services/stock/part-search/names/name-cache.ts'
import { QueryResolver } from '../../../../services/stock/part-search/query-resolver.ts'
import { SearchRunner } from '../../../../services/stock/part-search/search-runner.ts'
import { buildApp } from '../../../support/build-app.ts'
import type { ExamplePart } from '../../../support/search-catalogue/catalogue.ts'
import { ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

const PARTS = 1500
const LIMIT = 8

/** Every fifth one is a lamp, by its type or its text; the older a lamp is, the better it matches a letter. */
function shelved(place: number): ShelvedPart {
  const digits = [26 ** 3, 26 ** 2, 26, 1].map((weight) => 65 + (Math.floor(place / weight) % 26))
  const isLamp = place % 5 === 0
  const isOld = place < 200
  return {
    key: String.fromCharCode(...digits),
    type: isLamp && place % 2 === 0 ? 'Lamp' : 'Rotor',
    maker: place % 7 === 0 ? 'Rohm' : 'Murata',
    number: isOld && place % 3 === 0 ? `R${place}X` : `K${place}X`,
    description: `${isLamp ? 'lamp' : 'motor'} ${isOld ? 'round' : 'made by rohm'} ${place % 11}`,
    tags: place % 4 === 0 ? ['reel'] : [],
    seller: 'Mouser',
    stock: place % 3 === 1 ? null : { box: 1 + (place % 40), location: 1 + (Math.floor(place / 40) % 60), quantity: 1 },
    facts: {},
  }
}

function exampleOf({ key, type, maker, number, description, tags, seller, stock }: ShelvedPart): ExamplePart {
  return {
    key,
    type,
    manufacturer: maker,
    description,
    ...(tags && { tags: [...tags] }),
    ...(number !== null && { manufacturer_code: number }),
    ...(seller && { seller }),
    ...(stock && { stock: { box_no: stock.box, loc_no: stock.location, qty: stock.quantity } }),
  }
}

function isOfLamps(tests: readonly Test[]): boolean {
  return JSON.stringify(tests).includes('lamp')
}

t.test('a letter behind a word finds the same parts, however many have the word or are taken to have it', async (t) => {
  const app = await buildApp(t)
  const parts = Array.from({ length: PARTS }, (_, place) => shelved(place))
  await fillInventory(app.db, parts)
  await app.searchDocuments.start()
  await app.db.query('analyze')
  const reference = new ReferenceSearch(parts.map(exampleOf))
  const runner = new SearchRunner(app.db)
  const resolver = new QueryResolver(app.db, new NameCache(app.db))
  for (const q of ['lamp r', 'r lamp', 'lamp ro', 'lamp k', 'lamp 1', 'lamp m r', 'rohm lamp r', 'lamp zz']) {
    const expected = reference.search(q, true).hits.slice(0, LIMIT)
    const [read] = await resolver.resolve([readQuery(q, { isTyping: true })])
    if (!read) throw new Error('the query was not resolved')
    const { resolved, names } = read
    for (const lamps of [null, 10, 3000, 100_000]) {
      for (const isShort of [true, undefined]) {
        const { parts: found } = await runner.findTyped(
          {
            resolved,
            order: 'relevance',
            facets: [],
            after: null,
            limit: LIMIT,
            isBroad: true,
            isNarrow: false,
            isCounted: false,
            ...(isShort && { isShort }),
          },
          names,
          {
            knownMoment: '',
            sought: [],
            likely: [],
            isCommon: () => true,
            partsLikely: (tests) => lamps && (isOfLamps(tests) ? lamps : 50_000),
          },
        )
        t.strictSame(
          found.map(({ key }) => key),
          expected.map(({ key }) => key),
          `${q}, ${lamps} lamps${isShort ? ', in a short statement' : ''}`,
        )
      }
    }
  }
})
