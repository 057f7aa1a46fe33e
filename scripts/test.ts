import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUNDLE_VARIABLE } from '../test/support/bundled-service.ts'
import { SHARED_FOLDER_VARIABLE } from '../test/support/ready-data-folder.ts'
import { SERVER_VARIABLE } from '../test/support/running-server.ts'
import { bundleFor } from './test/bundle/build-bundle.ts'
import { describe, type TestFileResult } from './test/file-result.ts'
import { inBrowser } from './test/group-files.ts'
import { describeCosts, secondsOfChildren, secondsOfServer } from './test/processor-time.ts'
import { findTests } from './test/test-files.ts'
import { TestRun, type UnsteadyFile } from './test/test-run.ts'
import { ensurePages } from './web/ensure-pages.ts'

const FAILURES = '.tap/failures.tap'

function describeUnsteady({ first }: UnsteadyFile): string {
  const failures = first.failures.length > 0 ? first.failures : ['it ended badly']
  return `UNSTEADY  ${first.file}  passed alone; the first time:\n${failures.map((each) => `  ${each}`).join('\n')}`
}

/** It knows the migrations, and with them most of the service. */
async function startServer() {
  const { startTestServer } = await import('../test/support/test-server.ts')
  return startTestServer()
}

/**
 * Runs the tests given on the command line, or all of them, on one PostgreSQL server that is started for them, or on that of
 * another run. Each test file gets databases of its own, copied from a migrated template.
 */
const files = await findTests(process.argv.slice(2))
if (files.some(inBrowser) && !ensurePages()) process.exit(1)
const run = new TestRun()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (run.interrupted) return
    console.log('Interrupted: the tests that run are ended, and what they have started')
    run.interrupt()
  })
}
const { [SERVER_VARIABLE]: given } = process.env
if (!given) console.log('Starting PostgreSQL for the tests')
const server = given ? { url: given, pid: Number.NaN, stop: async () => {} } : await startServer()
const shared = await mkdtemp(join(tmpdir(), 'inventory-test-'))
const env = {
  ...process.env,
  [SHARED_FOLDER_VARIABLE]: shared,
  [SERVER_VARIABLE]: server.url,
  [BUNDLE_VARIABLE]: await bundleFor(files),
  // Seconds for a whole file: one that hangs is ended, one on a machine that has other things to do is not.
  TAP_TIMEOUT: '900',
  NODE_COMPILE_CACHE: 'node_modules/.cache/tests',
}
const usedBefore = { inProcesses: secondsOfChildren(), inDatabase: secondsOfServer(server.pid) }
let inProcesses = 0
let inDatabase = 0
const { passed, failed, unsteady } = await run.run(files, env).finally(async () => {
  inProcesses = secondsOfChildren() - usedBefore.inProcesses
  inDatabase = secondsOfServer(server.pid) - usedBefore.inDatabase
  await server.stop()
  await rm(shared, { recursive: true, force: true })
})

const troubled = [...unsteady.map(({ first }) => first), ...failed]
await mkdir('.tap', { recursive: true })
await writeFile(FAILURES, troubled.map((result) => `\n${describe(result)}\n${result.trouble}`).join('\n'))
if (unsteady.length > 0) console.log(`\n${unsteady.map(describeUnsteady).join('\n')}`)
if (failed.length > 0) console.log(`\n${failed.map(describe).join('\n')}`)
if (troubled.length > 0) console.log(`All of it is in ${FAILURES}.`)
if (files.length > 1) console.log(`\n${describeCosts([...passed, ...failed], { inProcesses, inDatabase })}\n`)
const total = (count: (result: TestFileResult) => number) =>
  [...passed, ...failed].reduce((sum, result) => sum + count(result), 0)
console.log(`${total((result) => result.passed)} passed, ${total((result) => result.failed)} failed`)
process.exitCode = run.interrupted || failed.length > 0 ? 1 : 0
