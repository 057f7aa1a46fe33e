import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { glob } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

export interface TestFileResult {
  file: string
  /** Assertions. A file that ends badly without a failed one has one failure. */
  passed: number
  failed: number
  seconds: number
  /** What its output says beside what went well. */
  trouble: string
}

/** Kinds of tests that take long begin first, so that none of them is the last one that all wait for. */
const FIRST = /^test\/(app|package|cli|process|prometheus|ops|contract)\//

const IN_BROWSER = /^test\/browser\//

/** Whether a test opens the pages in a browser. Those come last: they take most of the machine. */
export function inBrowser(file: string): boolean {
  return IN_BROWSER.test(file)
}

function rank(file: string): number {
  if (inBrowser(file)) return 2
  return FIRST.test(file) ? 0 : 1
}

/** The test files among the paths, folders or patterns that are given, or all of them. */
export async function findTests(given: readonly string[]): Promise<string[]> {
  const patterns = given.length === 0 ? ['test'] : given
  const found = new Set<string>()
  for (const pattern of patterns) {
    const files = pattern.endsWith('.ts') ? [pattern] : [`${pattern}/**/*.test.ts`]
    for await (const file of glob(files)) found.add(file)
  }
  if (found.size === 0) throw new Error(`There are no tests in ${patterns.join(', ')}`)
  return [...found].sort().sort((a, b) => rank(a) - rank(b))
}

const FAILED_ASSERTION = /^\s*not ok \d+ - (.*?)(?: # time=.*)?$/
/** What a test file and the processes that it has started get to end in order, in milliseconds. */
const END_MS = 15_000

/** A test file that runs. Test files are programs that write TAP. */
export class RunningTestFile {
  readonly result: Promise<TestFileResult>
  readonly #child: ChildProcess
  readonly #ended: Promise<unknown>

  /** @param onFailure told of each assertion that fails, at once. */
  constructor(file: string, env: NodeJS.ProcessEnv, onFailure: (assertion: string) => void) {
    // A process group of its own: what the file has started can be ended with it.
    const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    this.#child = child
    this.#ended = once(child, 'close')
    createInterface(child.stdout).on('line', (line) => {
      const [, assertion] = FAILED_ASSERTION.exec(line) ?? []
      if (assertion !== undefined) onFailure(assertion)
    })
    this.result = this.#read(file, child.stdout, child.stderr)
  }

  /** Ends the file and what it has started: in order if that goes, so that no server of theirs is left. */
  async end(): Promise<void> {
    this.#signal('SIGTERM')
    const limit = setTimeout(() => this.#signal('SIGKILL'), END_MS)
    await this.#ended
    clearTimeout(limit)
  }

  #signal(signal: NodeJS.Signals): void {
    try {
      process.kill(-(this.#child.pid ?? Number.NaN), signal)
    } catch {
      // All of them have ended.
    }
  }

  async #read(file: string, stdout: Readable, stderr: Readable): Promise<TestFileResult> {
    const started = performance.now()
    const [output, errors] = await Promise.all([text(stdout), text(stderr), this.#ended])
    const summary = /^# \{ total: \d+.*\}$/m.exec(output)?.[0] ?? ''
    const count = (name: string) => Number(new RegExp(`\\b${name}: (\\d+)`).exec(summary)?.[1] ?? 0)
    const failed = count('fail')
    return {
      file,
      passed: count('pass'),
      failed: this.#child.exitCode !== 0 && failed === 0 ? 1 : failed,
      seconds: (performance.now() - started) / 1000,
      trouble: `${output.replaceAll(/^ *ok \d+.*\n/gm, '')}${errors}`,
    }
  }
}
