import t from 'tap'
import { CHIP_SIZES } from '../../../../services/catalogue/search-rules/packages/package-data.ts'
import { nearestWords, numberSlips, wordTypos } from '../../../../services/catalogue/search-rules/readings/typos.ts'
import { finds } from '../../../support/search-catalogue/finding.ts'
import { ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

t.test('a value never matches another one', async (t) => {
  const pairs = [
    ['4k7', '47k'],
    ['47k', '4.7k'],
    ['100n', '10n'],
    ['5V', '5.1V'],
    ['16V', '160V'],
    ['5V', '-5V'],
    ['10 mΩ', '10 MΩ'],
    ['1500 ohm', '1.5 ohm'],
    ['100nF', '100nH'],
    ['2.5mm', '2.54mm'],
    ['1%', '0.1%'],
    ['1/4W', '1/8W'],
    ['12V', '4.5-28V'],
    ['(5 V), x', 'x -5 V, 5.1 V'],
    ['100 nF, 50 V', '50 nF, 100 V'],
    ['22 p', '22 pH, 2.2 pF'],
  ] as const
  for (const [q, description] of pairs) t.notOk(finds(q, { description }), `${q} is not ${description}`)
})

t.test('a value never stands inside of a word or a longer number', async (t) => {
  t.notOk(finds('180R', { description: 'MFR-25-180RX' }))
  t.notOk(finds('4.7k', { manufacturer_code: 'ABC-47K' }))
  t.ok(finds('10K', { manufacturer_code: 'ABC-25-10K' }), 'but a whole piece of a number is one')
})

t.test('a point or comma between digits is never dropped', async (t) => {
  for (const q of ['"47k"', '"47"', '"7k"']) {
    t.notOk(finds(q, { description: 'resistor 4.7k' }), q)
    t.notOk(finds(q, { description: 'resistor 4,7k' }), q)
  }
})

t.test('an exclusion never excludes more than it names', async (t) => {
  t.ok(finds('part -re', { description: 'red part' }), 'no beginnings')
  t.ok(finds('part -red', { description: 'reduced part' }))
  t.notOk(finds('part -red', { description: 'red part' }))
  t.ok(finds('part -"5V1"', { description: 'part 5V' }))
  t.notOk(finds('part -"5V"', { description: 'part 5.0V' }), 'a value in quotes is excluded as a value')
  t.ok(finds('part -"5V"', { description: 'part -5V' }), 'nor one with another sign')
  t.ok(finds('part -"-5V"', { description: 'part 5V' }))
  t.notOk(finds('part -"-5V"', { description: 'part −5V' }))
  t.notOk(finds('"5V"', { description: 'part -5V' }))
  t.notOk(finds('"-40°C"', { description: 'part 40°C' }))
  t.ok(finds('"5V"', { description: 'part 5V' }))
  t.ok(finds('part -805', { manufacturer_code: 'UA7805' }), 'nothing inside of numbers')
  t.ok(finds('part -LM35', { manufacturer_code: 'LM358' }), 'digits that go on are another number')
  t.notOk(finds('part -LM35', { manufacturer_code: 'LM35DZ' }))
  t.ok(finds('part -resitor', { description: 'resistor part' }), 'no typos')
})

t.test('a package never matches another size', async (t) => {
  const names = CHIP_SIZES.flatMap(([imperial, metric]) => [
    [imperial, imperial] as const,
    [metric.toUpperCase(), imperial] as const,
  ])
  for (const [q, size] of names) {
    for (const [name, other] of names) {
      t.equal(finds(q, { package: name }), size === other, `${q} and ${name}`)
      t.equal(finds(q, { description: `part ${name} 1%` }), size === other, `${q} in a text and ${name}`)
    }
  }
})

t.test('a package never matches another count of pins', async (t) => {
  const pairs = [
    ['SO-8', 'SOIC-14'],
    ['DIP-8', 'DIP-18'],
    ['SO-8', 'TSSOP-8'],
    ['MSOP-8', 'SO-8'],
    ['TO-220', 'TO-220-5'],
    ['TO-220', 'TO-220F'],
    ['SOT-23', 'SOT-23-5'],
    ['SOT-23', 'SOT-223'],
    ['QFN-32', 'QFP-32'],
    ['TO-92', 'TO-220'],
    ['SO8', 'ISO8601'],
  ] as const
  for (const [q, name] of pairs) {
    t.notOk(finds(q, { package: name }), `${q} is not ${name}`)
    t.notOk(finds(q, { description: `part in ${name}` }), `${q} in a text is not ${name}`)
  }
})

t.test('a package is known by each of its names', async (t) => {
  const groups = [
    ['SOIC-8', 'SO8', 'SO-8', 'SOP8', '8-SOIC', '8SOP', 'so 8'],
    ['DIP-8', 'PDIP8', 'dil 8', 'CDIP-8'],
    ['MSOP-10', 'µMAX-10', 'uMAX10'],
    ['SOT-23', 'SOT23-3', 'TO-236', 'SOT 23'],
    ['SOT-323', 'SC-70', 'SC70-3'],
    ['TO-220', 'TO-220AB', 'to220'],
    ['DPAK', 'TO-252'],
    ['D2PAK', 'TO-263', 'DDPAK'],
    ['DO-214AC', 'SMA'],
    ['SOD-80', 'MiniMELF', 'LL-34'],
    ['HC-49/S', 'HC-49S', 'HC49US'],
    ['LQFP-48', 'TQFP48', 'QFP 48'],
    ['QFN-32', 'VQFN32', 'WQFN-32'],
    ['DFN-8', 'WSON-8', 'SON8'],
    ['0402', '1005', '0402'],
    ['01005', '0402M'],
  ]
  for (const names of groups) {
    for (const q of names) for (const name of names) t.ok(finds(q, { package: name }), `${q} is ${name}`)
  }
})

t.test('a package is never read from inside of a part number', async (t) => {
  const part = { manufacturer: 'TDK', type: 'Ceramic Capacitor' }
  const search = new ReferenceSearch([
    { ...part, key: 'AAAA', description: 'some part', manufacturer_code: 'C0603X7R1H104K' },
    { ...part, key: 'BBBB', description: 'like TDK C0603X7R1H104K' },
    { ...part, key: 'CCCC', description: 'capacitor 0603' },
  ])
  t.same(
    search.search('0603').hits.map(({ key }) => key),
    ['CCCC'],
  )
  search.removeLast()
  t.same(
    search.search('0603').hits.map(({ key }) => key),
    ['AAAA'],
    'only when no part has the size, numbers with it are shown',
  )
})

t.test('a number that goes on names another thing', async (t) => {
  t.notOk(finds('ESP32-S2-MINI-1-N4', { manufacturer_code: 'ESP32-S2-MINI-1' }))
  t.notOk(finds('LM358', { manufacturer_code: 'LM35' }))
  t.ok(finds('TLC272CDR', { manufacturer_code: 'TLC272CD' }), 'packing marks aside')
})

t.test('a match never begins inside of digits', async (t) => {
  t.notOk(finds('805', { manufacturer_code: 'UA7805' }))
  t.notOk(finds('104', { manufacturer_code: 'UMK107B7104KA-T' }))
  t.notOk(finds('104', { description: 'see 7104' }))
  t.ok(finds('104', { manufacturer_code: '3362P-1-104LF' }), 'separators of the number count')
})

t.test('a misspelled number never becomes another one', async (t) => {
  const pairs = [
    ['7805', '7905'],
    ['74HC04', '74HCT04'],
    ['74HCT04', '74HC04'],
    ['BC3370', 'BC3380'],
    ['LM2596S', 'LM2576S'],
    ['IRF6300', 'IRF6400'],
    ['MAX232A', 'MAX232'],
    ['STM32F103', 'STM32G103'],
  ] as const
  for (const [typed, other] of pairs) t.notOk(numberSlips(typed).includes(other), `${typed} is not ${other}`)
  t.ok(numberSlips('AMS117').includes('AMS1117'), 'a digit was halved')
  t.ok(numberSlips('STM32L027').includes('STM32L072'), 'neighbours were swapped')
  t.ok(numberSlips('ATMGEA328').includes('ATMEGA328'), 'a slip in the letters before the first digit')
  t.same(numberSlips('123456'), [], 'digits only')
})

t.test('a misspelled word is corrected within bounds', async (t) => {
  t.equal(wordTypos('diod'), null, 'short words are not')
  t.equal(wordTypos('4k7xyz'), null, 'nor is what has digits')
  const nearest = (word: string, words: string[]) => {
    const typos = wordTypos(word)
    return typos && nearestWords(typos, words)
  }
  t.same(nearest('resitor', ['resistor', 'relay']), { words: ['resistor'], slips: 1 })
  t.same(nearest('capactior', ['capacitor']), { words: ['capacitor'], slips: 1 }, 'a swap is one slip')
  t.same(nearest('transitsor', ['transistor', 'transmitter']), { words: ['transistor'], slips: 1 }, 'the nearest only')
  t.equal(nearest('rapacity', ['capacity']), null, 'a wrong first letter counts twice')
  t.same(nearest('rapacitor', ['capacitor']), { words: ['capacitor'], slips: 2 })
})

t.test('what counts per watt, kelvin or ampere, and the constant of a thermistor, is no amount', async (t) => {
  for (const [q, description] of [
    ['20k', 'Heat sink TO-220 20K/W'],
    ['resistance:>1', 'Heat sink 1.5K/W'],
    ['temperature:>1', 'Heat sink 2.5 °C/W'],
    ['185mV', 'current sensor 185 mV/A'],
    ['10mV', 'temperature sensor 10mV/°C'],
    ['3977k', 'NTC 10k 5% B=3977K'],
    ['resistance:>10k', 'NTC 10k B25/85 3977K'],
    ['resistance:>10k', 'NTC 10k, B-Wert: 3950k'],
    ['resistance:>10k', 'NTC 10k beta 3435 K'],
  ] as const) {
    t.notOk(finds(q, { description }), `${q} is not in ${description}`)
  }
  for (const [q, description] of [
    ['10k', 'NTC 10k 5% B=3977K'],
    ['3977k', 'resistor 3977K'],
    ['10k', 'potentiometer B 10K'],
    ['20K/W', 'Heat sink TO-220 20K/W'],
    ['5V', 'regulator 5V/A123'],
    ['50ppm', 'resistor 50ppm/K'],
    ['10k', 'resistor 10k/0.25W'],
  ] as const) {
    t.ok(finds(q, { description }), `${q} is in ${description}`)
  }
})

t.test('a name of a package without its variant finds those with one only where there is no plain one', async (t) => {
  t.notOk(finds('TO-220', { package: 'TO-220F' }))
  t.notOk(finds('HC-49/U', { package: 'HC-49/S' }))
  t.notOk(finds('HC-49/S', { package: 'HC-49' }))
  t.notOk(finds('DO-41', { package: 'DO-214AC' }))
})

t.test('a size never matches another one', async (t) => {
  t.notOk(finds('5.5x2.1', { description: 'jack 5.5 x 2.5 mm' }))
  t.notOk(finds('5.5x2.1', { description: 'jack 15.5 x 2.1 mm' }))
  t.notOk(finds('5 x 2', { description: 'jack 5.5 x 2.1 mm' }))
  t.notOk(finds('1x8', { description: 'header 1 x 80' }))
})
