import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { findWrongDocuments } from '../../../../services/catalogue/search-documents/verify-documents.ts'
import { buildApp } from '../../../support/build-app.ts'
import { addParts } from '../../../support/search-documents.ts'
import { createTestDatabase } from '../../../support/test-database.ts'
import { until } from '../../../support/until.ts'

const PARTS = 4000

async function countOf(app: FastifyInstance, condition: string): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    `select count(*)::int as count from part_search_documents where ${condition}`,
  )
  return row?.count ?? 0
}

t.test('a rebuild that is killed while parts are changed is ended by another process', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const app = await buildApp(t, { settings: { databaseUrl, metricsUpdateInterval: 3600 } })
  await addParts(app, PARTS)
  await until(async () => (await countOf(app, 'rules = 0')) === 0)

  await app.db.query('update part_search_documents set rules = -1')
  const child = spawn(process.execPath, ['cli/main.ts', 'reindex-search'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  let isKilled = false
  const writing = (async () => {
    for (let n = 1; !isKilled; n++) {
      const key = `AAA${String.fromCharCode(65 + (n % 14) + 1)}`
      await app.parts.update(key, { description: `Gizmo ${n}` })
    }
  })()
  // It has written some.
  await until(async () => (await countOf(app, 'rules < 0')) > 500 && (await countOf(app, 'rules > 0')) > 500)
  child.kill('SIGKILL')
  await ended
  isKilled = true
  await writing
  t.ok((await countOf(app, 'rules < 0')) > 0, 'some are left')

  await app.searchDocuments.start()
  t.equal(await countOf(app, 'rules <= 0'), 0)
  t.strictSame(await findWrongDocuments(app.db), [])
})
