import t from 'tap'
import { readQuery } from '../../../../services/catalogue/search-rules/query/read-query.ts'
import { EXAMPLE_PARTS, type ExamplePart } from '../../../support/search-catalogue/catalogue.ts'
import { ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

const SEARCH = new ReferenceSearch(EXAMPLE_PARTS)

function keys(q: string): string {
  return SEARCH.search(q)
    .hits.map(({ key }) => key)
    .toSorted()
    .join(' ')
}

function finds(q: string, part: Partial<ExamplePart>): boolean {
  const whole: ExamplePart = { key: 'ZZZZ', manufacturer: 'Generic', type: 'Other', description: 'some part', ...part }
  return new ReferenceSearch([whole]).search(q).hits.length === 1
}

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
  t.equal(SEARCH.search('4k7/1%').interpreted.terms.length, 2)
})

t.test('reads codes of values beside a word that says which component is meant', async (t) => {
  t.equal(keys('resistor 472'), 'AARA AARC AARD')
  t.equal(keys('resistor 4702'), 'AARB')
  t.equal(keys('resistor 01C'), 'AARE AARF')
  t.equal(keys('type:resistor 472'), 'AARA AARC AARD')
  t.equal(keys('inductor 100n'), 'AALB')
  t.ok(finds('inductor 101', { description: 'Inductor 100µH' }))
  t.notOk(finds('resistor 0603', { description: 'resistor 603 ohm' }), 'a size is no code')
})

t.test('decides by the type of a part what a unit without its letter means', async (t) => {
  const part = { description: '100n X' }
  t.ok(finds('100nF', { ...part, type: 'Ceramic Capacitor' }))
  t.notOk(finds('100nF', { ...part, type: 'Inductor' }))
  t.ok(finds('100nH', { ...part, type: 'Inductor' }))
  t.ok(
    finds('100nF', { ...part, type: 'Other' }) && finds('100nH', { ...part, type: 'Other' }),
    'both when it says nothing',
  )
  t.ok(finds('capacitance:90n..110n', { ...part, type: 'Ceramic Capacitor' }))
  t.notOk(finds('capacitance:90n..110n', { ...part, type: 'Inductor' }))
  t.notOk(finds('100nH', { description: '100n capacitor', type: 'Inductor' }), 'its own words come first')
})

t.test('reads ranges and operators as terms', async (t) => {
  t.equal(keys('resistor >=50k'), '')
  t.equal(keys('potentiometer >=50k'), 'AARJ')
  t.equal(keys('crystal ≥10MHz'), 'AAXA')
  t.equal(keys('resistor ..1ohm'), 'AARG AARH')
  t.ok(finds('1 to 5 V', { description: 'supply 3.3V' }))
  t.ok(finds('10V..20V', { description: 'input 4.5-28V' }), 'what lies within a range of the part')
  t.notOk(finds('12V', { description: 'input 4.5-28V' }), 'a bare value is one of its ends')
})

t.test('reads filters of every kind', async (t) => {
  t.equal(keys('KEY:aaca,XTAL'), 'AACA XTAL')
  t.equal(keys('loc:2-3,2-4'), 'AACD AACE')
  t.equal(keys('box:4,5 type:"operational amplifier"'), 'AAUE')
  t.equal(keys('type:opamp'), 'AAUE AAUF')
  t.equal(keys('type:=LED'), 'AAEA AAEB')
  t.equal(keys('maker:=TI pins:>8'), 'AAUH AAUJ')
  t.equal(keys('maker:everl'), 'AAEC')
  t.equal(keys('tag:Pull-Up'), 'AARD')
  t.equal(keys('resistance:4,7k'), keys('resistance:4k7'))
  t.equal(keys('resistance:4k7,47k type:resistor'), 'AARA AARB AARC AARD')
  t.equal(keys('length:2.54'), 'AANA')
  t.equal(keys('output:5V -input:12V'), 'AAUD')
  t.equal(keys('mpn:TLC272'), 'AAUE AAUF')
  t.equal(keys('mpn:=TLC272CDR'), 'AAUF')
  t.equal(keys('-has:number type:led'), 'AAEA AAEB AAEC')
  t.equal(keys('package:"so 8" maker:ti'), 'AAUF')
})

t.test('prefers what is whole, in a good field, in order and in stock', async (t) => {
  const part = { manufacturer: 'Generic', type: 'Other' }
  const stock = { box_no: 1, loc_no: 1, qty: 1 }
  const order = (q: string, parts: ExamplePart[]) => new ReferenceSearch(parts).search(q).hits.map(({ key }) => key)
  t.same(
    order('poly', [
      { ...part, key: 'AAAA', description: 'poly fuse' },
      { ...part, key: 'BBBB', description: 'polymer', stock },
    ]),
    ['AAAA', 'BBBB'],
  )
  t.same(
    order('relay', [
      { ...part, key: 'AAAA', type: 'Relay', description: 'x' },
      { ...part, key: 'BBBB', description: 'relay', stock },
    ]),
    ['AAAA', 'BBBB'],
  )
  t.same(
    order('red led', [
      { ...part, key: 'AAAA', description: 'a red led' },
      { ...part, key: 'BBBB', description: 'led in red', stock },
    ]),
    ['AAAA', 'BBBB'],
  )
  t.same(
    order('led', [
      { ...part, key: 'AAAA', description: 'led', stock },
      { ...part, key: 'BBBB', description: 'led' },
    ]),
    ['AAAA', 'BBBB'],
  )
  const number = (key: string, manufacturer_code: string) => ({ ...part, key, description: 'x', manufacturer_code })
  t.same(
    order('TLC272', [number('AAAA', 'TLC272C'), number('BBBB', 'TLC272ACP')]),
    ['AAAA', 'BBBB'],
    'less is left over',
  )
  t.same(
    order('LM35', [number('AAAA', 'LM35DZ'), number('BBBB', 'LM358')]),
    ['AAAA', 'BBBB'],
    'digits that go on are weaker',
  )
})

t.test('finds threads with and without the length of the screw, never another one', async (t) => {
  const spellings = ['M3x12', 'M3 x 12', 'M3×12 mm', 'm3 x 12mm', 'M3 x 12 mm']
  for (const q of [...spellings, 'M3', 'm3 12mm', '12mm'])
    for (const description of spellings) t.ok(finds(q, { description }), `${q} in ${description}`)
  for (const q of ['M2,5', 'M2.5', 'm2,5 x 8', 'M2.5x8'])
    for (const description of ['M2,5 × 8 mm', 'Screw M2.5x8 Torx'])
      t.ok(finds(q, { description }), `${q} in ${description}`)
  for (const q of ['M3x1', 'M3x120', 'M3 x 20', 'M12', 'M1', '120mm', 'M2', 'M30'])
    t.notOk(finds(q, { description: 'Screw M3x12 and M2.5 × 8 mm' }), q)
  t.notOk(finds('22mm', { description: 'strip M20x22-4' }), 'a number is no thread')
})

t.test('finds numbers with a sign between them as words, in any text of a part', async (t) => {
  for (const [q, part] of [
    ['10/100', { description: 'Ethernet PHY 10/100 Mbit' }],
    ['7343-31', { package: '7343-31' }],
    ['7343-31', { description: 'tantalum, case 7343-31' }],
    ['1/16', { description: 'thread 1/16 inch' }],
    ['T-1 3/4', { description: 'LED T-1 3/4 red' }],
    ['868/915', { description: 'antenna 868/915 MHz' }],
    ['868/915', { description: 'antenna 868 MHz and 915 MHz' }],
    ['12/24', { tags: ['12/24'] }],
    ['2-3', { description: 'x', stock: { box_no: 2, loc_no: 3, qty: 1 } }],
  ] as const) {
    t.ok(finds(q, { ...part, tags: 'tags' in part ? [...part.tags] : [] }), `${q} in ${JSON.stringify(part)}`)
  }
  for (const [q, description] of [
    ['1/16', '16 pins, 1 row'],
    ['1/16', 'thread 1/160'],
    ['10/100', '100/10'],
    ['10/100', '10100'],
    ['868/915', 'antenna 868 MHz'],
    ['7343-31', 'case 7343-43'],
  ] as const) {
    t.notOk(finds(q, { description }), `${q} in ${description}`)
  }
  t.notOk(finds('7343-31', { package: '7343-43' }))
})

t.test('finds gauges of wires however they are written', async (t) => {
  const spellings = ['AWG22', '22AWG', '22 AWG', 'AWG 22', 'awg-22']
  for (const q of spellings)
    for (const description of spellings)
      t.ok(finds(q, { description: `wire ${description} red` }), `${q} in ${description}`)
  for (const q of spellings) t.notOk(finds(q, { description: 'wire AWG24' }), q)
})

t.test('takes a number together with what it counts', async (t) => {
  for (const q of ['16 bit', '16-bit', '16bit']) {
    t.ok(finds(q, { description: '16-bit ADC' }), q)
    t.notOk(finds(q, { description: '24-bit ADC', package: 'SOIC-16' }), `${q} in 24-bit`)
  }
})

t.test('knows words of other languages as parts of a word, and colours', async (t) => {
  t.ok(finds('USB-Kabel', { description: 'USB 2.0 cable' }))
  t.ok(finds('LED rot', { description: 'red LED' }))
  t.ok(finds('n-channel', { description: 'MOSFET N-CH' }))
  t.ok(finds('p-kanal', { description: 'P-channel MOSFET' }))
  t.notOk(finds('n-channel', { description: 'P-channel MOSFET' }))
})

t.test('a tag is known with its hyphens and without', async (t) => {
  const tagged = (key: string, tag: string) => ({ key, manufacturer: '', type: 'Other', description: 'x', tags: [tag] })
  const search = new ReferenceSearch([
    tagged('AAAA', 'pull-up'),
    tagged('BBBB', 'pullup'),
    tagged('CCCC', 'pull up 10'),
  ])
  const keys = (q: string) =>
    search
      .search(q)
      .hits.map(({ key }) => key)
      .toSorted()
  for (const q of ['tag:pullup', 'tag:pull-up', 'tag:"pull up"']) t.same(keys(q), ['AAAA', 'BBBB'], q)
  t.same(keys('tag:=pullup'), ['BBBB'], 'the exact form is what facets append')
  t.same(keys('tag:="pull-up"'), ['AAAA'])
})

t.test('a point between digits of a number in a text is never dropped', async (t) => {
  const described = (key: string, description: string) => ({ key, manufacturer: '', type: 'Other', description })
  const search = new ReferenceSearch([
    described('AAAA', 'like ABC12.5'),
    { ...described('BBBB', 'x'), manufacturer_code: 'XYZ12.5-R' },
  ])
  const keys = (q: string) =>
    search
      .search(q)
      .hits.map(({ key }) => key)
      .toSorted()
  t.same(keys('125'), [])
  t.same(keys('ABC125'), [])
  t.same(keys('ABC12.5'), ['AAAA'])
  t.same(keys('XYZ12.5'), ['BBBB'])
  t.same(keys('xyz125r'), ['BBBB'], 'a whole number is compared without its signs')
})

t.test('a type of a facet does not change how a bare number is read', async (t) => {
  const kinds = (q: string) => readQuery(q).terms.flatMap(({ readings }) => readings.map(({ shown }) => shown.kind))
  t.ok(kinds('470 type:resistor').includes('value'))
  t.same(kinds('470 type:="Resistor"'), kinds('470'))
})
