import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { fillInventory } from '../../../../scripts/evaluate-search/fill-inventory.ts'
import type { ShelvedPart } from '../../../../scripts/evaluate-search/labelled-part.ts'
import { CommonThings } from '../../../../services/stock/part-search/common-things.ts'
import { NameCache } from '../../../../services/stock/part-search/names/name-cache.ts'
import { PartSuggestions } from '../../../../services/stock/part-search/part-suggestions.ts'
import { buildApp } from '../../../support/build-app.ts'
import { countStatements } from '../../../support/count-statements.ts'

const PARTS = 1300

/** All but the first ones are ceramic capacitors, whose makers and packages many parts have. */
function shelved(place: number): ShelvedPart {
  const digits = [26 ** 3, 26 ** 2, 26, 1].map((weight) => 65 + (Math.floor(place / weight) % 26))
  const isRare = place < 3
  return {
    key: String.fromCharCode(...digits),
    type: isRare ? 'Relay' : 'Ceramic Capacitor',
    maker: isRare ? 'Muller' : 'Murata',
    number: `GRM${place}X`,
    description: isRare ? 'resonator' : `ceramic capacitor ${place % 7} class`,
    tags: isRare ? ['mlcc-like'] : ['mlcc'],
    package: isRare ? 'TO-220' : '0603',
    seller: 'Mouser',
    stock: place % 3 === 0 ? null : { box: 1 + (place % 40), location: 1 + (Math.floor(place / 40) % 60), quantity: 1 },
    facts: {},
  }
}

/** What the statistics of the database say is known to the first one, and not to the second. */
async function suggestersOf(app: FastifyInstance, nothing: CommonThings) {
  const common = new CommonThings(app.db)
  await common.known()
  const names = new NameCache(app.db)
  return [new PartSuggestions(app.db, names, common), new PartSuggestions(app.db, names, nothing)] as const
}

t.test('what is known to be common changes no suggestion, and old statistics none either', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  const nothing = new CommonThings(app.db)
  await nothing.known()
  await fillInventory(
    app.db,
    Array.from({ length: PARTS }, (_, place) => shelved(place)),
  )
  await app.searchDocuments.start()
  await app.db.query('analyze')
  const [knowing, asking] = await suggestersOf(app, nothing)
  const same = async (q: string, why: string) => {
    const found = await knowing.suggest(q, 8)
    const expected = await asking.suggest(q, 8)
    t.strictSame(found.parts, expected.parts, `${q} ${why}`)
    return { found, expected }
  }
  for (const q of [
    'c',
    'cera',
    'ceramic',
    'ceramic c',
    'ceramic cap',
    'mur',
    'murata ceramic 3',
    'grm1',
    '0603',
    'mlcc 5 cl',
    'resonatr',
    'ceramik 5',
  ]) {
    const count = await statements.during(() => knowing.suggest(q, 7))
    t.ok(count <= 2, `${q}: ${count} statements`)
    const { found, expected } = await same(q, 'as with nothing known')
    t.ok(found.completions.length > 0 || expected.completions.length === 0, q)
  }
  t.equal(await statements.during(() => knowing.suggest('ceram', 8)), 1, 'one word is looked for in one statement')
  const texts = async (q: string) => (await knowing.suggest(q, 8)).completions.map(({ text }) => text)
  t.ok((await texts('mur')).includes('Murata'))
  t.ok((await texts('mul')).includes('Muller'), 'a rare one is looked for')
  t.ok((await texts('060')).includes('0603'))

  await app.db.query(
    `update parts set manufacturer = 'Kemet', tags = '{x7r}', description = 'part', package = null, type_id = null`,
  )
  await app.searchDocuments.start()
  for (const q of ['ceramic', 'ceramic 5', 'murata c', 'mlcc', 'kemet pa', 'ceramic zz'])
    await same(q, 'after all have changed')
  t.strictSame(await texts('mur'), [], 'no part has it any more')
  t.strictSame((await knowing.suggest('kemet pa', 8)).parts.length, 8)
})
