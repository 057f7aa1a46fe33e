import t from 'tap'
import { EXAMPLE_PARTS } from '../../../support/search-catalogue/catalogue.ts'
import { ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

t.test('values are read where nothing but a sign parts them, and before the end of a sentence', async (t) => {
  const search = new ReferenceSearch(EXAMPLE_PARTS)
  const found = (q: string) =>
    search
      .search(q)
      .hits.map(({ key }) => key)
      .sort()
      .join(' ')
  for (const q of ['10kΩ±1%', '10k±1%', '10k+/-1%', '10 kΩ±1 %', '10k@1%']) t.equal(found(q), 'AARE AARF', q)
  for (const sign of ['@', '|', '&', '/', ';', ',']) t.equal(found(`10uF${sign}16V`), 'AACG', sign)
  for (const q of ['10uF(16V)', '10uF[16V]', '10uF±10%', '(10uF)16V', '10uF (16V).']) t.equal(found(q), 'AACG', q)
  for (const end of ['.', '?', ':', '=', '!', '.)', ').', '?!']) t.equal(found(`4k7${end}`), 'AARA AARC AARD', end)
  t.equal(found('4.7 k.'), 'AARA AARC AARD')
  t.equal(found('MOSFET(TO-220)'), found('MOSFET TO-220'))
  t.equal(found('10k..50k 1%'), 'AARB AARE AARF', 'two points are a range')
  t.equal(found('40k..'), found('resistance:>=40k'))
  const glued = new ReferenceSearch([{ key: 'ZZZZ', manufacturer: 'A', type: 'Other', description: '33uF@16V' }])
  for (const q of ['33uF@16V', '33µF@16V', '33µF 16V']) t.equal(glued.search(q).hits.length, 1, q)
  const numbered = {
    key: 'ZZZZ',
    manufacturer: 'A',
    type: 'Other',
    description: 'relay',
    manufacturer_code: 'SRD(12V)X',
  }
  t.equal(new ReferenceSearch([numbered]).search('SRD(12V)X').hits[0]?.strength, 'equal', 'a number with such signs')
})

t.test('what kind of voltage it is may stand behind a blank', async (t) => {
  for (const q of ['12V DC', '12 V DC', '12VDC', '12 VDC', '12V DC relay']) {
    t.equal(new ReferenceSearch(EXAMPLE_PARTS).search(q).hits[0]?.key, 'AAYA', q)
  }
  for (const description of ['12V DC', 'converter 12V DC-DC', 'supply 12V DC/DC', 'motor 6..12 V DC, small']) {
    const part = { key: 'ZZZZ', manufacturer: 'A', type: 'Other', description }
    for (const q of ['12VDC', '12V DC'])
      t.equal(new ReferenceSearch([part]).search(q).hits.length, 1, `${q} in ${description}`)
  }
})
