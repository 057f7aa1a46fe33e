import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { connectionConfig, databaseNameOf } from '../../../plugins/database/connection-config.ts'
import { startEmbeddedServer } from '../../../plugins/embedded-postgres/index.ts'
import { buildApp } from '../../support/build-app.ts'
import { administer, withDatabase } from '../../support/running-server.ts'

const dataDir = await mkdtemp(join(tmpdir(), 'inventory-names-'))
const server = await startEmbeddedServer({ dataDir, flags: { fsync: 'off' } })
t.teardown(async () => {
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
})
await administer(server.url, 'drop database inventory')

async function databases(): Promise<string[]> {
  const client = new pg.Client({ connectionString: withDatabase(server.url, 'postgres') })
  await client.connect()
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where not datistemplate and datname <> 'postgres'`,
  )
  await client.end()
  return rows.map(({ datname }) => datname)
}

for (const [name, written] of [
  ['parts', 'parts'],
  ['Straße & Co', encodeURIComponent('Straße & Co')],
  ['Straße & Co', 'Straße & Co'],
  ['a/b?c#d%e', encodeURIComponent('a/b?c#d%e')],
] as const) {
  t.test(`a server whose only database is ${name}, written ${written}`, async (t) => {
    await administer(server.url, `create database ${pg.escapeIdentifier(name)}`)
    const databaseUrl = server.url.replace(/\/[^/?]*\?/, `/${written}?`)
    const app = await buildApp(t, { settings: { databaseUrl, migrateOnStart: true } })
    t.equal((await app.inject('/health/readyz')).statusCode, 200)
    const added = await app.inject({ method: 'POST', url: '/api/types', payload: { name: 'Of a test' } })
    t.equal(added.statusCode, 201)
    const [own] = await app.db.query<{ name: string }>('select current_database() as name')
    t.equal(own?.name, name)
    t.same(await databases(), [name], 'no other database was made')
    await app.close()
    await administer(server.url, `drop database ${pg.escapeIdentifier(name)}`)
  })
}

t.test('a URL without a database leaves the name to the server', async (t) => {
  t.equal(databaseNameOf('postgresql://user@host'), undefined)
  t.equal(databaseNameOf('postgresql://user@host/?options=x'), undefined)
  t.equal(databaseNameOf('postgresql:///parts?host=/var/run/postgresql'), 'parts')
})

t.test('a mode of TLS keeps its meaning, and the driver prints no warning of it', async (t) => {
  const warnings: string[] = []
  const note = ({ message }: Error) => warnings.push(message)
  process.on('warning', note)
  t.teardown(() => process.off('warning', note))
  const ssl = (query: string) => connectionConfig(`postgresql://user:password@host/parts?${query}`, 'test').ssl
  for (const mode of ['prefer', 'require', 'verify-ca', 'verify-full']) {
    t.same(ssl(`connect_timeout=5&sslmode=${mode}&x=1`), {}, `${mode}: the certificate is checked`)
  }
  t.equal(ssl('sslmode=disable'), false)
  t.same(ssl('sslmode=no-verify'), { rejectUnauthorized: false })
  t.same(ssl('sslmode=require&uselibpqcompat=true'), { rejectUnauthorized: false })
  // Warnings are emitted in the next turn.
  await new Promise(setImmediate)
  t.same(warnings, [])
})
