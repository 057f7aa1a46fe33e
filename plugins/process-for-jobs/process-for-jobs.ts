import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import pLimit from 'p-limit'
import { explainThread, ShortageError } from '../system-shortage.ts'
import { threadEnvironment } from '../thread-environment.ts'
import type { JobMessage } from './do-jobs.ts'

/** So long a process without work is kept: who prints once often prints again. */
const KEPT_MS = 60_000
/**
 * V8 else collects garbage in four threads and the libraries pack bytes in four more, and all of these take the processors from those
 * who answer requests.
 */
const ONE_THREAD = { flag: '--single-threaded', env: { UV_THREADPOOL_SIZE: '1' } }

/** How much a job may take. */
export interface JobLimits {
  seconds: number
  /** Of the heap of the process. */
  memoryMb: number
}

/**
 * A program that does one job after the other in a process of its own. In a thread of the service, its garbage and its packing would
 * slow down what the service answers, and the memory that it has needed would stay with the service.
 */
export class ProcessForJobs<Job extends object, Answer> {
  readonly #program: URL
  readonly #limits: JobLimits
  readonly #oneAtATime = pLimit(1)
  #kept: ChildProcess | null = null
  #timer: NodeJS.Timeout | undefined

  /** @param program calls `doJobs`. */
  constructor(program: URL, limits: JobLimits) {
    this.#program = program
    this.#limits = limits
  }

  /**
   * Has a job done, after those that were asked for before.
   *
   * @param job what can be cloned.
   * @param caller once it is aborted, the job is not begun, or is ended: those behind it need not wait for what nobody reads.
   * @throws ShortageError when the process could not be started, takes too long, or is ended from outside; Error when it needs too much
   *   memory, or ends without an answer; what the program throws; the reason of the caller.
   */
  run(job: Job, caller?: AbortSignal): Promise<Answer> {
    return this.#oneAtATime(() => this.#run(job, caller))
  }

  async #run(job: Job, caller: AbortSignal = new AbortController().signal): Promise<Answer> {
    caller.throwIfAborted()
    const { seconds } = this.#limits
    const late = AbortSignal.timeout(seconds * 1000)
    const over = new AbortController()
    const signal = AbortSignal.any([late, over.signal, caller])
    let child: ChildProcess | null = null
    try {
      child = this.#taken() ?? this.#start()
      child.send(job)
      const [message]: [JobMessage<Answer>] = await Promise.race([
        once(child, 'message', { signal }).then(([first]): [JobMessage<Answer>] => [first]),
        once(child, 'exit', { signal }).then(([, by]: (number | string | null)[]) => {
          if (by === 'SIGKILL' || by === 'SIGTERM') throw new ShortageError('the process was ended from outside')
          throw new Error('the process has ended without an answer')
        }),
      ])
      this.#keep(child)
      if ('error' in message) throw message.error
      return message.answer
    } catch (error) {
      if (child !== this.#kept) child?.kill('SIGKILL')
      if (caller.aborted) throw caller.reason
      if (late.aborted) throw new ShortageError(`the process took more than ${seconds} s`, { cause: error })
      throw explainThread(error)
    } finally {
      over.abort()
    }
  }

  /** Takes the process that is kept, which is not without work any more. The service stays for it until it has answered. */
  #taken(): ChildProcess | null {
    clearTimeout(this.#timer)
    const child = this.#kept
    this.#kept = null
    child?.ref()
    child?.channel?.ref()
    return child
  }

  #start(): ChildProcess {
    const child = fork(this.#program, {
      execArgv: [ONE_THREAD.flag, `--max-old-space-size=${this.#limits.memoryMb}`],
      env: { ...threadEnvironment(), ...ONE_THREAD.env },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    // It may fail or end while nobody waits for it.
    child.on('error', () => {})
    child.once('exit', () => {
      if (this.#kept === child) this.#kept = null
    })
    return child
  }

  #keep(child: ChildProcess): void {
    this.#kept = child
    child.unref()
    child.channel?.unref()
    this.#timer = setTimeout(() => {
      this.#kept = null
      child.disconnect()
    }, KEPT_MS).unref()
  }
}
