import { Worker } from 'node:worker_threads'
import { explainThread } from '../../../plugins/system-shortage.ts'
import { threadEnvironment } from '../../../plugins/thread-environment.ts'
import { FileError } from './failure.ts'
import type { ReadChoices, ReadHead } from './read-result.ts'
import type { WorkerAnswer, WorkerInput } from './worker-messages.ts'

export interface ReaderLimits {
  timeoutSeconds: number
  /** Of the heap of one worker. */
  memoryMb: number
}

const WORKER = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)

/** Takes rows as they are read: a list of `ReadRow` as JSON, and how many they are. */
export type OnRows = (rows: string, count: number) => void

/** Reads files in worker threads, so that a hostile one costs neither the process nor other requests. */
export class ImportReader {
  readonly #limits: ReaderLimits

  constructor(limits: ReaderLimits) {
    this.#limits = limits
  }

  /**
   * Reads a file.
   *
   * @param bytes are handed over: they cannot be used afterwards.
   * @throws FileError when the file cannot be read, takes too long or too much memory.
   */
  async read(
    bytes: Uint8Array<ArrayBuffer>,
    {
      fileName,
      choices,
      signal,
      onRows,
    }: { fileName: string; choices: ReadChoices; signal: AbortSignal; onRows: OnRows },
  ): Promise<ReadHead> {
    signal.throwIfAborted()
    const { timeoutSeconds, memoryMb } = this.#limits
    const input: WorkerInput = { bytes, fileName, choices }
    const worker = new Worker(WORKER, {
      workerData: input,
      transferList: [bytes.buffer],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 16 },
      execArgv: [],
      env: threadEnvironment(),
    })
    const timer = setTimeout(() => worker.emit('error', timedOut(timeoutSeconds)), timeoutSeconds * 1000)
    try {
      return await collect(worker, signal, onRows)
    } finally {
      clearTimeout(timer)
      await worker.terminate()
    }
  }
}

function timedOut(seconds: number): FileError {
  return new FileError('TIMED_OUT', `The file could not be read within ${seconds} seconds: split it`)
}

function collect(worker: Worker, signal: AbortSignal, onRows: OnRows): Promise<ReadHead> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadHead>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort)
  if (signal.aborted) onAbort()
  worker.on('message', (answer: WorkerAnswer) => {
    if (answer.type === 'rows') onRows(answer.rows, answer.count)
    else if (answer.type === 'read') resolve(answer.read)
    else reject(new FileError(answer.code, answer.message))
  })
  worker.on('error', (error: Error & { code?: string }) => {
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    reject(
      isMemory
        ? new FileError('OUT_OF_MEMORY', 'The file needs too much memory: split it, or save it as CSV')
        : explainThread(error),
    )
  })
  worker.on('exit', () => reject(explainThread(new Error('the worker that read the file has ended early'))))
  return promise.finally(() => signal.removeEventListener('abort', onAbort))
}
