import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BUNDLE_VARIABLE } from '../../test/support/bundled-service.ts'
// Before all that loads tap.
import './preload.ts'
import { PROCESSOR_TIME } from './file-result.ts'
import { processorSeconds } from './processor-time.ts'

const [node = '', , ...files] = process.argv
const [file = ''] = files

process.once('exit', () => console.log(`# ${PROCESSOR_TIME}${processorSeconds()}`))

const bundle = process.env[BUNDLE_VARIABLE]
if (bundle) await import(pathToFileURL(bundle).href)

/** Runs the test files that are given on the command line: a single one as if it were the program, several in turn. */
if (files.length === 1) {
  process.argv = [node, resolve(file)]
  await import(pathToFileURL(file).href)
} else {
  await import('./run-files.ts')
}
