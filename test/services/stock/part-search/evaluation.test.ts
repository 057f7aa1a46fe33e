import t from 'tap'
import { measure } from '../../../../scripts/evaluate-search/evaluate.ts'
import { searchAll } from '../../../../scripts/evaluate-search/search-all.ts'
import { buildApp } from '../../../support/build-app.ts'

t.test('labelled queries that had no part in the rules are answered well', async (t) => {
  const app = await buildApp(t)
  const { parts, queries } = await searchAll(app.db)
  t.ok(parts >= 1000)
  const check = queries.filter(({ isCheck }) => isCheck)
  t.ok(check.length >= 100 && queries.length >= 220)
  for (const part of [check, queries.filter(({ isCheck }) => !isCheck)]) {
    const { recall, reciprocalRank, violations } = measure(part)
    t.ok(recall >= 0.95, `recall@10 is ${recall}`)
    t.ok(reciprocalRank >= 0.9, `the mean reciprocal rank is ${reciprocalRank}`)
    t.same([...violations], [], 'no mistake that must never be')
  }
})
