import { glob } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext, type StrykerOptions } from '@stryker-mutator/api/core'
import { commonTokens, tokens } from '@stryker-mutator/api/plugin'
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner'
import { giveEachItsOwnTest } from '../../test/own-test.ts'
import { isInSample } from '../sample.ts'
import { freshUrl, loadFreshModules } from './fresh-modules.ts'
import { type ProgramOptions, programOptions } from './program-options.ts'
import type { ProgramResult, runProgram } from './run-program.ts'

const { NAMESPACE, ACTIVE_MUTANT_ENV_VARIABLE } = INSTRUMENTER_CONSTANTS

/** What the changed code asks which change is active, and where it notes which ones it has reached. */
const CONTEXT: InstrumenterContext & Required<Pick<InstrumenterContext, 'mutantCoverage'>> = {
  mutantCoverage: { static: {}, perTest: {} },
}

function toTestResult({ file, hasFailed, milliseconds }: ProgramResult): TestResult {
  const test = { id: file, name: file, fileName: file, timeSpentMs: milliseconds }
  return hasFailed
    ? { ...test, status: TestStatus.Failed, failureMessage: 'a test failed' }
    : { ...test, status: TestStatus.Success }
}

/** tap tells the process that has started this one of time limits. It is Stryker, which reads text and nothing else. */
function sendTextOnly(): void {
  const send = process.send?.bind(process)
  process.send = (message: unknown) => typeof message === 'string' && (send?.(message) ?? false)
}

/**
 * Runs test files in the process of Stryker's worker: a new process for each change and file takes a second before it runs
 * anything.
 */
export class ProgramRunner implements TestRunner {
  static readonly inject = tokens(commonTokens.options)
  readonly #options: ProgramOptions
  #runProgram: typeof runProgram | undefined
  readonly #files: string[] = []
  #loadings = 0

  constructor(options: StrykerOptions) {
    this.#options = programOptions(options)
  }

  /** A service that is loaded cannot be loaded anew: its metrics have their names. */
  capabilities() {
    return { reloadEnvironment: !this.#options.runsService }
  }

  async init(): Promise<void> {
    Object.assign(globalThis, { [NAMESPACE]: CONTEXT })
    // The listener of the worker would keep a test from hearing of what it has left to nobody.
    process.removeAllListeners('unhandledRejection')
    const tests = pathToFileURL(`${process.cwd()}/test/`).href
    giveEachItsOwnTest((url) => url.startsWith(tests) && /\.test\.ts(\?|$)/.test(url))
    loadFreshModules()
    for await (const file of glob(this.#options.files)) this.#files.push(file)
    sendTextOnly()
    // Not in the process of Stryker itself, which loads this module, too: tap takes a process that loads it for a test.
    const program = await import('./run-program.ts')
    this.#runProgram = program.runProgram
  }

  async dryRun(): Promise<DryRunResult> {
    const results: ProgramResult[] = []
    // What runs while it is loaded is reached by no file of its own.
    if (this.#options.runsService) await import(pathToFileURL('app.ts').href)
    for (const file of this.#files) {
      this.#loadings++
      CONTEXT.currentTestId = file
      results.push(await this.#run(file))
      delete CONTEXT.currentTestId
    }
    // The fast ones come first in each list of those that reach a change.
    const { perTest, static: whileLoading } = CONTEXT.mutantCoverage
    const ordered = results.toSorted((a, b) => a.milliseconds - b.milliseconds)
    return {
      status: DryRunStatus.Complete,
      tests: ordered.map(toTestResult),
      mutantCoverage: {
        static: whileLoading,
        perTest: Object.fromEntries(ordered.map(({ file }) => [file, perTest[file] ?? {}])),
      },
    }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    if (!isInSample(activeMutant.id, this.#options.percent)) {
      return { status: MutantRunStatus.Error, errorMessage: 'It is not among the changes that are tried.' }
    }
    this.#loadings++
    CONTEXT.activeMutant = activeMutant.id
    // For programs that a test starts.
    process.env[ACTIVE_MUTANT_ENV_VARIABLE] = activeMutant.id
    if (hitLimit !== undefined) Object.assign(CONTEXT, { hitLimit, hitCount: 0 })
    const tests = await this.#runUntilNoticed(testFilter ?? this.#files)
    const endless = determineHitLimitReached(CONTEXT.hitCount, hitLimit)
    delete CONTEXT.hitCount
    return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests })
  }

  async #runUntilNoticed(files: readonly string[]): Promise<TestResult[]> {
    const tests: TestResult[] = []
    for (const file of files) {
      const result = await this.#run(file)
      tests.push(toTestResult(result))
      if (result.hasFailed) break
    }
    return tests
  }

  async #run(file: string): Promise<ProgramResult> {
    const url = pathToFileURL(file).href
    const loading = String(this.#loadings)
    if (!this.#runProgram) throw new Error('the runner is not ready')
    return this.#runProgram(file, this.#options.runsService ? `${url}?run=${loading}` : freshUrl(url, loading))
  }
}
