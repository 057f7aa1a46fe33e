import { fileURLToPath } from 'node:url'
import type { Stryker } from '@stryker-mutator/core'
import type { MutationTarget } from './targets.ts'

type StrykerOptions = ConstructorParameters<typeof Stryker>[0]

/** Far longer than the tests take on a busy machine: a change that makes a loop endless mostly ends by its count. */
const TIMEOUT_MS = 120_000
/** Modules that were loaded for a change stay in memory, so the process is another one after so many changes. */
const MOST_LOADINGS = 200

/** What is changed in this run. */
export interface MutationRun {
  /** Files, or lines of them as `file:from-to`. */
  sources: readonly string[]
  /** How many of a hundred changes are tried. */
  percent: number
}

/** The settings of a run. Test files are programs that write TAP: a runner of our own runs them in its process. */
export function strykerOptions(
  { tests, runsService }: MutationTarget,
  { sources, percent }: MutationRun,
): StrykerOptions {
  return {
    mutate: [...sources],
    testRunner: 'programs',
    plugins: [fileURLToPath(import.meta.resolve('./runner/plugin.ts'))],
    programs: { files: [...tests], runsService, percent },
    testRunnerNodeArgs: ['--max-semi-space-size=64', '--single-threaded-gc'],
    maxTestRunnerReuse: runsService ? 0 : MOST_LOADINGS,
    coverageAnalysis: 'perTest',
    reporters: ['progress', 'clear-text', 'html'],
    htmlReporter: { fileName: '.tap/mutation/report.html' },
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    timeoutMS: TIMEOUT_MS,
    dryRunTimeoutMinutes: 20,
    concurrency: 2,
    // Copies of the project; Node strips no types below node_modules, so they cannot stand there.
    tempDirName: '.tap/mutation/sandbox',
    cleanTempDir: 'always',
    ignorePatterns: ['/data', '/dist', '/.tap', '/coverage', '/docs', '/ops', '/web'],
    // Types are not checked, and the compiler of this project has no interface for the tool that would.
    disableTypeChecks: false,
    tsconfigFile: 'none.json',
    allowEmpty: true,
  }
}
