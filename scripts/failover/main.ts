import { type PoolMode, poolerVersion, startPooler } from '../pooler/pgbouncer.ts'
import { startCluster } from './cluster.ts'
import { findPrograms } from './programs.ts'
import { describe, isGood } from './report.ts'
import { runTrial } from './trial.ts'

const KILLS = 10
/** It gives up a server that is gone as soon as HAProxy does, and asks for the new one each second. */
const POOLER_LINES = ['server_login_retry = 1', 'server_connect_timeout = 3', 'query_wait_timeout = 10']

/**
 * Kills the leader of two PostgreSQL under Patroni again and again while clients write, and reports what that cost.
 * Arguments: how often, 10 by default; and `session` or `transaction` for a PgBouncer in this mode before HAProxy.
 */
const kills = Number(process.argv[2] ?? KILLS)
const mode = readMode(process.argv[3])
const programs = findPrograms()
if (!Number.isInteger(kills) || kills < 1 || mode === 'unknown') {
  console.error('Usage: npm run failover [-- <how often the leader is killed> [session|transaction]]')
  process.exitCode = 1
} else if (mode !== null && poolerVersion() === null) {
  console.log('Skipped: install pgbouncer (package of Debian) to try the same behind a pooler')
} else if (Array.isArray(programs)) {
  console.log(`Skipped: install ${programs.join(', ')} (packages of Debian) to try what happens when the leader ends`)
} else {
  // What was started is ended with this process.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  console.log('Starting two PostgreSQL under Patroni, and HAProxy before them')
  const cluster = await startCluster(programs)
  const pooler = mode && (await startPooler(cluster.url, { mode, keepsNames: false, lines: POOLER_LINES }).catch(stop))
  // Tasks and streams need sessions that stay.
  const hasSessions = mode !== 'transaction'
  try {
    const url = pooler?.url ?? cluster.url
    const totals = await runTrial(cluster, { url, kills, hasSessions }, (line) => console.log(line))
    console.log(`\n${describe(totals)}`)
    if (!isGood(totals)) process.exitCode = 1
  } finally {
    await pooler?.stop()
    await cluster.stop()
  }

  async function stop(error: unknown): Promise<never> {
    await cluster.stop()
    throw error
  }
}

function readMode(text: string | undefined): PoolMode | null | 'unknown' {
  if (text === undefined) return null
  return text === 'session' || text === 'transaction' ? text : 'unknown'
}
