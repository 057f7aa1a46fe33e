import { parentPort, workerData } from 'node:worker_threads'
import { type DocumentedPart, storedDocument } from './stored-document.ts'

const part: DocumentedPart = workerData

parentPort?.postMessage(storedDocument(part))
