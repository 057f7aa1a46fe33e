import t from 'tap'
import { DocumentRebuilder } from '../../../../services/catalogue/search-documents/rebuilder.ts'
import { findWrongDocuments } from '../../../../services/catalogue/search-documents/verify-documents.ts'
import { RULES_VERSION } from '../../../../services/catalogue/search-rules/rules-version.ts'
import { buildApp } from '../../../support/build-app.ts'
import { otherSession } from '../../../support/other-session.ts'
import { addParts, countStale, keysFound } from '../../../support/search-documents.ts'
import { createTestDatabase } from '../../../support/test-database.ts'
import { until } from '../../../support/until.ts'

t.test('a document of a part that changes while it is made is made once more', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Frobnicator' })
  await app.searchDocuments.stop()
  const rebuilder = new DocumentRebuilder(app.db)
  const other = await otherSession(t, app)
  await other.query('begin')
  await other.query(`update parts set description = 'Gizmo'`)
  // As at the commit: the document is marked. It is locked now.
  await other.query('set constraints all immediate')
  const rebuilt = rebuilder.rebuildAll()
  await other.waiting()
  await other.query('commit')
  await rebuilt
  const [row] = await app.db.query<{ fits: boolean }>(
    'select d.source = part_search_source(p) as fits from part_search_documents d join parts p on p.id = d.part_id',
  )
  t.equal(row?.fits, false, 'the rebuild has read the part as it was before')
  t.equal(await countStale(app), 1, 'and has marked the document')
  await rebuilder.start()
  t.strictSame(await keysFound(app, 'gizmo'), [key])
  t.strictSame(await keysFound(app, 'frobnicator'), [])
  t.strictSame(await findWrongDocuments(app.db), [])
})

t.test('a part that becomes what it was while its document is made leaves no wrong document', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Frobnicator' })
  await app.searchDocuments.stop()
  await app.db.query(`update parts set description = 'Gizmo'`)
  t.equal(await countStale(app), 1)
  // As a rebuild: the marked document is locked, and written for the part as it was read.
  const other = await otherSession(t, app)
  await other.query('begin')
  await other.query('select from part_search_documents for update')
  await other.query(
    'update part_search_documents set rules = $1, source = (select part_search_source(p) from parts p)',
    [RULES_VERSION],
  )
  const changedBack = app.db.query(`update parts set description = 'Frobnicator'`)
  const waits = other.waiting().then(() => true)
  t.equal(await Promise.race([waits, changedBack.then(() => false)]), true, 'the guard waits for the document')
  await other.query('commit')
  await changedBack
  t.equal(await countStale(app), 1, 'and marks it')
  await new DocumentRebuilder(app.db).start()
  t.strictSame(await keysFound(app, 'frobnicator'), [key])
  t.strictSame(await findWrongDocuments(app.db), [])
})

t.test('rules that change while parts are written leave no document behind', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const [one, two] = await Promise.all([
    buildApp(t, { settings: { databaseUrl } }),
    buildApp(t, { settings: { databaseUrl } }),
  ])
  await addParts(one, 1500)
  await until(async () => (await countStale(one)) === 0)
  await one.db.query('update part_search_documents set rules = -1')
  const rebuilt = Promise.all([one.searchDocuments.start(), two.searchDocuments.start()])
  const keys = (await one.db.query<{ key: string }>('select key from parts order by id limit 40')).map(({ key }) => key)
  const writing = [one, two].map(async ({ parts }, place) => {
    for (const [round, key] of keys.entries()) {
      await parts.update(key, { description: `Gizmo ${place} ${round} 47k` })
      if (round % 4 === place) await parts.create({ description: `Doodad ${round}` })
    }
  })
  await Promise.all([rebuilt, ...writing])
  await until(async () => (await countStale(one)) === 0)
  t.strictSame(await findWrongDocuments(one.db), [])
  t.equal((await keysFound(two, 'gizmo')).length, 20, 'a page of those that were changed')
})
