import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { explainThread, ShortageError } from './system-shortage.ts'

/** How much a program in a thread may take. */
export interface ThreadLimits {
  seconds: number
}

/**
 * Runs a program in a thread of its own, so that requests do not wait for it.
 *
 * @param program posts one message, its answer; what it throws is thrown here.
 * @param data what the program finds as `workerData`.
 * @throws ShortageError when it could not be started or read its modules, or takes too long; Error when it ends
 *   without an answer.
 */
export async function runInThread<T>(program: URL, data: unknown, { seconds }: ThreadLimits): Promise<T> {
  const signal = AbortSignal.timeout(seconds * 1000)
  let worker: Worker | null = null
  try {
    // Without the arguments of Node.js: they may apply to the main program only.
    worker = new Worker(program, { workerData: data, argv: [] })
    // It may fail while it is being ended, when nobody waits for it any more.
    worker.on('error', () => {})
    const ended = once(worker, 'exit', { signal }).then(() => {
      throw new Error('the thread has ended without an answer')
    })
    const [answer]: [T] = await Promise.race([
      once(worker, 'message', { signal }).then(([first]): [T] => [first]),
      ended,
    ])
    return answer
  } catch (error) {
    if (signal.aborted) throw new ShortageError(`the thread took more than ${seconds} s`, { cause: error })
    throw explainThread(error)
  } finally {
    await worker?.terminate()
  }
}
