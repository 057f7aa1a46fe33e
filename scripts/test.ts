import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { SERVER_VARIABLE, startTestServer } from '../test/support/test-server.ts'
import { findTests, inBrowser, RunningTestFile, type TestFileResult } from './test/test-files.ts'
import { ensurePages } from './web/ensure-pages.ts'

const FAILURES = '.tap/failures.tap'
/** Some tests wait for processes and clocks, so one more than there are processors keeps them all busy. */
const JOBS = availableParallelism() + 1

function describe({ file, passed, failed, seconds }: TestFileResult): string {
  const outcome = failed === 0 ? `${passed} passed` : `${failed} FAILED`
  return `${file}  ${outcome}  ${seconds.toFixed(1)} s`
}

/**
 * Runs the tests given on the command line, or all of them, on one PostgreSQL server that is started for them. Each
 * test file is a process of its own, and gets databases of its own, copied from a migrated template.
 */
const files = await findTests(process.argv.slice(2))
if (files.some(inBrowser) && !ensurePages()) process.exit(1)
const running = new Set<RunningTestFile>()
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (interrupted) return
    interrupted = true
    console.log('Interrupted: the tests that run are ended, and what they have started')
    for (const test of running) void test.end()
  })
}
console.log('Starting PostgreSQL for the tests')
const server = await startTestServer()
const env = {
  ...process.env,
  [SERVER_VARIABLE]: server.url,
  // Seconds for a whole file, on a machine that has other things to do as well.
  TAP_TIMEOUT: '300',
  NODE_COMPILE_CACHE: 'node_modules/.cache/tests',
}
const results: TestFileResult[] = []
async function work(waiting: Iterator<string>): Promise<void> {
  for (let next = waiting.next(); !next.done && !interrupted; next = waiting.next()) {
    const file = next.value
    const test = new RunningTestFile(file, env, (assertion) => console.log(`NOT OK  ${file}  ${assertion}`))
    running.add(test)
    const result = await test.result
    running.delete(test)
    results.push(result)
    console.log(`${results.length}/${files.length}  ${describe(result)}`)
    if (result.failed > 0 && !interrupted) console.log(result.trouble)
  }
}

try {
  const waiting = files.values()
  await Promise.all(Array.from({ length: JOBS }, () => work(waiting)))
} finally {
  await server.stop()
}

const failures = results.filter(({ failed }) => failed > 0)
const report = failures.map((result) => `\n${describe(result)}\n${result.trouble}`).join('\n')
if (failures.length > 0) console.log(`\n${failures.map(describe).join('\n')}\nAll of it is in ${FAILURES}.`)
await mkdir('.tap', { recursive: true })
await writeFile(FAILURES, report)
const total = (count: (result: TestFileResult) => number) => results.reduce((sum, result) => sum + count(result), 0)
console.log(`${total(({ passed }) => passed)} passed, ${total(({ failed }) => failed)} failed`)
process.exitCode = interrupted || failures.length > 0 ? 1 : 0
