import { parentPort, workerData } from 'node:worker_threads'
import { FileError } from './failure.ts'
import { openImport } from './read-import.ts'
import type { ReadRow } from './read-result.ts'
import type { WorkerAnswer, WorkerInput } from './worker-messages.ts'

/** Rows of one message. */
const BATCH = 500

async function work(): Promise<void> {
  const { bytes, fileName, choices }: WorkerInput = workerData
  const send = (answer: WorkerAnswer) => parentPort?.postMessage(answer)
  try {
    const { rows, head } = await openImport(bytes, fileName, choices)
    let batch: ReadRow[] = []
    const sendBatch = () => send({ type: 'rows', rows: JSON.stringify(batch), count: batch.length })
    for (const row of rows) {
      if (batch.push(row) < BATCH) continue
      sendBatch()
      batch = []
    }
    if (batch.length > 0) sendBatch()
    send({ type: 'read', read: head() })
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    send({ type: 'failed', code: error.code, message: error.message })
  }
}

await work()
