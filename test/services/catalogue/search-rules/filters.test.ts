import t from 'tap'
import { keys } from '../../../support/search-catalogue/finding.ts'
import { ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

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
