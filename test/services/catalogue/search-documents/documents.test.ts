import t from 'tap'
import { findWrongDocuments } from '../../../../services/catalogue/search-documents/verify-documents.ts'
import { RULES_VERSION } from '../../../../services/catalogue/search-rules/rules-version.ts'
import { buildApp } from '../../../support/build-app.ts'
import { countStatements } from '../../../support/count-statements.ts'
import { metricValue } from '../../../support/metric-value.ts'
import { addParts, countStale, keysFound } from '../../../support/search-documents.ts'
import { until } from '../../../support/until.ts'

t.test('a part that the service writes is found at once, and its document fits it', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Frobnicator 4k7' })
  t.strictSame(await keysFound(app, 'frobnicator'), [key])
  await app.parts.update(key, { description: 'Gizmo 47k' })
  t.strictSame(await keysFound(app, 'frobnicator'), [])
  t.strictSame(await keysFound(app, 'gizmo 47k'), [key])
  t.strictSame(await keysFound(app, '4k7'), [])
  await app.parts.update(key, {})
  t.equal(await countStale(app), 0)
  t.strictSame(await findWrongDocuments(app.db), [])
  await app.parts.delete(key)
  t.strictSame(await keysFound(app, 'gizmo'), [])
})

t.test('what is rolled back leaves nothing', async (t) => {
  const app = await buildApp(t)
  const failed = app.db.transaction(async () => {
    await app.parts.create({ description: 'Frobnicator' })
    throw new Error('no')
  })
  await t.rejects(failed)
  t.strictSame(await keysFound(app, 'frobnicator'), [])
})

t.test('a part that is changed by other ways is marked, and found by its new text soon', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Frobnicator' })
  const rebuilt = await metricValue('part_search_documents_rebuilt_total', { reason: 'stale' })
  await app.db.query('update parts set description = $1 where key = $2', ['Gizmo', key])
  await until(async () => (await keysFound(app, 'gizmo')).length === 1)
  t.strictSame(await keysFound(app, 'frobnicator'), [])
  await until(
    async () => (await metricValue('part_search_documents_rebuilt_total', { reason: 'stale' })) === rebuilt + 1,
  )
  await app.db.query(`update parts set description = 'Gizmo', product_page = 'x' where key = $1`, [key])
  t.equal(await countStale(app), 0, 'what is not searched for marks nothing')
})

t.test('a document of a changed part is of the state at the commit, whoever wrote last', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'Frobnicator' })
  await app.db.transaction(async (unit) => {
    await app.parts.update(key, { description: 'Gizmo' })
    await unit.query('update parts set description = $1 where key = $2', ['Doodad', key])
  })
  await until(async () => (await keysFound(app, 'doodad')).length === 1)
})

t.test('a type of very many parts is renamed at the cost of one row', async (t) => {
  const statements = countStatements()
  const app = await buildApp(t, { onStatement: statements.onStatement })
  const { id: typeId } = await app.types.create('Frobnicator')
  await app.searchDocuments.stop()
  await addParts(app, 5000)
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
  t.equal(await countStale(app), 0, 'no document had to be written')
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
  t.strictSame(await keysFound(app, 'frobnicator acme'), [key])
  await app.types.rename(type.id, 'Gizmo')
  t.strictSame(await keysFound(app, 'gizmo'), [key])
  t.strictSame(await keysFound(app, 'frobnicator'), [])
  await app.db.query(`update sellers set name = 'Zenith'`)
  t.strictSame(await keysFound(app, 'zenith'), [key])
  t.strictSame(await keysFound(app, 'acme'), [])
})
