import { parentPort, workerData } from 'node:worker_threads'
import { FileError } from './failure.ts'
import { readImport } from './read-import.ts'
import type { WorkerAnswer, WorkerInput } from './worker-messages.ts'

/** Rows of one message. */
const BATCH = 500

async function work(): Promise<void> {
  const { bytes, fileName, choices }: WorkerInput = workerData
  const send = (answer: WorkerAnswer) => parentPort?.postMessage(answer)
  try {
    const { rows, ...read } = await readImport(bytes, fileName, choices)
    send({ type: 'read', read })
    for (let at = 0; at < rows.length; at += BATCH) send({ type: 'rows', rows: rows.slice(at, at + BATCH) })
    send({ type: 'done' })
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    send({ type: 'failed', code: error.code, message: error.message })
  }
}

await work()
