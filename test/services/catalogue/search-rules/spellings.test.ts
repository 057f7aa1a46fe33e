import t from 'tap'
import { readQuery } from '../../../../services/catalogue/search-rules/query/read-query.ts'
import { finds, keys } from '../../../support/search-catalogue/finding.ts'

t.test('finds sizes however they are spelled', async (t) => {
  const spellings = [
    '5.5 x 2.1 mm',
    '5.5x2.1mm',
    '5,5 x 2,1 mm',
    '5.5 x 2.1',
    '5.5×2.1',
    '5.5 mm x 2.1 mm',
    '(5.5 X 2.1mm)',
  ]
  for (const q of spellings)
    for (const description of spellings)
      t.ok(finds(q, { description: `jack ${description} plug` }), `${q} in ${description}`)
  t.ok(finds('5.5x2.1', { description: 'jack 5.5 x 2.1 x 9.5 mm' }), 'two sides of three')
  t.ok(finds('5.5 x 2.1 x 9.5 mm plug', { description: 'plug 5.5x2.1x9.5mm.' }))
  t.ok(finds('6x6', { description: 'button', dimensions: '6 x 6 x 5 mm' }))
  t.equal(keys('1 x 8'), 'AANA')
  t.equal(keys('1 x 8 pin header'), 'AANA')
  t.equal(keys('5 x 20 mm'), 'AAFA')
  t.strictSame(
    readQuery('array 4 x 100 nF').terms.map(({ text }) => text),
    ['array', '4', 'x', '100 nF'],
    'a number of a value is no side',
  )
})

t.test('finds a package by its name without the variant that all of them have', async (t) => {
  for (const q of ['hc49', 'HC-49', 'package:hc49']) t.equal(keys(q), 'AAXA XTAL', q)
  for (const q of ['do201', 'DO-201', 'DO-201AD']) t.equal(keys(q), 'AADA', q)
  t.ok(finds('hc49', { description: 'crystal HC-49/U' }))
})

t.test('counts characters and not their halves', async (t) => {
  t.ok(finds('𐐨𐐩𐐪', { description: '𐐨𐐩𐐪𐐫' }), 'three letters are a beginning')
  t.notOk(finds('𐐨𐐩', { description: '𐐨𐐩𐐪' }), 'two are none')
  t.ok(finds('𐐨𐐩𐐪𐐫𐐬𐐭', { description: '𐐨𐐩𐐪 𐐫𐐬𐐭' }), 'six may be two words')
  t.ok(finds('𐐨𐐩𐐪𐐭𐐬', { description: '𐐨𐐩𐐪𐐬𐐭' }), 'five may be misspelled')
  t.notOk(finds('𐐨𐐩𐐪𐐬', { description: '𐐨𐐩𐐬𐐪' }), 'four are not')
  for (const q of ['𠮷𠮷𠮷', `package:${'𠮷'.repeat(30)}`, `a${'𠮷'.repeat(30)}`]) {
    t.ok(JSON.stringify(readQuery(q)).isWellFormed() && !/\\ud[89a-f]/.test(JSON.stringify(readQuery(q))), q)
  }
})
