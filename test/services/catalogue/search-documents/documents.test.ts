import type { FastifyInstance } from 'fastify'
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
import { countStatements } from '../../../support/count-statements.ts'
import { metricValue } from '../../../support/metric-value.ts'
import { otherSession } from '../../../support/other-session.ts'
import { createTestDatabase } from '../../../support/test-database.ts'
import { until } from '../../../support/until.ts'

async function keysOf(app: FastifyInstance, q: string): Promise<string[]> {
  const { items } = (await app.inject({ url: '/api/parts/search', query: { q } })).json()
  return items.map(({ part }: { part: { key: string } }) => part.key)
}

async function staleCount(app: FastifyInstance): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    'select count(*)::int as count from part_search_documents where rules <> $1',
    [RULES_VERSION],
  )
  return row?.count ?? 0
}

/** Adds parts behind the back of the service. */
async function addParts(app: FastifyInstance, count: number): Promise<void> {
  await app.db.query(
    `with sets as (insert into attachment_sets select from generate_series(1, $1) returning id)
     insert into parts (key, description, attachment_set_id)
     select translate(lpad(to_hex(row_number() over ()), 4, '0'), '0123456789abcdef', 'ABCDEFGHIJKLMNOP'),
            'Widget ' || row_number() over () || ' 4k7', id
       from sets`,
    [count],
  )
}

t.test('a part that the service writes is found at once, and its document fits it', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Frobnicator 4k7' })
  t.strictSame(await keysOf(app, 'frobnicator'), [key])
  await app.parts.update(key, { description: 'Gizmo 47k' })
  t.strictSame(await keysOf(app, 'frobnicator'), [])
  t.strictSame(await keysOf(app, 'gizmo 47k'), [key])
  t.strictSame(await keysOf(app, '4k7'), [])
  await app.parts.update(key, {})
  t.equal(await staleCount(app), 0)
  t.strictSame(await findWrongDocuments(app.db), [])
  await app.parts.delete(key)
  t.strictSame(await keysOf(app, 'gizmo'), [])
})

t.test('what is rolled back leaves nothing', async (t) => {
  const app = await buildApp(t)
  const failed = app.db.transaction(async () => {
    await app.parts.create({ description: 'Frobnicator' })
    throw new Error('no')
  })
  await t.rejects(failed)
  t.strictSame(await keysOf(app, 'frobnicator'), [])
})

t.test('a part that is changed by other ways is marked, and found by its new text soon', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Frobnicator' })
  const rebuilt = await metricValue('part_search_documents_rebuilt_total', { reason: 'stale' })
  await app.db.query('update parts set description = $1 where key = $2', ['Gizmo', key])
  await until(async () => (await keysOf(app, 'gizmo')).length === 1)
  t.strictSame(await keysOf(app, 'frobnicator'), [])
  await until(
    async () => (await metricValue('part_search_documents_rebuilt_total', { reason: 'stale' })) === rebuilt + 1,
  )
  await app.db.query(`update parts set description = 'Gizmo', product_page = 'x' where key = $1`, [key])
  t.equal(await staleCount(app), 0, 'what is not searched for marks nothing')
})

t.test('a document of a changed part is of the state at the commit, whoever wrote last', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Frobnicator' })
  await app.db.transaction(async (unit) => {
    await app.parts.update(key, { description: 'Gizmo' })
    await unit.query('update parts set description = $1 where key = $2', ['Doodad', key])
  })
  await until(async () => (await keysOf(app, 'doodad')).length === 1)
})

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
  t.equal(await staleCount(app), 1, 'and has marked the document')
  await rebuilder.start()
  t.strictSame(await keysOf(app, 'gizmo'), [key])
  t.strictSame(await keysOf(app, 'frobnicator'), [])
  t.strictSame(await findWrongDocuments(app.db), [])
})

t.test('a part that becomes what it was while its document is made leaves no wrong document', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Frobnicator' })
  await app.searchDocuments.stop()
  await app.db.query(`update parts set description = 'Gizmo'`)
  t.equal(await staleCount(app), 1)
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
  t.equal(await staleCount(app), 1, 'and marks it')
  await new DocumentRebuilder(app.db).start()
  t.strictSame(await keysOf(app, 'frobnicator'), [key])
  t.strictSame(await findWrongDocuments(app.db), [])
})

t.test('documents of older rules are written again, by several replicas together', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const [one, two] = await Promise.all([
    buildApp(t, { settings: { databaseUrl } }),
    buildApp(t, { settings: { databaseUrl } }),
  ])
  await addParts(one, 1300)
  await until(async () => (await staleCount(one)) === 0)
  await one.db.query('update part_search_documents set rules = -1')
  const rebuilt = await metricValue('part_search_documents_rebuilt_total', { reason: 'rules' })
  const during = (await one.inject({ url: '/api/parts/search', query: { q: 'widget 17' } })).json()
  t.match(
    during,
    { total: { value: 1 }, interpreted: { notes: [{ code: 'index_incomplete' }] } },
    'both versions answer',
  )
  await Promise.all([one.searchDocuments.start(), two.searchDocuments.start()])
  t.equal(await staleCount(one), 0)
  t.equal(
    (await metricValue('part_search_documents_rebuilt_total', { reason: 'rules' })) - rebuilt,
    1300,
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
  await addParts(app, 6000)
  await until(async () => (await staleCount(app)) === 0)
  await app.db.query('update part_search_documents set rules = -1')
  await app.db.query('vacuum full analyze part_search_documents')
  const before = await bytes()
  await app.searchDocuments.start()
  t.equal(await staleCount(app), 0)
  const after = await bytes()
  t.ok(after < before * 1.75, `${after} bytes after ${before}`)
})

t.test('rules that change while parts are written leave no document behind', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const [one, two] = await Promise.all([
    buildApp(t, { settings: { databaseUrl } }),
    buildApp(t, { settings: { databaseUrl } }),
  ])
  await addParts(one, 1500)
  await until(async () => (await staleCount(one)) === 0)
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
  await until(async () => (await staleCount(one)) === 0)
  t.strictSame(await findWrongDocuments(one.db), [])
  t.equal((await keysOf(two, 'gizmo')).length, 20, 'a page of those that were changed')
})

t.test('a type of very many parts is renamed at the cost of one row', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  const { id: typeId } = await app.types.create('Frobnicator')
  await app.searchDocuments.stop()
  await addParts(app, 50_000)
  await app.db.query(`alter table parts disable trigger guard_search_document_of_changed`)
  await app.db.query('update parts set type_id = $1', [typeId])
  await app.db.query(
    `update part_search_documents d set rules = $1, source = part_search_source(p), tokens = $2::tsvector
       from parts p where p.id = d.part_id`,
    [RULES_VERSION, `'y:${typeId}':1A`],
  )
  const search = async (q: string) => (await app.inject({ url: '/api/parts/search', query: { q, limit: '1' } })).json()
  t.match(await search('frobnicator'), { total: { value: 1000, exact: false } })
  const count = await statements.during(() => app.types.rename(typeId, 'Gizmo'))
  t.ok(count < 10, `${count} statements`)
  t.match(await search('gizmo'), { total: { value: 1000, exact: false }, items: [{ type_name: 'Gizmo' }] })
  t.match(await search('frobnicator'), { total: { value: 0 } })
  t.equal(await staleCount(app), 0, 'no document had to be written')
})

t.test('a document that is changed behind its back is found by the verification', async (t) => {
  const app = await buildApp(t)
  const { key, id } = await app.parts.create({ description: 'Frobnicator 4k7' })
  const other = await app.parts.create({ description: 'Gizmo 4k7' })
  t.strictSame(await findWrongDocuments(app.db), [])
  await app.db.query(`update part_search_documents set tokens = 'x:1' where part_id = $1`, [id])
  t.strictSame(await findWrongDocuments(app.db), [key])
  await app.db.query('delete from part_search_values where part_id = $1', [other.id])
  t.strictSame(await findWrongDocuments(app.db), [key, other.key].sort())
  await app.searchDocuments.rebuildAll()
  t.strictSame(await findWrongDocuments(app.db), [])
})

t.test('a renamed type and a renamed seller are found at once', async (t) => {
  const app = await buildApp(t)
  const type = await app.types.create('Frobnicator')
  const seller = await app.sellers.create({ name: 'Acme Parts', website: 'https://acme.example' })
  const { key } = await app.parts.create({ description: 'Thing', typeId: type.id })
  await app.db.query(
    `insert into part_sellers (part_id, seller_id, link) select id, $1, 'https://acme.example/1' from parts`,
    [seller.id],
  )
  t.strictSame(await keysOf(app, 'frobnicator acme'), [key])
  await app.types.rename(type.id, 'Gizmo')
  t.strictSame(await keysOf(app, 'gizmo'), [key])
  t.strictSame(await keysOf(app, 'frobnicator'), [])
  await app.db.query(`update sellers set name = 'Zenith'`)
  t.strictSame(await keysOf(app, 'zenith'), [key])
  t.strictSame(await keysOf(app, 'acme'), [])
})

t.test('a batch of the rebuild holds few long descriptions, and reads all of them in the end', async (t) => {
  const app = await buildApp(t)
  await app.searchDocuments.stop()
  await addParts(app, 30)
  await app.db.query(`update parts set description = repeat('a 4k7 ', 8333)`)
  const batch = await app.db.query(LOCK_STALE, [RULES_VERSION, BATCH, BATCH_TEXT])
  const letters = batch.map(({ description }) => description.length)
  t.ok(letters.length > 1 && letters.length < 15, `${letters.length} of 30`)
  t.equal(await new DocumentRebuilder(app.db).rebuildAll(), 30)
  t.strictSame(await findWrongDocuments(app.db), [])
})

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
