import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

const READY_LIMIT_MS = 60_000
const PROBE_INTERVAL_MS = 100

/** A heap that is allowed little reaches its full size soon, so that what grows on after that is a leak. */
const NODE_FLAGS = ['--max-semi-space-size=4', '--max-old-space-size=192']

/** How a process was ended. */
export type Ending = 'SIGTERM' | 'SIGKILL'

/** One service process at an address of its own, which outlives the process. */
export class Replica {
  readonly name: string
  readonly port: number
  /** What the last readiness probe said. */
  isReady = false
  /** When the process was last killed, on the clock of `performance.now()`. */
  killedAt = Number.NEGATIVE_INFINITY
  /** When the process was last told to end, and how. */
  endedAt = Number.NEGATIVE_INFINITY
  lastEnding: Ending = 'SIGTERM'
  readonly #env: NodeJS.ProcessEnv
  readonly #log: WriteStream
  #child: ChildProcess | undefined

  /** @param logFile everything that the processes write; it is overwritten. */
  constructor(name: string, port: number, env: NodeJS.ProcessEnv, logFile: string) {
    this.name = name
    this.port = port
    this.#env = { ...env, PORT: String(port) }
    this.#log = createWriteStream(logFile)
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Starts a process and waits until it is ready. @throws Error when it ends or is not ready within a minute. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [...NODE_FLAGS, 'scripts/serve.ts'], {
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    child.stdout.pipe(this.#log, { end: false })
    child.stderr.pipe(this.#log, { end: false })
    const limit = performance.now() + READY_LIMIT_MS
    while (!(await this.probe())) {
      if (child.exitCode !== null || performance.now() > limit) throw new Error(`replica ${this.name} did not start`)
      await setTimeout(PROBE_INTERVAL_MS)
    }
  }

  /** Asks the replica whether it is ready, and remembers the answer. */
  async probe(): Promise<boolean> {
    const { killedAt } = this
    try {
      const answer = await fetch(`${this.url}/health/readyz`, { signal: AbortSignal.timeout(2000) })
      await answer.arrayBuffer()
      // An answer from before a kill says nothing any more.
      this.isReady = answer.ok && this.killedAt === killedAt
    } catch {
      this.isReady = false
    }
    return this.isReady
  }

  /** Ends the process. @returns its exit code (null when the signal ended it) and the seconds that it took. */
  async end(ending: Ending): Promise<{ code: number | null; seconds: number }> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return { code: null, seconds: 0 }
    const began = performance.now()
    this.endedAt = began
    this.lastEnding = ending
    if (ending === 'SIGKILL') {
      this.isReady = false
      this.killedAt = began
    }
    const exited = once(child, 'exit')
    child.kill(ending)
    const [code] = await exited
    this.isReady = false
    return { code: typeof code === 'number' ? code : null, seconds: (performance.now() - began) / 1000 }
  }
}
