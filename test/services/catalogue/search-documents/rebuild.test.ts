import t from 'tap'
import {
  BATCH,
  BATCH_TEXT,
  DocumentRebuilder,
  PART_SEARCH_STALE_DOCUMENTS,
} from '../../../../services/catalogue/search-documents/rebuilder.ts'
import { LOCK_STALE } from '../../../../services/catalogue/search-documents/statements.ts'
import { findWrongDocuments } from '../../../../services/catalogue/search-documents/verify-documents.ts'
import { RULES_VERSION } from '../../../../services/catalogue/search-rules/rules-version.ts'
import { buildApp } from '../../../support/build-app.ts'
import { metricValue } from '../../../support/metric-value.ts'
import { addParts, countStale } from '../../../support/search-documents.ts'
import { createTestDatabase } from '../../../support/test-database.ts'
import { until } from '../../../support/until.ts'

t.test('documents of older rules are written again, by several replicas together', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const [one, two] = await Promise.all([
    buildApp(t, { settings: { databaseUrl } }),
    buildApp(t, { settings: { databaseUrl } }),
  ])
  await addParts(one, 700)
  await until(async () => (await countStale(one)) === 0)
  await one.db.query('update part_search_documents set rules = -1')
  const rebuilt = await metricValue('part_search_documents_rebuilt_total', { reason: 'rules' })
  const during = (await one.inject({ url: '/api/parts/search', query: { q: 'widget 17' } })).json()
  t.match(
    during,
    { total: { value: 1 }, interpreted: { notes: [{ code: 'index_incomplete' }] } },
    'both versions answer',
  )
  await Promise.all([one.searchDocuments.start(), two.searchDocuments.start()])
  t.equal(await countStale(one), 0)
  t.equal(
    (await metricValue('part_search_documents_rebuilt_total', { reason: 'rules' })) - rebuilt,
    700,
    'each document once',
  )
  t.strictSame(await findWrongDocuments(one.db), [])
  t.equal((await PART_SEARCH_STALE_DOCUMENTS.get()).values[0]?.value, 0)
  const after = (await two.inject({ url: '/api/parts/search', query: { q: 'widget 17' } })).json()
  t.strictSame(after.interpreted.notes, [])
})

t.test('a rebuild takes the room of the old documents for the new ones', async (t) => {
  const app = await buildApp(t)
  const bytes = async () => {
    const [row] = await app.db.query<{ bytes: number }>(
      `select pg_relation_size('part_search_documents')::float8 as bytes`,
    )
    return row?.bytes ?? 0
  }
  await addParts(app, 2000)
  await until(async () => (await countStale(app)) === 0)
  await app.db.query('update part_search_documents set rules = -1')
  await app.db.query('vacuum full analyze part_search_documents')
  const before = await bytes()
  await app.searchDocuments.start()
  t.equal(await countStale(app), 0)
  const after = await bytes()
  t.ok(after < before * 1.75, `${after} bytes after ${before}`)
})

t.test('a batch of the rebuild holds few long descriptions, and reads all of them in the end', async (t) => {
  const app = await buildApp(t)
  await app.searchDocuments.stop()
  await addParts(app, 16)
  await app.db.query(`update parts set description = repeat('a 4k7 ', 8333)`)
  const batch = await app.db.query(LOCK_STALE, [RULES_VERSION, BATCH, BATCH_TEXT])
  const letters = batch.map(({ description }) => description.length)
  t.ok(letters.length > 1 && letters.length < 15, `${letters.length} of 16`)
  t.equal(await new DocumentRebuilder(app.db).rebuildAll(), 16)
  t.strictSame(await findWrongDocuments(app.db), [])
})

t.test('long texts among short ones are read once each, and none is left out by two replicas', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const [one, two] = await Promise.all([
    buildApp(t, { settings: { databaseUrl } }),
    buildApp(t, { settings: { databaseUrl } }),
  ])
  await one.searchDocuments.stop()
  await two.searchDocuments.stop()
  await addParts(one, 20)
  await one.db.query(`update parts set description = repeat('a 4k7 ', 1000) where id % 3 = 0`)
  t.equal(await countStale(one), 20)
  const made = () => metricValue('part_search_documents_rebuilt_total', { reason: 'stale' })
  const before = await made()
  await new DocumentRebuilder(one.db).start()
  t.equal((await made()) - before, 20)
  t.equal(await countStale(one), 0)
  await one.db.query('update part_search_documents set rules = -1')
  await Promise.all([new DocumentRebuilder(one.db).start(), new DocumentRebuilder(two.db).start()])
  t.equal(await countStale(one), 0)
  t.strictSame(await findWrongDocuments(one.db), [])
})
