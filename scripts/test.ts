import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { SERVER_VARIABLE, startTestServer } from '../test/support/test-server.ts'
import { findTests, runTestFile, type TestFileResult } from './test/test-files.ts'

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
console.log('Starting PostgreSQL for the tests')
const server = await startTestServer()
const env = {
  ...process.env,
  [SERVER_VARIABLE]: server.url,
  TAP_TIMEOUT: '120',
  NODE_COMPILE_CACHE: 'node_modules/.cache/tests',
}
const results: TestFileResult[] = []
try {
  const waiting = files.values()
  const work = async () => {
    for (const file of waiting) {
      const result = await runTestFile(file, env)
      results.push(result)
      console.log(`${results.length}/${files.length}  ${describe(result)}`)
    }
  }
  await Promise.all(Array.from({ length: JOBS }, work))
} finally {
  await server.stop()
}

const failures = results.filter(({ failed }) => failed > 0)
const report = failures.map((result) => `\n${describe(result)}\n${result.trouble}`).join('\n')
console.log(report)
await mkdir('.tap', { recursive: true })
await writeFile(FAILURES, report)
const total = (count: (result: TestFileResult) => number) => results.reduce((sum, result) => sum + count(result), 0)
console.log(`${total(({ passed }) => passed)} passed, ${total(({ failed }) => failed)} failed`)
process.exitCode = failures.length === 0 ? 0 : 1
