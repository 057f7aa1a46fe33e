import { availableParallelism } from 'node:os'
import { BUNDLE_VARIABLE } from '../../test/support/bundled-service.ts'
import { describe, type TestFileResult } from './file-result.ts'
import { groupFiles, inBrowser } from './group-files.ts'
import { runInTurn } from './run-in-turn.ts'
import { TestProcess } from './test-process.ts'

/** Some tests wait for processes and clocks, so one more than there are processors keeps them all busy. */
const JOBS = availableParallelism() + 1
/** A browser takes most of the machine, and its pages wait for nobody. */
const JOBS_WITH_BROWSER = 2
/** When more files than this have failed, the reason is not that the machine was busy. */
const MOST_REPEATED = 20

/** A file that failed and then passed alone. */
export interface UnsteadyFile {
  first: TestFileResult
  alone: TestFileResult
}

export interface TestRunResult {
  /** Files that have passed, the unsteady ones among them with the result of their second run. */
  passed: TestFileResult[]
  failed: TestFileResult[]
  unsteady: UnsteadyFile[]
}

/** How many processes of tests may run while one runs these files, itself included. */
export function mostAtOnce(files: readonly string[]): number {
  return files.some(inBrowser) ? JOBS_WITH_BROWSER : JOBS
}

/** One run of test files: all of them once, and then those that failed once more, each alone. */
export class TestRun {
  readonly #running = new Set<TestProcess>()
  #interrupted = false

  get interrupted(): boolean {
    return this.#interrupted
  }

  /** Ends the files that run, and what they have started. No other one is begun. */
  interrupt(): void {
    this.#interrupted = true
    for (const test of this.#running) void test.end()
  }

  /**
   * Runs the files and prints what happens.
   *
   * @param env of the processes of the test files.
   */
  async run(files: readonly string[], env: NodeJS.ProcessEnv): Promise<TestRunResult> {
    const results = new Map<string, TestFileResult>()
    await runInTurn(groupFiles(files), mostAtOnce, (group) =>
      this.#runProcess(group, env, (result) => {
        results.set(result.file, result)
        this.#print(`${results.size}/${files.length}`, result)
      }),
    )
    const passed = [...results.values()].filter(({ failed }) => failed === 0)
    const failed = [...results.values()].filter((result) => result.failed > 0)
    // A single file was alone the first time.
    if (files.length === 1 || failed.length > MOST_REPEATED) return { passed, failed, unsteady: [] }
    const { unsteady, broken } = await this.#repeat(failed, env)
    return { passed: [...passed, ...unsteady.map(({ alone }) => alone)], failed: broken, unsteady }
  }

  async #repeat(failed: readonly TestFileResult[], env: NodeJS.ProcessEnv) {
    const unsteady: UnsteadyFile[] = []
    const broken: TestFileResult[] = []
    for (const first of failed) {
      let alone = first
      // From the sources: what it says leads to them.
      await this.#runProcess([first.file], { ...env, [BUNDLE_VARIABLE]: '' }, (result) => {
        alone = result
        this.#print('alone', result)
      })
      if (alone.failed === 0) unsteady.push({ first, alone })
      else broken.push(alone)
    }
    return { unsteady, broken }
  }

  async #runProcess(
    files: readonly string[],
    env: NodeJS.ProcessEnv,
    onResult: (result: TestFileResult) => void,
  ): Promise<void> {
    if (this.#interrupted) return
    const test = new TestProcess(files, env, {
      failure: (file, assertion) => console.log(`NOT OK  ${file}  ${assertion}`),
      ended: onResult,
    })
    this.#running.add(test)
    await test.ended
    this.#running.delete(test)
  }

  #print(prefix: string, result: TestFileResult): void {
    console.log(`${prefix}  ${describe(result)}`)
    if (result.failed > 0 && !this.#interrupted) console.log(result.trouble)
  }
}
