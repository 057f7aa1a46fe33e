import type { Stryker } from '@stryker-mutator/core'
import type { MutationTarget } from './targets.ts'

type StrykerOptions = ConstructorParameters<typeof Stryker>[0]

/** Far longer than a test file takes on a busy machine: a change that makes a loop endless ends then. */
const TIMEOUT_MS = 120_000

/**
 * The settings of a run. Test files are programs that write TAP, so the runner for tap starts each of them with Node,
 * and records which changes it reaches.
 *
 * @param sources the files that are changed.
 */
export function strykerOptions({ tests }: MutationTarget, sources: readonly string[]): StrykerOptions {
  return {
    mutate: [...sources],
    testRunner: 'tap',
    plugins: ['@stryker-mutator/tap-runner'],
    tap: { testFiles: [...tests], nodeArgs: ['-r', '{{hookFile}}', '{{testFile}}'], forceBail: true },
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
