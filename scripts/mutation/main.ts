import { delimiter, dirname, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { SERVER_VARIABLE } from '../../test/support/running-server.ts'
import { isInSample } from './sample.ts'
import { scoreRows } from './scores.ts'
import { strykerOptions } from './stryker-options.ts'
import { TARGETS } from './targets.ts'

const USAGE = `Usage: npm run mutation -- [--percent 25] <target> [source file …]

Changes the code of a target in small ways, one after another, and counts the changes that no test notices. With --percent
only so many of a hundred changes are tried, always the same ones. A source file may have lines: file.ts:10-20.
Targets: ${Object.keys(TARGETS).join(', ')}.`

const { positionals, values } = parseArgs({ allowPositionals: true, options: { percent: { type: 'string' } } })
const [name = '', ...files] = positionals
const target = TARGETS[name]
const percent = Number(values.percent ?? 100)
if (!target || !(percent > 0 && percent <= 100)) {
  console.error(USAGE)
  process.exit(2)
}

/** It knows the migrations, and with them most of the service. */
async function startServer() {
  console.log('Starting PostgreSQL for the tests')
  const { startTestServer } = await import('../../test/support/test-server.ts')
  return startTestServer()
}

const server = target.runsService ? await startServer() : null
if (server) process.env[SERVER_VARIABLE] = server.url
// Tests start `node` by its name, and the tool passes its own environment on.
process.env.PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`
// Each file has a limit of its own.
process.env.TAP_TIMEOUT = '0'
process.env.NODE_COMPILE_CACHE = 'node_modules/.cache/tests'
try {
  const sources = files.length > 0 ? files : target.sources
  const results = await new Stryker(strykerOptions(target, { sources, percent })).runMutationTest()
  const named = results.map((result) => ({ ...result, fileName: relative('.', result.fileName) }))
  const rows = scoreRows(named, (id) => isInSample(id, percent))
  console.log(`\nFor docs/mutation.md:\n${rows.join('\n')}`)
} finally {
  await server?.stop()
}
