import Fastify from 'fastify'
import fp from 'fastify-plugin'
import t from 'tap'
import app, { options } from '../../../app.ts'
import { createTestDatabase } from '../../support/test-database.ts'

async function build(databaseUrl: string, migrateOnStart: boolean) {
  const instance = Fastify({ ...options, logger: { level: 'silent' } })
  await instance.register(fp(app), { settings: { databaseUrl, migrateOnStart, dbPoolSize: 3 } })
  await instance.ready()
  return instance
}

t.test('replicas that start together migrate once', async (t) => {
  const databaseUrl = await createTestDatabase(t, { migrated: false })
  const replicas = await Promise.all(Array.from({ length: 4 }, () => build(databaseUrl, true)))
  const [first] = replicas
  const executed = await first?.db.query<{ name: string }>('select name from schema_migrations order by id')
  const names = executed?.map(({ name }) => name) ?? []
  t.ok(names.length >= 3)
  t.same(names, [...new Set(names)])
  for (const replica of replicas) {
    t.equal((await replica.inject('/health/readyz')).statusCode, 200)
    await replica.close()
  }
})

t.test('without permission to migrate the service starts, says that it is not ready, and closes', async (t) => {
  const databaseUrl = await createTestDatabase(t, { migrated: false })
  const instance = await build(databaseUrl, false)
  const answer = await instance.inject('/health/readyz')
  t.equal(answer.statusCode, 503)
  t.match(answer.json(), { database: { connected: true, ok: false } })
  t.ok(answer.json().database.migrations_pending >= 3)
  await instance.close()
})

t.test('every foreign key has an index, so that deleting never scans a table', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const instance = await build(databaseUrl, false)
  const missing = await instance.db.query<{ name: string }>(
    `select conname as name from pg_constraint c
      where contype = 'f' and connamespace = 'public'::regnamespace
        and not exists (select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = any (c.conkey))`,
  )
  t.same(missing, [])
  await instance.close()
})
