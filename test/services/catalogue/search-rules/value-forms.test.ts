import t from 'tap'
import { cleanText } from '../../../../services/catalogue/search-rules/text/fold.ts'
import { formatValue } from '../../../../services/catalogue/search-rules/values/format-value.ts'
import { valuesIn } from '../../../../services/catalogue/search-rules/values/read-values.ts'

/** The values of a text as people write them: readings with `|`, ranges with `..`. */
function read(text: string, isQuery: boolean): string[] {
  return valuesIn(cleanText(text).text, { isQuery }).map(({ values }) =>
    values
      .map(({ quantity, low, high }) =>
        [...new Set([low, high])].map((amount) => formatValue(quantity, amount)).join('..'),
      )
      .join('|'),
  )
}

/** Texts that say the same in queries and in parts. */
const BOTH: readonly (readonly [text: string, ...values: string[]])[] = [
  ['4k7 4K7 4.7k 4,7k 4.7kΩ 4700R 4.7K OHM', ...Array.from({ length: 7 }, () => '4.7 kΩ')],
  ['4.7 k', '4.7 kΩ'],
  ['4700 ohm(s)', '4.7 kΩ'],
  ['0R1 2M2 1M 10mΩ 0R', '100 mΩ', '2.2 MΩ', '1 MΩ', '10 mΩ', '0 Ω'],
  ['R10 R005', '100 mΩ', '5 mΩ'],
  ['2m2', '2.2 MΩ'],
  ['㏀ 10㏀', '10 kΩ'],
  ['100nF 0.1uF 100000pF .1µF 0.1UF', ...Array.from({ length: 5 }, () => '100 nF')],
  ['4p7 22PF 470mF 1F 10mfd', '4.7 pF', '22 pF', '470 mF', '1 F', '10 µF'],
  ['100n', '100 nF|100 nH'],
  ['2u2', '2.2 µF|2.2 µH'],
  ['10uH 4u7H 100nH 1mH', '10 µH', '4.7 µH', '100 nH', '1 mH'],
  ['5V 3V3 5V1 12VDC 230VAC 1kV 500mV', '5 V', '3.3 V', '5.1 V', '12 V', '230 V', '1 kV', '500 mV'],
  ['50 V', '50 V'],
  ['22 p', '22 pF'],
  ['(5 V)', '5 V'],
  ['100 nF, 50 V; 5 %', '100 nF', '50 V', '5%'],
  ['100 nF/50 V', '100 nF', '50 V'],
  ['-5V', '-5 V'],
  ['−5V', '-5 V'],
  ['±12V', '12 V|-12 V'],
  ['3A 500mA 10uA', '3 A', '500 mA', '10 µA'],
  ['0.25W 250mW 1/4W ¼W', ...Array.from({ length: 4 }, () => '250 mW')],
  ['1/4 W', '250 mW'],
  ['16MHz 16mhz 32.768kHz 2.4GHz', '16 MHz', '16 MHz', '32.768 kHz', '2.4 GHz'],
  ['1% ±1% 0.1%', '1%', '1%', '0.1%'],
  ['+/-1 %', '1%'],
  ['50ppm ±100 ppm/°C 25ppm/K', '50 ppm', '100 ppm', '25 ppm'],
  ['2.54mm 20cm 1m 0.1in 0.1" 100mil 940nm', '2.54 mm', '200 mm', '1 m', '2.54 mm', '2.54 mm', '2.54 mm', '940 nm'],
  ['85 °C', '85 °C'],
  ['100nF/50V/X7R', '100 nF', '50 V'],
  ['(4k7)', '4.7 kΩ'],
  ['<50mΩ', '50 mΩ'],
  ['3.0–5.5V', '3 V..5.5 V'],
  ['4.5-28V', '4.5 V..28 V'],
  ['7...25V', '7 V..25 V'],
  ['-40~85°C', '-40 °C..85 °C'],
  ['1 to 5 V', '1 V..5 V'],
  ['100-1k', '100 Ω..1 kΩ'],
  ['3V -5V', '3 V', '-5 V'],
]

/** Texts that hold no value, in a query and in a part. */
const NEITHER = [
  'MFR-25-180R',
  '1N4148',
  '2N3904',
  '16M-bit',
  'R3',
  '10 K',
  '8 bit',
  '3 in 1',
  'X7R',
  'DIP-8',
  '5x20mm',
  '12V5A',
  '4E7',
  '10² Ω',
  '1½',
  'PIC16F877',
  '100',
  '74HC04',
  'BC547B',
  '1.2.3',
]

for (const [text, ...values] of BOTH) {
  t.test(`reads ${text}`, async (t) => {
    t.same(read(text, true), values, 'in a query')
    t.same(read(text, false), values, 'in a part')
  })
}

for (const text of NEITHER) {
  t.test(`reads no value in ${text}`, async (t) => {
    t.same(read(text, true), [])
    t.same(read(text, false), [])
  })
}

t.test('reads capital n, p and u without a unit in queries only', async (t) => {
  t.same(read('4N35 22P 10U', false), [])
  t.same(read('4N35', true), ['4.35 nF|4.35 nH'])
  t.same(read('22P', true), ['22 pF'])
})

t.test('reads a comma before three digits both ways in a query and one way in a part', async (t) => {
  t.same(read('1,500 ohm', true), ['1.5 kΩ|1.5 Ω'])
  t.same(read('0,100 µF', true), ['100 nF'])
  t.same(read('2,500 V', false), ['2.5 kV'])
  t.same(read('32,768 kHz', false), ['32.768 kHz'])
  t.same(read('1,000,000 ohm', false), ['1 MΩ'])
})
