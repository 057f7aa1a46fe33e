import t from 'tap'
import { finds } from '../../../support/search-catalogue/finding.ts'
import { ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

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

t.test('the name of a series and the digits behind it are one number, however long the name is', async (t) => {
  const parts = ['ATMEGA8-16PU', 'ATMEGA328P-AU', 'ATTINY13A-PU', 'XC6SLX9'].map((code, place) => ({
    key: `AAA${'ABCD'[place] ?? ''}`,
    manufacturer_code: code,
    manufacturer: 'Generic',
    type: 'Microcontroller',
    description: '8-bit controller, 13 inputs',
  }))
  const search = new ReferenceSearch(parts)
  const found = (q: string) => search.search(q).hits.map(({ key }) => key)
  t.strictSame(found('atmega 8')[0], 'AAAA', 'the chip itself stands first')
  t.strictSame(found('atmega 328p'), ['AAAB'])
  t.strictSame(found('attiny 13a'), ['AAAC'])
  t.strictSame(found('attiny 85'), [])
})

t.test('any four characters may be a key', async (t) => {
  for (const key of ['AB12', '0605', '4K7R', 'ÄÖÜX', 'A-B1']) {
    t.ok(finds(key, { key }), key)
    t.ok(finds(key.toLowerCase(), { key }), key.toLowerCase())
    t.ok(finds(`key:${key}`, { key }), `key:${key}`)
  }
  t.notOk(finds('AB12', { key: 'AB13' }))
})
