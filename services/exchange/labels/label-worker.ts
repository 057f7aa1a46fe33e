import { parentPort, workerData } from 'node:worker_threads'
import { drawJob } from './draw-job.ts'

try {
  parentPort?.postMessage(await drawJob(workerData))
} catch (error) {
  parentPort?.postMessage({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
