import t, { type Test } from 'tap'
import { DEFAULT_LIMITS } from '../../../plugins/database/limits.ts'
import { OpenConnections } from '../../../plugins/database/open-connections.ts'
import { createPool } from '../../../plugins/database/pool.ts'
import { makeClient, openConnection } from '../../../plugins/database/single-connection.ts'
import { startFreezingProxy } from '../../support/freezing-proxy.ts'
import { createTestDatabase } from '../../support/test-database.ts'

const HOUR = 3600
/** Limits that no test lives to see. */
const LONG = { statementSeconds: HOUR, lockSeconds: HOUR, idleTransactionSeconds: HOUR }

async function setUp(t: Test) {
  const proxy = await startFreezingProxy(t, await createTestDatabase(t))
  let gone = 0
  const connections = new OpenConnections({
    makeClient: () => makeClient(proxy.url, 'asks'),
    onGone: () => {
      gone++
    },
  })
  t.teardown(() => connections.stop())
  const session = { databaseUrl: proxy.url, poolTimeoutSeconds: HOUR, connections }
  const open = (limits = LONG) => openConnection({ ...session, applicationName: 'test', limits })
  return { proxy, connections, session, open, gone: () => gone }
}

t.test('while an instance closes, a statement without an answer is cut off; others are answered', async (t) => {
  const { connections, open, gone } = await setUp(t)
  const idle = await open()
  const slow = await open()
  const sleep = slow.query(`select pg_sleep(${HOUR})`)
  connections.beginClosing()
  await t.rejects(sleep, { code: 'DATABASE_UNREACHABLE' })
  t.equal(gone(), 0, 'the server was asked, and is well')
  t.equal((await idle.query('select 1')).rowCount, 1)
  const late = await open(DEFAULT_LIMITS)
  t.equal((await late.query('select 1')).rowCount, 1, 'what is done at the end may connect')
  await Promise.all([idle.end(), late.end()])
})

t.test('a statement that goes on answering is not cut off', async (t) => {
  const { connections, open } = await setUp(t)
  const talking = await open()
  connections.beginClosing()
  const { rows } = await talking.query(
    `select repeat('x', 20000) from generate_series(1, 60) as n, lateral (select pg_sleep(0.1 + n * 0)) as pause`,
  )
  t.equal(rows.length, 60, 'six seconds of rows, a few at a time')
  await talking.end()
})

t.test('when the server answers nobody, all that waits fails at once, and so does what comes later', async (t) => {
  const { proxy, connections, session, open, gone } = await setUp(t)
  const pool = createPool({ ...session, poolMax: 1, limits: LONG })
  const kept = await open()
  const lent = await pool.connect()
  proxy.freeze()
  const ended = new Promise<void>((resolve) => kept.once('end', resolve))
  const statement = lent.query('select 1').finally(() => lent.release(true))
  connections.beginClosing()
  connections.beginClosing()
  await Promise.all([
    t.rejects(statement, { code: 'DATABASE_UNREACHABLE' }),
    t.rejects(pool.connect(), /Connection terminated/, 'who waits in the queue'),
    t.rejects(open(), { code: 'DATABASE_UNREACHABLE' }, 'who connects'),
    ended,
  ])
  t.equal(gone(), 1)
  await t.rejects(open(), { code: 'DATABASE_UNREACHABLE' }, 'nobody waits for it any more')
  await pool.end()
})
