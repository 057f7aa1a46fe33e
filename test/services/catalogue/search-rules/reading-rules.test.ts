import t from 'tap'
import { wholePieces } from '../../../../services/catalogue/search-rules/numbers/encode-number.ts'
import { packageNamesIn } from '../../../../services/catalogue/search-rules/packages/package-names.ts'
import { packagesIn } from '../../../../services/catalogue/search-rules/packages/read-packages.ts'
import { pinsIn } from '../../../../services/catalogue/search-rules/packages/read-pins.ts'
import { cleanText } from '../../../../services/catalogue/search-rules/text/fold.ts'
import { eia96, eiaCode } from '../../../../services/catalogue/search-rules/values/eia-codes.ts'
import { formatValue, unitOf } from '../../../../services/catalogue/search-rules/values/format-value.ts'
import { valuesIn } from '../../../../services/catalogue/search-rules/values/read-values.ts'
import { kindsInText, kindsMentioned } from '../../../../services/catalogue/search-rules/words/component-kind.ts'
import { keys } from '../../../support/search-catalogue/finding.ts'

/** The first readings of the values of a text of a part. */
function read(text: string): string[] {
  return valuesIn(cleanText(text).text, { isQuery: false }).map(({ values: [value] }) =>
    value ? formatValue(value.quantity, value.high) : '',
  )
}

t.test('a count of pins is one word or two, with its place, and has four digits at most', async (t) => {
  t.same(pinsIn('header 8 pins, 20-pin or 2 ways'), [
    { count: 8, start: 7, end: 13 },
    { count: 20, start: 15, end: 21 },
    { count: 2, start: 25, end: 31 },
  ])
  for (const text of ['12345 pins', '8, pins', 'A8 pins', 'pins 8', '8 pinched']) t.same(pinsIn(text), [], text)
})

t.test('packages stand in words, in two of them, and between strokes of one', async (t) => {
  t.same([...packageNamesIn('SO 8, DIP-8 and SO-8')], [...packageNamesIn('SO-8 DIP-8')])
  t.equal(packageNamesIn('SO 8, DIP-8').size, 2)
  for (const text of ['LM358_DIP-8', 'DIP-8/LM358', 'LM358+DIP-8']) {
    t.same(
      packagesIn(text).map(({ start, end }) => text.slice(start, end)),
      ['DIP-8'],
      text,
    )
  }
  t.same(packagesIn('LM358_8'), [])
})

t.test('what is counted per time or per kelvin is no amount, also in units that have no such quantity', async (t) => {
  for (const text of ['20 A/s', '10 W/K', '3 mm/s', '5 mA/°C']) t.same(read(text), [], text)
  t.same(read('20 A/side'), ['20 A'])
})

t.test('codes of values have figures and a number of zeros, one at least', async (t) => {
  for (const [code, digits, value] of [
    ['104', 3, 100_000],
    ['471', 3, 470],
    ['1001', 4, 1000],
    ['120', 3, null],
    ['047', 3, null],
    ['104', 4, null],
    ['1041', 3, null],
  ] as const) {
    t.equal(eiaCode(code, digits), value, code)
  }
  t.equal(eia96('01C'), 10_000)
  t.equal(eia96('97C'), null)
})

t.test('fractions, thousands and ends of ranges are read as they are written', async (t) => {
  t.same(read('1/16 W'), ['62.5 mW'])
  t.same(read('1/0 W'), ['0 W'], 'nothing is divided by nothing')
  t.same(read('2,500.5 V'), ['2.5005 kV'])
  t.same(read(`'5V'`), ['5 V'])
  t.same(read(`x'5V`), [])
  t.same(read('1,2,5V'), [])
  t.same(read('5V-3V'), [], 'no range goes down')
  t.same(read('R10Ohm'), ['100 mΩ'])
  t.same(read('5 mm'), ['5 mm'])
})

t.test('amounts are written without exponents, with the prefixes that people use', async (t) => {
  t.equal(formatValue('voltage', 1e-13), '0.0000001 µV')
  t.equal(formatValue('voltage_per_temperature', 2000), '2000 V/°C')
  t.equal(formatValue('voltage', 2000), '2 kV')
  t.equal(unitOf('tolerance'), '%')
})

t.test('kinds of components are known by their names and by other ones, in short texts and in long ones', async (t) => {
  for (const [text, kind] of [
    ['oscillator', 'crystal'],
    ['resonators', 'crystal'],
    ['bead', 'inductor'],
    ['supercapacitor', 'capacitor'],
    ['lamps', 'light'],
  ] as const) {
    t.same([...kindsInText(text)], [kind], text)
    t.same([...kindsMentioned(`one ${text}, new`)], [kind], text)
  }
  t.same([...kindsMentioned('sleds')], [], 'no name inside of a word')
})

t.test('pieces of a number are whole, without points at their ends, each once', async (t) => {
  t.same(wholePieces('abc-25-10K'), ['ABC', '25', '10K'])
  t.same(wholePieces('AB.-.10K..X-AB-.'), ['AB', '10K..X'])
})

t.test('an empty word is known with its marks and without', async (t) => {
  for (const word of ['für', 'fur', 'for']) t.equal(keys(`heat sink ${word} 7805`), 'AAHA', word)
})
