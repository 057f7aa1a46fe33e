import { randomBytes } from 'node:crypto'
import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { administer } from '../../support/running-server.ts'
import { createTestDatabase } from '../../support/test-database.ts'

/** A database, and a user of its own who may sign in. */
async function createUser(t: Test) {
  const owner = await createTestDatabase(t)
  const url = new URL(owner)
  const database = url.pathname.slice(1)
  const user = `user_${randomBytes(6).toString('hex')}`
  await administer(owner, `create role ${user} login password 'a-secret'`)
  t.teardown(() => administer(owner, `drop role ${user}`))
  const run = (statement: string) =>
    administer(owner, statement.replaceAll('DATABASE', database).replaceAll('USER', user))
  url.username = user
  url.password = 'a-secret'
  return { url, database, user, run }
}

interface Refusal {
  name: string
  /** What is wrong with the server. */
  statement?: string
  /** What is wrong with the URL. */
  change?: (url: URL) => void
  reason: string
  told: RegExp
}

const REFUSALS: Refusal[] = [
  {
    name: 'no such database',
    change: (url) => {
      url.pathname = '/missing'
    },
    reason: 'no such database',
    told: /^database "missing" does not exist\. Make it with createdb, or set DATABASE_URL/,
  },
  {
    name: 'a wrong password',
    change: (url) => {
      url.password = 'wrong'
    },
    reason: 'wrong user or password',
    told: /^password authentication failed for user "\S+"\. Check user and password in DATABASE_URL$/,
  },
  {
    name: 'a user who may not sign in',
    statement: 'alter role USER nologin',
    reason: 'the user is not let in',
    told: /is not permitted to log in\. Check the user in DATABASE_URL, and pg_hba\.conf/,
  },
  {
    name: 'no right to connect',
    statement: 'revoke connect on database DATABASE from public',
    reason: 'no right to connect',
    told: /^permission denied for database "\S+"\. Let the owner of the database run "grant connect on database/,
  },
  {
    name: 'a database that takes nobody',
    statement: 'alter database DATABASE allow_connections false',
    reason: 'the database takes no connections',
    told: /is not currently accepting connections\. Run "alter database … allow_connections true"/,
  },
  {
    name: 'a user with too many connections',
    statement: 'alter role USER connection limit 0',
    reason: 'no connection is free',
    told: /^too many connections for role "\S+"\. Raise max_connections of the server, or lower DB_POOL_SIZE/,
  },
]

for (const { name, statement, change, reason, told } of REFUSALS) {
  t.test(`${name}: the log says what to mend, and the probe only what is wrong`, async (t) => {
    const { url, user, database, run } = await createUser(t)
    if (statement !== undefined) await run(statement)
    change?.(url)
    const lines: string[] = []
    const stream = { write: (line: string) => void lines.push(line) }
    const server = { logger: { level: 'warn', stream } }
    const app = await buildApp(t, { settings: { databaseUrl: url.href, dbPoolTimeout: 2 }, server })
    t.equal((await app.inject('/api/types')).statusCode, 503)
    const probe = await app.inject('/health/readyz')
    t.equal(probe.statusCode, 503)
    t.strictSame(probe.json().database, { connected: false, reason, ok: false })
    for (const secret of [user, database, 'missing']) t.notMatch(probe.body, secret)
    await app.close()
    const records = lines.map((line) => JSON.parse(line))
    for (const msg of [/^there is no connection to the database/, /^the database cannot be used/]) {
      t.match(
        records.find((record) => msg.test(record.msg)),
        { level: 40, reason: told, err: undefined },
      )
    }
    t.notMatch(lines.join('\n'), 'a-secret')
  })
}
