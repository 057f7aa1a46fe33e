import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { FILE_ENDED, type FileFigures, PROCESSOR_TIME, type TestFileResult } from './file-result.ts'

const FAILED_ASSERTION = /^\s*not ok \d+ - (.*?)(?: # time=.*)?$/
const PASSED_ASSERTION = /^\s*ok \d+/
const SUMMARY = /^# (\{ total: \d+.*\})$/
const ENDED = new RegExp(`^\\s*# ${FILE_ENDED}(.*)$`)
const USED = new RegExp(`^# ${PROCESSOR_TIME}(.*)$`)
/**
 * The service is built again and again in a process: less of what it needs only then is copied as if it stayed, and what stays
 * is looked through when there is much of it. Garbage is collected by one thread: several take more processor time
 * together, and other tests want it.
 */
const PROGRAM = [
  '--min-semi-space-size=64',
  '--max-semi-space-size=64',
  '--initial-old-space-size=256',
  '--single-threaded-gc',
  'scripts/test/run.ts',
]
/** What the test files and the processes that they have started get to end in order, in milliseconds. */
const END_MS = 15_000

export interface TestProcessListener {
  /** Called with each assertion that fails, at once. */
  failure(file: string, assertion: string): void
  /** Called with the result of each file. */
  ended(result: TestFileResult): void
}

/** What one file has said so far. */
interface Told {
  started: number
  failures: string[]
  lines: string[]
}

function nothingTold(): Told {
  return { started: performance.now(), failures: [], lines: [] }
}

/** A process that runs one test file, or several one after the other. Test files are programs that write TAP. */
export class TestProcess {
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>
  readonly #files: string[]
  readonly #listener: TestProcessListener
  readonly #child: ChildProcess
  #told = nothingTold()
  #figures: Omit<FileFigures, 'processorSeconds'> | undefined
  #processorSeconds = 0
  #results: TestFileResult[] = []

  constructor(files: readonly string[], env: NodeJS.ProcessEnv, listener: TestProcessListener) {
    this.#files = [...files]
    this.#listener = listener
    // A process group of its own: what the files have started can be ended with it.
    const child = spawn(process.execPath, [...PROGRAM, ...files], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    this.#child = child
    for (const output of [child.stdout, child.stderr]) this.#follow(output)
    this.ended = once(child, 'close').then(() => this.#finish())
  }

  /** Ends the files and what they have started: in order if that goes, so that no server of theirs is left. */
  async end(): Promise<void> {
    this.#signal('SIGTERM')
    const limit = setTimeout(() => this.#signal('SIGKILL'), END_MS)
    await this.ended
    clearTimeout(limit)
  }

  #signal(signal: NodeJS.Signals): void {
    try {
      process.kill(-(this.#child.pid ?? Number.NaN), signal)
    } catch {
      // All of them have ended.
    }
  }

  #follow(output: Readable): void {
    createInterface(output).on('line', (line) => this.#read(line))
  }

  get #file(): string {
    return this.#files[this.#results.length] ?? this.#files.at(-1) ?? ''
  }

  #read(line: string): void {
    const [, ended] = ENDED.exec(line) ?? []
    if (ended !== undefined && this.#files.length > 1) {
      this.#end(JSON.parse(ended))
      return
    }
    const [, used] = USED.exec(line) ?? []
    if (used !== undefined) {
      this.#processorSeconds = Number(used)
      return
    }
    const [, summary] = SUMMARY.exec(line) ?? []
    if (summary !== undefined) this.#figures = figuresOf(summary, this.#told.started)
    const [, assertion] = FAILED_ASSERTION.exec(line) ?? []
    if (assertion !== undefined) {
      this.#told.failures.push(assertion)
      this.#listener.failure(this.#file, assertion)
    }
    if (!PASSED_ASSERTION.test(line)) this.#told.lines.push(line)
  }

  #end({ passed, failed, seconds, processorSeconds }: FileFigures): void {
    const { failures, lines } = this.#told
    const trouble = `${lines.join('\n')}\n`
    const result = { file: this.#file, passed, failed, failures, seconds, processorSeconds, trouble }
    this.#results.push(result)
    this.#told = nothingTold()
    this.#listener.ended(result)
  }

  /** What has no result when the process has ended, has failed; so has the last file when the process itself has. */
  #finish(): void {
    const isBad = this.#child.exitCode !== 0
    if (this.#files.length === 1) {
      const figures = this.#figures ?? { passed: 0, failed: 0, seconds: secondsSince(this.#told.started) }
      const failed = isBad && figures.failed === 0 ? 1 : figures.failed
      this.#end({ ...figures, failed, processorSeconds: this.#processorSeconds })
      return
    }
    while (this.#results.length < this.#files.length) {
      if (this.#told.lines.length === 0) this.#told.lines.push('Its process ended before it began.')
      const failed = Math.max(1, this.#told.failures.length)
      this.#end({ passed: 0, failed, seconds: secondsSince(this.#told.started), processorSeconds: 0 })
    }
    const last = this.#results.at(-1)
    if (isBad && last !== undefined && this.#results.every(({ failed }) => failed === 0)) {
      this.#listener.ended({ ...last, failed: 1, trouble: `${this.#told.lines.join('\n')}\n` })
    }
  }
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000
}

/** The figures of a whole process, which tap writes at its end: `{ total: 3, pass: 2, fail: 1 }`. */
function figuresOf(summary: string, started: number): Omit<FileFigures, 'processorSeconds'> {
  const count = (name: string) => Number(new RegExp(`\\b${name}: (\\d+)`).exec(summary)?.[1] ?? 0)
  return { passed: count('pass'), failed: count('fail'), seconds: secondsSince(started) }
}
