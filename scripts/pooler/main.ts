import { startService } from '../../test/support/service-process.ts'
import { createTestDatabase } from '../../test/support/test-database.ts'
import { SERVER_VARIABLE, startTestServer } from '../../test/support/test-server.ts'
import { TESTING } from '../../test/support/work-at-the-end.ts'
import { checkService } from './checks.ts'
import { type PoolMode, poolerVersion, startPooler } from './pgbouncer.ts'

/** What the pages promise of PgBouncer: how it is set up, and what the service is told about it. */
const SETUPS: readonly { mode: PoolMode; settings: Record<string, string>; needs?: string }[] = [
  { mode: 'session', settings: {} },
  { mode: 'transaction', settings: { DB_PREPARED_STATEMENTS: 'false' } },
  { mode: 'transaction', settings: {}, needs: '1.21' },
]

const version = poolerVersion()
if (version === null) {
  console.error('PgBouncer is not installed, so nothing was checked. On Debian: apt-get install pgbouncer')
  process.exit(2)
}

function isOlder(than: string): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number)
  const [neededMajor = 0, neededMinor = 0] = than.split('.').map(Number)
  return major < neededMajor || (major === neededMajor && minor < neededMinor)
}

console.log(`PgBouncer ${version}`)
const server = await startTestServer()
process.env[SERVER_VARIABLE] = server.url
try {
  for (const { mode, settings, needs } of SETUPS) {
    console.log(`\npool_mode ${mode}, ${JSON.stringify(settings)}`)
    if (needs !== undefined && isOlder(needs)) {
      console.log(`  skipped: names of statements need PgBouncer ${needs}`)
      continue
    }
    const endings: (() => Promise<void> | void)[] = []
    const scope = { teardown: (work: () => Promise<void> | void) => void endings.push(work) }
    try {
      const pooler = await startPooler(await createTestDatabase(scope), mode)
      scope.teardown(() => pooler.stop())
      const service = await startService(scope, { ...TESTING, ...settings, DATABASE_URL: pooler.url })
      const findings = await checkService(service, { warns: mode === 'transaction' })
      for (const { says, holds } of findings) console.log(`  ${holds ? 'holds' : 'FAILS'}  ${says}`)
      if (findings.some(({ holds }) => !holds)) process.exitCode = 1
    } finally {
      for (const end of endings.reverse()) await end()
    }
  }
} finally {
  await server.stop()
}
