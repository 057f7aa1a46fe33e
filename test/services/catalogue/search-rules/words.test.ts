import t from 'tap'
import { finds, keys } from '../../../support/search-catalogue/finding.ts'
import { ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

t.test('finds words however they are joined', async (t) => {
  const spellings = ['logic level', 'logic-level', 'logiclevel', 'logic_level', 'Logic/Level']
  for (const q of spellings)
    for (const description of spellings) t.ok(finds(q, { description }), `${q} in ${description}`)
  t.equal(keys('heatsink'), 'AAHA')
  t.equal(keys('heat-sink'), 'AAHA')
})

t.test('knows plurals of words, but not of what only ends with s', async (t) => {
  for (const [q, description] of [
    ['resistors', 'resistor'],
    ['batteries', 'battery'],
    ['switch', 'switches'],
    ['fuse', 'fuses'],
    ['LEDs', 'LED'],
  ] as const) {
    t.ok(finds(q, { description }), `${q} and ${description}`)
  }
  t.notOk(finds('bus', { description: 'bu' }))
  t.notOk(finds('bass', { description: 'bas' }))
})

t.test('knows other names in both directions, and nouns of other languages', async (t) => {
  const pairs = [
    ['elko', 'electrolytic capacitor'],
    ['mlcc', 'ceramic capacitor'],
    ['op amp', 'operational amplifiers'],
    ['smd', 'surface-mount'],
    ['ldo', 'low-dropout'],
    ['buck', 'step-down'],
    ['pushbutton', 'tactile switch'],
    ['hdr', 'pin header'],
    ['wifi', 'wlan'],
    ['rtc', 'real-time clock'],
    ['C0G', 'NP0'],
  ] as const
  for (const [a, b] of pairs) {
    t.ok(finds(a, { description: b }), `${a} finds ${b}`)
    t.ok(finds(b, { description: a }), `${b} finds ${a}`)
  }
  const nouns = [
    ['Widerstand', 'resistor'],
    ['Kühlkörper', 'heat sink'],
    ['condensateur', 'capacitor'],
    ['batterie', 'battery'],
    ['Schraube', 'screw'],
  ] as const
  for (const [noun, english] of nouns) {
    t.ok(finds(noun, { description: english }), noun)
    t.notOk(finds(english, { description: noun }), `${english} does not find ${noun}`)
  }
  t.notOk(finds('infrared', { manufacturer: 'IR' }), 'not in the names of makers')
})

t.test('knows words of other languages as parts of a word, and colours', async (t) => {
  t.ok(finds('USB-Kabel', { description: 'USB 2.0 cable' }))
  t.ok(finds('LED rot', { description: 'red LED' }))
  t.ok(finds('n-channel', { description: 'MOSFET N-CH' }))
  t.ok(finds('p-kanal', { description: 'P-channel MOSFET' }))
  t.notOk(finds('n-channel', { description: 'P-channel MOSFET' }))
})

t.test('drops empty words while something else remains', async (t) => {
  t.equal(keys('heat sink for the 7805'), 'AAHA')
  t.equal(keys('led & red , -'), 'AAEA')
  t.ok(keys('for').includes('AAHA'), 'alone, an empty word is a word')
})

t.test('reads a word with slashes or commas as the terms that it lists', async (t) => {
  t.equal(keys('4k7/1%/0603'), 'AARA')
  t.equal(keys('4k7,0603'), 'AARA')
  t.equal(keys('gas/humidity'), 'AAMC')
  t.ok(finds('74HC595D,118', { manufacturer_code: '74HC595D' }), 'unless it is a number')
  t.equal(new ReferenceSearch([]).search('4k7/1%').interpreted.terms.length, 2)
})
