import fc from 'fast-check'
import t from 'tap'
import {
  documentOf,
  type SearchDocument,
} from '../../../../services/catalogue/search-rules/document/search-document.ts'
import { cleanText } from '../../../../services/catalogue/search-rules/text/fold.ts'
import { formatValue } from '../../../../services/catalogue/search-rules/values/format-value.ts'
import { QUANTITIES, roundValue } from '../../../../services/catalogue/search-rules/values/quantity.ts'
import { readWholeValue } from '../../../../services/catalogue/search-rules/values/read-values.ts'
import { repeated } from '../../../support/repeated.ts'
import { EXAMPLE_PARTS, type ExamplePart } from '../../../support/search-catalogue/catalogue.ts'
import { columnsOf, ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

const RUNS = { numRuns: repeated(150) }

const FIGURES = fc.integer({ min: 1, max: 999_999 })
/** Kelvins of a lamp are round: a test of their own reads them. */
const QUANTITY = fc.constantFrom(...QUANTITIES.filter((quantity) => quantity !== 'colour_temperature'))
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
    { numRuns: repeated(20) },
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
    { numRuns: repeated(20) },
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
