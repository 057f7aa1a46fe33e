import t from 'tap'
import { mergeQueries } from '../../../../../services/stock/part-search/sql/merge-queries.ts'

t.test('several queries as one name each word once', async (t) => {
  const cases: [string[], string][] = [
    [["'w:a'"], "'w:a'"],
    [["'w:a':A", "'w:a':B"], "'w:a':AB"],
    [["'w:a':AB", "'w:a':B"], "'w:a':AB"],
    [["'w:a':A", "'w:a'"], "'w:a'"],
    [["'w:a'", "'w:a':A"], "'w:a'"],
    [["'n:A':*A", "('n:A':*B | 'w:a':*B)"], "('n:A':*AB | 'w:a':*B)"],
    [["'w:a':A", "'w:a':*A"], "('w:a':A | 'w:a':*A)"],
    [["('y:1' | 'y:2')", "('y:2' | 'y:3')"], "('y:1' | 'y:2' | 'y:3')"],
  ]
  for (const [queries, merged] of cases) t.equal(mergeQueries(queries), merged)
})

t.test('what is no list of words is left as it is', async (t) => {
  const phrase = "('w:a' <-> 'w:b')"
  const both = "('u:x' & !'y:3')"
  t.equal(mergeQueries([phrase, "'w:a':A", both, "'w:a':B", phrase]), `('w:a':AB | ${phrase} | ${both})`)
})

t.test('quotes, signs and bars in words are part of them', async (t) => {
  for (const word of ["'g:a'' | ''b'", "'g:a | b'", "'g:a\\\\'", "'g::A'", "'g:*'", "'g:('"]) {
    t.equal(mergeQueries([`${word}:C`, `${word}:A`]), `${word}:CA`, word)
    t.equal(mergeQueries([word, "'w:z'"]), `(${word} | 'w:z')`, word)
  }
})
