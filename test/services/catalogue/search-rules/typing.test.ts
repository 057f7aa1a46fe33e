import t from 'tap'
import { facetFilter } from '../../../../services/catalogue/search-rules/query/facet-filter.ts'
import {
  completionOf,
  filterCompletions,
  typedEnds,
} from '../../../../services/catalogue/search-rules/typing/completions.ts'
import { EXAMPLE_PARTS } from '../../../support/search-catalogue/catalogue.ts'
import { ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

const SEARCH = new ReferenceSearch(EXAMPLE_PARTS)

function typing(q: string): string[] {
  return SEARCH.search(q, true).hits.map(({ key }) => key)
}

t.test('finds by beginnings of the last word from its first character', async (t) => {
  t.ok(typing('X').includes('XTAL'), 'a key')
  t.ok(typing('U').includes('AAUA'), 'a number')
  t.same(typing('opt'), ['AAUM'], 'a word')
  t.ok(typing('resistor a').includes('AARD'), 'after other words')
  t.ok(typing('4n').includes('AAUM'), 'a number that is a value so far')
  t.ok(typing('272').includes('AAUE'), 'three characters inside of a number')
})

t.test('finds nothing by half a word that is whole', async (t) => {
  t.same(typing('re ax '), [], 'a blank ends a word')
  t.same(SEARCH.search('op', false).hits.length, 0)
})

t.test('puts strict matches before beginnings', async (t) => {
  t.equal(typing('5V1')[0], 'AADC')
  t.same(typing('TLC272CP')[0], 'AAUE')
})

t.test('corrects no word that is still being typed', async (t) => {
  t.same(typing('resitor'), [])
  t.ok(typing('resitor ').length > 0)
})

t.test('never drops the decimal mark of a value that is being typed', async (t) => {
  t.notOk(typing('4.7').includes('AARB'))
  t.notOk(typing('4.7k').includes('AARB'))
})

t.test('never takes a value that is being typed for the beginning of another one', async (t) => {
  const part = { manufacturer: 'Generic', type: 'Other' }
  const search = new ReferenceSearch([
    { ...part, key: 'AAAA', description: 'plus 5V' },
    { ...part, key: 'BBBB', description: 'minus -5V' },
    { ...part, key: 'CCCC', description: 'diode 5V1' },
    { ...part, key: 'DDDD', description: 'resistor 4k7' },
    { ...part, key: 'EEEE', description: 'like 2N3904' },
    { ...part, key: 'FFFF', description: 'x', manufacturer_code: 'AB-12V' },
    { ...part, key: 'GGGG', description: 'x', manufacturer_code: '5V1' },
    { ...part, key: 'HHHH', description: 'chip 0402M' },
  ])
  const keys = (q: string, isTyping: boolean) =>
    search
      .search(q, isTyping)
      .hits.map(({ key }) => key)
      .toSorted()
  t.same(keys('5V', true), ['AAAA', 'GGGG'], 'a number may begin so')
  t.same(keys('-5V', true), ['BBBB'])
  t.same(keys('-5V1', true), [], 'a sign is never dropped')
  t.same(keys('-12V', false), [], 'nor to find a number')
  t.same(keys('4k', true), [])
  t.same(keys('4k7', true), ['DDDD'])
  t.same(keys('2n39', true), ['EEEE'], 'a number that a text mentions may begin so')
  t.same(keys('0402', true), [])
})

t.test('ignores filters that are not finished or cannot be read', async (t) => {
  for (const q of ['red stock:', 'red stock:>', 'red voltage:4k7', 'red box:x']) {
    t.same(SEARCH.search(q, true).refused, [], q)
    t.same(typing(q), ['AAWA', 'AAEA'], q)
  }
})

t.test('completes the last words by a name that begins with them', async (t) => {
  const complete = (q: string, name: string) => {
    const completion = completionOf('type', name, typedEnds(q))
    return completion && q.slice(0, completion.start) + completion.text + q.slice(completion.end)
  }
  t.equal(complete('cer', 'Ceramic Capacitor'), 'Ceramic Capacitor')
  t.equal(complete('100n ceramic c', 'Ceramic Capacitor'), '100n Ceramic Capacitor')
  t.equal(complete('red -le', 'LED'), 'red -LED')
  t.equal(complete('würth elek', 'Würth Elektronik'), 'Würth Elektronik')
  t.equal(complete('ceramic capacitor', 'Ceramic Capacitor'), null, 'it is there already')
  t.equal(complete('cer ', 'Ceramic Capacitor'), null, 'something follows')
  t.equal(complete('', 'Ceramic Capacitor'), null)
  t.equal(complete('"cer', 'Ceramic Capacitor'), null, 'phrases are exact')
  t.same(
    filterCompletions(typedEnds('red pa')).map(({ text, start, end }) => [text, start, end]),
    [['package:', 4, 6]],
  )
})

t.test('the filter of a facet leaves the parts with just that value', async (t) => {
  const keys = (q: string) =>
    SEARCH.search(q)
      .hits.map(({ key }) => key)
      .toSorted()
  const ofType = (name: string) => EXAMPLE_PARTS.filter(({ type }) => type === name).map(({ key }) => key)
  for (const { type } of EXAMPLE_PARTS) t.same(keys(facetFilter('type', type)), ofType(type).toSorted(), type)
  t.same(keys(facetFilter('manufacturer', 'TI')), keys(facetFilter('manufacturer', 'Texas Instruments')))
  t.same(keys(facetFilter('seller', 'Reichelt')), ['AARD', 'AAUA'])
  t.same(keys(facetFilter('tag', 'pull-up')), ['AARD'])
  t.same(keys(facetFilter('box', '6')).length, 6)
  t.same(keys(facetFilter('package', 'SOIC-8')), ['AAUF', 'AAUN'])
  t.equal(
    keys(facetFilter('stock', 'in_stock')).length + keys(facetFilter('stock', 'none')).length,
    EXAMPLE_PARTS.length,
  )
  t.equal(facetFilter('type', '5" disk'), 'type:="5  disk"', 'quotes cannot stand in quotes and are not compared')
})
