import t from 'tap'
import { EXAMPLE_PARTS, type ExamplePart } from '../../../support/search-catalogue/catalogue.ts'
import { EXAMPLE_QUERIES } from '../../../support/search-catalogue/queries.ts'
import { ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

const SEARCH = new ReferenceSearch(EXAMPLE_PARTS)

function textOf(part: ExamplePart, field: string): string {
  const [name, place] = field.split('.')
  const texts: Record<string, string | undefined> = {
    type_name: part.type,
    seller_links: part.seller,
    tags: part.tags?.[Number(place)],
    pin_count: String(part.pin_count ?? ''),
    key: part.key,
    manufacturer_code: part.manufacturer_code,
    description: part.description,
    package: part.package,
    manufacturer: part.manufacturer,
    voltage_rating: part.voltage_rating,
    input_voltage: part.input_voltage,
    output_voltage: part.output_voltage,
  }
  return texts[name ?? ''] ?? ''
}

function partOf(key: string): ExamplePart {
  const part = EXAMPLE_PARTS.find((each) => each.key === key)
  if (!part) throw new Error(`no part ${key}`)
  return part
}

/** What is marked in the texts of a hit, as `field: text`. */
function marked(q: string, key: string): string[] {
  const hit = SEARCH.search(q).hits.find((each) => each.key === key)
  return (hit?.matched ?? []).map(
    ({ field, ranges }) =>
      `${field}: ${ranges.map(([start, end]) => textOf(partOf(key), field).slice(start, end)).join('+')}`,
  )
}

t.test('every hit of the examples is explained by places in its texts', async (t) => {
  for (const q of EXAMPLE_QUERIES.flatMap(({ queries }) => queries)) {
    const { hits, interpreted } = SEARCH.search(q)
    const included = interpreted.terms.flatMap(({ excluded }, place) => (excluded ? [] : [place]))
    for (const { key, matched } of hits) {
      t.same([...new Set(matched.map(({ term }) => term))].toSorted(), included, `${q}: every term of ${key}`)
      for (const { field, ranges } of matched) {
        const length = textOf(partOf(key), field).length
        t.ok(
          ranges.every(([start, end]) => 0 <= start && start < end && end <= length),
          `${q}: ${field} of ${key}`,
        )
      }
    }
  }
})

t.test('marks what a term is about, value and unit, in the text as it is shown', async (t) => {
  t.same(marked('4k7', 'AARA'), ['description: 4.7kΩ'])
  t.same(marked('4k7', 'AARC'), ['description: 4.7K OHM'])
  t.same(marked('-5V', 'AAUB'), ['description: −5V', 'output_voltage: −5V'])
  t.same(marked('7805', 'AAUA'), ['manufacturer_code: 7805'])
  t.same(marked('7805', 'AAHA'), ['description: 7805'])
  t.same(marked('tlc 272 cp', 'AAUE').slice(0, 1), ['manufacturer_code: TLC272CP'])
  t.same(marked('so8', 'AAUF'), ['package: SOIC-8', 'description: SO-8'])
  t.same(marked('elko 16V', 'AACG').slice(0, 1), ['type_name: Electrolytic+Capacitor'])
  t.same(marked('würth', 'AACH').slice(0, 1), ['manufacturer: Würth Elektronik'])
  t.same(marked('xtal', 'XTAL').slice(0, 1), ['key: XTAL'])
  t.same(marked('2-3', 'AACD'), ['locations: '])
  t.same(marked('seller:reichelt', 'AARD'), [], 'filters mark nothing')
  t.same(
    marked('led -red', 'AAEB').some((mark) => mark.includes('red')),
    false,
    'nor do exclusions',
  )
})

t.test('shows how a query was read', async (t) => {
  const kinds = Object.entries({
    '': 'browse',
    'stock:>0': 'filter',
    aaca: 'key',
    '2-3': 'location',
    '7805': 'number',
    '4k7': 'value',
    'hex inverter': 'words',
    '[)>06': 'code',
  })
  for (const [q, kind] of kinds) t.equal(SEARCH.search(q).interpreted.kind, kind, q)
  const [value] = SEARCH.search('4,7kΩ').interpreted.terms
  t.match(value, {
    text: '4,7kΩ',
    start: 0,
    end: 5,
    readings: [{ kind: 'value', quantity: 'resistance', value: 4700, text: '4.7 kΩ' }],
  })
  const joined = SEARCH.search('red  tlc 272 cp').interpreted.terms
  t.match(joined, [
    { start: 0, end: 3 },
    { text: 'tlc 272 cp', start: 5, end: 15 },
  ])
  t.equal(joined.length, 2, 'a number in pieces is one term')
  t.match(SEARCH.search('4K7 -type:resistor stock:>=2 -"red"').interpreted, {
    terms: [{ excluded: false }, { text: 'red', excluded: true }],
    filters: [
      { field: 'type', operator: '~', values: ['resistor'], excluded: true, start: 4, end: 18 },
      { field: 'stock', operator: '>=', values: ['2'], excluded: false, start: 19, end: 28 },
    ],
  })
  t.match(SEARCH.search('TLC272ACP').interpreted.terms, [{ fallback: { kind: 'family', text: 'TLC272' } }])
  t.match(SEARCH.search('{pbn:x').interpreted.notes, [{ code: 'scanned_code' }])
})
