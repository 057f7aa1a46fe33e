import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { SERVER_VARIABLE, startTestServer } from '../test/support/test-server.ts'

const RESULTS = '.tap/results.tap'

/** Runs a program with the terminal as it is. @returns its exit code. */
async function run(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', env })
  const [code] = await once(child, 'exit')
  return typeof code === 'number' ? code : 1
}

/** Reads how many assertions passed and failed from the summary at the end of a TAP stream. */
async function readTotals(file: string): Promise<{ passed: number; failed: number }> {
  const text = await readFile(file, 'utf8')
  const summary = /^# \{ total: \d+.*\}$/m.exec(text)?.[0] ?? ''
  const count = (name: string) => Number(new RegExp(`\\b${name}: (\\d+)`).exec(summary)?.[1] ?? 0)
  return { passed: count('pass'), failed: count('fail') }
}

/**
 * Runs the tests given on the command line, or all of them, on one PostgreSQL server that is started for them. Each
 * test file gets databases of its own, copied from a migrated template.
 */
console.log('Starting PostgreSQL for the tests')
const server = await startTestServer()
const env = { ...process.env, [SERVER_VARIABLE]: server.url }
let exitCode = 1
try {
  await run('tap', ['build'], env)
  exitCode = await run('tap', ['run', '--reporter=terse', `--output-file=${RESULTS}`, ...process.argv.slice(2)], env)
} finally {
  await server.stop()
}
const { passed, failed } = await readTotals(RESULTS)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = exitCode
