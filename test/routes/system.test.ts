import { hostname } from 'node:os'
import t from 'tap'
import { ownVersion } from '../../plugins/own-version.ts'
import { buildApp } from '../support/build-app.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { until } from '../support/until.ts'

t.test('which processes run, how the last ones ended, and what the database is', async (t) => {
  t.match(ownVersion(), /^\d+\.\d+\.\d+/)
  const databaseUrl = await createTestDatabase(t)
  const first = await buildApp(t, { settings: { databaseUrl } })
  const read = async (app = first) => (await app.inject('/api/system')).json()
  const own = { host: hostname(), version: ownVersion() }

  const alone = await read()
  t.match(alone, { replicas: [{ ...own, is_this: true }], shutdowns: [] })
  t.equal(alone.replicas.length, 1)
  t.match(alone.database, { version: /^\d+/, size_bytes: Number })
  t.ok(alone.database.size_bytes > 1_000_000)

  const second = await buildApp(t, { settings: { databaseUrl } })
  t.match((await read()).replicas, [{ is_this: true }, { ...own, is_this: false }])
  t.match((await read(second)).replicas, [{ is_this: false }, { ...own, is_this: true }])

  await second.close()
  const after = await read()
  t.equal(after.replicas.length, 1)
  t.match(after.shutdowns, [{ ...own, clean: true, active_tasks: 0, duration_seconds: Number }])

  // A process that was killed: its lock is free, and the next start has noticed it.
  await first.db.query(`insert into process_runs (host, version, taken_over_at) values ('old-host', '0.0.1', now())`)
  t.match((await read()).shutdowns, [
    { host: 'old-host', version: '0.0.1', clean: false, duration_seconds: null },
    { clean: true },
  ])
})

t.test('why a polling callback failed last', async (t) => {
  const { promise: failed, resolve } = Promise.withResolvers<void>()
  const app = await buildApp(t, {
    prepare: (instance) => {
      instance.registerForPolling('out-of-order', () => {
        resolve()
        throw new Error('the scale has no battery\nand more')
      })
    },
  })
  await failed
  await until(async () => (await app.inject('/api/system')).json().polling_failures.length > 0)
  t.match((await app.inject('/api/system')).json().polling_failures, [
    { callback: 'out-of-order', message: /^the scale has no battery$/, failed_at: /Z$/ },
  ])
})
