import fc from 'fast-check'
import t from 'tap'
import { documentOf } from '../../../../services/catalogue/search-rules/document/search-document.ts'
import { readQuery } from '../../../../services/catalogue/search-rules/query/read-query.ts'
import { fold, foldName } from '../../../../services/catalogue/search-rules/text/fold.ts'
import { repeated } from '../../../support/repeated.ts'
import { EXAMPLE_PARTS, type ExamplePart } from '../../../support/search-catalogue/catalogue.ts'
import { columnsOf, ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

/** Any UTF-16 units, lone surrogates among them. */
const ANY_UNITS = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 32, max: 126 })), { maxLength: 80 })
  .map((units) => String.fromCharCode(...units))
const ANY_TEXT = fc.oneof(
  ANY_UNITS,
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

/** Texts of what queries are made of. */
const SCRAPS = [
  '4k7',
  '10',
  'k',
  'ohm',
  'to',
  '5V',
  '-',
  '"',
  ':',
  'type:',
  'stock:>',
  '>=',
  '..',
  ',',
  '/',
  '0603',
  'metric',
  'SO',
  '8',
  'LM',
  '311',
  '*',
  'red',
  'led',
  'Ω',
  '½',
  'µF',
  '-5V',
  '±',
  'resistor',
  'voltage:',
  '100n',
  'op',
  'amp',
  'box:1..2',
  '\u00ad',
  'ß',
  'ﬁ',
]
const QUERY_TEXT = fc
  .array(fc.tuple(fc.constantFrom(...SCRAPS), fc.constantFrom('', ' ', '  ')), { maxLength: 14 })
  .map((scraps) => scraps.flat().join(''))

const ANY_QUERY = fc.oneof(ANY_TEXT, QUERY_TEXT)
const RUNS = { numRuns: repeated(150) }

t.test('folding what is folded changes nothing', async () => {
  fc.assert(
    fc.property(ANY_TEXT, (text) => fold(fold(text)) === fold(text) && foldName(foldName(text)) === foldName(text)),
    { ...RUNS, examples: [['STRAẞE']] },
  )
})

t.test('reads every text as a query, with places that lie in it', async (t) => {
  fc.assert(
    fc.property(ANY_QUERY, fc.boolean(), (q, isTyping) => {
      const { terms, filters, joined } = readQuery(q, { isTyping })
      const places = [...terms, ...filters.map(({ shown }) => shown), ...joined]
      return places.every(({ start, end }) => 0 <= start && start < end && end <= q.length)
    }),
    RUNS,
  )
  t.ok(true)
})

t.test('reads every text of a part, and says where each word and value stands', async () => {
  const search = new ReferenceSearch(EXAMPLE_PARTS.slice(0, 3))
  fc.assert(
    fc.property(ANY_TEXT, ANY_QUERY, (description, q) => {
      const part: ExamplePart = { key: 'ZZZZ', manufacturer: q, type: q, description, tags: [q], package: q }
      search.add(part)
      const { hits } = search.search(q.slice(0, 100))
      search.removeLast()
      const texts: Record<string, string> = { description, package: q, manufacturer: q, type_name: q, 'tags.0': q }
      return hits
        .filter(({ key }) => key === part.key)
        .flatMap(({ matched }) => matched)
        .every(({ field, ranges }) =>
          ranges.every(
            ([start, end]) => 0 <= start && start <= end && (!(field in texts) || end <= (texts[field]?.length ?? 0)),
          ),
        )
    }),
    { numRuns: repeated(50) },
  )
})

const BOMBS = [
  '1',
  '1,',
  '-',
  '"',
  '.',
  '1.',
  '1-',
  ' 1',
  '1 k',
  'a',
  'a-',
  'a/',
  '1k',
  '1..',
  '(',
  '±',
  '/1',
  '1/',
  'A1',
  'A1-',
  'é\u0301',
  '²',
  '𝟙',
  '0603 ',
  'SO 8 ',
  'R1',
  "'",
  '5V-',
  'T-',
]

t.test('reads long texts of every kind', async (t) => {
  for (const bomb of BOMBS) {
    const text = bomb.repeat(Math.ceil(20_000 / bomb.length))
    const part = columnsOf({
      key: 'ZZZZ',
      manufacturer: text.slice(0, 255),
      type: 'LED',
      description: text,
      manufacturer_code: text.slice(0, 255),
      tags: [text.slice(0, 100)],
      package: text.slice(0, 100),
    })
    const { tokens } = documentOf(part)
    const sizes = [...new Set(tokens.map(({ token }) => token))].map((token) => Buffer.byteLength(token))
    t.ok(Math.max(0, ...sizes) <= 2046, `${bomb}: a tsvector takes every token`)
    t.ok(sizes.reduce((total, size) => total + size, 0) < 500_000, `${bomb}: a tsvector takes them all`)
    t.equal(
      readQuery(text.slice(0, 256)).problems.every(({ reason }) => reason === 'query'),
      true,
      bomb,
    )
    t.equal(readQuery(text).problems.length > 0, true, bomb)
  }
})
