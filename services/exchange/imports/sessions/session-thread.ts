import { MessageChannel, Worker } from 'node:worker_threads'
import { explainThread } from '../../../../plugins/system-shortage.ts'
import { threadEnvironment } from '../../../../plugins/thread-environment.ts'
import { FileError } from '../../reading/failure.ts'
import type { Queries } from '../planning/present.ts'
import type { OnMatched } from './proposal-session.ts'
import type { Answer, Call, SessionName, ThreadInput, ThreadMessage } from './thread-messages.ts'

const YOUNG_MEMORY_MB = 16
const MODULE = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url)

/** The methods of a session; what goes in and out of them can be cloned. */
export type Methods<Session> = { [Name in keyof Session]: (...args: never[]) => Promise<unknown> }

/** A session in a thread of its own, so that requests do not wait for it. Its statements are run here. */
export class SessionThread<Session extends Methods<Session>> {
  readonly #worker: Worker
  readonly #ended = Promise.withResolvers<never>()
  /** Why a statement has failed, as the database said it. */
  #failure: unknown

  /** @param parts `db` runs the statements of the session; `memoryMb` is the most that its heap may have. */
  constructor(
    session: SessionName,
    { db, memoryMb, onMatched = () => {} }: { db: Queries; memoryMb: number; onMatched?: OnMatched },
  ) {
    const input: ThreadInput = { session }
    this.#worker = new Worker(MODULE, {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
      execArgv: [],
      env: threadEnvironment(),
    })
    this.#ended.promise.catch(() => {})
    this.#worker.on('message', (message: ThreadMessage) => {
      if (message.type === 'matched') onMatched(message.done, message.count)
      else this.#answer(db, message)
    })
    this.#worker.on('error', (error) => this.#ended.reject(asFailure(error)))
    this.#worker.on('exit', () =>
      this.#ended.reject(explainThread(new Error('the thread of an import has ended early'))),
    )
  }

  /**
   * Calls a method of the session.
   *
   * @throws what it throws; when a statement of it has failed, what the database said.
   */
  async call<Name extends keyof Session & string>(
    method: Name,
    ...args: Parameters<Session[Name]>
  ): Promise<Awaited<ReturnType<Session[Name]>>> {
    const { promise, resolve, reject } = Promise.withResolvers<Awaited<ReturnType<Session[Name]>>>()
    const { port1, port2 } = new MessageChannel()
    port1.once('message', (answer: Answer<Awaited<ReturnType<Session[Name]>>>) => {
      if (answer.ok) resolve(answer.value)
      else reject(this.#failure ?? answer.error)
    })
    const call: Call = { method, args, answer: port2 }
    this.#worker.postMessage(call, [port2])
    try {
      return await Promise.race([promise, this.#ended.promise])
    } finally {
      port1.close()
    }
  }

  /** Ends the thread, whatever it is doing. */
  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  /** Has calls that wait reject with `reason`, and ends the thread. */
  async abort(reason: unknown): Promise<void> {
    this.#ended.reject(reason)
    await this.end()
  }

  async #answer(db: Queries, { text, values, answer }: Extract<ThreadMessage, { type: 'query' }>): Promise<void> {
    try {
      const given: Answer<unknown[]> = { ok: true, value: await db.query(text, values) }
      answer.postMessage(given)
    } catch (error) {
      this.#failure ??= error
      const given: Answer<never> = { ok: false, error: new Error('a statement has failed') }
      answer.postMessage(given)
    }
  }
}

function asFailure(error: Error & { code?: string }): unknown {
  if (error.code !== 'ERR_WORKER_OUT_OF_MEMORY') return explainThread(error)
  return new FileError('OUT_OF_MEMORY', 'The file needs too much memory: split it')
}
