import t from 'tap'
import type { ExamplePart } from '../../../support/search-catalogue/catalogue.ts'
import { ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

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
