import { SERVER_VARIABLE } from '../../test/support/running-server.ts'
import { startService } from '../../test/support/service-process.ts'
import { createTestDatabase } from '../../test/support/test-database.ts'
import { startTestServer } from '../../test/support/test-server.ts'
import { withTeardown } from '../../test/support/with-teardown.ts'
import { TESTING } from '../../test/support/work-at-the-end.ts'
import { checkService } from './checks.ts'
import { type PoolerOptions, poolerVersion, startPooler } from './pgbouncer.ts'

/** What the pages promise of PgBouncer: how it is set up, and what the service is told about it. */
const SETUPS: readonly (PoolerOptions & { settings: Record<string, string> })[] = [
  { mode: 'session', keepsNames: false, settings: {} },
  { mode: 'transaction', keepsNames: false, settings: { DB_PREPARED_STATEMENTS: 'false' } },
  { mode: 'transaction', keepsNames: false, settings: {} },
  { mode: 'transaction', keepsNames: true, settings: {} },
]
const KEEPS_NAMES_FROM = '1.21'

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
  for (const { mode, keepsNames, settings } of SETUPS) {
    console.log(`\npool_mode ${mode}, names are ${keepsNames ? '' : 'not '}kept, ${JSON.stringify(settings)}`)
    if (keepsNames && isOlder(KEEPS_NAMES_FROM)) {
      console.log(`  skipped: names of statements need PgBouncer ${KEEPS_NAMES_FROM}`)
      continue
    }
    await withTeardown(async (scope) => {
      const pooler = await startPooler(await createTestDatabase(scope), { mode, keepsNames })
      scope.teardown(() => pooler.stop())
      const service = await startService(scope, { ...TESTING, ...settings, DATABASE_URL: pooler.url })
      const findings = await checkService(service, {
        notifyIsLost: mode === 'transaction',
        namesAreLost: mode === 'transaction' && !keepsNames && settings.DB_PREPARED_STATEMENTS !== 'false',
      })
      for (const { says, holds } of findings) console.log(`  ${holds ? 'holds' : 'FAILS'}  ${says}`)
      if (findings.some(({ holds }) => !holds)) process.exitCode = 1
    })
  }
} finally {
  await server.stop()
}
