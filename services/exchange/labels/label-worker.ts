import { parentPort, workerData } from 'node:worker_threads'
import { drawJob } from './draw-job.ts'

parentPort?.postMessage(await drawJob(workerData))
