import fc from 'fast-check'
import t from 'tap'
import {
  documentOf,
  type SearchDocument,
} from '../../../../services/catalogue/search-rules/document/search-document.ts'
import { readQuery } from '../../../../services/catalogue/search-rules/query/read-query.ts'
import { cleanText, fold, foldName } from '../../../../services/catalogue/search-rules/text/fold.ts'
import { formatValue } from '../../../../services/catalogue/search-rules/values/format-value.ts'
import { QUANTITIES, roundValue } from '../../../../services/catalogue/search-rules/values/quantity.ts'
import { readWholeValue } from '../../../../services/catalogue/search-rules/values/read-values.ts'
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
const RUNS = { numRuns: 600 }

t.test('folding what is folded changes nothing', async () => {
  fc.assert(
    fc.property(ANY_TEXT, (text) => fold(fold(text)) === fold(text) && foldName(foldName(text)) === foldName(text)),
    RUNS,
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
    { numRuns: 200 },
  )
})

const FIGURES = fc.integer({ min: 1, max: 999_999 })
const QUANTITY = fc.constantFrom(...QUANTITIES)
const SMALLEST: Record<string, number> = {
  tolerance: -2,
  tempco: -1,
  temperature: -1,
  length: -9,
  frequency: -1,
  resistance: -4,
  inductance: -11,
  power: -7,
}

t.test('reads every value that it prints as itself', async () => {
  fc.assert(
    fc.property(QUANTITY, FIGURES, fc.integer({ min: 0, max: 8 }), (quantity, figures, exponent) => {
      const amount = roundValue(Number(`${figures}e${(SMALLEST[quantity] ?? -9) + exponent - 3}`))
      const shown = formatValue(quantity, amount)
      const read = readWholeValue(cleanText(shown).text, { isQuery: false })
      return read.some((value) => value.quantity === quantity && value.low === amount && value.high === amount)
    }),
    RUNS,
  )
})

const E24 = [10, 11, 12, 13, 15, 16, 18, 20, 22, 24, 27, 30, 33, 36, 39, 43, 47, 51, 56, 62, 68, 75, 82, 91]
const AMOUNT = fc.tuple(fc.constantFrom(...E24), fc.integer({ min: -1, max: 6 }))

/** Ways to write so many tenths of an ohm times a power of ten. */
function spellings([figures, exponent]: readonly [number, number]): string[] {
  const ohms = Number(`${figures}e${exponent - 1}`)
  const [unit, size] = ohms >= 1e6 ? ['M', 1e6] : ohms >= 1e3 ? ['k', 1e3] : ['R', 1]
  const number = String(Number((ohms / size).toPrecision(3)))
  const [whole = '0', fraction] = number.split('.')
  const letter = fraction === undefined ? `${whole}${unit}` : `${whole}${unit}${fraction}`
  const prefix = unit === 'R' ? '' : unit
  return [
    letter,
    `${number}${prefix}Ω`,
    `${number} ${prefix}Ω`,
    `${number}${prefix} ohm`,
    `${number.replace('.', ',')}${prefix}ohm`,
    ...(unit === 'R' ? [] : [`${number}${unit}`, `${Number(ohms.toPrecision(3))} ohm`]),
  ]
}

function resistor(value: string): SearchDocument {
  return documentOf(
    columnsOf({ key: 'ZZZZ', manufacturer: 'Generic', type: 'Resistor', description: `resistor ${value} 1%` }),
  )
}

function valuesOf({ tokens }: SearchDocument): string[] {
  return tokens.map(({ token }) => token).filter((token) => token.startsWith('v:resistance'))
}

function finds(q: string, description: string): boolean {
  const part: ExamplePart = { key: 'ZZZZ', manufacturer: 'Generic', type: 'Resistor', description }
  return new ReferenceSearch([part]).search(q).hits.length === 1
}

t.test('reads a value alike however it is written', async () => {
  fc.assert(
    fc.property(AMOUNT, (amount) => {
      const read = spellings(amount).map((spelling) => valuesOf(resistor(spelling)).join(' '))
      return read[0] !== '' && new Set(read).size === 1
    }),
    RUNS,
  )
})

t.test('never finds a value by another one', async () => {
  fc.assert(
    fc.property(AMOUNT, AMOUNT, fc.nat(), fc.nat(), (a, b, i, j) => {
      const [typed, stated] = [spellings(a), spellings(b)]
      const q = typed[i % typed.length] ?? ''
      const description = `resistor ${stated[j % stated.length]} 1%`
      const isSame = Number(`${a[0]}e${a[1]}`) === Number(`${b[0]}e${b[1]}`)
      return finds(q, description) === isSame
    }),
    RUNS,
  )
})

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
  'type:led',
  '-smd',
  'xtal',
  '16M',
  'hex',
  'inverter',
]
const QUERY = fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })

t.test('finds the same parts whatever the order of the terms', async () => {
  const search = new ReferenceSearch(EXAMPLE_PARTS)
  const keys = (q: readonly string[]) =>
    search
      .search(q.join(' '))
      .hits.map(({ key }) => key)
      .toSorted()
      .join(' ')
  fc.assert(
    fc.property(QUERY, (words) => keys(words) === keys(words.toReversed())),
    { numRuns: 60 },
  )
})

t.test('finds never more by another word', async () => {
  const search = new ReferenceSearch(EXAMPLE_PARTS)
  const keys = (q: readonly string[]) => new Set(search.search(q.join(' ')).hits.map(({ key }) => key))
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...WORDS.filter((word) => word !== '16M')), { minLength: 2, maxLength: 4 }),
      (words) => {
        const before = keys(words.slice(0, -1))
        return [...keys(words)].every((key) => before.has(key))
      },
    ),
    { numRuns: 60 },
  )
})

const FILTERS = [
  'type:resistor',
  'type:led',
  'package:0603',
  'maker:ti',
  'stock:>5',
  'box:2',
  'pins:8',
  'voltage:>=16V',
  'has:number',
  'seller:lcsc',
  'mpn:TLC272',
  'input:12V',
]

t.test('splits the parts by a filter and its exclusion', async (t) => {
  const search = new ReferenceSearch(EXAMPLE_PARTS)
  for (const filter of FILTERS) {
    const [inside, outside] = [search.search(filter).hits, search.search(`-${filter}`).hits]
    const keys = new Set([...inside, ...outside].map(({ key }) => key))
    t.equal(inside.length + outside.length, EXAMPLE_PARTS.length, filter)
    t.equal(keys.size, EXAMPLE_PARTS.length, filter)
    t.ok(inside.length > 0, filter)
  }
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
