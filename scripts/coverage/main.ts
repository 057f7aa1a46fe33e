import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Report } from 'c8'
import { repeat } from '../../plugins/repeat.ts'
import { addFilesNotLoaded, collectProcesses } from './collect-processes.ts'
import { folderTable } from './folder-table.ts'
import { measuredFiles } from './measured-files.ts'

const WORK = '.tap/coverage'
const RAW = resolve(WORK, 'raw')
const KEPT = resolve(WORK, 'kept')
const REPORT = 'coverage'

/**
 * Runs the tests that are given, or all of them, and prints by folder which of the code has run. Node records it for
 * every process: test files, and the services and commands that they start.
 */
await rm(WORK, { recursive: true, force: true })
await mkdir(RAW, { recursive: true })
const files = await measuredFiles()
const collect = () => collectProcesses({ raw: RAW, kept: KEPT, files })

const tests = spawn(process.execPath, ['scripts/test.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
  // Code out of the compile cache is counted less exactly.
  env: { ...process.env, NODE_V8_COVERAGE: RAW, NODE_DISABLE_COMPILE_CACHE: '1' },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => tests.kill(signal))
const collecting = repeat(2, collect)
collecting.start((error) => console.error(error))
const [code] = await once(tests, 'exit')
await collecting.stop()
await collect()

await addFilesNotLoaded({ kept: KEPT, files })

const options = {
  tempDirectory: KEPT,
  reportsDirectory: REPORT,
  reporter: ['json-summary', 'html'],
  // All that the records have: they are about measured files only, and a pattern for each would be tried on each of them.
  include: [],
  exclude: [],
  extension: ['.ts'],
  // One process after another: all of them together would take gigabytes.
  mergeAsync: true,
}
await new Report(options).run()
await rm(WORK, { recursive: true, force: true })
console.log(`\n${folderTable(JSON.parse(await readFile(`${REPORT}/coverage-summary.json`, 'utf8')))}`)
console.log(`\nBy file and line: ${REPORT}/index.html`)
process.exitCode = code ?? 1
