import { delimiter, dirname, relative } from 'node:path'
import { Stryker } from '@stryker-mutator/core'
import { SERVER_VARIABLE } from '../../test/support/running-server.ts'
import { startTestServer } from '../../test/support/test-server.ts'
import { scoreRows } from './scores.ts'
import { strykerOptions } from './stryker-options.ts'
import { TARGETS } from './targets.ts'

const USAGE = `Usage: npm run mutation -- <target> [source file …]

Changes the code of a target in small ways, one after another, and counts the changes that no test notices.
Targets: ${Object.keys(TARGETS).join(', ')}.`

const [name = '', ...files] = process.argv.slice(2)
const target = TARGETS[name]
if (!target) {
  console.error(USAGE)
  process.exit(2)
}

console.log('Starting PostgreSQL for the tests')
const server = await startTestServer()
// The tool starts `node` by its name, and passes its own environment on.
process.env.PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`
process.env[SERVER_VARIABLE] = server.url
process.env.TAP_TIMEOUT = '300'
try {
  const results = await new Stryker(strykerOptions(target, files.length > 0 ? files : target.sources)).runMutationTest()
  const rows = scoreRows(results.map((result) => ({ ...result, fileName: relative('.', result.fileName) })))
  console.log(`\nFor docs/mutation.md:\n${rows.join('\n')}`)
} finally {
  await server.stop()
}
