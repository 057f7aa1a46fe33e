import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { metricValue } from '../../support/metric-value.ts'
import { EXAMPLE_PARTS } from '../../support/search-catalogue/catalogue.ts'
import { loadCatalogue } from '../../support/search-catalogue/load-catalogue.ts'

async function keysOf(app: FastifyInstance, q: string): Promise<string[]> {
  const { items } = (await app.inject({ url: '/api/parts/search', query: { q, limit: '100' } })).json()
  return items.map(({ part }: { part: { key: string } }) => part.key)
}

t.test('each part is found by its new text at once and no more by the old one', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS)
  for (const { key, description, stock } of EXAMPLE_PARTS) {
    const change = { description: `Zeitgeist ${key}` }
    const answer = await app.inject({ method: 'PUT', url: `/api/parts/${key}`, payload: change })
    t.equal(answer.statusCode, 200, key)
    t.strictSame(await keysOf(app, `zeitgeist ${key}`), [key], `${key} by its new text`)
    const [word = ''] = description.match(/\p{L}{5,}/gu) ?? []
    if (word !== '') t.notOk((await keysOf(app, `"${description}"`)).includes(key), `${key} by its old text`)
    if (stock) {
      const { box_no, loc_no, qty } = stock
      const moved = await app.inject({
        method: 'POST',
        url: `/api/inventory/parts/${key}/move`,
        payload: {
          from_box_no: box_no,
          from_loc_no: loc_no,
          to_box_no: box_no,
          to_loc_no: 12,
          qty,
        },
      })
      t.equal(moved.statusCode, 204, moved.body)
      t.ok((await keysOf(app, `loc:${box_no}-12`)).includes(key), `${key} at its new place`)
      t.notOk((await keysOf(app, `loc:${box_no}-${loc_no}`)).includes(key), `${key} at its old place`)
      await app.db.query('delete from part_locations where part_id = (select id from parts where key = $1)', [key])
      t.notOk((await keysOf(app, `box:${box_no}`)).includes(key), `${key} without stock`)
    }
    t.equal((await app.inject({ method: 'DELETE', url: `/api/parts/${key}` })).statusCode, 204)
    t.strictSame(await keysOf(app, 'zeitgeist'), [], `${key} deleted`)
  }
  t.strictSame(await keysOf(app, ''), [])
})

t.test('the ranges of a match lie in the text that they are of', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS)
  const read = async (q: string, include = '') =>
    (await app.inject({ url: '/api/parts/search', query: { q, include, limit: '100' } })).json()

  const capacitor = await read('cap 100n')
  for (const { part, type_name, matched } of capacitor.items) {
    t.ok(matched.length >= 2)
    for (const { field, ranges } of matched) {
      const text = String(field === 'type_name' ? type_name : Reflect.get(part, field))
      for (const [start, end] of ranges)
        t.ok(start >= 0 && start < end && end <= text.length, `${field} ${start}-${end}`)
    }
  }
  const value = capacitor.items[0].matched.find(({ kind }: { kind: string }) => kind === 'value')
  const { description } = capacitor.items[0].part
  t.match(value, { term: 1, field: 'description' })
  t.equal(description.slice(...value.ranges[0]), '100nF')

  const seller = await read('reichelt')
  t.match(seller.items[0].matched[0], { kind: 'word', field: 'seller_links.0.seller_name', ranges: [[0, 8]] })
  t.match((await read('4k7 pull-up')).items[0].matched, [{ kind: 'value' }, { field: 'tags.0' }])
  t.match((await read('2-3')).items[0].matched[0], { kind: 'location', field: 'locations', ranges: [] })
  t.match((await read('resitor')).interpreted.terms[0], {
    readings: [],
    fallback: { kind: 'typo', words: ['resistor'] },
  })
  t.match((await read('4.7k')).interpreted.terms[0].readings[0], {
    kind: 'value',
    quantity: 'resistance',
    value: 4700,
    unit: 'Ω',
    text: '4.7 kΩ',
  })
})

t.test('searches are counted by what they search for', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS)
  const kinds: [string, string][] = [
    ['', 'browse'],
    ['stock:>0', 'filter'],
    ['aaca', 'key'],
    ['2-3', 'location'],
    ['TLC272', 'number'],
    ['4k7', 'value'],
    ['ldo', 'words'],
    ['[)>\u001e06', 'code'],
    ['unobtainium', 'words'],
  ]
  for (const [q, kind] of kinds) {
    const [requests, none] = await Promise.all([
      metricValue('part_search_requests_total', { kind }),
      metricValue('part_search_zero_results_total', { kind }),
    ])
    const answer = (await app.inject({ url: '/api/parts/search', query: { q } })).json()
    t.equal(answer.interpreted.kind, kind, q)
    t.equal(await metricValue('part_search_requests_total', { kind }), requests + 1, q)
    const isEmpty = answer.total.value === 0 ? 1 : 0
    t.equal(await metricValue('part_search_zero_results_total', { kind }), none + isEmpty, q)
  }
  const corrections: [string, string][] = [
    ['resitor', 'typo'],
    ['TLC272ACP', 'family'],
  ]
  for (const [q, reading] of corrections) {
    const before = await metricValue('part_search_corrected_total', { reading })
    await app.inject({ url: '/api/parts/search', query: { q } })
    t.equal(await metricValue('part_search_corrected_total', { reading }), before + 1, q)
  }
  const refused: [string, string][] = [
    ['stock:many', 'filter'],
    ['x'.repeat(257), 'query'],
  ]
  for (const [q, reason] of refused) {
    const before = await metricValue('part_search_rejected_total', { reason })
    await app.inject({ url: '/api/parts/search', query: { q } })
    t.equal(await metricValue('part_search_rejected_total', { reason }), before + 1, q)
  }
  const code = (await app.inject({ url: '/api/parts/search', query: { q: '[)>\u001e06' } })).json()
  t.match(code, { items: [], total: { value: 0 }, interpreted: { notes: [{ code: 'scanned_code' }] } })
})

t.test('suggestions', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS)
  const suggest = async (q: string, limit?: string) => {
    const answer = await app.inject({ url: '/api/parts/suggestions', query: { q, ...(limit && { limit }) } })
    t.equal(answer.statusCode, 200, answer.body)
    return answer.json()
  }
  const keys = ({ parts }: { parts: { key: string }[] }) => parts.map(({ key }) => key)

  t.strictSame(await suggest(''), { q: '', parts: [], completions: [] })
  t.strictSame(await suggest('  '), { q: '  ', parts: [], completions: [] })
  t.strictSame(keys(await suggest('tlc27')), ['AAUE', 'AAUF'])
  t.ok(keys(await suggest('aac', '20')).includes('AACA'), 'beginnings of keys')
  t.strictSame(keys(await suggest('4n2')), ['AAUM'], 'a value also is the beginning of a number')
  t.match((await suggest('LM311')).parts[0], {
    key: 'AAUG',
    type_name: 'Comparator IC',
    total_quantity: 5,
    locations: [{ box_no: 4, loc_no: 5, qty: 5 }],
    matched: [{ field: 'manufacturer_code' }],
  })
  t.equal((await suggest('r', '3')).parts.length, 3)
  t.strictSame(keys(await suggest('resitor 4k7 ')), ['AARD', 'AARA', 'AARC'], 'a whole word may be misspelled')
  t.equal((await suggest('led stock:')).parts.length, 3, 'a filter that is not finished is passed over')
  t.equal((await suggest('led stock:many')).parts.length, 3, 'and one that cannot be read')
  t.strictSame(keys(await suggest('stock:', '2')), keys(await suggest('stock:>=0', '2')), 'then all parts are left')

  const texts = async (q: string) =>
    (await suggest(q)).completions.map(({ kind, text }: { kind: string; text: string }) => `${kind} ${text}`)
  t.strictSame(keys(await suggest('type:le stock:>0')).length, 0, 'a filter that something follows is no beginning')
  t.strictSame(keys(await suggest('type:le')), keys(await suggest('type:led')))
  t.ok(keys(await suggest('type:"infrared l')).includes('AAEC'))
  t.strictSame(keys(await suggest('tag:pul')), ['AARD'])
  t.strictSame(keys(await suggest('package:lqf')), ['AAUL'])
  t.strictSame(keys(await suggest('key:aau', '20')).length, 14)
  t.strictSame(keys(await suggest('opam')), keys(await suggest('opamp ')), 'the beginning of another name')
  t.ok(keys(await suggest('widerst', '20')).includes('AARI'), 'and of a word of another language')

  t.ok((await texts('type:le')).includes('type LED'))
  t.ok((await texts('type:"infrared l')).includes('type "Infrared LED"'))
  t.strictSame(
    await texts('tag:pul'),
    ['tag "pull-up"'].map((text) => text.replaceAll('"', '')),
  )
  t.ok((await texts('maker:tex')).includes('maker "Texas Instruments"'))
  const [ofFilter] = (await suggest('4k7 type:resi')).completions
  t.match(ofFilter, { text: 'Resistor', start: 9, end: 13 })
  t.ok((await texts('resi')).includes('type Resistor'))
  t.ok((await texts('tex')).includes('maker Texas Instruments'))
  t.ok((await texts('lqfp')).includes('package LQFP-48'))
  t.ok((await texts('pull')).includes('tag pull-up'))
  t.ok((await texts('reich')).includes('seller Reichelt'))
  t.ok((await texts('volt')).includes('filter voltage:'))
  t.notOk((await texts('bat')).includes('type Battery'), 'no part has this type')
  const [completion] = (await suggest('4k7 resi')).completions
  t.match(completion, { start: 4, end: 8 })
  for (const query of [{ q: 'x', limit: '0' }, { q: 'x', limit: '21' }, { q: 'x'.repeat(257) }]) {
    t.equal((await app.inject({ url: '/api/parts/suggestions', query })).statusCode, 400)
  }
})
