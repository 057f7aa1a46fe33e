import t from 'tap'
import { globOf, matchesGlob } from '../../../../services/catalogue/search-rules/numbers/glob.ts'
import { formsOf } from '../../../../services/catalogue/search-rules/words/plural-forms.ts'

t.test('a word has its plurals and its singulars, of letters only', async (t) => {
  for (const [word, plural] of [
    ['resistor', 'resistors'],
    ['box', 'boxes'],
    ['bus', 'buses'],
    ['battery', 'batteries'],
  ] as const) {
    t.ok(formsOf(word).includes(plural), `${plural} of ${word}`)
    t.ok(formsOf(plural).includes(word), `${word} of ${plural}`)
    t.equal(formsOf(word)[0], word, 'the word itself stands first')
  }
  t.notOk(formsOf('bus').includes('bu'))
  t.notOk(formsOf('box').includes('boxies'), 'of words that end in y only')
  t.strictSame(formsOf('a'), ['a'], 'a plural has four letters at least')
  for (const word of ['lm358', '4k7s', 'c0gs']) t.strictSame(formsOf(word), [word])
})

t.test('stars stand for any signs of a number, also several of them and beside each other', async (t) => {
  t.equal(globOf('lm-3*'), 'LM3*', 'signs between letters and digits are left out; three are enough')
  t.equal(globOf('lm*'), null)
  t.equal(globOf('lm358'), null)
  t.equal(globOf('stm32**f*'), 'STM32*F*')
  t.ok(matchesGlob('STM*407*T6', 'STM32F407VGT6'))
  t.notOk(matchesGlob('STM*407*T6', 'STM32F405VGT6'), 'a piece that is not there')
  t.notOk(matchesGlob('AB*CD*CD*X', 'ABCDX'), 'a piece counts once')
  t.ok(matchesGlob('AB*CD*CD*X', 'ABCDCDX'), 'pieces may follow each other')
})
