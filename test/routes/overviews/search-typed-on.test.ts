import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { CommonThings } from '../../../services/stock/part-search/common-things.ts'
import { NameCache } from '../../../services/stock/part-search/names/name-cache.ts'
import { PartSuggestions } from '../../../services/stock/part-search/part-suggestions.ts'
import { buildApp } from '../../support/build-app.ts'
import { countStatements } from '../../support/count-statements.ts'
import { EXAMPLE_PARTS } from '../../support/search-catalogue/catalogue.ts'
import { loadCatalogue } from '../../support/search-catalogue/load-catalogue.ts'

const READ = { isolationLevel: 'repeatable read', readOnly: true } as const

/** Words, numbers, values, filters, words that stand together, other names, keys, and what is nothing. */
const QUERIES = [
  'texas instruments dip',
  'metal film resistor',
  'tlc272cdr',
  'SN74LS04N',
  '06035C104KAT2A',
  'hex inverter',
  'op amps',
  'ceramic capacitor 100nF 0603',
  'type:"ceramic capacitor" stock:>0',
  'seller:reichelt 4k7',
  'led -red',
  'xtal 16M',
  'aarc',
  'usb type-c receptacle',
  'resitor',
  '5V1 zener',
  'to-220',
  'würth',
  'elko 16V',
  'zzzz',
]

/** The beginnings of a text, short ones first. */
function beginnings(text: string): string[] {
  return Array.from({ length: text.length }, (_, place) => text.slice(0, place + 1))
}

/** The type-ahead of a service that was asked for nothing yet. */
function unasked({ db }: FastifyInstance): PartSuggestions {
  return new PartSuggestions(db, new NameCache(db), new CommonThings(db))
}

t.test('while a query is typed, each letter suggests what it does without those before it', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS)
  // In one snapshot, since the tests of other files change their databases on the same server.
  await app.db.transaction(async (unit) => {
    await unit.query('select 1')
    for (const limit of [2, 8]) {
      const [typed, asked] = [unasked(app), unasked(app)]
      for (const query of QUERIES) {
        const letters = beginnings(query)
        const expected = new Map<string, unknown>()
        // The longest first: none of them was typed before.
        for (const q of letters.toReversed()) expected.set(q, await asked.suggest(q, limit))
        for (const q of letters) t.strictSame(await typed.suggest(q, limit), expected.get(q), `${limit} of ${q}`)
      }
    }
  }, READ)
})

t.test('a letter that changes nothing takes one statement', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  await loadCatalogue(app, EXAMPLE_PARTS)
  await app.db.transaction(async (unit) => {
    await unit.query('select 1')
    const suggest = (q: string) => statements.during(() => app.partSuggestions.suggest(q, 8))
    for (const [before, q] of [
      ['type:"oper', 'type:"opera'],
      ['dual opera', 'dual operat'],
      ['1N5822 schot', '1N5822 schott'],
    ] as const) {
      await suggest(before)
      t.equal(await suggest(q), 1, q)
    }
  }, READ)
})

t.test('a change between two letters is seen', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS)
  const keys = async (q: string) => {
    const { parts } = (await app.inject({ url: '/api/parts/suggestions', query: { q } })).json()
    return parts.map(({ key }: { key: string }) => key)
  }
  t.strictSame(await keys('MC74ACT'), ['AAUI'])
  await app.inject({ method: 'PUT', url: '/api/parts/AAUJ', payload: { manufacturer_code: 'MC74ACT04N' } })
  t.strictSame(await keys('MC74ACT0'), ['AAUJ', 'AAUI'])
  await app.inject({ method: 'DELETE', url: '/api/parts/AAUI' })
  t.strictSame(await keys('MC74ACT04'), ['AAUJ'])
})
