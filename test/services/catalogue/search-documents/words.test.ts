import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'

t.test('words that no part has any more are forgotten little by little', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Frobnicator widget' })
  await app.parts.update(key, { description: 'Gizmo widget' })
  await app.searchDocuments.forgetSomeWords()
  const rows = await app.db.query<{ word: string }>('select word from part_search_words order by word')
  t.strictSame(
    rows.map(({ word }) => word),
    ['gizmo', 'widget'],
  )
})

t.test('words that no part has any more are forgotten when all documents are written again', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Frobnicator widget' })
  await app.parts.create({ description: 'Widget' })
  await app.parts.update(key, { description: 'Gizmo' })
  await app.searchDocuments.rebuildAll()
  const rows = await app.db.query<{ word: string }>('select word from part_search_words order by word')
  t.strictSame(
    rows.map(({ word }) => word),
    ['gizmo', 'widget'],
  )
})
