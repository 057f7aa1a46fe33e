import t from 'tap'
import {
  sellerSubject,
  strengthOfName,
  typeSubject,
} from '../../../../services/catalogue/search-rules/matching/match-name.ts'
import { globOf, likeOf, matchesGlob } from '../../../../services/catalogue/search-rules/numbers/glob.ts'
import { readQuery } from '../../../../services/catalogue/search-rules/query/read-query.ts'

function terms(q: string): string[] {
  return readQuery(q).terms.map(({ text, isExcluded }) => (isExcluded ? `-${text}` : text))
}

function problems(q: string): string[] {
  return readQuery(q).problems.map(({ reason, message }) => `${reason}: ${message}`)
}

t.test('splits words, phrases, exclusions and filters', async (t) => {
  t.same(terms('red  led\t5mm'), ['red', 'led', '5mm'])
  t.same(terms('"hex inverter" -"red led" -dip'), ['hex inverter', '-red led', '-dip'])
  t.same(terms('"hex inverter'), ['hex inverter'], 'an unclosed phrase runs to the end')
  t.same(terms('“hex inverter”'), ['hex inverter'], 'any quotes')
  t.same(terms('-5V -40°C −12 V'), ['-5V', '-40°C', '-12 V'], 'a minus before a voltage or a temperature is its sign')
  t.same(
    terms('10:1 https://example.org/a foo:bar'),
    ['10:1', 'https://example.org/a', 'foo:bar'],
    'other colons are text',
  )
  t.same(terms('STOCK:>0 led'), ['led'])
  t.same(terms('""'), [])
  for (const q of ['-', '*', '* - +', ':']) t.same(terms(q), [], `${q} says nothing`)
  t.same(terms('for'), ['for'])
  t.same(terms('for led'), ['led'])
  t.same(terms('for type:led'), ['for'], 'a filter does not change what is looked for')
  t.same(terms('10 k 4700 ohm SO 8 0603 metric 8 pins 1 to 5 V'), [
    '10 k',
    '4700 ohm',
    'SO 8',
    '0603 metric',
    '8 pins',
    '1 to 5 V',
  ])
  t.same(terms('led "10" k'), ['led', '10', 'k'], 'nothing is joined across quotes')
})

t.test('ends a value with a blank inside where a separator follows', async (t) => {
  for (const [q, ...expected] of [
    ['(5 V)', '5 V'],
    ['(5V)', '5V'],
    ['[4.7 k] {16 MHz}', '4.7 k', '16 MHz'],
    ['100 nF, 50 V', '100 nF', '50 V'],
    ['4.7 kΩ, 1 %', '4.7 kohm', '1 %'],
    ['5 V, 1 A;', '5 V', '1 A'],
    ['(5 V, 1 A)', '5 V', '1 A'],
    ['5 %,', '5 %'],
    ['-5 V, regulator', '-5 V', 'regulator'],
    ['(-12 V), ldo', '-12 V', 'ldo'],
    ['22 pF, 50 V', '22 pF', '50 V'],
    ['resistor, 10k, 5 %, 1/4W', 'resistor', '10k', '5 %', '1/4W'],
    ['100 nF/50 V/X7R', '100 nF', '50 V', 'X7R'],
    ['5 V@1 A', '5 V', '1 A'],
    ['(±5 %)', '±5 %'],
    ['1 to 5 V, ldo', '1 to 5 V', 'ldo'],
    ['3-5 V)', '3-5 V'],
    ['(SO 8), 8 pins, M3 x 12;', 'SO 8', '8 pins', 'M3 x 12'],
    ['10, k', '10', 'k'],
    ['SO, 8', 'SO', '8'],
    ['(10) V', '10', 'V'],
    ['led -(5V)', 'led', '-5V'],
  ] as const) {
    t.same(terms(q), expected, q)
    for (const { start, end, text, isExcluded } of readQuery(q).terms) {
      if (!isExcluded) t.equal(q.slice(start, end).replace('Ω', 'ohm'), text, `the place of ${text} in ${q}`)
    }
  }
})

t.test('reads filters and refuses values that it cannot read', async (t) => {
  const [filter] = readQuery('  pkg:"SO 8",dip').filters
  t.match(filter?.shown, { field: 'package', values: ['SO 8', 'dip'], excluded: false, start: 2, end: 16 })
  t.match(readQuery('-has:document').filters[0]?.shown, { field: 'has', excluded: true, start: 0, end: 13 })
  t.same(problems('stock:many'), ['filter: the filter stock does not understand "many"; write it like stock:>0'])
  for (const q of [
    'has:love',
    'key:AB',
    'loc:7',
    'pins:x',
    'voltage:>1..2V',
    'capacitance:5V',
    'box:3..1x',
    'box:3..1',
    'voltage:50..10',
    'tolerance:5F',
  ]) {
    t.match(problems(q), [/^filter: /], q)
  }
  for (const q of ['stock:', 'stock:>', 'voltage:>=', '-type:', 'type:""']) {
    t.same(problems(q), [], q)
    t.match(readQuery(q).notes, [{ code: 'unfinished_filter' }], q)
  }
  t.match(readQuery('foo:bar').notes, [{ code: 'unknown_filter', text: 'foo' }])
  t.same(readQuery('10:1 https://example.org').notes, [])
})

t.test('bounds what a query may be', async (t) => {
  t.same(problems('😀'.repeat(256)), [])
  t.match(problems('a'.repeat(257)), [/^query: must have at most 256 characters, has 257$/])
  t.same(problems('a '.repeat(16)), [])
  t.match(problems(`${'a '.repeat(16)}stock:1`), [/^query: must have at most 16 terms and filters, has 17$/])
  t.match(problems('a\0b'), [/U\+0000/])
  t.same(terms('ab/cd/ef/gh/ij/kl/mn/op/qr/st/uv/wx/yz/ab/cd/ef/gh').length, 1, 'a list of too many terms stays one')
})

t.test('takes scanned codes for what they are', async (t) => {
  for (const q of ['[)>\u001e06\u001dP123', '{pbn:PICK1}', 'a\u001db', ' [)>06', 'x\u0004']) {
    t.equal(readQuery(q).isCode, true, JSON.stringify(q))
    t.same(readQuery(q).terms, [])
  }
  t.equal(readQuery('[0603]').isCode, false)
})

t.test('reads a star as any run of letters and digits of a number', async (t) => {
  t.equal(globOf('06035C*kat2a'), '06035C*KAT2A')
  t.equal(globOf('a*b'), null, 'needs three other characters')
  t.equal(globOf('abc'), null)
  t.equal(likeOf('06035C*KAT2A'), '06035C%KAT2A')
  for (const [glob, number, expected] of [
    ['LM*358', 'LM358', true],
    ['LM*358', 'LM2358', true],
    ['LM358*', 'LM358N', true],
    ['*358N', 'LM358N', true],
    ['LM*N', 'LM358P', false],
    ['A*B*A', 'ABA', true],
    ['AB*BA', 'ABA', false],
    ['A*A*A', 'AA', false],
  ] as const) {
    t.equal(matchesGlob(glob, number), expected, `${glob} and ${number}`)
  }
})

t.test('puts tests of words to names of types and sellers', async (t) => {
  const tests = (q: string) =>
    readQuery(q).terms.flatMap(({ readings }) => readings.flatMap((reading) => reading.tests))
  t.equal(strengthOfName(tests('capacitors'), typeSubject('Ceramic Capacitor')), 'whole')
  t.equal(strengthOfName(tests('mlcc'), typeSubject('Ceramic Capacitor')), 'whole')
  t.equal(strengthOfName(tests('capac'), typeSubject('Ceramic Capacitor')), 'start')
  t.equal(strengthOfName(tests('relay'), typeSubject('Ceramic Capacitor')), null)
  t.equal(strengthOfName(tests('infrared'), sellerSubject('IR Shop')), null, 'other names do not count for sellers')
  t.equal(strengthOfName(tests('ir'), sellerSubject('IR Shop')), 'whole')
})
