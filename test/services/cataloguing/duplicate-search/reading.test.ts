import t from 'tap'
import { canonicalMaker, makerReader, makersIn } from '../../../../services/catalogue/part-identity/maker-name.ts'
import { wordsOf } from '../../../../services/catalogue/part-identity/words.ts'
import { packageNamesIn, packageNamesOf } from '../../../../services/catalogue/search-rules/packages/package-names.ts'
import { compareRating, type RatingKind, ratingsIn } from '../../../../services/cataloguing/duplicate-search/ratings.ts'
import { readSearch } from '../../../../services/cataloguing/duplicate-search/search-terms.ts'

t.test('a maker is known by all of its names', async (t) => {
  for (const name of [
    'TI',
    'Texas Instruments Inc.',
    'texas instruments',
    'Burr-Brown',
    'National Semiconductor Corp.',
  ]) {
    t.equal(canonicalMaker(name), 'Texas Instruments', name)
  }
  t.equal(canonicalMaker('Würth Elektronik GmbH & Co. KG'), canonicalMaker('WURTH ELEKTRONIK'))
  t.equal(canonicalMaker('Fairchild Semiconductor'), canonicalMaker('ON Semi'))
  t.equal(canonicalMaker('Small Maker Ltd.'), 'small maker', 'one that nobody has listed is its own name')
  for (const name of [null, '', 'Generic', 'UNKNOWN', 'n/a', '  ']) t.equal(canonicalMaker(name), null)
})

t.test('a text names makers', async (t) => {
  t.same([...makersIn('LM358DR from TI, or ST')], ['Texas Instruments', 'STMicroelectronics'])
  t.same([...makersIn('it is a tiny st. part, ti')], [], 'short names count as they are written')
  t.same([...makersIn('linear technology buck')], ['Analog Devices'])
  t.ok(makerReader('op amp by Small Maker')('small maker'))
  t.notOk(makerReader('op amp by Smaller Makers')('small maker'))
})

t.test('values are read in every spelling', async (t) => {
  const texts: [string, Partial<Record<RatingKind, number[]>>][] = [
    ['10 kΩ 1 % 0603', { resistance: [10_000], tolerance: [1] }],
    ['4k7', { resistance: [4700] }],
    ['4.7k resistor', { resistance: [4700] }],
    ['2R2 5%', { resistance: [2.2], tolerance: [5] }],
    ['5 mΩ shunt', { resistance: [0.005] }],
    ['1 MΩ', { resistance: [1e6] }],
    ['100nF/50V X7R', { capacitance: [1e-7], voltage: [50] }],
    ['0.1 µF', { capacitance: [1e-7] }],
    ['4n7', { capacitance: [4.7e-9] }],
    ['2.2uF 6,3V', { capacitance: [2.2e-6], voltage: [6.3] }],
    ['47 µH 1.2A', { inductance: [4.7e-5], current: [1.2] }],
    ['1/4 W', { power: [0.25] }],
    ['16 MHz', { frequency: [16e6] }],
    ['3V3 regulator 500 mA', { voltage: [3.3], current: [0.5] }],
    ['240VAC to 3.5 V', { voltage: [240, 3.5] }],
    ['LM358 1N4148 M3 10 mm SOIC-8', {}],
  ]
  for (const [text, expected] of texts) {
    const found = Object.fromEntries([...ratingsIn(text)].map(([kind, values]) => [kind, [...values]]))
    t.same(found, expected, text)
  }
  t.equal(compareRating('resistance', ratingsIn('4k7'), ratingsIn('4700 ohm')), 'same')
  t.equal(compareRating('voltage', ratingsIn('16V or 25V'), ratingsIn('50V')), 'other')
  t.equal(compareRating('voltage', ratingsIn('16V'), ratingsIn('4k7')), 'open')
})

t.test('words are compared in one spelling', async (t) => {
  t.same([...wordsOf('An SMT MLCC, 100 nF (SOT-23)')], ['smd', 'ceramic', '100nf', 'sot23'])
  const isSame = (field: string, text: string) =>
    [...packageNamesOf(field)].every((name) => packageNamesIn(text).has(name))
  for (const [field, text] of [
    ['PDIP-8', 'op amp DIP8'],
    ['SO-8', 'dual SOIC-8'],
    ['1608', 'resistor 0603 1 %'],
    ['SOT-23-3', 'transistor in TO-236'],
    ['TO-252', 'MOSFET DPAK'],
  ] as const) {
    t.ok(isSame(field, text), `${field} in ${text}`)
  }
  t.notOk(isSame('SOIC-8', 'SOIC-16'))
  t.notOk(isSame('0603', '0603M'))
})

t.test('a search is read for numbers, makers and values', async (t) => {
  const terms = readSearch(
    'Texas Instruments "LM358DR" (dual op-amp), SOIC-8, 3 V to 32 V; or an NE 555 P, 0603 X7R 100nF',
  )
  t.ok(terms.numbers.includes('LM358D'))
  t.ok(terms.numbers.includes('NE555P'), 'written with blanks')
  for (const other of ['SOIC8', '0603', 'X7R', '100NF']) t.notOk(terms.numbers.includes(other), other)
  t.ok(terms.devices.has('LM358'))
  t.same([...terms.makers], ['Texas Instruments'])
  t.same([...(terms.ratings.get('voltage') ?? [])], [3, 32])
})

t.test('a search may be anything', async (t) => {
  for (const text of ['', '   ', '\u0000\uD800', '((((', '%_\\', '🎉'.repeat(10)]) {
    t.same(readSearch(text).numbers, [], JSON.stringify(text))
  }
  const long = readSearch(Array.from({ length: 5000 }, (_, n) => `AB${n}X`).join(' '))
  t.ok(long.text.length <= 4000)
  t.ok(long.numbers.length <= 60)
  const started = performance.now()
  for (const text of ['A-'.repeat(2000), '1'.repeat(4000), 'T/R'.repeat(1300), 'SN74'.repeat(1000), '0.'.repeat(2000)])
    readSearch(text)
  t.ok(performance.now() - started < 2000, 'no text takes long')
})
