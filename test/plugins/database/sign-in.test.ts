import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { DEFAULT_LIMITS } from '../../../plugins/database/limits.ts'
import { createPool } from '../../../plugins/database/pool.ts'
import { openConnection } from '../../../plugins/database/single-connection.ts'
import { startEmbeddedServer } from '../../../plugins/embedded-postgres/index.ts'
import { buildApp } from '../../support/build-app.ts'
import { startFreezingProxy } from '../../support/freezing-proxy.ts'
import { administer } from '../../support/running-server.ts'
import { until } from '../../support/until.ts'

function withPassword(databaseUrl: string, password: string): string {
  const url = new URL(databaseUrl)
  url.password = password
  return url.href
}

/** A server of the test's own, whose rules of the sign-in can be changed. */
async function startServer(t: Test) {
  const dataDir = await mkdtemp(join(tmpdir(), 'inventory-sign-in-'))
  t.teardown(() => rm(dataDir, { recursive: true, force: true }))
  const server = await startEmbeddedServer({ dataDir })
  t.teardown(() => server.stop())
  const rules = join(dataDir, 'postgres', 'pg_hba.conf')
  const original = await readFile(rules, 'utf8')
  const allowWith = async (method: string) => {
    await writeFile(rules, original.replaceAll('scram-sha-256', method))
    await administer(server.url, 'select pg_reload_conf()')
  }
  return { url: server.url, allowWith }
}

t.test('a sign-in that fails leaves no connection', async (t) => {
  const { url, allowWith } = await startServer(t)
  const proxy = await startFreezingProxy(t, url)
  for (const method of ['scram-sha-256', 'md5', 'password']) {
    await allowWith(method)
    const failures = [
      { password: '', failure: { code: 'DATABASE_UNUSABLE', message: /asks for a password.*DATABASE_URL/ } },
      { password: 'wrong', failure: { code: '28P01' } },
    ]
    for (const { password, failure } of failures) {
      const databaseUrl = withPassword(proxy.url, password)
      const pool = createPool({ databaseUrl, poolMax: 2, poolTimeoutSeconds: 60 })
      for (let n = 0; n < 5; n++) await t.rejects(pool.connect(), failure, `${method}: ${password}`)
      await t.rejects(
        openConnection({ databaseUrl, applicationName: 'test', limits: DEFAULT_LIMITS, poolTimeoutSeconds: 60 }),
        failure,
      )
      await until(() => proxy.openConnections() === 0)
      t.pass('all are closed')
      await pool.end()
    }
  }
})

t.test('a service without the password is refused at the start', async (t) => {
  const { url } = await startServer(t)
  const proxy = await startFreezingProxy(t, withPassword(url, ''))
  for (const migrateOnStart of [true, false]) {
    await t.rejects(buildApp(t, { settings: { databaseUrl: proxy.url, migrateOnStart } }), {
      name: 'StartError',
      message: /asks for a password, and there is none.*DATABASE_URL/,
    })
  }
  await until(() => proxy.openConnections() === 0)
})

t.test('a server that begins to ask for a password is one without a connection', async (t) => {
  const { url, allowWith } = await startServer(t)
  await allowWith('trust')
  const proxy = await startFreezingProxy(t, withPassword(url, ''))
  const app = await buildApp(t, { settings: { databaseUrl: proxy.url, migrateOnStart: true } })
  await allowWith('scram-sha-256')
  proxy.cut()
  proxy.thaw()
  await until(async () => (await app.inject('/health/readyz')).statusCode === 503)
  for (let n = 0; n < 20; n++) t.equal((await app.inject('/api/types')).statusCode, 503)
  await until(() => proxy.openConnections() === 0)
  await allowWith('trust')
  await until(async () => (await app.inject('/health/readyz')).statusCode === 200)
  t.equal((await app.inject('/api/types')).statusCode, 200, 'it comes back by itself')
  await app.close()
})
