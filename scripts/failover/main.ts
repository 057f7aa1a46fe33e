import { startCluster } from './cluster.ts'
import { findPrograms } from './programs.ts'
import { describe, isGood } from './report.ts'
import { runTrial } from './trial.ts'

const KILLS = 10

/**
 * Kills the leader of two PostgreSQL under Patroni again and again while clients write, and reports what that cost.
 * Argument: how often, 10 by default.
 */
const kills = Number(process.argv[2] ?? KILLS)
const programs = findPrograms()
if (!Number.isInteger(kills) || kills < 1) {
  console.error('Usage: npm run failover [-- <how often the leader is killed>]')
  process.exitCode = 1
} else if (Array.isArray(programs)) {
  console.log(`Skipped: install ${programs.join(', ')} (packages of Debian) to try what happens when the leader ends`)
} else {
  // What was started is ended with this process.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  console.log('Starting two PostgreSQL under Patroni, and HAProxy before them')
  const cluster = await startCluster(programs)
  try {
    const totals = await runTrial(cluster, kills, (line) => console.log(line))
    console.log(`\n${describe(totals)}`)
    if (!isGood(totals)) process.exitCode = 1
  } finally {
    await cluster.stop()
  }
}
