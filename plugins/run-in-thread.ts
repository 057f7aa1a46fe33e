import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** How much a program in a thread may take. */
export interface ThreadLimits {
  seconds: number
  /** Of its heap. */
  memoryMb: number
}

/**
 * Runs a program in a thread of its own, so that requests do not wait for it.
 *
 * @param program posts one message, its answer; what it throws is thrown here.
 * @param data what the program finds as `workerData`.
 * @throws Error when it takes too long, needs too much memory, or ends without an answer.
 */
export async function runInThread<T>(program: URL, data: unknown, { seconds, memoryMb }: ThreadLimits): Promise<T> {
  const signal = AbortSignal.timeout(seconds * 1000)
  // Without the arguments of Node.js: they may apply to the main program only.
  const worker = new Worker(program, {
    workerData: data,
    argv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  })
  // It may fail while it is being ended, when nobody waits for it any more.
  worker.on('error', () => {})
  try {
    const ended = once(worker, 'exit', { signal }).then(() => {
      throw new Error('the thread has ended without an answer')
    })
    const [answer]: [T] = await Promise.race([
      once(worker, 'message', { signal }).then(([first]): [T] => [first]),
      ended,
    ])
    return answer
  } finally {
    await worker.terminate()
  }
}
